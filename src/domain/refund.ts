/** A refund: money that goes back to the customer, an operation of a paid attempt with a number of its own. */

import type { Attempt } from './attempt.ts';
import type { FaultCode } from './fault.ts';
import { type Money, money } from './money.ts';
import type { RawWords } from './operation.ts';

export const REFUND_STATES = [
  'new',
  'sent',
  'pending',
  'needs_action',
  'succeeded',
  'failed',
  'unknown',
] as const;

export type RefundState = (typeof REFUND_STATES)[number];

/** Why money goes back; free text stands beside the journal. */
export const REFUND_REASONS = [
  'customer_wish',
  'wrong_amount',
  'returned_goods',
  'surplus',
  'late',
  /** A leg of a sale that was ended before it was paid in full. */
  'abandoned',
  'other',
] as const;

export type RefundReason = (typeof REFUND_REASONS)[number];

export interface Refund {
  /** The provider's request number: kept over every retry, so that money can go back once only. */
  readonly number: string;
  readonly amountMinor: number;
  /** By how much the cash that was handed back differs from the amount; not there when not at all. */
  readonly roundingMinor?: number;
  readonly reason: RefundReason;
  /** Commitment to the cashier's own words, if any. */
  readonly note?: string;
  readonly state: RefundState;
  readonly requestedAt: number;
  readonly changedAt: number;
  readonly sentAt?: number;
  readonly tries: number;
  readonly fault?: FaultCode;
  readonly raw?: RawWords;
}

export type RefundEvent =
  | { readonly type: 'SENT' }
  | { readonly type: 'SUCCEEDED' }
  | { readonly type: 'PENDING' }
  | { readonly type: 'NEEDS_ACTION'; readonly fault: FaultCode }
  | { readonly type: 'FAILED'; readonly fault: FaultCode }
  | { readonly type: 'NO_ANSWER'; readonly fault: FaultCode }
  /** The provider does not know this refund (yet). */
  | { readonly type: 'ABSENT' }
  | { readonly type: 'RESTART' };

type RefundTarget = RefundState | 'same';

const TABLE: Readonly<Record<RefundState, Readonly<Partial<Record<RefundEvent['type'], RefundTarget>>>>> = {
  new: { SENT: 'sent', RESTART: 'same' },
  sent: {
    SUCCEEDED: 'succeeded',
    PENDING: 'pending',
    NEEDS_ACTION: 'needs_action',
    FAILED: 'failed',
    NO_ANSWER: 'unknown',
    ABSENT: 'unknown',
    RESTART: 'unknown',
  },
  pending: {
    SUCCEEDED: 'succeeded',
    PENDING: 'same',
    // Accepted, and then the customer's bank did not take it (WeChat Pay: ABNORMAL).
    NEEDS_ACTION: 'needs_action',
    FAILED: 'failed',
    NO_ANSWER: 'same',
    ABSENT: 'unknown',
    RESTART: 'same',
    SENT: 'sent',
  },
  needs_action: {
    SENT: 'sent',
    SUCCEEDED: 'succeeded',
    // What was accepted is asked about: the owner finishes it at the provider.
    PENDING: 'pending',
    NEEDS_ACTION: 'same',
    FAILED: 'failed',
    NO_ANSWER: 'same',
    ABSENT: 'same',
    RESTART: 'same',
  },
  unknown: {
    SENT: 'sent',
    SUCCEEDED: 'succeeded',
    PENDING: 'pending',
    NEEDS_ACTION: 'needs_action',
    FAILED: 'failed',
    NO_ANSWER: 'same',
    ABSENT: 'same',
    RESTART: 'same',
  },
  succeeded: {},
  failed: {},
};

/** The refund after an event, or nothing when the event cannot happen in its state. */
export function refundAfter(refund: Refund, event: RefundEvent, now: number): Refund | undefined {
  const target = TABLE[refund.state][event.type];
  if (target === undefined) return undefined;
  const state = target === 'same' ? refund.state : target;
  // A new try has its own reasons: the old one must not stand in the way of asking about it.
  const { fault: _, ...tried } = refund;
  return {
    ...(event.type === 'SENT' ? tried : refund),
    state,
    changedAt: state === refund.state ? refund.changedAt : now,
    ...('fault' in event ? { fault: event.fault } : {}),
    ...(event.type === 'SENT' ? { sentAt: now, tries: refund.tries + 1 } : {}),
  };
}

/** What may still go back: captured less every refund that has not failed (payment-model.md 4.5, invariant 2). */
export function refundableMinor(attempt: Attempt): number {
  if (attempt.state !== 'paid' && attempt.state !== 'late_paid') return 0;
  return attempt.amount.amountMinor - refundedMinor(attempt, (refund) => refund.state !== 'failed');
}

/** What went back for certain. */
export function returnedMinor(attempt: Attempt): number {
  if (attempt.state === 'reversed') return attempt.amount.amountMinor;
  return refundedMinor(attempt, (refund) => refund.state === 'succeeded');
}

function refundedMinor(attempt: Attempt, counts: (refund: Refund) => boolean): number {
  return attempt.refunds.reduce((total, refund) => total + (counts(refund) ? refund.amountMinor : 0), 0);
}

export type RefundRefusal = 'not_paid' | 'nothing' | 'too_much' | 'in_progress' | 'not_by_rail' | 'frozen';

/** The shop's rule book for refunds, first reason first; nothing when the refund may go. */
export function refuseRefund(attempt: Attempt, amount: Money): RefundRefusal | undefined {
  if (attempt.frozen !== undefined) return 'frozen';
  if (attempt.state !== 'paid' && attempt.state !== 'late_paid') return 'not_paid';
  if (amount.currency !== attempt.amount.currency) return 'not_by_rail';
  if (amount.amountMinor === 0) return 'nothing';
  if (amount.amountMinor > refundableMinor(attempt)) return 'too_much';
  if (attempt.refunds.some((refund) => isRefundOpen(refund))) return 'in_progress';
  return undefined;
}

/** Whether the refund still has to come to its end. */
export function isRefundOpen(refund: Refund): boolean {
  return refund.state !== 'succeeded' && refund.state !== 'failed';
}

/** The one number under which all of an attempt's late or surplus money goes back, however often it is tried. */
export function returnNumber(attempt: Attempt): string {
  return `${attempt.orderNumber}R0`;
}

/** Money of this attempt is to go back, and the refund by which it goes has not been opened yet. */
export function isReturnDue(attempt: Attempt): boolean {
  const isOpened = attempt.refunds.some((refund) => refund.number === returnNumber(attempt));
  return attempt.returnWanted && !isOpened && refundableMinor(attempt) > 0;
}

/**
 * The customer is still owed money that was to go back: it had to go back by itself and the provider refused for good, or
 * a refund was accepted and failed behind the shop's back. Nobody has sent it again since.
 */
export function isReturnOwed(attempt: Attempt): boolean {
  const last = attempt.refunds.at(-1);
  if (last?.state !== 'failed' || refundableMinor(attempt) === 0) return false;
  return last.number === returnNumber(attempt) || last.fault === 'refund_abnormal';
}

/** The number of the next refund that a person asks for. */
export function nextRefundNumber(attempt: Attempt): string {
  const asked = attempt.refunds.filter((refund) => refund.number !== returnNumber(attempt));
  return `${attempt.orderNumber}R${asked.length + 1}`;
}

export function refundableMoney(attempt: Attempt): Money {
  return money(attempt.amount.currency, refundableMinor(attempt));
}
