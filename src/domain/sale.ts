/** A sale: what one customer owes, the tenders by which it is paid, and what follows from them. */

import { check } from './assert.ts';
import { type Attempt, chargedBy, isClosed, isOpen } from './attempt.ts';
import type { FaultCode } from './fault.ts';
import { excess, type Money, money } from './money.ts';
import { hasProvider, type Presentation, type RailName } from './rail.ts';
import { isRefundOpen, isReturnDue, isReturnOwed, refundableMinor, returnedMinor } from './refund.ts';

/** One way of paying (part of) a sale; its attempts come one after another. */
export interface Tender {
  readonly id: string;
  readonly rail: RailName;
  readonly amount: Money;
  /** Oldest first; at most the last is not closed. */
  readonly attempts: readonly Attempt[];
}

/** Something that must not have happened, kept with the sale that it happened to. */
export interface Incident {
  readonly at: number;
  readonly cause: FaultCode;
  readonly attemptId?: string;
  readonly detail: string;
}

/** A manager's word that releases the sale, never the attempt. */
export interface Attestation {
  readonly by: string;
  readonly at: number;
  readonly attemptId: string;
}

export interface Sale {
  readonly till: string;
  /** 1, 2, 3 … per till, without holes. */
  readonly number: number;
  readonly id: string;
  readonly due: Money;
  readonly openedAt: number;
  readonly shift?: string;
  /** Commitment to the note, kept beside the journal. */
  readonly note?: string;
  readonly tenders: readonly Tender[];
  /** Put aside under "needs attention", so that the till can serve the next customer. */
  readonly parked: boolean;
  /** What opens by itself as soon as the open attempt is closed ("cancel, then cash"). */
  readonly next?: NextTender;
  /** The cashier ended the sale without payment. */
  readonly isVoid: boolean;
  /** Legs that were paid when the sale was ended: their money goes back. */
  readonly abandoned?: readonly string[];
  readonly attestation?: Attestation;
  readonly incidents: readonly Incident[];
  /** The sequence number of the newest entry about this sale. */
  readonly lastSeq: number;
  /** Still open, watched or owing: read at every start. */
  readonly live: boolean;
  /** Every order number of its attempts, for looking it up. */
  readonly orderNumbers: readonly string[];
}

export interface NextTender {
  readonly rail: RailName;
  readonly presentation: Presentation;
}

export function attemptsOf({ tenders }: Sale): readonly Attempt[] {
  const [only] = tenders;
  // Asked at every step of every sale, and nearly every sale is paid in one way.
  if (only !== undefined && tenders.length === 1) return only.attempts;
  return tenders.flatMap((tender) => tender.attempts);
}

/** The newest attempt that is still being worked on. */
export function openAttempt(sale: Sale): Attempt | undefined {
  return attemptsOf(sale).findLast(isOpen);
}

/** The attempt that was opened last, whichever leg it is for: order numbers stand in the order of their opening. */
export function newestAttempt(sale: Sale): Attempt | undefined {
  const last = sale.orderNumbers.at(-1);
  return attemptsOf(sale).find(({ orderNumber }) => orderNumber === last);
}

/** What came in and stays attached to the sale, before refunds. */
export function capturedMinor(sale: Sale): number {
  return attemptsOf(sale).reduce(
    (total, attempt) => total + (attempt.state === 'paid' ? attempt.amount.amountMinor : 0),
    0,
  );
}

/** What is still owed. */
export function outstanding(sale: Sale): Money {
  return excess(sale.due, money(sale.due.currency, capturedMinor(sale)));
}

/** Fully paid; refunds later do not open it again. */
export function isSettled(sale: Sale): boolean {
  return capturedMinor(sale) >= sale.due.amountMinor;
}

/** Whether somebody may still pay for this sale, or has to decide about it. */
export function isSaleOpen(sale: Sale): boolean {
  return !sale.isVoid && !isSettled(sale) && sale.attestation === undefined;
}

/**
 * The attempt whose money has to go back because the sale holds more than was owed: money that came late before any that
 * was accepted, and of these the latest that is not needed. What is on its way back already is not held any more, or it
 * would seem to be surplus twice. Automatic refunds follow this surplus, not a state (payment-model.md 4.5).
 */
