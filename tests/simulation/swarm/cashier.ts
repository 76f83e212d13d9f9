/** The cashier of one till: charges, waits, changes their mind, taps twice, looks again, refunds; and opens the till when it died. */

import type { SaleOrAmount } from '../../../src/counter/commands.ts';
import type { Counter } from '../../../src/counter/counter.ts';
import type { Attempt } from '../../../src/domain/attempt.ts';
import { type Currency, money } from '../../../src/domain/money.ts';
import { hasProvider, RAIL_FACTS, type RailName } from '../../../src/domain/rail.ts';
import { isRefundOpen, refundableMinor } from '../../../src/domain/refund.ts';
import {
  attemptsOf,
  isSaleOpen,
  isSettled,
  openAttempt,
  outstanding,
  type Sale,
  undecidedAttempt,
} from '../../../src/domain/sale.ts';
import type { Customers } from './customers.ts';
import type { Chance } from './random.ts';
import type { Tab } from './tabs.ts';
import type { Till } from './till.ts';

export interface Cashier {
  /** One look at the till, and whatever the cashier does then. */
  readonly step: () => void;
  /** No more customers come: only what waits for a person is done. */
  readonly tidyUp: () => void;
  /** The tab that the cashier sees; none while the till is dead. */
  readonly front: () => Tab | undefined;
}

interface Visit {
  readonly currency: Currency;
  readonly amountMinor: number;
  /** The sale's number, once the cashier knows it. */
  sale: number | undefined;
  tries: number;
  refunds: number;
  isOver: boolean;
}

/** How long a cashier waits for a command before thinking that the till hangs. */
const PATIENCE_MS = 6_000;
const WALLETS: readonly [RailName, ...RailName[]] = ['alipay', 'wechatpay', 'unionpay'];
const BEFORE: readonly RailName[] = ['own_code', 'bank_terminal', 'voucher'];

