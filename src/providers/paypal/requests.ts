/** PayPal requests: what is asked of Orders v2 and Payments v2, and under which key, so that nothing can happen twice. */

import { check } from '../../domain/assert.ts';
import { canonicalJson, type JsonObject } from '../../domain/json.ts';
import { money } from '../../domain/money.ts';
import { REQUEST_TIMEOUT_MS } from '../../domain/timing.ts';
import type { WireRequest } from '../../ports.ts';
import type { Built, Order, RailAccount } from '../contract.ts';
import { isSayable, toPaypal } from './amounts.ts';

/** Ids as PayPal gives them: nothing else may become part of a path. */
export const PAYPAL_ID = /^[A-Z0-9]{1,36}$/;

const ORDERS = '/v2/checkout/orders';
const CAPTURES = '/v2/payments/captures';
/** The longest description, brand name and such (paypal.md 1.2). */
const MAX_TEXT = 127;

/**
 * One operation as a request. A question about an order whose number is unknown is none: nobody ever saw its link, and
 * only our own capture charges, so nothing can come of it.
 *
 * PayPal has no cancel for an order to be captured: to cancel is to make sure that nothing was captured, and then not to.
 *
 * A refund is asked about in its order, where it stands under our refund number: that is a question, which can move
 * nothing. Only when the order does not know it the till sends the refund again, under the same key and number, which
 * PayPal takes as one refund for 45 days (paypal.md 1.4).
 */
export function build(order: Order, account: RailAccount): Built {
  check(order.kind !== 'pay' && order.kind !== 'collect', 'paypal-operation', order.kind);
  switch (order.kind) {
    case 'present':
      return { request: post(order, ORDERS, { key: order.orderNumber, body: newOrder(order, account) }) };
    case 'capture': {
      const key = `${order.orderNumber}C${order.answeredBefore}`;
      return { request: post(order, `${ORDERS}/${orderId(order)}/capture`, { key, body: {} }) };
    }
    case 'refund': {
      const { path, key, body } = refund(order);
      return { request: post(order, path, { key, body }) };
    }
    case 'refund_query':
      return { request: show(order) };
    case 'query':
    case 'cancel':
    case 'close':
      return order.tradeNumber === undefined ? neverSeen(order) : { request: show(order) };
  }
}

export function attach(request: WireRequest, credential: string): WireRequest {
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${credential}` } };
}

function neverSeen(order: Order): Built {
  const claim = { orderNumber: order.orderNumber };
  return { known: { about: 'attempt', event: { type: 'CLOSED' }, claim, raw: { code: '' } } };
}

function newOrder(order: Order, account: RailAccount): JsonObject {
  check(isSayable(order.amount), 'paypal-currency', order.amount.currency);
  const shop = Array.from(account.shopName.trim()).slice(0, MAX_TEXT).join('');
  const named = shop === '' ? {} : { description: shop };
  const unit = {
    ...named,
    amount: { ...toPaypal(order.amount) },
    custom_id: order.orderNumber,
    invoice_id: order.orderNumber,
  };
  const context = {
    ...(shop === '' ? {} : { brand_name: shop }),
    // Over the counter: nothing is sent anywhere, the payer's "yes" is the last word, and no cheque that clears in days.
    shipping_preference: 'NO_SHIPPING',
    user_action: 'PAY_NOW',
    payment_method_preference: 'IMMEDIATE_PAYMENT_REQUIRED',
  };
  return {
    intent: 'CAPTURE',
    purchase_units: [unit],
    payment_source: { paypal: { experience_context: context } },
  };
}

/** The refund's number is its invoice number too: it is found again by it, and PayPal may refuse it a second time. */
function refund(order: Order): { readonly path: string; readonly key: string; readonly body: JsonObject } {
  check(order.refund !== undefined, 'paypal-refund');
  check(PAYPAL_ID.test(order.paymentNumber ?? ''), 'paypal-capture-id');
  const { number, amountMinor } = order.refund;
  return {
    path: `${CAPTURES}/${order.paymentNumber}/refund`,
    key: number,
    body: {
      amount: { ...toPaypal(money(order.amount.currency, amountMinor)) },
      invoice_id: number,
      custom_id: order.orderNumber,
    },
  };
}

function orderId(order: Order): string {
  const { tradeNumber = '' } = order;
  check(PAYPAL_ID.test(tradeNumber), 'paypal-order-id');
  return tradeNumber;
}

function show(order: Order): WireRequest {
  return {
    method: 'GET',
    path: `${ORDERS}/${orderId(order)}`,
    headers: { accept: 'application/json' },
    body: '',
    timeoutMs: REQUEST_TIMEOUT_MS[order.presentation],
  };
}

function post(
  order: Order,
  path: string,
  { key, body }: { readonly key: string; readonly body: JsonObject },
): WireRequest {
  return {
    method: 'POST',
    path,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'paypal-request-id': key,
      // The whole order comes back, so that number and amount can be compared.
      prefer: 'return=representation',
    },
    body: canonicalJson(body),
    timeoutMs: REQUEST_TIMEOUT_MS[order.presentation],
  };
}
