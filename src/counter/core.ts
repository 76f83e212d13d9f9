/** The inside of the counter: book, driver and turns wired to each other, and how a command runs through them. */

import { BrokenInvariant } from '../domain/assert.ts';
import type { BookFact } from '../domain/facts.ts';
import type { Digest } from '../domain/journal.ts';
import type { Currency } from '../domain/money.ts';
import { RAIL_FACTS, type RailName } from '../domain/rail.ts';
import { attemptsOf, newestAttempt, outstanding, type Sale } from '../domain/sale.ts';
import type {
  Journal,
  KeyIntake,
  Lock,
  Random,
  Signer,
  SteadyClock,
  Verifier,
  Wakeup,
  Wire,
} from '../ports.ts';
import type { Rail, RailAccount } from '../providers/contract.ts';
import { type Book, type BookView, type ChangeRefusal, createBook, type Decision } from './book.ts';
import { createClockCheck } from './clock-check.ts';
import { type CommandRefusal, decideStart, type SaleOrAmount } from './commands.ts';
import type { Talk } from './conversation.ts';
import { createDriver, type Driver } from './driver.ts';
import { createProviderKeys } from './keys.ts';
import { checkNotice, type Notice } from './notice.ts';
import { createId, createOrderNumber } from './order-number.ts';
import { createQuestions } from './questions.ts';
import { createTokens } from './tokens.ts';
import { createTurns, type Turns } from './turns.ts';
import { createWishes, type Wish, type Wishes } from './wishes.ts';
import { freeze } from './workbench.ts';

export interface CounterPorts {
  readonly clock: SteadyClock;
  readonly random: Random;
  readonly journal: Journal;
  readonly wire: Wire;
  readonly signer: Signer;
  readonly verifier: Verifier;
  readonly intake: KeyIntake;
  readonly lock: Lock;
  readonly wakeup: Wakeup;
  readonly digest: Digest;
}

export interface CounterOptions {
  readonly ports: CounterPorts;
  readonly rails: Readonly<Partial<Record<RailName, Rail>>>;
  readonly account: (rail: RailName) => RailAccount | undefined;
  readonly till: string;
  readonly book: 'practice' | 'live';
  readonly currency: Currency;
  readonly version: string;
  /** How the last run ended, from the run marker. */
  readonly lastEnd: 'first' | 'clean' | 'unclean';
  /** What was wrong with the book when a person chose to go on with it. */
  readonly damage?: Extract<BookFact, { kind: 'book.damaged' }>['body'] | undefined;
  /** What came back from the second copy, or from an exported file, at this start. */
  readonly restored?: Extract<BookFact, { kind: 'book.restored' }>['body'] | undefined;
  readonly actor: () => string;
  /** How long a payment QR may be paid, milliseconds. */
  readonly qrLifeMs?: () => number;
  readonly onChange: (view: BookView) => void;
  /** This window drives from now on, and has read and settled what it found. */
  readonly onTurn?: () => void;
  readonly onNotice: (notice: Notice) => void;
}

export type Refusal = CommandRefusal | ChangeRefusal | 'other_window';

export type Done =
  | { readonly ok: true; readonly sale: number }
  | { readonly ok: false; readonly refusal: Refusal };

export interface Core {
  readonly options: CounterOptions;
  /** Commands under way, to the first step of what they set off: the right to drive is not given back under them (INV-18). */
  readonly underWay: Set<Promise<unknown>>;
  readonly book: Book;
  readonly driver: Driver;
  readonly turns: Turns;
  readonly talk: Talk;
  readonly wishes: Wishes;
}

export type Decide = (view: BookView) => Decision<CommandRefusal>;