export function surplusAttempt(sale: Sale): Attempt | undefined {
  const paid = attemptsOf(sale).filter(
    (attempt) => attempt.state === 'paid' || attempt.state === 'late_paid',
  );
  const heldMinor = paid.reduce(
    (total, attempt) =>
      total + (attempt.returnWanted ? 0 : attempt.amount.amountMinor - returnedMinor(attempt)),
    0,
  );
  const candidates = paid.filter(
    (attempt) => hasProvider(attempt.rail) && refundableMinor(attempt) > 0 && !attempt.returnWanted,
  );
  const candidate = candidates.findLast(({ state }) => state === 'late_paid') ?? candidates.at(-1);
  if (candidate === undefined) return undefined;
  const isNeeded = heldMinor - candidate.amount.amountMinor < sale.due.amountMinor;
  return isNeeded || capturedMinor(sale) < sale.due.amountMinor ? undefined : candidate;
}

/** Money that came late while nobody paid another way: a person keeps it for the sale or sends it back. */
export function undecidedAttempt(sale: Sale): Attempt | undefined {
  return attemptsOf(sale).find((attempt) => attempt.state === 'late_paid' && !attempt.returnWanted);
}

/** Whether the sale has to be read at every start: something of it is open, watched, or still going back. */
export function isLive(sale: Sale): boolean {
  const hasWork = attemptsOf(sale).some(
    (attempt) =>
      isOpen(attempt) ||
      attempt.watched ||
      attempt.state === 'late_paid' ||
      isReturnDue(attempt) ||
      isReturnOwed(attempt) ||
      attempt.refunds.some((refund) => isRefundOpen(refund)),
  );
  return hasWork || isSaleOpen(sale) || attemptsOf(sale).some((attempt) => attempt.frozen !== undefined);
}

/** Why a sale stands under "needs attention", the most pressing first; nothing when it does not. */
export type Attention =
  | 'frozen'
  | 'late_money'
  | 'refund_owed'
  | 'refund_failed'
  | 'set_up'
  | 'checking'
  | 'attested'
  | 'parked';

export function attentionOf(sale: Sale): Attention | undefined {
  const attempts = attemptsOf(sale);
  if (attempts.some((attempt) => attempt.frozen !== undefined)) return 'frozen';
  if (undecidedAttempt(sale) !== undefined) return 'late_money';
  if (attempts.some((attempt) => attempt.refunds.some((refund) => refund.state === 'needs_action')))
    return 'refund_owed';
  if (attempts.some(isReturnOwed)) return 'refund_failed';
  if (sale.attestation !== undefined && attempts.some(isOpen)) return 'attested';
  if (sale.parked && attempts.some(isOpen)) return 'checking';
  if (isSettled(sale) && attempts.some(isOpen)) return 'checking';
  return sale.parked && isSaleOpen(sale) ? 'parked' : undefined;
}

/** Whether the customer was charged for this sale, for the three lines that everybody is told. */
export function chargedFor(sale: Sale): 'no' | 'yes' | 'checking' {
  const words = attemptsOf(sale).map(chargedBy);
  if (words.includes('yes')) return 'yes';
  return words.includes('checking') ? 'checking' : 'no';
}

/** Replaces one attempt of the sale by what `change` makes of it. */
export function withAttempt(sale: Sale, attemptId: string, change: (attempt: Attempt) => Attempt): Sale {
  let found = 0;
  const tenders = sale.tenders.map((tender) => ({
    ...tender,
    attempts: tender.attempts.map((attempt) => {
      if (attempt.id !== attemptId) return attempt;
      found += 1;
      return change(attempt);
    }),
  }));
  check(found === 1, 'sale-attempt-known', attemptId);
  return { ...sale, tenders };
}

export type TenderRefusal = 'sale_over' | 'attempt_open' | 'currency' | 'amount' | 'late_money';

/** The rule book for starting to pay, first reason first: never while another attempt may still take money. */
export function refuseTender(sale: Sale, amount: Money): TenderRefusal | undefined {
  if (!isSaleOpen(sale)) return 'sale_over';
  if (undecidedAttempt(sale) !== undefined) return 'late_money';
  if (attemptsOf(sale).some((attempt) => !isClosed(attempt) && attempt.state !== 'late_paid'))
    return 'attempt_open';
  if (amount.currency !== sale.due.currency) return 'currency';
  if (amount.amountMinor === 0 || amount.amountMinor > outstanding(sale).amountMinor) return 'amount';
  return undefined;
}
