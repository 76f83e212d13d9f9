/** What a cashier can do with a sale: each command is decided on the newest book, made durable, and only then carried out. */

import { check } from '../domain/assert.ts';
import { type Attempt, isOpen, operationInFlight } from '../domain/attempt.ts';
import { refundRoundingMinor, settleCash } from '../domain/cash.ts';
import type { DrawerRefusal } from '../domain/drawer.ts';
import type { AttemptOpened, SaleFact } from '../domain/facts.ts';
import { type Currency, isSame, type Money, money } from '../domain/money.ts';
import { hasProvider, RAIL_FACTS, type RailName, smallestMinor } from '../domain/rail.ts';
import {
  nextRefundNumber,
  type RefundReason,
  type RefundRefusal,
  refundableMinor,
  refuseRefund,
} from '../domain/refund.ts';
import {
  attemptsOf,
  isSaleOpen,
  type NextTender,
  openAttempt,
  outstanding,
  refuseTender,
  type Sale,
  type Tender,
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
  | 'under_limit'
  | 'short_cash'
  /** The number of a slip or a voucher that is none, or a card's. */
  | 'reference'
  | DrawerRefusal
  | 'nothing_open'
  | 'nothing_to_decide'
  | 'too_late';

type Decided = Decision<CommandRefusal>;

/** A new sale, or one that is there already. */
export type SaleOrAmount = (
  | { readonly sale: number }
  | { readonly amount: Money; readonly note?: SideText }
) & {
  /** One leg of a split: how much of what is owed this payment is for, minor units; all of it when missing. */
  readonly partMinor?: number;
};

export interface Start {
  readonly rail: RailName;
  readonly presentation: 'payment_qr' | 'payment_code' | 'card_reader';
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
  const refusal = refuseByRail(start.rail, due);
  if (refusal !== undefined) return { refusal };
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
        operationKind: presentation === 'payment_code' ? 'pay' : 'present',
        key: orderNumber,
      },
    },
  ];
  return { facts, texts };
}

/** What the rail itself cannot take, first reason first. */
export function refuseByRail(rail: RailName, due: Money): CommandRefusal | undefined {
  const limits = RAIL_FACTS[rail];
  if (!limits.currencies.includes(due.currency)) return 'currency';
  if (due.amountMinor < smallestMinor(rail, due.currency)) return 'under_limit';
  return due.amountMinor > limits.maxMinor ? 'over_limit' : undefined;
}

export interface CashCommand {
  readonly tenderedMinor: number;
  readonly ids: { readonly tender: string; readonly attempt: string; readonly orderNumber: string };
  readonly now: number;
  /** A manager takes cash although an attempt may still turn out paid: that attempt goes back if it does. */
  readonly asManager: boolean;
  /** The smallest coin that change is given in, minor units; 1 when missing. Only what completes the sale is rounded to it. */
  readonly coinMinor?: number;
}

/** Cash over the counter: taken, counted and settled in one durable step. */
export function decideCash(view: BookView, what: SaleOrAmount, cash: CashCommand): Decided {
  const target = targetSale(view, what, cash.asManager);
  if ('refusal' in target) return target;
  const { number, due, opening, texts, isWhole } = target;
  const given = settleCash(due, cash.tenderedMinor, isWhole ? (cash.coinMinor ?? 1) : 1);
  if (given === undefined) return { refusal: 'short_cash' };
  const { attempt } = cash.ids;
  const facts: SaleFact[] = [
    ...opening,
    attemptOpened(target, cash.ids, { rail: 'cash', presentation: 'cash', ...lifeOf('cash', cash.now) }),
    { kind: 'attempt.changed', body: { sale: number, attempt, event: { type: 'PAID', cash: given } } },
  ];
  return { facts, texts };
}

/** A new attempt over the leg that is to be paid. */
export function attemptOpened(
  { number, due }: Pick<TargetSale, 'number' | 'due'>,
  ids: { readonly tender: string; readonly attempt: string; readonly orderNumber: string },
  how: Pick<AttemptOpened, 'rail' | 'presentation' | 'deadlineAt' | 'expiresAt'>,
): SaleFact {
  const { tender, attempt, orderNumber } = ids;
  const body = { sale: number, tender, attempt, orderNumber, amountMinor: due.amountMinor, ...how };
  return { kind: 'attempt.opened', body };
}

/** The sale that a payment is for, and what has to be written to open it. */
export interface TargetSale {
  readonly number: number;
  readonly due: Money;
  /** Whether this is all that is still owed, so that paying it completes the sale. */
  readonly isWhole: boolean;
  readonly opening: readonly SaleFact[];
  readonly texts: readonly SideText[];
  /** The tender of a rail that the sale has already, so that a second try is a new attempt of the same tender. */
  readonly tenderId: (rail: RailName) => string | undefined;
}