export function createCore(options: CounterOptions): Core {
  const { ports, till, actor, rails, account, onChange } = options;
  const { journal, clock, digest } = ports;
  const wishes = createWishes((sale, wish) => void fulfil(core, sale, wish));
  const book = createBook({
    till,
    actor,
    journal,
    clock,
    digest,
    preface: runRecord(options),
    onChange: (view) => {
      onChange(view);
      wishes.review(view.sales);
    },
  });
  const talk: Talk = {
    book,
    ports: {
      ...ports,
      tokens: createTokens(ports),
      keys: createProviderKeys(ports),
      clockCheck: createClockCheck(clock, (aheadMs) => options.onNotice({ kind: 'clock', aheadMs })),
    },
    begun: new Set(),
    questions: createQuestions(ports.clock.steady),
    rails,
    account,
    notify: (notice) => tell(core, notice),
    holdsTurn: () => turns.holds(),
    canWrite: async () => (await journal.canWrite?.()) ?? true,
    onRefused: (refusal) => notWritten(core, refusal),
  };
  const driver = createDriver(talk, ports.wakeup);
  const underWay = new Set<Promise<unknown>>();
  const turns = createTurns({
    lock: ports.lock,
    onTurn: async () => {
      await book.reload();
      // Nothing of its own: only that the run began, where that is not written yet.
      await book.change(() => ({ facts: [] }));
      await driver.start();
      options.onTurn?.();
    },
    onEnd: async () => {
      await driver.stop();
      await settled(underWay);
      // What the last commands set off must come to its end as well.
      await driver.stop();
    },
    onLost: driver.stop,
  });
  const core: Core = { options, underWay, book, driver, turns, talk, wishes };
  return core;
}

/** Says it, once it is what the book says. */
export function tell({ book, options }: Pick<Core, 'book' | 'options'>, notice: Notice): void {
  checkNotice(notice, book.view().sales);
  options.onNotice(notice);
}

/** Resolves when no command is under way. */
async function settled(underWay: ReadonlySet<Promise<unknown>>): Promise<void> {
  for (const one of [...underWay]) await one.catch(() => undefined);
  if (underWay.size > 0) await settled(underWay);
}

/** Runs a command, and what it sets off at once, in one turn of this window. */
export async function inOneTurn<T>({ underWay }: Core, work: () => Promise<T>): Promise<T> {
  const run = work();
  underWay.add(run);
  try {
    return await run;
  } finally {
    underWay.delete(run);
  }
}

/** What goes before everything else that a run writes: that it began, how the one before ended, and what became of the book. */
function runRecord({ book, currency, version, lastEnd, damage, restored }: CounterOptions) {
  return ({ head }: BookView): readonly BookFact[] => [
    ...(head.seq === 0 ? [{ kind: 'book.opened', body: { book, currency } } as const] : []),
    { kind: 'run.started', body: { version, end: lastEnd } },
    ...(damage === undefined ? [] : [{ kind: 'book.damaged', body: damage } as const]),
    ...(restored === undefined ? [] : [{ kind: 'book.restored', body: restored } as const]),
  ];
}

/** A change was not written: another window has the book, so read it again; or the storage fails, so do nothing for a while. */
function notWritten({ turns, driver, options }: Core, refusal: ChangeRefusal): void {
  if (refusal === 'fenced') {
    void turns.letGo().then(turns.join);
    return;
  }
  driver.pause();
  options.onNotice({ kind: 'storage_failed' });
}

/** Decides and writes one command in this window, which drives afterwards. What resolves with `ok` is durable. */
export function command(core: Core, decide: Decide, sale: number | undefined): Promise<Done> {
  return inOneTurn(core, () => carryOut(core, decide, sale));
}

async function carryOut(core: Core, decide: Decide, sale: number | undefined): Promise<Done> {
  const { book, driver, turns } = core;
  if (!driver.isDriving() && !(await turns.insist())) return { ok: false, refusal: 'other_window' };
  if (sale !== undefined) await book.fetch(sale);
  const changed = await book.change(decide).catch((error: unknown) => withIncident(core, sale, error));
  if (changed.ok) return { ok: true, sale: sale ?? changed.view.newest };
  if (changed.refusal === 'fenced' || changed.refusal === 'storage') notWritten(core, changed.refusal);
  return { ok: false, refusal: changed.refusal };
}

