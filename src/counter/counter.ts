/** The counter: everything a cashier can do with payments, on one page. Runs unchanged in a page, a worker, Node and tests. */

import type { Attested } from '../domain/attempt.ts';
import { causeOf } from '../domain/fault.ts';
import { hasProvider, type RailName } from '../domain/rail.ts';
import { attemptsOf, type NextTender, newestAttempt, openAttempt } from '../domain/sale.ts';
import type { BookView } from './book.ts';
import {
  decideAttest,
  decideCancel,
  decideCapture,
  decideCash,
  decideKeep,
  decideLateMoney,
  decidePark,
  decideRefund,
  decideVoid,
  type RefundCommand,
  type SaleOrAmount,
} from './commands.ts';
import {
  type Core,
  type CounterOptions,
  command,
  createCore,
  type Decide,
  type Done,
  inOneTurn,
  type Refusal,
  startPayment,
  tell,
} from './core.ts';
import { type DrawerCommand, decideDrawer } from './drawer.ts';
import { createId, createOrderNumber } from './order-number.ts';
import { decideOwnCode, decideOwnCodeCheck } from './own-code.ts';
import { probeRail, type Readiness } from './probe.ts';
import { decideShowRecord, decideTakenRecord } from './record.ts';
import type { Wish } from './wishes.ts';

export interface Counter {
  /** Reads the book to show it, and waits in line to drive. Rejects when the journal cannot be read. */
  readonly open: () => Promise<void>;
  /** Reads the book again, because another window wrote it. */
  readonly refresh: () => Promise<void>;
  readonly close: () => Promise<void>;
  readonly view: () => BookView;
  readonly isDriving: () => boolean;

  /** Shows a payment QR for a new sale or the rest of one. */
  readonly present: (what: SaleOrAmount, rail: RailName) => Promise<Done>;
  /** Charges the customer's payment code: the scan is the command. A waiting QR of the same sale is canceled first. */
  readonly payByCode: (what: SaleOrAmount, rail: RailName, paymentCode: string) => Promise<Done>;
  /** Opens an attempt of a record-only rail while the customer is told what to pay. */
  readonly showRecord: (what: SaleOrAmount, rail: RailName) => Promise<Done>;
  /** The cashier's word that it was taken, for the attempt that is shown or a new one; `reference` is what a slip or voucher says. */
  readonly takeRecord: (what: SaleOrAmount, rail: RailName, said: Attested) => Promise<Done>;
  /** Takes what the payer approved, on a person's command. */
  readonly capture: (sale: number) => Promise<Done>;
  readonly takeCash: (
    what: SaleOrAmount,
    cash: { tenderedMinor: number; asManager?: boolean; coinMinor?: number },
  ) => Promise<Done>;
  /** Money that is put into the cash drawer, taken out or counted, beside any sale. */
  readonly moveDrawer: (movement: DrawerCommand) => Promise<Done>;
  /** Writes down which printed code is the shop's own, by its fingerprint; `was` is the one before. */
  readonly setOwnCode: (payload: string, was?: string) => Promise<Fingerprinted>;
  /** Writes down that a sticker was read again; whether it is the shop's own tells its fingerprint. */
  readonly checkOwnCode: (payload: string, own: string) => Promise<Fingerprinted>;
  readonly cancel: (sale: number, then?: NextTender) => Promise<Done>;
  readonly keep: (sale: number) => Promise<Done>;
  readonly attachLate: (sale: number) => Promise<Done>;
  readonly returnLate: (sale: number) => Promise<Done>;
  readonly park: (sale: number, parked: boolean) => Promise<Done>;
  readonly voidSale: (sale: number) => Promise<Done>;
  readonly attest: (sale: number, by: string) => Promise<Done>;
  readonly refund: (command: RefundCommand) => Promise<Done>;
  /** Asks the provider now, for any sale, old ones too. */
  readonly checkNow: (sale: number) => Promise<Done>;

  /** The network came back, the window is seen again, or time has passed: do what is due. */
  readonly wake: (reason: 'online' | 'visible' | 'timer') => void;
  /** A signed question about an order that does not exist: whether the rail is set up (payment-model.md 4.5). */
  readonly probe: (rail: RailName) => Promise<Readiness>;
  /** For the worker: drives if nobody else does, or stops doing so in time. Answers whether it drives now. */
  readonly driveIfFree: (withinMs: number) => Promise<boolean>;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
}