/** Finds the sale, or makes it, and the leg of it that is to be paid. */
export function targetSale(
  view: BookView,
  what: SaleOrAmount,
  evenIfOpen = false,
): TargetSale | { readonly refusal: CommandRefusal } {
  if ('amount' in what) {
    const { amount, note } = what;
    const leg = legOf(amount, what.partMinor);
    if (leg === undefined) return { refusal: 'amount' };
    const number = view.newest + 1;
    const body = { sale: number, currency: amount.currency, dueMinor: amount.amountMinor };
    const noted = note === undefined ? body : { ...body, note: note.commitment };
    const texts = note === undefined ? [] : [note];
    return {
      number,
      due: leg,
      isWhole: isSame(leg, amount),
      opening: [{ kind: 'sale.opened', body: noted }],
      texts,
      tenderId: () => undefined,
    };
  }
  const sale = view.sales.get(what.sale);
  if (sale === undefined) return { refusal: 'no_sale' };
  const owed = outstanding(sale);
  const due = legOf(owed, what.partMinor);
  if (due === undefined) return { refusal: isSaleOpen(sale) ? 'amount' : 'sale_over' };
  const refusal = refuseTender(sale, due);
  if (refusal !== undefined && !(evenIfOpen && refusal === 'attempt_open')) return { refusal };
  const tenderId = (rail: RailName): string | undefined =>
    sale.tenders.findLast((tender) => mayGoOn(tender, rail, due))?.id;
  return { number: sale.number, due, isWhole: isSame(due, owed), opening: [], texts: [], tenderId };
}

/** The part of what is owed that is to be paid now; nothing when there is no such part. */
function legOf(owed: Money, partMinor: number | undefined): Money | undefined {
  const amountMinor = partMinor ?? owed.amountMinor;
  const isPart = Number.isSafeInteger(amountMinor) && amountMinor > 0 && amountMinor <= owed.amountMinor;
  return isPart ? money(owed.currency, amountMinor) : undefined;
}

/** Whether a try over this amount is one more attempt of a tender that has brought no money yet. */
function mayGoOn(tender: Tender, rail: RailName, due: Money): boolean {
  const isUnpaid = tender.attempts.every(
    (attempt) => attempt.state !== 'paid' && attempt.state !== 'late_paid',
  );
  return tender.rail === rail && isUnpaid && isSame(tender.amount, due);
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

/** Ends a sale without payment; whatever is open is canceled at the provider, and legs that were paid go back by rule. */
export function decideVoid(view: BookView, number: number): Decided {
  const sale = view.sales.get(number);
  if (sale === undefined) return { refusal: 'no_sale' };
  if (!isSaleOpen(sale)) return { refusal: 'sale_over' };
  const cancels = attemptsOf(sale)
    .filter(isOpen)
    .flatMap((attempt) => change(sale, attempt, 'CANCEL'));
  const abandoned = attemptsOf(sale)
    .filter((attempt) => attempt.state === 'paid' && refundableMinor(attempt) > 0)
    .map((attempt) => attempt.id);
  const body = abandoned.length === 0 ? { sale: number } : { sale: number, abandoned };
  return { facts: [...cancels, { kind: 'sale.voided', body }] };
}

/** A person takes what the payer has approved: after a restart, or when the till did not do it by itself. */
export function decideCapture(view: BookView, number: number, operation: string): Decided {
  const sale = view.sales.get(number);
  const attempt = sale === undefined ? undefined : openAttempt(sale);
  if (sale === undefined) return { refusal: 'no_sale' };
  const isReady = attempt?.state === 'approved' && !attempt.reversalWanted;
  // A capture whose answer was not written yet is not followed by another.
  if (!isReady || operationInFlight(attempt) !== undefined) return { refusal: 'nothing_open' };
  const about = { sale: number, attempt: attempt.id };
  const body = { ...about, operation, operationKind: 'capture', key: attempt.orderNumber } as const;
  return { facts: [{ kind: 'operation.sent', body }] };
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
  /** Cash only: the smallest coin there is, minor units; 1 when missing. */
  readonly coinMinor?: number;
}

/** Approves a refund; the driver sends it. What no provider holds goes back by hand, at once. */
export function decideRefund(view: BookView, command: RefundCommand): Decided {
  const sale = view.sales.get(command.sale);
  const attempt = sale === undefined ? undefined : attemptsOf(sale).find((one) => one.id === command.attempt);
  if (sale === undefined || attempt === undefined) return { refusal: 'no_sale' };
  const refusal = refuseRefund(attempt, refundMoney(attempt.amount.currency, command.amountMinor));
  if (refusal !== undefined) return { refusal };
  const number = nextRefundNumber(attempt);
  const about = { sale: sale.number, attempt: attempt.id, number };
  const { amountMinor, reason, note, coinMinor = 1 } = command;
  const isCash = RAIL_FACTS[attempt.rail].kind === 'cash';
  const roundingMinor = isCash ? refundRoundingMinor(attempt, amountMinor, coinMinor) : 0;
  const opened: SaleFact = {
    kind: 'refund.opened',
    body: {
      ...about,
      amountMinor,
      ...(roundingMinor === 0 ? {} : { roundingMinor }),
      reason,
      ...(note === undefined ? {} : { note: note.commitment }),
    },
  };
  const texts = note === undefined ? [] : [note];
  if (hasProvider(attempt.rail)) return { facts: [opened], texts };
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
