/** One seed from its first customer to the last question: a phase in which anything may fail, and one in which all must settle. */

import { clearFaults } from '../../../simulator/faults/armed.ts';
import { accountOf } from '../../support/headless.ts';
import { type Audit, audit } from './auditor/audit.ts';
import type { Audited } from './auditor/evidence.ts';
import { type Cashier, createCashier } from './cashier.ts';
import { type Customers, createCustomers } from './customers.ts';
import { drawMix, type Mix, type Wanted } from './mix.ts';
import { type Chance, createChance } from './random.ts';
import { NO_SABOTAGE, type Sabotage } from './sabotage.ts';
import { createNotebook, type Notebook, type SeenAt } from './seen.ts';
import { createShop, type Shop } from './shop.ts';
import { createTill, type Till } from './till.ts';
import { createSwarmTime, type SwarmTime } from './time.ts';

export interface RunOptions extends Wanted {
  /** Instead of the mix that the seed would draw. */
  readonly mix?: Mix | undefined;
  /** After so many faults no more are injected: for shrinking. */
  readonly mostFaults?: number | undefined;
  readonly sabotage?: Sabotage | undefined;
}

export interface Run extends Audit {
  readonly seed: number;
  readonly mix: Mix;
  readonly lines: readonly SeenAt[];
  /** Over everything seen: the same seed and code give the same (INV-20). */
  readonly hash: () => string;
  readonly simulatedMs: number;
  /** What the providers' books say in the end. */
  readonly ledger: readonly object[];
}

/** 23 November 2026, 10:00 in Beijing: far from midnight; and half a minute before it, now and then. */
const MORNING = Date.UTC(2026, 10, 23, 2, 0, 0);
const MIDNIGHT = Date.UTC(2026, 10, 23, 15, 59, 0);

const SECOND_MS = 1_000;
/**
 * Everything must be final by itself a minute after the longest life that an order can have: two minutes of a payment QR,
 * five of a payment by code of which the provider knows nothing and whose cancel it does not take (UnionPay). A clock that
 * was ahead lengthens that by as much.
 */
const SETTLES_WITHIN_MS = 365 * SECOND_MS;
const PEOPLE_MS = 180 * SECOND_MS;
/** The quiet period after which closed orders are asked about, and room for the answers. */
const QUIET_MS = 900 * SECOND_MS;
const REOPENED_MS = 30 * SECOND_MS;

interface Stage {
  readonly time: SwarmTime;
  readonly shop: Shop;
  readonly tills: readonly Till[];
  readonly cashiers: readonly Cashier[];
  readonly customers: Customers;
  readonly notebook: Notebook;
  readonly chance: Chance;
  readonly startedAt: number;
  readonly healsAt: number;
}

/** Runs one seed; the same seed and options give the same lines, always. Rejects for a mistake of the simulation only. */
export async function runSeed(seed: number, options: RunOptions = {}): Promise<Run> {
  const chance = createChance(`seed ${seed}`);
  const mix = options.mix ?? drawMix(chance.fork('mix'), options);
  const thrown: unknown[] = [];
  const onThrown = (error: unknown): void => void thrown.push(error);
  const stage = setStage(seed, { mix, chance, options, onThrown });
  process.on('unhandledRejection', onThrown);
  try {
    await play(stage);
  } finally {
    process.off('unhandledRejection', onThrown);
  }
  const { lines } = stage.notebook;
  const seen = options.sabotage?.words === undefined ? lines : lines.map(options.sabotage.words);
  const found = audit(evidenceOf(stage, seen, thrown.map(wordsOf)));
  const simulatedMs = stage.time.now() - stage.startedAt;
  const ledger = ledgerOf(stage);
  return { seed, mix, lines: seen, hash: stage.notebook.hash, simulatedMs, ledger, ...found };
}

