/** What an event says about an attempt, beside the state that follows from it. */

import {
  type Attempt,
  type AttemptEvent,
  type Attested,
  canStillBePaid,
  type Evidence,
  isClosed,
  type ReversalCause,
  strongerEvidence,
} from './attempt.ts';
import { causeOf, worseFault } from './fault.ts';

/** When and how it was learnt. */
export interface Context {
  readonly now: number;
  /** How sure the news is; only a provider's verified word carries evidence. */
  readonly evidence?: Evidence;
}

/** What the event says about the attempt, whatever its state becomes. */
export function noteEvent(attempt: Attempt, event: AttemptEvent, { now, evidence }: Context): Attempt {
  const noted: Attempt = withEvidence(attempt, event, evidence);
  switch (event.type) {
    case 'SUBMIT':
      return { ...noted, submittedAt: now };
    case 'NEEDS_PAYER':
      return {
        ...withoutTakenCancel(noted),
        payerDetail: event.detail,
        absents: 0,
        contradicted: isClosed(attempt),
        ...(event.qr === undefined ? {} : { qr: event.qr }),
        ...(event.tradeNumber === undefined ? {} : { tradeNumber: event.tradeNumber }),
      };
    case 'PENDING':
      return { ...noted, absents: 0, contradicted: isClosed(attempt) };
    case 'PAID':
      return {
        ...noted,
        ...(event.receipt === undefined
          ? {}
          : { receipt: event.receipt, tradeNumber: attempt.tradeNumber ?? event.receipt.tradeNumber }),
        ...(event.attested === undefined ? {} : attestation(event.attested)),
        ...(event.cash === undefined ? {} : { cash: event.cash }),
      };
    case 'DECLINED':
      return { ...noted, fault: event.fault };
    case 'NO_ANSWER':
      return {
        ...noted,
        fault: attempt.fault === undefined ? event.fault : worseFault(attempt.fault, event.fault),
      };
    case 'RESTART':
      return attempt.state === 'submitting' ? { ...noted, fault: 'till_restarted' } : noted;
    case 'CANCEL':
      return wantReversal(noted, 'cashier');
    case 'DEADLINE':
      return wantReversal(noted, 'deadline');
    case 'KEEP':
      return withoutReversal(noted);
    case 'ATTACH':
      return { ...withoutReversal(noted), returnWanted: false };
    case 'RETURN':
      return { ...noted, returnWanted: true };
    case 'ABSENT':
      return {
        ...noted,
        absents: canStillBePaid(attempt, now) ? 0 : attempt.absents + 1,
        contradicted: false,
      };
    case 'CANCEL_TAKEN':
      return { ...noted, cancelTakenAt: attempt.cancelTakenAt ?? now, contradicted: false };
    case 'CANCEL_REFUSED':
      return { ...noted, cancelRefused: true, fault: event.fault };
    case 'FREEZE':
      return { ...noted, frozen: event.rule, fault: 'frozen' };
    default:
      return { ...noted, contradicted: false };
  }
}

function attestation({ by, reference }: Attested): Pick<Attempt, 'attestedBy' | 'reference'> {
  return { attestedBy: by, ...(reference === undefined ? {} : { reference }) };
}

function wantReversal(attempt: Attempt, cause: ReversalCause): Attempt {
  const { fault } = attempt;
  return {
    ...attempt,
    reversalWanted: true,
    reversalCause: attempt.reversalCause ?? cause,
    ...(cause === 'deadline' && fault !== undefined ? { reversalFault: fault } : {}),
  };
}

/** The payer is at it, so the cancel did not stick, whatever the provider said before. */
function withoutTakenCancel(attempt: Attempt): Attempt {
  const { cancelTakenAt: _, ...rest } = attempt;
  return rest;
}

function withoutReversal(attempt: Attempt): Attempt {
  const { reversalCause: _, ...rest } = attempt;
  return { ...rest, reversalWanted: false };
}

/**
 * A provider's answer may raise the evidence, and ends a fault of the way; but "no such payment" about an order whose making
 * had no answer explains nothing, so the reason stays. A fault of the set-up does not: an answer shows that it was mended.
 */
function withEvidence(attempt: Attempt, event: AttemptEvent, evidence: Evidence | undefined): Attempt {
  if (event.type === 'NO_ANSWER' || evidence === undefined) return attempt;
  const proven = { ...attempt, evidence: strongerEvidence(attempt.evidence, evidence) };
  const isSetUp = attempt.fault !== undefined && causeOf(attempt.fault) === 'setup';
  if (event.type === 'ABSENT' && attempt.state === 'unknown' && !isSetUp) return proven;
  const { fault: _, ...rest } = proven;
  return rest;
}
