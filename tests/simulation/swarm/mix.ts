/** What one seed is made of: which faults there are, how often, how many tills and tabs, and how people behave. */

import type { Chance } from './random.ts';

/** The kinds of faults that a seed turns on or off; `reliability.md` A.5 has the numbers. */
export const FAULT_KINDS = [
  /** F-20, F-21: requests and answers that are lost. */
  'loss',
  /** F-22, F-29: a request that arrives twice, the second time later. */
  'replay',
  /** F-23: answers and requests that take longer than the till waits. */
  'delay',
  /** F-25: times without a network, known or not known to the browser; and a browser that says "offline" wrongly. */
  'cut',
  /** F-24, F-26, F-27: a sign-in page, half an answer, an error, too many requests. */
  'garble',
  /** F-28, F-30, F-31, F-33 and the like: what the simulated providers can do wrong by themselves. */
  'provider',
  /** F-04, F-05, F-06, F-16: the storage is full, gone, or says "no" after it has written. */
  'storage',
  /** F-01, F-02, F-03: a tab, or all of a till, ends at any await; what was not durable is kept or not. */
  'crash',
  /** F-15, F-42: a tab stands still and goes on later. */
  'freeze',
  /** F-40, F-43, F-74: the till's clock jumps. */
  'clock',
  /** F-50, F-54: several tabs of one till, in front by turns. */
  'tabs',
  /** F-52, F-70: everything is done twice. */
  'double-tap',
  /** F-07, F-08, F-09: while no tab is open, the browser loses the journal or its end, and the second copy brings it back. */
  'wipe',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Mix {
  readonly tills: number;
  /** Tabs of each till. */
  readonly tabs: number;
  /** Sales at each till. */
  readonly sales: number;
  /** The rate of each kind, 0 when it is off; per message, per write, per await, per minute, as `RANGES` says. */
  readonly rates: Readonly<Record<FaultKind, number>>;
  /** How long an answer usually takes, milliseconds. */
  readonly latencyMs: readonly [number, number];
  /** How long one durable write takes. */
  readonly writeMs: readonly [number, number];
  /** How long the faults go on. */
  readonly unsafeMs: number;
  readonly habits: Habits;
}

/** Probabilities, each time that it could be done. */
export interface Habits {
  /** The cashier, once a step. */
  readonly cancel: number;
  readonly cashInstead: number;
  readonly checkNow: number;
  readonly keep: number;
  readonly endSale: number;
  readonly asManager: number;
  readonly attest: number;
  readonly park: number;
  readonly split: number;
  readonly refund: number;
  readonly attachLate: number;
  /** The customer. */
  readonly walkAway: number;
  readonly sayNo: number;
  readonly wrongPassword: number;
  readonly payLate: number;
}

/**
 * The most that a kind happens: per message (loss … provider), per write, per await (crash, freeze), per step of a person,
 * per opening of a till (wipe).
 */
const RANGES: Readonly<Record<FaultKind, number>> = {
  loss: 0.3,
  replay: 0.5,
  delay: 0.2,
  cut: 0.1,
  garble: 0.2,
  provider: 0.3,
  storage: 0.1,
  crash: 0.1,
  freeze: 0.03,
  clock: 0.1,
  tabs: 0.3,
  'double-tap': 0.3,
  wipe: 1,
};

export interface Wanted {
  readonly tills?: number | undefined;
  /** Only these kinds; all of them when missing. */
  readonly faults?: readonly FaultKind[] | undefined;
}

export function drawMix(chance: Chance, wanted: Wanted = {}): Mix {
  const allowed = wanted.faults ?? FAULT_KINDS;
  const rates = Object.fromEntries(
    FAULT_KINDS.map((kind) => {
      // What came later draws by itself, so that the seeds of before tell the same stories where it is off.
      const own = kind === 'wipe' ? chance.fork(kind) : chance;
      const isOn = own.happens(kind === 'clock' || kind === 'freeze' ? 0.2 : 0.4);
      // Small rates more often than large ones: under large ones little else gets its turn.
      const rate = RANGES[kind] * own.fraction() ** 2;
      return [kind, isOn && allowed.includes(kind) ? rate : 0] as const;
    }),
  ) as Record<FaultKind, number>;
  const tills = wanted.tills ?? (chance.happens(0.1) ? 2 : 1);
  return {
    tills,
    tabs: rates.tabs > 0 ? chance.whole(2, 3) : 1,
    sales: chance.happens(0.2) ? chance.whole(2, 4) : 1,
    rates,
    latencyMs: chance.happens(0.5) ? [20, 200] : [50, 1_500],
    writeMs: chance.happens(0.5) ? [0, 0] : [1, 40],
    unsafeMs: chance.whole(60, 180) * 1_000,
    habits: drawHabits(chance),
  };
}

function drawHabits(chance: Chance): Habits {
  const some = (most: number, share = 0.5): number => (chance.happens(share) ? chance.fraction() * most : 0);
  return {
    cancel: some(0.3),
    cashInstead: some(0.5),
    checkNow: some(0.3),
    keep: some(0.3, 0.2),
    endSale: some(0.1, 0.3),
    asManager: some(0.1, 0.15),
    attest: some(0.1, 0.15),
    park: some(0.1, 0.2),
    split: some(0.5, 0.3),
    refund: some(0.6),
    attachLate: some(1),
    walkAway: some(0.3),
    sayNo: some(0.3),
    wrongPassword: some(0.4, 0.2),
    payLate: some(0.5, 0.3),
  };
}
