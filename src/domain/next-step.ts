/** What to do next for an attempt: a pure function of the attempt and the time, the same after a crash as in normal work. */

import { type Asked, type Attempt, isClosed, quietUntil, sentSoFar } from './attempt.ts';
import { causeOf, type FaultCode } from './fault.ts';
import type { OperationKind } from './operation.ts';
import { isRefundOpen, type Refund, refundableMinor, returnNumber } from './refund.ts';
import {
  ASK_GAP_MS,
  askIntervalMs,
  CANCEL_QUICK_TRIES,
  CANCEL_RETRY_MS,
  CANCEL_RETRY_QUICK_MS,
  REFUND_ASK_MS,
  REFUND_OWED_RETRY_MS,
} from './timing.ts';

export type Step =
  /** Send this now. Never a pay or a present: those leave once, by a person's command. */
  | {
      readonly do: 'send';
      readonly operation: Exclude<OperationKind, 'pay' | 'present' | 'refund' | 'refund_query'>;
    }
  | { readonly do: 'send_refund'; readonly operation: 'refund' | 'refund_query'; readonly number: string }
  /** Open the one refund by which late or surplus money goes back. */
  | { readonly do: 'return'; readonly number: string; readonly amountMinor: number }
  | { readonly do: 'give_up' }
  | { readonly do: 'wait'; readonly until: number }
  /** Nothing until there is news, or a person decides. */
  | { readonly do: 'rest' };

/** An attempt with what the driver remembers of its questions; a driver that starts remembers none, and so asks at once. */
type Subject = Attempt & Asked;

const REST: Step = { do: 'rest' };

/** The next step of an attempt at `now`. Asking again at once after doing the step is always safe. */
export function nextStep(attempt: Subject, now: number): Step {
  if (attempt.frozen !== undefined || attempt.rail === 'cash') return REST;
  switch (attempt.state) {
    case 'awaiting_payer':
    case 'processing':
    case 'approved':
      return now >= attempt.deadlineAt ? { do: 'give_up' } : askOrWait(attempt, now, attempt.deadlineAt);
    case 'authorized':
      // A hold lapses by itself or is captured by a person: it is only asked about.
      return askOrWait(attempt, now, Number.POSITIVE_INFINITY);
    case 'unknown':
      return stepUnknown(attempt, now);
    case 'reversing':
      return stepReversing(attempt, now);
    case 'paid':
    case 'late_paid':
      return stepReturning(attempt, now);
    default:
      return isClosed(attempt) && attempt.watched ? stepWatched(attempt, now) : REST;
  }
}

function askOrWait(attempt: Subject, now: number, until: number): Step {
  const askAt = nextAskAt(attempt, now);
  return now >= askAt ? { do: 'send', operation: 'query' } : { do: 'wait', until: Math.min(askAt, until) };
}

/** When the next question is due: after news first the interval, without any question yet it counts from the last change. */
function nextAskAt(attempt: Subject, now: number): number {
  const since = attempt.submittedAt ?? attempt.openedAt;
  const interval = askIntervalMs(attempt.presentation, now - since, attempt.unanswered);
  return (attempt.askedAt ?? attempt.changedAt) + interval;
}

/** Unknown: ask at once, then go on asking; with nothing on the screen that could be paid there is nothing to wait for. */
function stepUnknown(attempt: Subject, now: number): Step {
  if (isSetUpFault(attempt.fault)) return REST;
  const isPointless =
    attempt.presentation === 'payment_qr' && attempt.qr === undefined && wasAnswered(attempt);
  if (attempt.reversalWanted || isPointless || now >= attempt.deadlineAt) return { do: 'give_up' };
  const wasAskedSince = attempt.askedAt !== undefined && attempt.askedAt >= attempt.changedAt;
  if (!wasAskedSince) return askNoSoonerThan(attempt, now, 0);
  return askOrWait(attempt, now, attempt.deadlineAt);
}

/** Whether the provider answered a question since the result became unknown: it does not know the order. */
function wasAnswered(attempt: Subject): boolean {
  return attempt.askedAt !== undefined && attempt.askedAt >= attempt.changedAt && attempt.unanswered === 0;
}

function askNoSoonerThan(attempt: Subject, now: number, earliest: number): Step {
  const askAt = Math.max(earliest, attempt.askedAt === undefined ? 0 : attempt.askedAt + ASK_GAP_MS);
  return now >= askAt ? { do: 'send', operation: 'query' } : { do: 'wait', until: askAt };
}

