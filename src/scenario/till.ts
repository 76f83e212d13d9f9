/** Composition root of the counter without a browser: the point of sale that the simulator's scenarios are played against. */

import type { Done, ScenarioTill, TillCommand } from '../../simulator/scenarios/till.ts';
import type { SaleOrAmount } from '../counter/commands.ts';
import type { Counter } from '../counter/counter.ts';
import { frontSale } from '../counter/front-sale.ts';
import { mayShowQr } from '../domain/attempt.ts';
import { DRAWER_REASONS, type DrawerReason } from '../domain/drawer.ts';
import { type Currency, isCurrency, money } from '../domain/money.ts';
import { RAIL_FACTS } from '../domain/rail.ts';
import { refundableMinor } from '../domain/refund.ts';
import { attemptsOf, openAttempt, type Sale } from '../domain/sale.ts';
import type { Journal } from '../ports.ts';
import { createKeyIntake } from '../signing/intake.ts';
import { createKeyRing } from '../signing/key-ring.ts';
import { createSigner, type SignLimits } from '../signing/signer.ts';
import { createVerifier } from '../signing/verifier.ts';
import { createFaultyJournal, type StorageFault } from '../store/faulty-journal.ts';
import { createMemoryJournal, createMemoryStore, type MemoryStore } from '../store/memory-journal.ts';
import { answerScan, type ScanDesk } from '../ui/models/scanning.ts';
import { openPracticeAccounts } from './accounts.ts';
import { booksOf, differencesOf } from './belief.ts';
import { createSharedLock } from './shared-lock.ts';
import { openWindow, type ScenarioHost, type ScenarioTime, type TillWindow } from './window.ts';
import { loadReaders, wordsOf } from './words.ts';

export interface ScenarioTillParts {
  readonly time: ScenarioTime;
  readonly host: ScenarioHost;
  /** The control interface: `path` is what follows `/_simulator/`. */
  readonly control: (path: string) => Promise<{ readonly body: unknown }>;
  readonly subtle: SubtleCrypto;
}

const TILL = 'T7K2';
/** The most that a scenario's till signs for: whatever its rails take. */
const MOST = Object.fromEntries(
  RAIL_FACTS.cash.currencies.map((currency) => [currency, RAIL_FACTS.unionpay.maxMinor]),
);

const LIMITS: SignLimits = {
  operations: {
    pay: MOST,
    present: MOST,
    refund: MOST,
    query: 'no_amount',
    cancel: 'no_amount',
    close: 'no_amount',
    refund_query: 'no_amount',
    key_query: 'no_amount',
  },
  perMinute: 6_000,
};

/** Opens Guitai as the till of a scenario. */
export async function openScenarioTill(parts: ScenarioTillParts): Promise<ScenarioTill> {
  const { time, host } = parts;
  const readers = await loadReaders();
  const store = createMemoryStore();
  const disk: { fault: StorageFault | undefined } = { fault: undefined };
  const windows = await openWindows(
    parts,
    createFaultyJournal(createMemoryJournal(store), () => disk.fault),
  );

  async function act(command: TillCommand): Promise<Done> {
    switch (command.do) {
      case 'kill':
        windows.current().killBefore(command.beforeStep ?? 0);
        return DONE;
      case 'reopen':
        await windows.reopen();
        return DONE;
      case 'storage':
        disk.fault = STORAGE[command.state];
        return DONE;
      case 'window':
        await windows.turnTo(command.number);
        return DONE;
      default:
        return outcomeOf(time, windows.current(), cashierDoes(windows.current().counter, command));
    }
  }

  return {
    act,
    shownQr: async () => shownQr(windows.current().counter, store),
    words: async (number) => {
      const sale = saleOf(store, number);
      return sale === undefined ? 'no sale' : wordsOf(readers, sale, host.clock.now());
    },
    differences: async () => differencesOf(store.sales.values(), (await parts.control('ledgers')).body),
    books: async () => booksOf(store.sales.values(), windows.current().counter.view().drawer),
    close: async () => windows.close(),
  };
}

const STORAGE = { works: undefined, full: 'full', gone: 'unavailable' } as const;

interface Windows {
  readonly current: () => TillWindow;
  readonly reopen: () => Promise<void>;
  readonly turnTo: (number: 1 | 2) => Promise<void>;
  readonly close: () => void;
}

/** The windows of one till: one journal, one lock, one set of keys. */
async function openWindows(parts: ScenarioTillParts, journal: Journal): Promise<Windows> {
  const { time, host, subtle } = parts;
  const keys = { subtle, store: createKeyRing(), clock: host.clock };
  const credentials = (await parts.control('credentials')).body;
  const account = await openPracticeAccounts(credentials, keys, { shopName: '街角小店', tillId: TILL });
  const signer = createSigner({ subtle, keys: keys.store, clock: host.clock, limits: LIMITS });
  const verifier = createVerifier({ subtle, keys: keys.store, clock: host.clock });
  const intake = createKeyIntake(keys);
  const lock = createSharedLock((ms) => new Promise((resolve) => time.at(time.now() + ms, resolve)));
  let runs = 0;
  const open = (): Promise<TillWindow> => {
    runs += 1;
    const lastEnd = runs === 1 ? 'first' : 'unclean';
    const port = { time, host, journal, signer, verifier, intake, account, lock: lock.window() };
    return openWindow({ ...port, till: TILL, currency: 'CNY', lastEnd, run: runs });
  };
  const first = await open();
  const opened = new Map<1 | 2, TillWindow>([[1, first]]);
  let front: 1 | 2 = 1;
  const current = (): TillWindow => opened.get(front) ?? first;
  return {
    current,
    reopen: async () => {
      opened.set(front, await open());
    },
    turnTo: async (number) => {
      front = number;
      if (!opened.has(number)) opened.set(number, await open());
      current().counter.wake('visible');
    },
    close: () => {
      for (const window of opened.values()) window.killBefore(0);
    },
  };
}

