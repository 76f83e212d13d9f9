/** PayPal's answers: orders and problems, and what each means for the attempt or the refund. */

import type { AttemptEvent } from '../../domain/attempt.ts';
import type { FaultCode } from '../../domain/fault.ts';
import type { OperationKind } from '../../domain/operation.ts';
import type { RefundEvent } from '../../domain/refund.ts';
import type { Answer, Opened, Order, Reading, Verified } from '../contract.ts';
import {
  AT_IT,
  DECLINES,
  listedFault,
  OTHER_FUNDING,
  PERHAPS_DONE,
  REFUND_REFUSALS,
  SET_UP_FAULTS,
  troubleFault,
} from './faults.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { givenUp, readOrder } from './orders.ts';
import { isProblem, type Problem, problemOf, rawOf } from './problems.ts';
import { readRefund, readRefundInOrder } from './refunds.ts';

/** After so many captures that were declined the payer is asked no more: each one is a try at the payer's bank. */
const CAPTURE_TRIES = 3;

/** PayPal signs nothing: a JSON object is an answer, anything else is the way's doing. */
export function open(answer: Answer): Opened {
  if (answer.status >= 500) return { kind: 'unsigned', fault: 'provider_busy' };
  if (fieldsOf(answer.bytes) !== undefined) return { kind: 'channel', content: answer.bytes };
  return { kind: 'unsigned', fault: answer.status === 429 ? 'provider_limited' : 'answer_garbled' };
}

export function read({ status, bytes }: Verified, order: Order): Reading {
  const fields: Fields = fieldsOf(bytes) ?? {};
  if (isProblem(status, fields)) return readProblem(problemOf(status, fields), order);
  if (order.kind === 'refund') return readRefund(fields, order);
  if (order.kind === 'refund_query') return readRefundInOrder(fields, order);
  return readOrder(fields, order);
}

function readProblem(problem: Problem, order: Order): Reading {
  const claim = { orderNumber: undefined };
  const raw = rawOf(problem);
  if (order.kind === 'refund' || order.kind === 'refund_query') {
    return { about: 'refund', event: refundProblem(problem, order.kind), claim, raw };
  }
  return { about: 'attempt', event: attemptProblem(problem, order), claim, raw };
}

function attemptProblem(problem: Problem, order: Order): AttemptEvent {
  switch (order.kind) {
    case 'present':
      return presentProblem(problem);
    case 'capture':
      return captureProblem(problem, order);
    case 'query':
      return isUnknownOrder(problem) ? { type: 'ABSENT' } : trouble(problem);
    default:
      // An order that PayPal does not know cannot be captured by anybody.
      return isUnknownOrder(problem) ? givenUp(order) : trouble(problem);
  }
}

/** An order that was not made has no link, so that nobody can pay it: every refusal that PayPal explains is plain "not paid". */
function presentProblem(problem: Problem): AttemptEvent {
  const { status, issue } = problem;
  const isAtTheDoor = status === 401 || status === 403 || status === 429;
  const fault = listedFault(DECLINES, issue) ?? (isAtTheDoor ? troubleFault(status, issue) : undefined);
  return fault === undefined ? trouble(problem) : { type: 'DECLINED', fault };
}

function captureProblem(problem: Problem, order: Order): AttemptEvent {
  const { issue, status } = problem;
  if (OTHER_FUNDING.has(issue)) {
    const isLastTry = order.answeredBefore + 1 >= CAPTURE_TRIES;
    if (isLastTry) return { type: 'DECLINED', fault: 'payment_failed' };
    return { type: 'NEEDS_PAYER', detail: 'choose_other_funding' };
  }
  if (issue === 'ORDER_NOT_APPROVED') return { type: 'NEEDS_PAYER', detail: 'qr_shown' };
  if (AT_IT.has(issue)) return { type: 'PENDING' };
  if (PERHAPS_DONE.has(issue)) return trouble(problem);
  if (issue === 'ORDER_EXPIRED') return { type: 'EXPIRED' };
  if (isUnknownOrder(problem)) return { type: 'CLOSED' };
  const fault = listedFault(DECLINES, issue);
  if (fault !== undefined) return { type: 'DECLINED', fault };
  // Refused at the door, so nothing was done. The next question finds the order approved still, and the capture goes again.
  if (status === 401 || status === 429) return { type: 'NEEDS_PAYER', detail: 'scanned' };
  return trouble(problem);
}

function refundProblem(problem: Problem, kind: OperationKind): RefundEvent {
  const { issue } = problem;
  if (kind === 'refund_query') return isUnknownOrder(problem) ? { type: 'ABSENT' } : trouble(problem);
  if (issue === 'REFUND_FAILED_INSUFFICIENT_FUNDS')
    return { type: 'NEEDS_ACTION', fault: 'refund_balance_short' };
  // The number was used: a refund of ours is there or on its way, and the question tells.
  if (AT_IT.has(issue) || issue === 'DUPLICATE_INVOICE_ID') return { type: 'PENDING' };
  const setUp = listedFault(SET_UP_FAULTS, issue);
  if (setUp !== undefined && problem.status === 422) return { type: 'NEEDS_ACTION', fault: setUp };
  const fault = listedFault(REFUND_REFUSALS, issue);
  return fault === undefined ? trouble(problem) : { type: 'FAILED', fault };
}

function isUnknownOrder({ status, issue }: Problem): boolean {
  return status === 404 && issue === 'INVALID_RESOURCE_ID';
}

function trouble({ status, issue }: Problem): { readonly type: 'NO_ANSWER'; readonly fault: FaultCode } {
  return { type: 'NO_ANSWER', fault: troubleFault(status, issue) };
}
