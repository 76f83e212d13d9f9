/** An attempt: one try of a tender at a provider, with its own order number; the data, its states and its events. */

import type { FaultCode } from './fault.ts';
import type { Money } from './money.ts';
import type { Operation, RawWords } from './operation.ts';
import type { Presentation, RailName } from './rail.ts';
import type { Refund } from './refund.ts';
import { QUIET_MS, TIMER_SLACK_MS } from './timing.ts';

/** The fourteen states of payment-model.md 4.5. */
export const ATTEMPT_STATES = [
  'new',
  'submitting',
  'awaiting_payer',
  'processing',
  'approved',
  'authorized',
  'paid',
  'declined',
  'canceled',
  'expired',
  'unknown',
  'reversing',
  'reversed',
  'late_paid',
] as const;

export type AttemptState = (typeof ATTEMPT_STATES)[number];

/** How sure a fact is, weakest first; an attempt's evidence never goes down. */
export const EVIDENCE_RANKS = [
  'payer_claim',
  'cashier_attested',
  'provider_answer',
  'provider_query',
  'statement_matched',
] as const;

export type Evidence = (typeof EVIDENCE_RANKS)[number];

/** What a provider says about money that was paid. */
export interface Receipt {
  readonly tradeNumber: string;
  readonly totalMinor: number;
  /** What left the customer's account, after discounts. */
  readonly customerPaidMinor?: number;
  /** What the shop receives, after discounts that the shop bears. */
  readonly receivedMinor?: number;
  /** Masked account of the payer. */
  readonly payer?: string;
  /** The provider's own words for the time, such as `2026-11-23 10:00:00` (Beijing). */
  readonly paidAt?: string;
}

/** Why an order was to be reversed. */
export type ReversalCause = 'cashier' | 'deadline' | 'elsewhere';

/** The details of cash over the counter. */
export interface CashGiven {
  readonly tenderedMinor: number;
  readonly changeMinor: number;
  /** By how much the drawer got more than was due (less, when negative), since change is given in coins; not there when nothing. */
  readonly roundingMinor?: number;
}

/** The cashier's word for money that no provider answers for. */
export interface Attested {
  readonly by: string;
  /** The number on the terminal's slip or on the voucher (`isReference`). */
  readonly reference?: string;
}

export type AttemptEvent =
  | { readonly type: 'SUBMIT' }
  | {
      readonly type: 'NEEDS_PAYER';
      readonly detail: PayerDetail;
      readonly qr?: string;
      readonly tradeNumber?: string;
    }
  | { readonly type: 'PENDING' }
  | { readonly type: 'APPROVED' }
  | { readonly type: 'AUTHORIZED' }
  | { readonly type: 'CAPTURE' }
  | {
      readonly type: 'PAID';
      readonly receipt?: Receipt;
      readonly cash?: CashGiven;
      /** A record-only rail: the cashier says so, and nobody else can. */
      readonly attested?: Attested;
    }
  | { readonly type: 'DECLINED'; readonly fault: FaultCode }
  | { readonly type: 'EXPIRED' }
  | { readonly type: 'CLOSED' }
  | { readonly type: 'REVERSED' }
  /** The provider says that there is no such payment: on its own it proves little. */
  | { readonly type: 'ABSENT' }
  | { readonly type: 'NO_ANSWER'; readonly fault: FaultCode }
  /** The till started again while an operation was on its way. */
  | { readonly type: 'RESTART' }
  | { readonly type: 'CANCEL' }
  | { readonly type: 'DEADLINE' }
  /** A person takes the cancel back. */
  | { readonly type: 'KEEP' }
  /** Late money becomes the payment of its sale. */
  | { readonly type: 'ATTACH' }
  /** Late money goes back. */
  | { readonly type: 'RETURN' }
  /** The provider took the cancel although it knows no such payment: the order number is dead, nothing was held. */
  | { readonly type: 'CANCEL_TAKEN' }
  | { readonly type: 'CANCEL_REFUSED'; readonly fault: FaultCode }
  /** A broken invariant: nothing more is done to this attempt without a person. */
  | { readonly type: 'FREEZE'; readonly rule: string };

export type AttemptEventType = AttemptEvent['type'];