/** Reversing: cancel at once; without a clear word ask, then cancel again; once the cancel was taken only ask. */
function stepReversing(attempt: Subject, now: number): Step {
  if (isSetUpFault(attempt.fault)) return REST;
  const sent = sentSoFar(attempt, ['cancel', 'close']);
  const operation = attempt.cancelRefused ? 'close' : 'cancel';
  // With a clock that was put back `changedAt` lies ahead, and every cancel would seem to be older than it.
  const isEarlier = sent.lastAt !== undefined && sent.lastAt < attempt.changedAt && attempt.changedAt <= now;
  if (sent.lastAt === undefined || isEarlier) return { do: 'send', operation };
  const isAskedSince = attempt.askedAt !== undefined && attempt.askedAt >= sent.lastAt;
  const isTaken = attempt.cancelTakenAt !== undefined;
  if (!isAskedSince || isTaken) {
    const pause = isAskedSince ? askIntervalMs(attempt.presentation, 0, attempt.unanswered) : 0;
    return askNoSoonerThan(attempt, now, (attempt.askedAt ?? 0) + pause);
  }
  const patience = sent.count < CANCEL_QUICK_TRIES ? CANCEL_RETRY_QUICK_MS : CANCEL_RETRY_MS;
  const againAt =
    sent.lastAt + Math.max(patience, askIntervalMs('payment_code', 0, attempt.unanswered) - CANCEL_RETRY_MS);
  return now >= againAt ? { do: 'send', operation } : { do: 'wait', until: againAt };
}

/** A closed order is asked about once after its quiet period; one that came back to life is canceled again. */
function stepWatched(attempt: Subject, now: number): Step {
  if (attempt.contradicted) {
    const { lastAt } = sentSoFar(attempt, ['cancel', 'close']);
    const againAt = (lastAt ?? 0) + CANCEL_RETRY_MS;
    return now >= againAt ? { do: 'send', operation: 'cancel' } : { do: 'wait', until: againAt };
  }
  const until = quietUntil(attempt);
  if (now < until) return { do: 'wait', until };
  const pause = askIntervalMs(attempt.presentation, Number.POSITIVE_INFINITY, attempt.unanswered);
  return askNoSoonerThan(attempt, now, attempt.askedAt !== undefined ? attempt.askedAt + pause : 0);
}

/** Money that has to go back goes by one refund with a fixed number; refunds that were asked for come to their end. */
function stepReturning(attempt: Subject, now: number): Step {
  const open = attempt.refunds.find((refund) => isRefundOpen(refund));
  if (open !== undefined) return stepRefund(open, now, attempt.refundAskedAt);
  const isReturned = attempt.refunds.some((refund) => refund.number === returnNumber(attempt));
  const amountMinor = refundableMinor(attempt);
  if (!attempt.returnWanted || isReturned || amountMinor === 0) return REST;
  return { do: 'return', number: returnNumber(attempt), amountMinor };
}

/** A refund is sent once it is approved, asked about when the answer is missing, and sent again under the same number. */
function stepRefund(refund: Refund, now: number, askedAt: number | undefined): Step {
  const { number } = refund;
  if (refund.state === 'new') return { do: 'send_refund', operation: 'refund', number };
  if (refund.state === 'sent') return REST;
  if (refund.state === 'needs_action') {
    return at(now, refund.changedAt + REFUND_OWED_RETRY_MS, {
      do: 'send_refund',
      operation: 'refund',
      number,
    });
  }
  if (isSetUpFault(refund.fault)) return REST;
  const sentAt = refund.sentAt ?? 0;
  const lastAt = Math.max(askedAt ?? 0, sentAt);
  const wasAsked = askedAt !== undefined && askedAt >= sentAt;
  const operation = wasAsked && refund.state === 'unknown' ? 'refund' : 'refund_query';
  return at(now, lastAt + REFUND_ASK_MS, { do: 'send_refund', operation, number });
}

function at(now: number, time: number, step: Step): Step {
  return now >= time ? step : { do: 'wait', until: time };
}

/** With a wrong set-up every further question would fail as well: the owner has to mend it, then somebody asks again. */
function isSetUpFault(fault: FaultCode | undefined): boolean {
  return fault !== undefined && causeOf(fault) === 'setup';
}