function setStage(
  seed: number,
  given: {
    readonly mix: Mix;
    readonly chance: Chance;
    readonly options: RunOptions;
    readonly onThrown: (error: unknown) => void;
  },
): Stage {
  const { mix, chance, options, onThrown } = given;
  const { mostFaults = Number.POSITIVE_INFINITY, sabotage = NO_SABOTAGE } = options;
  const startedAt = chance.happens(0.1) ? MIDNIGHT : MORNING;
  const healsAt = startedAt + mix.unsafeMs;
  const time = createSwarmTime(startedAt);
  const notebook = createNotebook(time.now);
  const isUnsafe = (): boolean => time.now() < healsAt && notebook.faults() < mostFaults;
  const shop = createShop(time, String(seed));
  const parts = { time, mix, chance, shop, notebook, isUnsafe, sabotage, onThrown, healsAt };
  const customers = createCustomers(parts);
  const tills = Array.from({ length: mix.tills }, (_, index) => {
    const id = `T${index + 1}SW`;
    return createTill(parts, id, (rail) => accountAt(shop, id, { rail, hasReader: index === 0 }));
  });
  const cashiers = tills.map((till, index) => createCashier(till, customers, index === 0));
  return { time, shop, tills, cashiers, customers, notebook, chance, startedAt, healsAt };
}

/** There is one card reader, and it stands at the first till. */
function accountAt(
  shop: Shop,
  tillId: string,
  { rail, hasReader }: { readonly rail: Parameters<typeof accountOf>[1]; readonly hasReader: boolean },
): ReturnType<typeof accountOf> {
  const account = accountOf(shop, rail);
  if (account === undefined || (rail === 'card' && !hasReader)) return undefined;
  return { ...account, tillId };
}

async function play(stage: Stage): Promise<void> {
  const { time, tills, cashiers, customers, notebook, healsAt } = stage;
  const chance = stage.chance.fork('pace');
  for (const cashier of cashiers) every(stage, () => chance.whole(300, 3_000), cashier.step);
  every(
    stage,
    () => chance.whole(500, 3_000),
    () => {
      for (const cashier of cashiers) customers.step(cashier.front());
    },
  );
  await time.runTo(healsAt);
  heal(stage);
  const aheadMs = Math.max(...tills.map(({ clock }) => clock.aheadMs()));
  await time.runTo(healsAt + SETTLES_WITHIN_MS + aheadMs);
  notebook.see({ t: 'phase', phase: 'settled' });
  for (let passed = 0; passed < PEOPLE_MS; passed += 10 * SECOND_MS) {
    for (const cashier of cashiers) cashier.tidyUp();
    await time.runTo(time.now() + 10 * SECOND_MS);
  }
  await time.runTo(time.now() + QUIET_MS);
  notebook.see({ t: 'phase', phase: 'reopened' });
  for (let again = 0; again < 2; again += 1) {
    for (const till of tills) till.killAll('closed');
    for (const till of tills) till.open();
    await time.runTo(time.now() + REOPENED_MS);
  }
  notebook.see({ t: 'phase', phase: 'over' });
}

/** Calls `work` again and again, until the faults stop. */
function every({ time, healsAt }: Stage, gapMs: () => number, work: () => void): void {
  const next = (): void => {
    if (time.now() >= healsAt) return;
    work();
    time.at(time.now() + gapMs(), next);
  };
  time.at(time.now(), next);
}

/** From now on nothing fails: every till is opened and seen, its clock is right, and the network is there. */
function heal({ tills, shop, notebook }: Stage): void {
  notebook.see({ t: 'phase', phase: 'healed' });
  shop.host.run((world) => clearFaults(world));
  for (const till of tills) {
    till.clock.correct();
    if (till.tabs().length === 0) till.open();
    for (const tab of till.tabs()) tab.counter.wake('online');
    till.tabs()[0]?.counter.wake('visible');
  }
}

function evidenceOf(stage: Stage, lines: readonly SeenAt[], thrown: readonly string[]): Audited {
  const world = stage.shop.world();
  return {
    lines,
    thrown,
    books: stage.tills.map(({ id, disk: { store } }) => ({
      till: id,
      entries: [...store.entries.values()],
    })),
    trades: Object.values(world.trades),
    wallets: world.wallets,
  };
}

function ledgerOf({ shop }: Stage): readonly object[] {
  return Object.values(shop.world().trades).flatMap(({ rail, orderNumber, ledgers }) =>
    Object.entries(ledgers).flatMap(([book, entries]) =>
      entries.map((entry) => ({ ...entry, rail, orderNumber, book })),
    ),
  );
}

function wordsOf(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' | ')
    : String(error);
}