export function createCashier(till: Till, customers: Customers, hasReader: boolean): Cashier {
  const { time, mix, notebook, onThrown } = till.parts;
  const { habits, rates } = mix;
  const chance = till.parts.chance.fork(`cashier ${till.id}`);
  const visits: Visit[] = Array.from({ length: mix.sales }, () => newVisit(chance));
  let front = 0;
  let busyUntil = 0;
  let deadSince: number | undefined;

  function ensureTab(): Tab | undefined {
    const tabs = till.tabs();
    if (tabs.length === 0) {
      deadSince ??= time.now() + chance.whole(0, 10) * 1_000;
      if (time.now() < deadSince) return undefined;
      deadSince = undefined;
      busyUntil = 0;
      front = 0;
      return till.open();
    }
    if (tabs.length < mix.tabs && chance.happens(0.3)) till.open();
    if (tabs.length > 1 && chance.happens(rates.tabs)) {
      front = chance.whole(0, tabs.length - 1);
      tabs[front]?.counter.wake('visible');
    }
    return tabs[front] ?? tabs[0];
  }

  /** Gives a command; the cashier goes on when it is answered, or when patience ends. */
  function give(tab: Tab, say: string, sale: number, work: (counter: Counter) => Promise<Given>): void {
    busyUntil = time.now() + PATIENCE_MS;
    const times = till.parts.isUnsafe() && chance.happens(rates['double-tap']) ? 2 : 1;
    if (times === 2) notebook.see({ t: 'fault', till: till.id, kind: 'double-tap', what: say });
    for (let time = 0; time < times; time += 1) {
      notebook.see({ t: 'command', till: till.id, tab: tab.number, say, sale });
      work(tab.counter).then((done) => {
        if (!tab.isAlive()) return;
        busyUntil = 0;
        const outcome = done.ok ? 'ok' : done.refusal;
        const about = done.ok ? (done.sale ?? sale) : sale;
        notebook.see({ t: 'done', till: till.id, tab: tab.number, say, outcome, sale: about });
      }, onThrown);
    }
  }

  function charge(tab: Tab, visit: Visit, sale: Sale | undefined): void {
    visit.tries += 1;
    const owedMinor = sale === undefined ? visit.amountMinor : outstanding(sale).amountMinor;
    const partMinor =
      chance.happens(habits.split) && owedMinor > 1 ? chance.whole(1, owedMinor - 1) : undefined;
    const part = partMinor === undefined ? {} : { partMinor };
    const what: SaleOrAmount =
      sale === undefined
        ? { amount: money(visit.currency, visit.amountMinor), ...part }
        : { sale: sale.number, ...part };
    const number = sale?.number ?? 0;
    const rail = visit.tries > 3 ? 'cash' : pickRail(chance, visit.currency, hasReader);
    if (rail === 'cash') {
      const tenderedMinor = (partMinor ?? owedMinor) + chance.whole(0, 500);
      give(tab, 'cash', number, (counter) => counter.takeCash(what, { tenderedMinor }));
    } else if (!hasProvider(rail)) {
      const said = { by: 'cashier' };
      if (chance.happens(0.5)) give(tab, `show ${rail}`, number, (counter) => counter.showRecord(what, rail));
      else give(tab, `record ${rail}`, number, (counter) => counter.takeRecord(what, rail, said));
    } else if (RAIL_FACTS[rail].presentations.includes('payment_code') && chance.happens(0.5)) {
      const code = customers.showCode(rail);
      if (code !== undefined)
        give(tab, `code ${rail}`, number, (counter) => counter.payByCode(what, rail, code));
    } else give(tab, `present ${rail}`, number, (counter) => counter.present(what, rail));
  }

  /** While somebody may still pay. */
  function wait(tab: Tab, sale: Sale, attempt: Attempt): void {
    const { number } = sale;
    if (attempt.presentation === 'record' && chance.happens(0.5)) {
      const taken = { by: 'cashier' };
      give(tab, 'record', number, (counter) => counter.takeRecord({ sale: number }, attempt.rail, taken));
    } else if (attempt.state === 'approved' && chance.happens(0.3))
      give(tab, 'capture', number, (counter) => counter.capture(number));
    else if (attempt.reversalWanted && chance.happens(habits.keep))
      give(tab, 'keep', number, (counter) => counter.keep(number));
    else if (chance.happens(habits.checkNow))
      give(tab, 'check', number, (counter) => counter.checkNow(number));
    else if (chance.happens(habits.cancel)) {
      const then = chance.happens(habits.cashInstead) ? anotherWay(chance, sale.due.currency) : undefined;
      give(tab, then === undefined ? 'cancel' : `cancel then ${then.rail}`, number, (counter) =>
        counter.cancel(number, then),
      );
    } else if (chance.happens(habits.asManager)) {
      const tenderedMinor = outstanding(sale).amountMinor;
      give(tab, 'cash as manager', number, (counter) =>
        counter.takeCash({ sale: number }, { tenderedMinor, asManager: true }),
      );
    } else if (chance.happens(habits.attest))
      give(tab, 'attest', number, (counter) => counter.attest(number, 'manager'));
    else if (chance.happens(habits.park))
      give(tab, 'park', number, (counter) => counter.park(number, !sale.parked));
    else if (chance.happens(habits.endSale)) give(tab, 'end', number, (counter) => counter.voidSale(number));
    else if (attempt.presentation === 'payment_qr' && chance.happens(0.05)) {
      const code = customers.showCode(attempt.rail);
      if (code !== undefined)
        give(tab, `code ${attempt.rail}`, number, (counter) =>
          counter.payByCode({ sale: number }, attempt.rail, code),
        );
    }
  }

  /** True when something was given back. */
  function refund(tab: Tab, visit: Visit, sale: Sale): boolean {
    if (visit.refunds >= 2 || !chance.happens(habits.refund)) return false;
    const paid = attemptsOf(sale).find((one) => refundableMinor(one) > 0 && !one.refunds.some(isRefundOpen));
    if (paid === undefined) return false;
    visit.refunds += 1;
    const amountMinor = chance.happens(0.5) ? refundableMinor(paid) : chance.whole(1, refundableMinor(paid));
    const command = { sale: sale.number, attempt: paid.id, amountMinor, reason: 'customer_wish' } as const;
    give(tab, 'refund', sale.number, (counter) => counter.refund(command));
    return true;
  }

  /** Late money waits for a person. */
  function decide(tab: Tab): boolean {
    for (const sale of tab.counter.view().sales.values()) {
      if (undecidedAttempt(sale) === undefined) continue;
      const { number } = sale;
      const isKept = chance.happens(habits.attachLate) && (isSaleOpen(sale) || sale.isVoid);
      if (isKept) give(tab, 'attach', number, (counter) => counter.attachLate(number));
      else give(tab, 'return', number, (counter) => counter.returnLate(number));
      return true;
    }
    return false;
  }

  /** A sale that was opened by a command whose answer never came. */
  function adopt(tab: Tab, visit: Visit): void {
    const { newest } = tab.counter.view();
    if (visit.sale === undefined && newest > 0 && !visits.some((one) => one.sale === newest))
      visit.sale = newest;
  }

  function serve(tab: Tab, visit: Visit): void {
    adopt(tab, visit);
    const sale = visit.sale === undefined ? undefined : tab.counter.view().sales.get(visit.sale);
    const attempt = sale === undefined ? undefined : openAttempt(sale);
    if (sale === undefined) charge(tab, visit, undefined);
    else if (attempt !== undefined && isSaleOpen(sale)) wait(tab, sale, attempt);
    else if (isSaleOpen(sale)) {
      if (visit.tries > 2 && chance.happens(habits.endSale))
        give(tab, 'end', sale.number, (counter) => counter.voidSale(sale.number));
      else charge(tab, visit, sale);
    } else if (!isSettled(sale) || !refund(tab, visit, sale))
      visit.isOver = !isSettled(sale) || chance.happens(0.3);
  }

  return {
    front: () => till.tabs()[front] ?? till.tabs()[0],
    step: () => {
      const tab = ensureTab();
      if (tab === undefined || time.now() < busyUntil || !tab.isAlive()) return;
      if (decide(tab)) return;
      const visit = visits.find((one) => !one.isOver);
      if (visit !== undefined) serve(tab, visit);
    },
    tidyUp: () => {
      const tab = till.tabs()[front] ?? till.tabs()[0] ?? till.open();
      if (decide(tab)) return;
      for (const sale of tab.counter.view().sales.values()) {
        const { number } = sale;
        const attempt = openAttempt(sale);
        if (attempt === undefined) continue;
        if (attempt.presentation === 'record')
          give(tab, 'cancel', number, (counter) => counter.cancel(number));
        else give(tab, 'check', number, (counter) => counter.checkNow(number));
      }
    },
  };
}