export type Fingerprinted =
  | { readonly ok: true; readonly fingerprint: string }
  | { readonly ok: false; readonly refusal: Refusal };

export function createCounter(options: CounterOptions): Counter {
  const core = createCore(options);
  const { book, driver, turns } = core;
  return {
    open: async () => {
      await book.reload();
      turns.join();
    },
    refresh: async () => {
      if (!driver.isDriving()) await book.reload();
    },
    close: () => turns.letGo(),
    view: book.view,
    isDriving: driver.isDriving,
    ...purchases(core),
    ...records(core),
    ...shopDesk(core),
    ...decisions(core),
    wake: (reason) => {
      // The window that is seen drives: a hidden one is slowed by the browser.
      if (reason === 'visible') turns.ask();
      if (reason === 'timer') driver.tick();
      else driver.hurry();
    },
    probe: async (rail) => {
      const readiness = await probeRail(core.talk, rail, options.currency);
      if (readiness.state === 'ready') askWhatRested(core, rail);
      return readiness;
    },
    driveIfFree: turns.takeIfFree,
    idle: driver.idle,
  };
}

/** A payment rests while the set-up is wrong. Once it is mended nobody but the till would think of asking again. */
function askWhatRested({ book, driver }: Core, rail: RailName): void {
  for (const sale of book.view().sales.values()) {
    const attempt = openAttempt(sale);
    if (attempt?.rail !== rail || attempt.fault === undefined) continue;
    if (causeOf(attempt.fault) === 'setup') driver.ask({ sale: sale.number, attempt: attempt.id }, attempt);
  }
}

type Purchases = Pick<Counter, 'present' | 'payByCode' | 'takeCash' | 'cancel' | 'capture'>;

/** The commands by which money comes in. */
function purchases(core: Core): Purchases {
  const { options, book, driver, wishes } = core;
  const { random, clock } = options.ports;
  const cancel: Counter['cancel'] = async (sale, then) => {
    const done = await command(core, (view) => decideCancel(view, sale, then), sale);
    if (done.ok && then !== undefined) wishes.add(sale, then);
    if (done.ok) wishes.review(book.view().sales);
    driver.tick();
    return done;
  };
  return {
    present: (what, rail) => startPayment(core, what, { rail }),
    payByCode: async (what, rail, paymentCode) => {
      const waiting = 'sale' in what ? book.view().sales.get(what.sale) : undefined;
      if (waiting === undefined || openAttempt(waiting)?.presentation !== 'payment_qr')
        return startPayment(core, what, { rail, paymentCode });
      const wish: Wish = { rail, presentation: 'payment_code', paymentCode };
      wishes.add(waiting.number, wish);
      return cancel(waiting.number);
    },
    takeCash: async (what, { tenderedMinor, asManager = false, coinMinor = 1 }) => {
      const ids = {
        tender: createId(random),
        attempt: createId(random),
        orderNumber: createOrderNumber(random),
      };
      const cash = { tenderedMinor, ids, now: clock.now(), asManager, coinMinor };
      const done = await command(
        core,
        (view) => decideCash(view, what, cash),
        'sale' in what ? what.sale : undefined,
      );
      const sale = done.ok ? book.view().sales.get(done.sale) : undefined;
      const attempt = sale === undefined ? undefined : attemptsOf(sale).find((one) => one.id === ids.attempt);
      if (sale !== undefined && attempt !== undefined)
        tell(core, { kind: 'paid', sale: sale.number, attempt });
      driver.tick();
      return done;
    },
    cancel,
    capture: (number) => inOneTurn(core, () => capture(core, number)),
  };
}

