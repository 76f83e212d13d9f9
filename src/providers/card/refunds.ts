/** Stripe's refunds: one by one as they are made, and found again in the list of a payment by the number we gave them. */

import type { RefundEvent } from '../../domain/refund.ts';
import type { Claim, Order, Reading } from '../contract.ts';
import { listedFault, REFUND_FAILURES, REFUND_REFUSALS, REFUNDS_OWED, troubleFault } from './faults.ts';
import { amountOf, asFields, errorWords, type Fields, idOf, text, words } from './objects.ts';

/** The answer to a refund. */
export function readRefund(order: Order, fields: Fields, error: Fields | undefined): Reading {
  return error === undefined ? tell(order, fields) : refused(error);
}

/** The refunds of a payment: ours is the one that carries our number. A list that goes on proves no absence. */
export function readRefunds(order: Order, fields: Fields, error: Fields | undefined): Reading {
  if (error !== undefined) {
    const raw = errorWords(error);
    const isMissing = raw.code === 'resource_missing';
    return about(
      isMissing ? { type: 'ABSENT' } : { type: 'NO_ANSWER', fault: troubleFault(raw.code) },
      {},
      raw.code,
    );
  }
  const { data, has_more: hasMore } = fields;
  if (fields['object'] !== 'list' || !Array.isArray(data)) return odd('list');
  const found = data.map(asFields).find((one) => one !== undefined && numberOf(one) === order.refund?.number);
  if (found !== undefined) return tell(order, found);
  return hasMore === false ? about({ type: 'ABSENT' }, {}, 'absent') : odd('list goes on');
}

function tell(order: Order, refund: Fields): Reading {
  const status = text(refund['status']) ?? '';
  const claim = claimOf(order, refund);
  if (refund['object'] !== 'refund' || !isAsAsked(order, refund)) {
    return about({ type: 'NO_ANSWER', fault: 'provider_odd' }, claim, status);
  }
  const reason = text(refund['failure_reason']);
  const raw = words(status, reason);
  return { about: 'refund', event: eventOf(status, reason), claim, raw };
}

function eventOf(status: string, reason: string | undefined): RefundEvent {
  switch (status) {
    case 'succeeded':
      return { type: 'SUCCEEDED' };
    // The shop's balance, or the customer, has to do something first: it is asked about, not sent again.
    case 'pending':
    case 'requires_action':
      return { type: 'PENDING' };
    case 'canceled':
      return { type: 'FAILED', fault: 'refund_abnormal' };
    case 'failed': {
      const fault = listedFault(REFUND_FAILURES, reason ?? 'unknown');
      return { type: 'FAILED', fault: fault ?? 'refund_abnormal' };
    }
    default:
      return { type: 'NO_ANSWER', fault: 'provider_odd' };
  }
}

function refused(error: Fields): Reading {
  const raw = errorWords(error);
  // More than is left of a charge is refused without a code of its own.
  const isTooMuch = raw.code === 'invalid_request_error' && error['param'] === 'amount';
  const fault = isTooMuch ? 'refund_too_much' : listedFault(REFUND_REFUSALS, raw.code);
  const claim = { orderNumber: undefined };
  if (REFUNDS_OWED.has(raw.code)) {
    return { about: 'refund', event: { type: 'NEEDS_ACTION', fault: 'refund_balance_short' }, claim, raw };
  }
  const event: RefundEvent =
    fault === undefined ? { type: 'NO_ANSWER', fault: troubleFault(raw.code) } : { type: 'FAILED', fault };
  return { about: 'refund', event, claim, raw };
}

/** The refund of another payment is another order's answer. */
function claimOf(order: Order, refund: Fields): Claim {
  const intent = idOf(refund['payment_intent']);
  const named = text(asFields(refund['metadata'])?.['order']);
  return { orderNumber: intent !== undefined && intent !== order.tradeNumber ? intent : named };
}

/** Whether it is the refund that was asked for: our number, our amount. */
function isAsAsked(order: Order, refund: Fields): boolean {
  const amount = amountOf(refund['amount'], refund['currency']);
  return (
    numberOf(refund) === order.refund?.number &&
    amount !== 'unreadable' &&
    amount.currency === order.amount.currency &&
    amount.amountMinor === order.refund?.amountMinor
  );
}

function numberOf(refund: Fields): string | undefined {
  return text(asFields(refund['metadata'])?.['refund']);
}

function odd(code: string): Reading {
  return about({ type: 'NO_ANSWER', fault: 'provider_odd' }, {}, code);
}

function about(event: RefundEvent, claim: Partial<Claim>, code: string): Reading {
  return { about: 'refund', event, claim: { orderNumber: undefined, ...claim }, raw: words(code) };
}