/** What the payer is doing, as far as the provider tells. */
export type PayerDetail =
  | 'qr_shown'
  | 'scanned'
  | 'password'
  /** The payer has to choose another source of money at the provider (PayPal). */
  | 'choose_other_funding'
  /** The order is made, the card reader was not told yet. */
  | 'reader_idle'
  /** The reader waits for a card. */
  | 'card';

export interface Attempt {
  readonly id: string;
  readonly rail: RailName;
  readonly presentation: Presentation;
  readonly amount: Money;
  /** The merchant order number: the idempotency key of the payment. */
  readonly orderNumber: string;
  readonly state: AttemptState;
  /** Set by CANCEL or DEADLINE in any state; only a person's KEEP or ATTACH unsets it. */
  readonly reversalWanted: boolean;
  readonly reversalCause?: ReversalCause;
  /** What was wrong when the till gave up by itself: the reason to tell, whatever the cancel brings. */
  readonly reversalFault?: FaultCode;
  /** Late or surplus money of this attempt is to go back. */
  readonly returnWanted: boolean;
  readonly openedAt: number;
  readonly submittedAt?: number;
  /** When the till gives up waiting and cancels. */
  readonly deadlineAt: number;
  /** When the provider itself stops taking money for this order. */
  readonly expiresAt: number;
  readonly payerDetail?: PayerDetail;
  /** What the payment QR says, while it may be shown. */
  readonly qr?: string;
  /** The provider's own number of the order; the payment's may be another and stands in the receipt. */
  readonly tradeNumber?: string;
  readonly receipt?: Receipt;
  readonly cash?: CashGiven;
  readonly attestedBy?: string;
  /** The number on the terminal's slip or on the voucher. */
  readonly reference?: string;
  readonly evidence?: Evidence;
  /** The newest fault, for the words on the screen. */
  readonly fault?: FaultCode;
  readonly raw?: RawWords;
  readonly operations: readonly Operation[];
  readonly refunds: readonly Refund[];
  /** "No such payment" answers since the order could no longer be paid. */
  readonly absents: number;
  /** When the provider took the cancel of an order that it did not know. */
  readonly cancelTakenAt?: number;
  /** The provider refused to cancel: close it, or refund what was paid. */
  readonly cancelRefused: boolean;
  /** When the attempt reached the state it is in. */
  readonly changedAt: number;
  /** Closed, but still asked about, so that late money is noticed. */
  readonly watched: boolean;
  /** A closed order turned out to be payable after all: cancel it again. */
  readonly contradicted: boolean;
  readonly frozen?: string;
}

/** What the driver remembers between journal entries, since a question that brings no news is not written down. */
export interface Asked {
  /** When a question about this order last left. */
  readonly askedAt?: number;
  /** How many questions in a row had no answer. */
  readonly unanswered: number;
  /** When a question about its open refund last left. */
  readonly refundAskedAt?: number;
  /** For how long it has itself seen the order closed, milliseconds by a clock that nobody can set. */
  readonly closedForMs?: number;
}

const CLOSED: readonly AttemptState[] = ['paid', 'declined', 'canceled', 'expired', 'reversed'];

/** Whether the attempt is over, so that its tender may be tried again or paid another way. */
export function isClosed(attempt: Attempt): boolean {
  return CLOSED.includes(attempt.state);
}

/** Whether the attempt itself is still being worked on. */
export function isOpen(attempt: Attempt): boolean {
  return !isClosed(attempt) && attempt.state !== 'late_paid';
}

/** When a closed order has been quiet long enough: after its QR's life, or its end, and five minutes more. */
export function quietUntil(attempt: Attempt): number {
  const lifeUntil = attempt.presentation === 'payment_qr' ? attempt.expiresAt : attempt.changedAt;
  return Math.max(attempt.changedAt, lifeUntil) + QUIET_MS;
}

/**
 * For how much longer a till has to see the order closed before a word about it may be the last: under a clock that was put
 * forward the quiet period would seem to be over at once. A life is never more than it was to begin with.
 */
export function stillToSeeMs(attempt: Attempt & Asked): number {
  const { openedAt, expiresAt, changedAt, closedForMs = 0 } = attempt;
  const quietMs = Math.min(quietUntil(attempt) - changedAt, expiresAt - openedAt + QUIET_MS);
  const restMs = quietMs - closedForMs;
  return restMs > TIMER_SLACK_MS ? restMs : 0;
}