type Given = { readonly ok: true; readonly sale?: number } | { readonly ok: false; readonly refusal: string };

function newVisit(chance: Chance): Visit {
  const currency = chance.happens(0.75) ? 'CNY' : 'USD';
  // Below and above what goes without a password (200 yuan), and what no wallet lets through.
  const amountMinor = chance.happens(0.7) ? chance.whole(100, 15_000) : chance.whole(15_000, 150_000);
  return { currency, amountMinor, sale: undefined, tries: 0, refunds: 0, isOver: false };
}

function pickRail(chance: Chance, currency: Currency, hasReader: boolean): RailName {
  if (chance.happens(0.08)) return 'cash';
  if (hasReader && chance.happens(currency === 'CNY' ? 0.15 : 0.4)) return 'card';
  if (currency !== 'CNY') return 'paypal';
  return chance.happens(0.06) ? chance.pick(BEFORE as [RailName, ...RailName[]]) : chance.pick(WALLETS);
}

function anotherWay(
  chance: Chance,
  currency: Currency,
): { readonly rail: RailName; readonly presentation: 'cash' | 'payment_qr' } {
  if (chance.happens(0.6)) return { rail: 'cash', presentation: 'cash' };
  return { rail: currency === 'CNY' ? chance.pick(WALLETS) : 'paypal', presentation: 'payment_qr' };
}
