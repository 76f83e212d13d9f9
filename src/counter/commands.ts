/** What a cashier can do with a sale: each command is decided on the newest book, made durable, and only then carried out. */

import { check } from '../domain/assert.ts';
import { type Attempt, type CashGiven, isOpen } from '../domain/attempt.ts';
import type { AttemptOpened, SaleFact } from '../domain/facts.ts';
import { type Currency, type Money, money } from '../domain/money.ts';
import { RAIL_FACTS, type RailName } from '../domain/rail.ts';
import { nextRefundNumber, type RefundReason, type RefundRefusal, refuseRefund } from '../domain/refund.ts';
import {
  attemptsOf,
  isSaleOpen,
  type NextTender,
  openAttempt,
  outstanding,
  refuseTender,
  type Sale,
  type TenderRefusal,
  undecidedAttempt,
} from '../domain/sale.ts';
import { lifeOf } from '../domain/timing.ts';
import { transition } from '../domain/transition.ts';
import type { SideText } from '../ports.ts';
import type { BookView, Decision } from './book.ts';

export type CommandRefusal =
  | TenderRefusal
  | RefundRefusal
  | 'no_sale'
  | 'over_limit'
  | 'short_cash'
  | 'nothing_open'
  | 'nothing_to_decide'
  | 'too_late';

type Decided = Decision<CommandRefusal>;

/** A new sale, or one that is there already. */
export type SaleOrAmount = { readonly sale: number } | { readonly amount: Money; readonly note?: SideText };

export interface Start {
  readonly rail: RailName;
  readonly presentation: 'payment_qr' | 'payment_code';
  readonly ids: {
    readonly tender: string;
    readonly attempt: string;
    readonly operation: string;
    readonly orderNumber: string;
  };
  readonly now: number;
  readonly qrLifeMs?: number;
}

/** Opens the sale if it is new, the attempt, and the intent of its pay or present: all in one durable step. */
export function decideStart(view: BookView, what: SaleOrAmount, start: Start): Decided {
  const target = targetSale(view, what);
  if ('refusal' in target) return target;
  const { number, due, opening, texts, tenderId } = target;
  const limits = RAIL_FACTS[start.rail];
  if (!limits.currencies.includes(due.currency)) return { refusal: 'currency' };
  if (due.amountMinor < limits.minMinor || due.amountMinor > limits.maxMinor)
    return { refusal: 'over_limit' };
  const { attempt, operation, orderNumber } = start.ids;
  const { rail, presentation, now, qrLifeMs } = start;
  const ids = { tender: tenderId(rail) ?? start.ids.tender, attempt, orderNumber };
  const facts: SaleFact[] = [
    ...opening,
    attemptOpened(target, ids, { rail, presentation, ...lifeOf(presentation, now, qrLifeMs) }),
    {
      kind: 'operation.sent',
      body: {
        sale: number,
        attempt,
        operation,
        operationKind: presentation === 'payment_qr' ? 'present' : 'pay',
        key: orderNumber,
      },
    },
  ];
  return { facts, texts };
}

export interface CashCommand {
  readonly tenderedMinor: number;
  readonly ids: { readonly tender: string; readonly attempt: string; readonly orderNumber: string };
  readonly now: number;
  /** A manager takes cash although an attempt may still turn out paid: that attempt goes back if it does. */
  readonly asManager: boolean;
}

/** Cash over the counter: taken, counted and settled in one durable step. */
export function decideCash(view: BookView, what: SaleOrAmount, cash: CashCommand): Decided {
  const target = targetSale(view, what, cash.asManager);
  if ('refusal' in target) return target;
  const { number, due, opening, texts } = target;
  const changeMinor = cash.tenderedMinor - due.amountMinor;
  if (changeMinor < 0) return { refusal: 'short_cash' };
  const given: CashGiven = { tenderedMinor: cash.tenderedMinor, changeMinor };
  const { attempt } = cash.ids;
  const facts: SaleFact[] = [
    ...opening,
    attemptOpened(target, cash.ids, { rail: 'cash', presentation: 'cash', ...lifeOf('cash', cash.now) }),
    { kind: 'attempt.changed', body: { sale: number, attempt, event: { type: 'PAID', cash: given } } },
  ];
  return { facts, texts };
}