/** Whether that time has come; more than a life and the quiet period ahead it was told by a clock that was put back since. */
export function isQuiet(attempt: Attempt, now: number): boolean {
  const restMs = quietUntil(attempt) - now;
  return restMs <= 0 || restMs > attempt.expiresAt - attempt.openedAt + QUIET_MS;
}

/**
 * An unscanned QR order is unknown to the provider and can still be paid, until a cancel is taken or its life is over. A
 * payment by code that is not known may still be on its way: only a taken cancel ends it, or that its code is long over
 * (no provider takes it after the quiet period). Where the clock was put back since, a life counts from the first
 * operation that left afterwards: the order is not younger than that.
 */
export function canStillBePaid(attempt: Attempt, now: number): boolean {
  if (attempt.cancelTakenAt !== undefined) return false;
  const { openedAt, expiresAt, submittedAt = openedAt } = attempt;
  const lifeMs = attempt.presentation === 'payment_qr' ? expiresAt - openedAt : QUIET_MS;
  const beganAt = attempt.presentation === 'payment_qr' ? openedAt : submittedAt;
  if (beganAt <= now) return now < beganAt + lifeMs;
  const lastAhead = attempt.operations.findLastIndex(({ sentAt }) => sentAt > now);
  const sinceAt = attempt.operations[lastAhead + 1]?.sentAt;
  return sinceAt === undefined || now < sinceAt + lifeMs;
}

/** Whether the payment QR may be on a screen now: never after a cancel or a deadline. */
export function mayShowQr(attempt: Attempt): boolean {
  return attempt.state === 'awaiting_payer' && !attempt.reversalWanted && attempt.qr !== undefined;
}

/** Whether a capture or a word to the card reader may leave now: wanted still, and none before it that may have acted. */
export function maySend(attempt: Attempt, kind: 'capture' | 'collect'): boolean {
  if (attempt.frozen !== undefined || attempt.reversalWanted) return false;
  const isReady =
    kind === 'capture'
      ? attempt.state === 'approved'
      : attempt.state === 'awaiting_payer' && attempt.payerDetail === 'reader_idle';
  return isReady && !attempt.operations.some((one) => one.kind === kind && one.state === 'unknown');
}

/** An operation whose answer has not been written yet. */
export function operationInFlight(attempt: Attempt): Operation | undefined {
  return attempt.operations.findLast((operation) => operation.state === 'sent');
}

/** How often an operation of this kind was sent, and when last. */
export function sentSoFar(
  attempt: Attempt,
  kinds: readonly Operation['kind'][],
): { count: number; lastAt: number | undefined } {
  const sent = attempt.operations.filter((operation) => kinds.includes(operation.kind));
  return { count: sent.length, lastAt: sent.at(-1)?.sentAt };
}

/** The fault to tell of: what the provider said, or why the till itself gave up. */
export function faultOf(attempt: Attempt): FaultCode | undefined {
  // Who refuses the till's clock refuses its cancel as well: told is the cause, not what follows from it.
  if (attempt.fault === 'cancel_refused' && attempt.reversalFault === 'clock_wrong') return 'clock_wrong';
  if (attempt.fault !== undefined) return attempt.fault;
  if (!attempt.reversalWanted) return undefined;
  if (attempt.reversalCause !== 'deadline') return 'canceled_by_cashier';
  return attempt.reversalFault ?? 'payer_timeout';
}

/** The stronger of two kinds of evidence. */
export function strongerEvidence(before: Evidence | undefined, news: Evidence): Evidence {
  if (before === undefined) return news;
  return EVIDENCE_RANKS.indexOf(before) >= EVIDENCE_RANKS.indexOf(news) ? before : news;
}

/** Whether the customer was charged by this attempt, as far as the till can know: what the screen may say. */
export type Charged = 'no' | 'yes' | 'checking';

export function chargedBy(attempt: Attempt): Charged {
  switch (attempt.state) {
    case 'new':
      // What is taken outside of this counter may be paid before the cashier has said so.
      return attempt.presentation === 'record' ? 'checking' : 'no';
    case 'declined':
    case 'canceled':
    case 'expired':
    case 'reversed':
      return 'no';
    case 'paid':
    case 'late_paid':
      return attempt.evidence === 'cashier_attested' || attempt.evidence === 'payer_claim'
        ? 'checking'
        : 'yes';
    default:
      return 'checking';
  }
}