/** A person's word to take what was approved: after what is under way for the attempt, which may have changed it. */
async function capture(core: Core, number: number): Promise<Done> {
  const { options, book, driver, turns } = core;
  const operation = createId(options.ports.random);
  let done: Done = { ok: false, refusal: 'other_window' };
  if (!driver.isDriving() && !(await turns.insist())) return done;
  const sale = await book.fetch(number);
  const attempt = sale === undefined ? undefined : openAttempt(sale);
  if (attempt === undefined) return { ok: false, refusal: sale === undefined ? 'no_sale' : 'nothing_open' };
  await driver.intend({ sale: number, attempt: attempt.id }, async () => {
    done = await command(core, (view) => decideCapture(view, number, operation), number);
    return done.ok ? { details: { kind: 'capture' }, operation } : undefined;
  });
  return done;
}

type Records = Pick<Counter, 'showRecord' | 'takeRecord'>;

/** The commands of rails that no provider answers for. */
function records({ options, book, driver, ...rest }: Core): Records {
  const core = { options, book, driver, ...rest };
  const { random, clock } = options.ports;
  const recordCommand = (rail: RailName) => ({
    rail,
    ids: { tender: createId(random), attempt: createId(random), orderNumber: createOrderNumber(random) },
    now: clock.now(),
  });
  const saleOf = (what: SaleOrAmount): number | undefined => ('sale' in what ? what.sale : undefined);
  return {
    showRecord: (what, rail) => {
      const wanted = recordCommand(rail);
      return command(core, (view) => decideShowRecord(view, what, wanted), saleOf(what));
    },
    takeRecord: async (what, rail, said) => {
      const wanted = { ...recordCommand(rail), ...said };
      const done = await command(core, (view) => decideTakenRecord(view, what, wanted), saleOf(what));
      const sale = done.ok ? book.view().sales.get(done.sale) : undefined;
      const attempt = sale === undefined ? undefined : newestAttempt(sale);
      if (sale !== undefined && attempt !== undefined)
        tell(core, { kind: 'recorded', sale: sale.number, attempt });
      driver.tick();
      return done;
    },
  };
}

type ShopDesk = Pick<Counter, 'moveDrawer' | 'setOwnCode' | 'checkOwnCode'>;

/** The commands about the shop itself and no sale. */
function shopDesk(core: Core): ShopDesk {
  const { digest } = core.options.ports;
  const written = async (fingerprint: string, decide: Decide): Promise<Fingerprinted> => {
    const done = await command(core, decide, undefined);
    return done.ok ? { ok: true, fingerprint } : done;
  };
  return {
    moveDrawer: (movement) => command(core, () => decideDrawer(movement), undefined),
    setOwnCode: (payload, was) => {
      const code = digest(payload);
      return written(code, () => decideOwnCode(code, was));
    },
    checkOwnCode: (payload, own) => {
      const code = digest(payload);
      return written(code, () => decideOwnCodeCheck(code, own));
    },
  };
}

type Decisions = Pick<
  Counter,
  'keep' | 'attachLate' | 'returnLate' | 'park' | 'voidSale' | 'attest' | 'refund' | 'checkNow'
>;

/** The commands by which a person decides about a sale that is there. */
function decisions(core: Core): Decisions {
  const { book, driver } = core;
  const simple = async (sale: number, decide: Decide): Promise<Done> => {
    const done = await command(core, decide, sale);
    driver.tick();
    return done;
  };
  return {
    keep: (sale) => simple(sale, (view) => decideKeep(view, sale)),
    attachLate: (sale) => simple(sale, (view) => decideLateMoney(view, sale, 'ATTACH')),
    returnLate: (sale) => simple(sale, (view) => decideLateMoney(view, sale, 'RETURN')),
    park: (sale, parked) => simple(sale, (view) => decidePark(view, sale, parked)),
    voidSale: (sale) => simple(sale, (view) => decideVoid(view, sale)),
    attest: (sale, by) => simple(sale, (view) => decideAttest(view, sale, by)),
    refund: (wanted) => simple(wanted.sale, (view) => decideRefund(view, wanted)),
    checkNow: async (number) => {
      const done = await command(core, () => ({ facts: [] }), number);
      const sale = await book.fetch(number);
      const attempt = sale === undefined ? undefined : (openAttempt(sale) ?? newestAttempt(sale));
      if (sale === undefined || attempt === undefined) return { ok: false, refusal: 'no_sale' };
      if (hasProvider(attempt.rail)) driver.ask({ sale: number, attempt: attempt.id }, attempt);
      return done;
    },
  };
}