/** A new attempt over all that is still owed. */
function attemptOpened(
  { number, due }: Pick<TargetSale, 'number' | 'due'>,
  ids: { readonly tender: string; readonly attempt: string; readonly orderNumber: string },
  how: Pick<AttemptOpened, 'rail' | 'presentation' | 'deadlineAt' | 'expiresAt'>,
): SaleFact {
  const { tender, attempt, orderNumber } = ids;
  const body = { sale: number, tender, attempt, orderNumber, amountMinor: due.amountMinor, ...how };
  return { kind: 'attempt.opened', body };
}

interface TargetSale {
  readonly number: number;
  readonly due: Money;
  readonly opening: readonly SaleFact[];
  readonly texts: readonly SideText[];
  /** The tender of a rail that the sale has already, so that a second try is a new attempt of the same tender. */
  readonly tenderId: (rail: RailName) => string | undefined;
}

function targetSale(
  view: BookView,
  what: SaleOrAmount,
  evenIfOpen = false,
): TargetSale | { readonly refusal: CommandRefusal } {
  if ('amount' in what) {
    const { amount, note } = what;
    if (amount.amountMinor === 0) return { refusal: 'amount' };
    const number = view.newest + 1;
    const body = { sale: number, currency: amount.currency, dueMinor: amount.amountMinor };
    const noted = note === undefined ? body : { ...body, note: note.commitment };
    const texts = note === undefined ? [] : [note];
    return {
      number,
      due: amount,
      opening: [{ kind: 'sale.opened', body: noted }],
      texts,
      tenderId: () => undefined,
    };
  }
  const sale = view.sales.get(what.sale);
  if (sale === undefined) return { refusal: 'no_sale' };
  const due = outstanding(sale);
  const refusal = refuseTender(sale, due);
  if (refusal !== undefined && !(evenIfOpen && refusal === 'attempt_open')) return { refusal };
  const tenderId = (rail: RailName): string | undefined =>
    sale.tenders.findLast((tender) => tender.rail === rail)?.id;
  return { number: sale.number, due, opening: [], texts: [], tenderId };
}

/** Gives up the open attempt; `then` opens by itself once the provider has closed it. */
export function decideCancel(view: BookView, number: number, then: NextTender | undefined): Decided {
  const sale = view.sales.get(number);
  if (sale === undefined) return { refusal: 'no_sale' };
  const attempt = openAttempt(sale);
  if (attempt === undefined) return { refusal: 'nothing_open' };
  const next: SaleFact[] =
    then === undefined ? [] : [{ kind: 'sale.next', body: { sale: number, next: then } }];
  return { facts: [...change(sale, attempt, 'CANCEL'), ...next] };
}

/** A person takes the cancel back: the customer is paying after all. */
export function decideKeep(view: BookView, number: number): Decided {
  const sale = view.sales.get(number);
  if (sale === undefined) return { refusal: 'no_sale' };
  const attempt = openAttempt(sale);
  if (attempt === undefined || !isSaleOpen(sale)) return { refusal: 'nothing_open' };
  const facts = change(sale, attempt, 'KEEP');
  return facts.length === 0 ? { refusal: 'too_late' } : { facts };
}

/** Late money: kept for the sale, or sent back. */
export function decideLateMoney(view: BookView, number: number, wish: 'ATTACH' | 'RETURN'): Decided {
  const sale = view.sales.get(number);
  if (sale === undefined) return { refusal: 'no_sale' };
  const attempt = undecidedAttempt(sale);
  if (attempt === undefined) return { refusal: 'nothing_to_decide' };
  if (wish === 'ATTACH' && !isSaleOpen(sale) && !sale.isVoid) return { refusal: 'sale_over' };
  return { facts: change(sale, attempt, wish) };
}

