/** The real counter with its providers and customers, for the commands of the model; and the comparison of the two. */

import { ledgers } from '../../../simulator/world/ledger.ts';
import type { Done } from '../../../src/counter/core.ts';
import type { Counter } from '../../../src/counter/counter.ts';
import { chargedBy } from '../../../src/domain/attempt.ts';
import { returnedMinor } from '../../../src/domain/refund.ts';
import {
  attemptsOf,
  isSaleOpen,
  newestAttempt,
  openAttempt,
  outstanding,
  type Sale,
  undecidedAttempt,
} from '../../../src/domain/sale.ts';
import type { Journal } from '../../../src/ports.ts';
import { liesOn } from '../stops/judge.ts';
import { createStage, type Run, type Stage } from '../stops/stage.ts';
import {
  isOpen,
  type Leg,
  type Model,
  type ModelSale,
  netMinor,
  owedMinor,
  WALLET_RAILS,
} from './shop-model.ts';

export interface Real {
  readonly stage: Stage;
  readonly now: () => number;
  /** A command to the till, up to what is written of it; nothing when the till ends under it. */
  readonly give: (work: (counter: Counter) => Promise<Done>) => Promise<Done | undefined>;
  /** Lets time pass, everything that follows included. */
  readonly pass: (ms: number) => Promise<void>;
  /** The till ends without a word at its await number `steps` from now, and is opened again after what follows. */
  readonly dieAfter: (steps: number) => void;
  readonly reopen: () => Promise<void>;
  readonly sale: (number: number) => Sale | undefined;
}

/** One look takes this long: a question about an order comes every three to five seconds. */
export const LOOK_MS = 7_000;

/** `wrap` breaks the storage, to see that it is noticed. */
export async function createReal(wrap: (journal: Journal) => Journal): Promise<Real> {
  const stage = createStage('model', 'CNY', wrap);
  let run: Run = stage.open(0);
  const settle = (): Promise<void> => stage.time.runTo(stage.time.now() + 1);
  await settle();
  return {
    stage,
    now: stage.time.now,
    give: async (work) => {
      let done: Done | undefined;
      run.command(async (counter) => {
        done = await work(counter);
      });
      await settle();
      return done;
    },
    pass: (ms) => stage.time.runTo(stage.time.now() + ms),
    dieAfter: (steps) => run.steps.endAfter(steps),
    reopen: async () => {
      run.steps.end();
      run = stage.open(0);
      await settle();
    },
    sale: (number) => run.counter.view().sales.get(number) ?? stage.store.sales.get(number),
  };
}

/** The newest attempt of a sale, by its id. */
export function newestOf({ sale }: Real, number: number): string {
  const found = sale(number);
  return (found === undefined ? undefined : newestAttempt(found)?.id) ?? 'none';
}

/** Every difference between what must be true and what till, providers and phones say. */
export async function differences({ sales }: Model, real: Real): Promise<readonly string[]> {
  const found: string[] = [...real.stage.thrown, ...(await liesOn(real.stage))];
  const nets = netsOf(real.stage);
  for (const [index, sale] of sales.entries()) {
    const actual = real.sale(index + 1);
    if (actual === undefined) found.push(`sale ${index + 1} is not there`);
    else found.push(...tillDifferences(sale, actual), ...moneyDifferences(sale, actual, nets));
  }
  if (real.stage.store.newest !== sales.length) found.push(`${real.stage.store.newest} sales`);
  return found;
}

function tillDifferences(sale: ModelSale, actual: Sale): readonly string[] {
  const expected = {
    owed: owedMinor(sale),
    isOpen: isOpen(sale),
    trying: sale.trying?.attempt,
    late: sale.late?.attempt,
    legs: legsAsWords(sale.legs),
  };
  const legs = attemptsOf(actual).filter(({ state }) => state === 'paid');
  const seen: typeof expected = {
    owed: outstanding(actual).amountMinor,
    isOpen: isSaleOpen(actual),
    trying: openAttempt(actual)?.id,
    late: undecidedAttempt(actual)?.id,
    legs: legs.map((leg) => `${leg.id} ${leg.amount.amountMinor} ${returnedMinor(leg)}`).sort(),
  };
  const [must, is] = [JSON.stringify(expected), JSON.stringify(seen)];
  return must === is ? [] : [`sale ${actual.number} must be ${must}, the till says ${is}`];
}

function legsAsWords(legs: readonly Leg[]): readonly string[] {
  return legs.map(({ attempt, amountMinor, backMinor }) => `${attempt} ${amountMinor} ${backMinor}`).sort();
}

/** Each book of the providers: what every attempt brought, whether the till says so or not. */
function moneyDifferences(
  sale: ModelSale,
  actual: Sale,
  nets: ReadonlyMap<string, number>,
): readonly string[] {
  const kept = new Map(
    [...sale.legs, ...sale.gone, ...(sale.late === undefined ? [] : [sale.late])].map((leg) => [
      leg.attempt,
      leg,
    ]),
  );
  return attemptsOf(actual).flatMap(({ id, rail, orderNumber, ...attempt }) => {
    if (!WALLET_RAILS.some((one) => one === rail)) return [];
    const leg = kept.get(id);
    const mustMinor = leg === undefined ? 0 : netMinor(leg);
    return BOOKS.flatMap((book) => {
      const isMinor = nets.get(`${book} ${orderNumber}`) ?? 0;
      const word = chargedBy({ id, rail, orderNumber, ...attempt });
      return isMinor === mustMinor
        ? []
        : [`${book}: ${rail} ${id} (${word}) holds ${isMinor}, must be ${mustMinor}`];
    });
  });
}

const BOOKS = ['customers', 'providers', 'merchants'] as const;

function netsOf({ host }: Stage): ReadonlyMap<string, number> {
  const all = ledgers(host.world());
  const nets = new Map<string, number>();
  for (const book of BOOKS) {
    for (const { orderNumber, amountMinor, discountMinor } of all[book]) {
      const key = `${book} ${orderNumber}`;
      nets.set(key, (nets.get(key) ?? 0) + amountMinor + discountMinor);
    }
  }
  return nets;
}
