/** What to do next for an attempt: a pure function of the attempt and the time, the same after a crash as in normal work. */

import {
  type Asked,
  type Attempt,
  isClosed,
  isQuiet,
  quietUntil,
  sentSoFar,
  stillToSeeMs,
} from './attempt.ts';
import { causeOf, type FaultCode } from './fault.ts';
import type { Operation } from './operation.ts';
import { hasProvider } from './rail.ts';
import { isRefundOpen, isReturnDue, type Refund, refundableMinor, returnNumber } from './refund.ts';
import {
  ASK_GAP_MS,
  askIntervalMs,
  CANCEL_QUICK_TRIES,
  CANCEL_RETRY_MS,
  CANCEL_RETRY_QUICK_MS,
  cancelPatienceMs,
  REFUND_ASK_MS,
  REFUND_OWED_RETRY_MS,
} from './timing.ts';

export type Step =
  /** Send this now. Never what brings money in: that leaves once, by a person's command or while its till is at it. */
  | {
      readonly do: 'send';
      readonly operation: 'query' | 'cancel' | 'close';
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
export function nextStep(subject: Subject, now: number): Step {
  if (subject.frozen !== undefined || !hasProvider(subject.rail)) return REST;
  const attempt = asOf(subject, now);
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
    case 'late_paid': {
      const step = stepReturning(attempt, now);
      return step.do === 'rest' && attempt.watched ? stepWatched(attempt, now) : step;
    }
    default:
      return isClosed(attempt) && attempt.watched ? stepWatched(attempt, now) : REST;
  }
}

/**
 * The attempt with every time of it that lies ahead taken as long ago: it was written by a clock that has been put back
 * since, and waiting for it could take years (F-40, F-74). A deadline that lies more than a life ahead is over.
 */
function asOf(attempt: Subject, now: number): Subject {
  const { changedAt, submittedAt, askedAt, refundAskedAt, openedAt, deadlineAt } = attempt;
  const newest = Math.max(changedAt, openedAt, askedAt ?? 0, refundAskedAt ?? 0, ...sentTimes(attempt));
  if (newest <= now) return attempt;
  const past = (time: number): number => (time > now ? 0 : time);
  return {
    ...attempt,
    changedAt: past(changedAt),
    deadlineAt: deadlineAt - now > 2 * (deadlineAt - openedAt) ? 0 : deadlineAt,
    ...(submittedAt === undefined ? {} : { submittedAt: past(submittedAt) }),
    ...(askedAt === undefined ? {} : { askedAt: past(askedAt) }),
    ...(refundAskedAt === undefined ? {} : { refundAskedAt: past(refundAskedAt) }),
    operations: attempt.operations.map((one) => ({ ...one, sentAt: past(one.sentAt) })),
    refunds: attempt.refunds.map((one) => ({
      ...one,
      changedAt: past(one.changedAt),
      ...(one.sentAt === undefined ? {} : { sentAt: past(one.sentAt) }),
    })),
  };
}

