/** A PayPal refund as an event of ours, as the answer to it or as it stands in its order. */

import type { RawWords } from '../../domain/operation.ts';
import type { RefundEvent } from '../../domain/refund.ts';
import type { Order, Reading } from '../contract.ts';
import { fromPaypal } from './amounts.ts';
import { asFields, type Fields, listOf, text } from './fields.ts';
import { claimOfOrder } from './orders.ts';

/** The answer to the refund itself. It names no order, so that there is nothing but its own number and amount to compare. */
export function readRefund(fields: Fields, order: Order): Reading {
  const claim = { orderNumber: undefined };
  return { about: 'refund', event: refundEvent(fields, order), claim, raw: rawOf(fields) };
}

/** The refund among those of its order: by our refund number, which is its invoice number. */
export function readRefundInOrder(fields: Fields, order: Order): Reading {
  const claim = claimOfOrder(fields, order);
  const refund = refundsIn(fields).find((one) => one['invoice_id'] === order.refund?.number);
  if (refund !== undefined)
    return { about: 'refund', event: refundEvent(refund, order), claim, raw: rawOf(refund) };
  const isOrder = listOf(fields['purchase_units']).length > 0;
  const event: RefundEvent = isOrder ? { type: 'ABSENT' } : { type: 'NO_ANSWER', fault: 'provider_odd' };
  return { about: 'refund', event, claim, raw: { code: text(fields['status']) ?? '' } };
}

function refundsIn(fields: Fields): readonly Fields[] {
  return listOf(fields['purchase_units']).flatMap((unit) => listOf(asFields(unit['payments'])?.['refunds']));
}

function refundEvent(fields: Fields, order: Order): RefundEvent {
  const amount = fromPaypal(fields['amount'], order.amount);
  if (amount === undefined) return { type: 'NO_ANSWER', fault: 'provider_odd' };
  const isOurs = fields['invoice_id'] === order.refund?.number;
  const isAll = amount !== 'unreadable' && amount.amountMinor === order.refund?.amountMinor;
  if (!isOurs || !isAll) return { type: 'NO_ANSWER', fault: 'answer_mismatch' };
  switch (fields['status']) {
    case 'COMPLETED':
      return { type: 'SUCCEEDED' };
    case 'PENDING':
      return { type: 'PENDING' };
    case 'FAILED':
    case 'CANCELLED':
      return { type: 'FAILED', fault: 'refund_abnormal' };
    default:
      return { type: 'NO_ANSWER', fault: 'provider_odd' };
  }
}

function rawOf(fields: Fields): RawWords {
  const message = text(asFields(fields['status_details'])?.['reason']);
  const code = text(fields['status']) ?? '';
  return message === undefined ? { code } : { code, message };
}