/**
 * A command that would break an invariant is not written, and its sale says so; the payment itself stays as it is, unless
 * not even that can be written. Everything else goes on.
 */
async function withIncident({ book, talk }: Core, number: number | undefined, error: unknown) {
  if (!(error instanceof BrokenInvariant)) throw error;
  const refused = { ok: false, refusal: 'frozen' } as const;
  const sale = number === undefined ? undefined : book.view().sales.get(number);
  if (sale === undefined) return refused;
  const body = { sale: sale.number, cause: 'frozen', detail: error.rule } as const;
  const attempt = newestAttempt(sale);
  await book
    .change(() => ({ facts: [{ kind: 'incident.opened', body }] }))
    .catch(() => attempt && freeze(talk, { sale: sale.number, attempt: attempt.id }, error));
  return refused;
}

/** Opens the attempt and its intent in one durable step, then sends it: by payment code if there is one, else as the rail shows itself. */
export function startPayment(
  core: Core,
  what: SaleOrAmount,
  how: { readonly rail: RailName; readonly paymentCode?: string | undefined },
): Promise<Done> {
  return inOneTurn(core, () => start(core, what, how));
}

async function start(core: Core, what: SaleOrAmount, how: Parameters<typeof startPayment>[2]): Promise<Done> {
  const { options, book, driver } = core;
  const { random, clock } = options.ports;
  const { rail, paymentCode } = how;
  const ids = {
    tender: createId(random),
    attempt: createId(random),
    operation: createId(random),
    orderNumber: createOrderNumber(random),
  };
  const shown = RAIL_FACTS[rail].presentations.includes('card_reader') ? 'card_reader' : 'payment_qr';
  const presentation = paymentCode === undefined ? shown : 'payment_code';
  const qrLifeMs = options.qrLifeMs?.();
  const start = {
    rail,
    presentation,
    ids,
    ...(qrLifeMs === undefined ? {} : { qrLifeMs }),
  } as const;
  const done = await command(
    core,
    // Its life counts from the moment that is written down, whatever the clock did while the command waited (F-40).
    (view) => decideStart(view, what, { ...start, now: clock.now() }),
    'sale' in what ? what.sale : undefined,
  );
  if (!done.ok) return done;
  const lifeMs = lifeMsOf(book.view().sales.get(done.sale), ids.attempt);
  const details =
    paymentCode === undefined
      ? ({ kind: 'present', lifeMs } as const)
      : ({ kind: 'pay', paymentCode } as const);
  driver.carryOut({ sale: done.sale, attempt: ids.attempt }, details, ids.operation);
  return done;
}

function lifeMsOf(sale: Sale | undefined, attemptId: string): number {
  const attempt = sale === undefined ? undefined : attemptsOf(sale).find((one) => one.id === attemptId);
  return attempt === undefined ? 0 : attempt.expiresAt - attempt.openedAt;
}

async function fulfil(core: Core, sale: number, wish: Wish): Promise<void> {
  const { rail, presentation, paymentCode } = wish;
  if (
    presentation === 'payment_qr' ||
    presentation === 'card_reader' ||
    (presentation === 'payment_code' && paymentCode !== undefined)
  ) {
    await startPayment(core, { sale, ...legOf(core.book.view().sales.get(sale)) }, { rail, paymentCode });
  }
}

/** The other way pays for what the one before was to pay for: of a split, that leg and no more. */
function legOf(sale: Sale | undefined): { readonly partMinor?: number } {
  const before = sale === undefined ? undefined : newestAttempt(sale);
  if (sale === undefined || before === undefined) return {};
  return { partMinor: Math.min(before.amount.amountMinor, outstanding(sale).amountMinor) };
}
