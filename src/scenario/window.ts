/** One window of a counter without a browser: the real counter over a journal in memory, in virtual time, and it can die. */

import type { CounterPorts } from '../counter/core.ts';
import { type Counter, createCounter } from '../counter/counter.ts';
import type { Currency } from '../domain/money.ts';
import type { RailName } from '../domain/rail.ts';
import type {
  Journal,
  KeyIntake,
  Lock,
  Signer,
  SteadyClock,
  Verifier,
  Wire,
  WireReply,
  WireRequest,
} from '../ports.ts';
import type { RailAccount } from '../providers/contract.ts';
import { RAILS } from '../providers/rails.ts';
import { sha256Hex } from '../signing/digest.ts';

/** Virtual time, as the scenario's host keeps it. */
export interface ScenarioTime {
  readonly now: () => number;
  readonly at: (time: number, work: () => void) => () => void;
  readonly settle: () => Promise<void>;
  readonly pass: (durationMs: number) => Promise<void>;
  /** Notes that something happened, so that `settle` waits a little longer. */
  readonly stir: () => void;
  /** Work that takes real time: `settle` waits for it. */
  readonly busy: <T>(work: Promise<T>) => Promise<T>;
}

/** The simulator's host: the providers' real paths, and the till's clock and network. */
export interface ScenarioHost {
  readonly handle: (request: Request) => Promise<Response>;
  readonly clock: SteadyClock;
  readonly online: () => boolean;
}

export interface WindowParts {
  readonly time: ScenarioTime;
  readonly host: ScenarioHost;
  readonly journal: Journal;
  readonly signer: Signer;
  readonly verifier: Verifier;
  readonly intake: KeyIntake;
  readonly lock: Lock;
  readonly account: (rail: RailName) => RailAccount | undefined;
  readonly till: string;
  readonly currency: Currency;
  readonly lastEnd: 'first' | 'unclean';
  /** A number that no other window of this scenario has: the source of its chance. */
  readonly run: number;
}

export interface TillWindow {
  readonly counter: Counter;
  /** Ends without a word before its nth step through a port from now, 0 being the next one. */
  readonly killBefore: (nth: number) => void;
  readonly isDead: () => boolean;
}

const ORIGIN = 'http://practice.invalid';

interface Life {
  /** Each step through a port: after the window's end none ever comes back. */
  readonly pass: () => Promise<void>;
  readonly isDead: () => boolean;
  readonly killBefore: (nth: number) => void;
  /** What has to be taken back at the end. */
  readonly onEnd: (work: () => void) => void;
}

function createLife(time: ScenarioTime): Life {
  const ends: (() => void)[] = [];
  let stepsLeft = Number.POSITIVE_INFINITY;
  const isDead = (): boolean => stepsLeft < 0;
  const die = (): void => {
    stepsLeft = -1;
    for (const end of ends) end();
  };
  return {
    isDead,
    onEnd: (work) => ends.push(work),
    killBefore: (nth) => {
      stepsLeft = nth;
      if (nth === 0) die();
    },
    pass: async () => {
      time.stir();
      stepsLeft -= 1;
      if (!isDead()) return;
      die();
      await new Promise<never>(() => undefined);
    },
  };
}

export async function openWindow(parts: WindowParts): Promise<TillWindow> {
  const { time, host } = parts;
  const life = createLife(time);
  let takeBack: () => void = () => undefined;
  life.onEnd(() => takeBack());
  const counter = createCounter({
    ports: {
      ...portsOf(parts, life),
      wakeup: {
        at: (when) => {
          takeBack();
          if (when === undefined || life.isDead()) return;
          // Asked for in the till's time, which may be off: what counts is how long it is until then.
          const restMs = Math.max(0, when - host.clock.now());
          takeBack = time.at(time.now() + restMs, () => counter.wake('timer'));
        },
      },
    },
    rails: RAILS,
    account: parts.account,
    till: parts.till,
    book: 'practice',
    currency: parts.currency,
    version: 'scenario',
    lastEnd: parts.lastEnd,
    actor: () => 'cashier',
    onChange: () => time.stir(),
    onNotice: () => time.stir(),
  });
  await counter.open();
  await time.settle();
  return { counter, isDead: life.isDead, killBefore: life.killBefore };
}

function portsOf(parts: WindowParts, life: Life): Omit<CounterPorts, 'wakeup'> {
  const { time, host, journal, lock, signer, verifier, intake } = parts;
  const { pass } = life;
  return {
    clock: host.clock,
    random: createChance(parts.run),
    digest: sha256Hex,
    journal: {
      ...journal,
      append: async (batch) => {
        await pass();
        const result = await journal.append(batch);
        await pass();
        return result;
      },
    },
    signer: { sign: (command) => pass().then(() => time.busy(signer.sign(command))) },
    verifier: { verify: (claim) => pass().then(() => time.busy(verifier.verify(claim))) },
    intake: {
      canOpen: (rail) => pass().then(() => time.busy(intake.canOpen(rail))),
      admit: (command) => pass().then(() => time.busy(intake.admit(command))),
    },
    wire: createVirtualWire(parts, pass),
    lock: {
      ...lock,
      acquire: async (options) => {
        const lease = await lock.acquire(options);
        if (lease !== undefined) life.onEnd(lease.release);
        return lease;
      },
    },
  };
}

/** Numbers that differ from window to window and are the same in every run. */
function createChance(run: number): { readonly bytes: (length: number) => Uint8Array } {
  let drawn = run * 1_000_000;
  return {
    bytes: (length) => {
      drawn += 1;
      return Uint8Array.from({ length }, (_, index) =>
        index < 4 ? (drawn >>> (8 * (3 - index))) & 255 : index,
      );
    },
  };
}

/** As the page's wire does it, in virtual time: what never left is told from what may have. */
function createVirtualWire({ time, host }: WindowParts, pass: () => Promise<void>): Wire {
  return {
    send: async (rail, request) => {
      await pass();
      const reply = host.online() ? await send({ time, host }, rail, request) : OFFLINE;
      await pass();
      return reply;
    },
  };
}

const OFFLINE: WireReply = { kind: 'no_reply', reason: 'offline' };

async function send(
  { time, host }: Pick<WindowParts, 'time' | 'host'>,
  rail: RailName,
  { method, headers, body, path, timeoutMs }: WireRequest,
): Promise<WireReply> {
  const giveUp = new AbortController();
  const takeBack = time.at(time.now() + timeoutMs, () => giveUp.abort(new Error('timeout')));
  try {
    const init = { method, headers, signal: giveUp.signal, ...(method === 'GET' ? {} : { body }) };
    const request = new Request(`${ORIGIN}/practice/${rail}${path}`, init);
    const response = await time.busy(host.handle(request));
    const bytes = new Uint8Array(await time.busy(response.arrayBuffer()));
    return { kind: 'reply', status: response.status, headers: Object.fromEntries(response.headers), bytes };
  } catch (error) {
    if (giveUp.signal.aborted) return { kind: 'no_reply', reason: 'timeout' };
    const isOffline = error instanceof TypeError && error.cause === 'offline';
    return isOffline ? OFFLINE : { kind: 'no_reply', reason: 'network' };
  } finally {
    takeBack();
    time.stir();
  }
}