function sentTimes({ operations, refunds }: Attempt): readonly number[] {
  return [
    ...operations.map(({ sentAt }) => sentAt),
    ...refunds.map((one) => Math.max(one.changedAt, one.sentAt ?? 0)),
  ];
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
  const isEarlier = sent.lastAt !== undefined && sent.lastAt < attempt.changedAt;
  const notBefore = (attempt.submittedAt ?? 0) + cancelPatienceMs(attempt.rail, attempt.presentation);
  if (now < notBefore && attempt.submittedAt !== undefined) {
    return askOrWait(attempt, now, notBefore);
  }
  if (sent.lastAt === undefined || isEarlier || takesTurns(attempt, sent.count))
    return { do: 'send', operation };
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

/** A card's cancel needs words to the provider and to the reader, by turns: one that was answered is followed at once. */
function takesTurns(attempt: Subject, sentSoFar: number): boolean {
  const last = attempt.operations.findLast(isCancel);
  const isTurn = attempt.presentation === 'card_reader' && last?.state === 'done';
  return isTurn && sentSoFar < CANCEL_QUICK_TRIES;
}

function isCancel({ kind }: Operation): boolean {
  return kind === 'cancel' || kind === 'close';
}

/**
 * The order of a declined card stays open at the provider, where any reader could be told to ask for it again: it is
 * canceled there, so that only its successor can be paid. Without an answer it is asked about, then canceled again.
 */
function stepDeclinedCard(attempt: Subject, now: number): Step | undefined {
  const { presentation, state, tradeNumber, askedAt, unanswered } = attempt;
  if (presentation !== 'card_reader' || state !== 'declined' || tradeNumber === undefined) return undefined;
  const last = attempt.operations.findLast((one) => isCancel(one) && one.sentAt >= attempt.changedAt);
  if (last === undefined) return { do: 'send', operation: 'cancel' };
  if (last.state === 'done') return undefined;
  if (askedAt === undefined || askedAt <= last.sentAt) return askNoSoonerThan(attempt, now, 0);
  const pause = askIntervalMs(presentation, Number.POSITIVE_INFINITY, unanswered);
  return at(now, last.sentAt + pause, { do: 'send', operation: attempt.cancelRefused ? 'close' : 'cancel' });
}

/**
 * A closed order is asked about after its quiet period, and where this till has not seen all of that period itself, once more
 * when it has; one that came back to life is canceled again.
 */
function stepWatched(attempt: Subject, now: number): Step {
  if (attempt.contradicted) {
    const last = attempt.operations.findLast(isCancel);
    // What cannot be canceled may have been paid.
    if (last?.state === 'refused' && (attempt.askedAt ?? 0) <= last.sentAt)
      return askNoSoonerThan(attempt, now, 0);
    const againAt = (last?.sentAt ?? 0) + CANCEL_RETRY_MS;
    return now >= againAt ? { do: 'send', operation: 'cancel' } : { do: 'wait', until: againAt };
  }
  const left = stepDeclinedCard(attempt, now);
  if (left !== undefined) return left;
  if (!isQuiet(attempt, now)) return { do: 'wait', until: quietUntil(attempt) };
  const restMs = stillToSeeMs(attempt);
  const isAnswered = attempt.unanswered === 0 && (attempt.askedAt ?? 0) >= quietUntil(attempt);
  if (restMs > 0 && isAnswered) return { do: 'wait', until: now + restMs };
  const pause = askIntervalMs(attempt.presentation, Number.POSITIVE_INFINITY, attempt.unanswered);
  return askNoSoonerThan(attempt, now, attempt.askedAt !== undefined ? attempt.askedAt + pause : 0);
}

/** Money that has to go back goes by one refund with a fixed number; refunds that were asked for come to their end. */
function stepReturning(attempt: Subject, now: number): Step {
  const open = attempt.refunds.find((refund) => isRefundOpen(refund));
  if (open !== undefined) return stepRefund(open, now, attempt.refundAskedAt);
  if (!isReturnDue(attempt)) return REST;
  return { do: 'return', number: returnNumber(attempt), amountMinor: refundableMinor(attempt) };
}

/** A refund is sent once it is approved, asked about when the answer is missing, and sent again under the same number. */
function stepRefund(refund: Refund, now: number, askedAt: number | undefined): Step {
  const { number } = refund;
  if (refund.state === 'new') return { do: 'send_refund', operation: 'refund', number };
  if (refund.state === 'sent') return REST;
  if (refund.state === 'needs_action') {
    // What the provider has accepted is not sent again: the owner finishes it there, and the till asks.
    const isAccepted = refund.fault === 'refund_abnormal';
    const since = isAccepted ? Math.max(refund.changedAt, askedAt ?? 0) : refund.changedAt;
    const operation = isAccepted ? 'refund_query' : 'refund';
    return at(now, since + REFUND_OWED_RETRY_MS, { do: 'send_refund', operation, number });
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