/** What came of a command; a till that dies in the middle of it never answers, and the scenario goes on. */
async function outcomeOf(time: ScenarioTime, window: TillWindow, work: Promise<Done>): Promise<Done> {
  const died = async (): Promise<Done | undefined> => {
    await time.settle();
    await time.settle();
    return window.isDead() ? DONE : undefined;
  };
  const done = await Promise.race([work, died()]);
  await time.settle();
  return done ?? work;
}

const DONE: Done = { ok: true };

type CashierCommand = Exclude<TillCommand, { readonly do: 'kill' | 'reopen' | 'storage' | 'window' }>;

async function cashierDoes(counter: Counter, command: CashierCommand): Promise<Done> {
  const number = ('sale' in command ? command.sale : undefined) ?? counter.view().newest;
  switch (command.do) {
    case 'charge': {
      const what = targetOf(command, counter, command.currency);
      const isRecord = RAIL_FACTS[command.rail].kind === 'record';
      return isRecord ? counter.showRecord(what, command.rail) : counter.present(what, command.rail);
    }
    case 'scan':
      return scan(counter, command);
    case 'cash': {
      const { tenderedMinor, asManager = false } = command;
      return counter.takeCash(targetOf(command, counter, command.currency), { tenderedMinor, asManager });
    }
    case 'take-record':
      return counter.takeRecord(targetOf(command, counter), command.rail, { by: 'cashier' });
    case 'drawer':
      return moveDrawer(counter, command);
    case 'cancel':
      return counter.cancel(
        number,
        command.afterwards === 'cash' ? { rail: 'cash', presentation: 'cash' } : undefined,
      );
    case 'keep':
      return counter.keep(number);
    case 'attach-late':
      return counter.attachLate(number);
    case 'return-late':
      return counter.returnLate(number);
    case 'park':
      return counter.park(number, true);
    case 'end-sale':
      return counter.voidSale(number);
    case 'check-now':
      return counter.checkNow(number);
    case 'capture':
      return counter.capture(number);
    case 'refund':
      return refund(counter, number, command);
  }
}

interface Aim {
  readonly amountMinor?: number | undefined;
  readonly partMinor?: number | undefined;
  readonly sale?: number | undefined;
}

/** A new sale when an amount is named, else the newest or the named one. */
function targetOf(aim: Aim, counter: Counter, currency = 'CNY'): SaleOrAmount {
  const part = aim.partMinor === undefined ? {} : { partMinor: aim.partMinor };
  if (aim.amountMinor === undefined) return { sale: aim.sale ?? counter.view().newest, ...part };
  const known: Currency = isCurrency(currency) ? currency : 'CNY';
  return { amount: money(known, aim.amountMinor), ...part };
}

async function scan(
  counter: Counter,
  command: Extract<CashierCommand, { readonly do: 'scan' }>,
): Promise<Done> {
  const answered = answerScan(command.text, DESK);
  if (answered.do === 'say') return { ok: false, refusal: answered.problem.kind };
  if (answered.do === 'look_up') return { ok: false, refusal: 'receipt' };
  return counter.payByCode(targetOf(command, counter), answered.rail, answered.code);
}

/** A practice shop in which every wallet of the country is set up. */
const DESK: ScanDesk = { book: 'practice', standing: () => 'ready', isOwnCode: () => false };

async function moveDrawer(
  counter: Counter,
  { movement, amountMinor = 0, currency = 'CNY', reason }: Extract<CashierCommand, { readonly do: 'drawer' }>,
): Promise<Done> {
  const reasons: readonly DrawerReason[] = DRAWER_REASONS[movement];
  const known = reasons.find((one) => one === reason);
  if (reason !== undefined && known === undefined) return { ok: false, refusal: 'drawer_reason' };
  return counter.moveDrawer({
    movement,
    amountMinor,
    currency: isCurrency(currency) ? currency : 'CNY',
    ...(known === undefined ? {} : { reason: known }),
  });
}

async function refund(
  counter: Counter,
  number: number,
  command: Extract<CashierCommand, { readonly do: 'refund' }>,
): Promise<Done> {
  const sale = counter.view().sales.get(number);
  const paid = sale === undefined ? [] : attemptsOf(sale).filter((attempt) => refundableMinor(attempt) > 0);
  const attempt = command.leg === undefined ? paid.at(-1) : paid[command.leg - 1];
  if (attempt === undefined) return { ok: false, refusal: 'nothing' };
  const amountMinor = command.amountMinor ?? refundableMinor(attempt);
  return counter.refund({ sale: number, attempt: attempt.id, amountMinor, reason: 'customer_wish' });
}

function shownQr(counter: Counter, store: MemoryStore): string | undefined {
  const sale = frontSale(counter.view()) ?? saleOf(store, undefined);
  const attempt = sale === undefined ? undefined : openAttempt(sale);
  return attempt !== undefined && mayShowQr(attempt) ? attempt.qr : undefined;
}

function saleOf(store: MemoryStore, number: number | undefined): Sale | undefined {
  return store.sales.get(number ?? store.newest);
}