/** Puts a sale aside under "needs attention", or takes it up again. */
export function decidePark(view: BookView, number: number, parked: boolean): Decided {
  const sale = view.sales.get(number);
  if (sale === undefined) return { refusal: 'no_sale' };
  return { facts: sale.parked === parked ? [] : [{ kind: 'sale.parked', body: { sale: number, parked } }] };
}

/** Ends a sale without payment; whatever is open is canceled at the provider. */
export function decideVoid(view: BookView, number: number): Decided {
  const sale = view.sales.get(number);
  if (sale === undefined) return { refusal: 'no_sale' };
  if (!isSaleOpen(sale)) return { refusal: 'sale_over' };
  const cancels = attemptsOf(sale)
    .filter(isOpen)
    .flatMap((attempt) => change(sale, attempt, 'CANCEL'));
  return { facts: [...cancels, { kind: 'sale.voided', body: { sale: number } }] };
}

/** A manager releases the sale on their word; the attempt is asked about until the provider answers. */
export function decideAttest(view: BookView, number: number, by: string): Decided {
  const sale = view.sales.get(number);
  if (sale === undefined) return { refusal: 'no_sale' };
  const attempt = openAttempt(sale);
  if (attempt === undefined || !isSaleOpen(sale)) return { refusal: 'nothing_open' };
  return { facts: [{ kind: 'sale.attested', body: { sale: number, attempt: attempt.id, by } }] };
}

export interface RefundCommand {
  readonly sale: number;
  readonly attempt: string;
  readonly amountMinor: number;
  readonly reason: RefundReason;
  readonly note?: SideText;
}

/** Approves a refund; the driver sends it. Cash goes back from the drawer at once. */
export function decideRefund(view: BookView, command: RefundCommand): Decided {
  const sale = view.sales.get(command.sale);
  const attempt = sale === undefined ? undefined : attemptsOf(sale).find((one) => one.id === command.attempt);
  if (sale === undefined || attempt === undefined) return { refusal: 'no_sale' };
  const refusal = refuseRefund(attempt, refundMoney(attempt.amount.currency, command.amountMinor));
  if (refusal !== undefined) return { refusal };
  const number = nextRefundNumber(attempt);
  const about = { sale: sale.number, attempt: attempt.id, number };
  const { amountMinor, reason, note } = command;
  const opened: SaleFact = {
    kind: 'refund.opened',
    body: { ...about, amountMinor, reason, ...(note === undefined ? {} : { note: note.commitment }) },
  };
  const texts = note === undefined ? [] : [note];
  if (attempt.rail !== 'cash') return { facts: [opened], texts };
  const handedOver: SaleFact[] = [
    { kind: 'refund.changed', body: { ...about, event: { type: 'SENT' } } },
    { kind: 'refund.changed', body: { ...about, event: { type: 'SUCCEEDED' } } },
  ];
  return { facts: [opened, ...handedOver], texts };
}

function refundMoney(currency: Currency, amountMinor: number): Money {
  check(Number.isSafeInteger(amountMinor) && amountMinor >= 0, 'refund-amount', String(amountMinor));
  return money(currency, amountMinor);
}

/** The fact of a person's event, or none where the attempt's state does not take it or it changes nothing. */
function change(
  sale: Sale,
  attempt: Attempt,
  type: 'CANCEL' | 'KEEP' | 'ATTACH' | 'RETURN',
): readonly SaleFact[] {
  const result = transition(attempt, { type }, { now: attempt.changedAt });
  if (!result.ok) return [];
  return [{ kind: 'attempt.changed', body: { sale: sale.number, attempt: attempt.id, event: { type } } }];
}
