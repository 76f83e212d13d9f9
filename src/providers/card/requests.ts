/** Requests to Stripe: forms with brackets, no signature and no secret; the proxy adds the key (design.md 5). */

import { check } from '../../domain/assert.ts';
import { REQUEST_TIMEOUT_MS } from '../../domain/timing.ts';
import type { WireRequest } from '../../ports.ts';
import type { Built, Order, RailAccount, Reading } from '../contract.ts';

/** The version that this rail was written for; Stripe answers in its shapes, whatever the account's own version is. */
const API_VERSION = '2026-10-28.endive';
const INTENTS = '/v1/payment_intents';
const REFUNDS = '/v1/refunds';
/** As many refunds of one payment as a list can hold. */
const LIST_LIMIT = '100';

type Fields = Readonly<Record<string, string>>;
type Asked = Extract<Built, { readonly request: WireRequest }>;

/**
 * Only what makes something new carries an idempotency key: the order, the word to the reader, the refund. Cancels do
 * not: the provider keeps the answer to a key, its own failures included, so that a repeated cancel would never act.
 */
export function build(order: Order, account: RailAccount): Built {
  switch (order.kind) {
    case 'present':
      return account.readerId === undefined ? withoutReader(order) : present(order, account);
    case 'collect':
      return account.readerId === undefined ? withoutReader(order) : collect(order, account.readerId);
    case 'query': {
      if (order.tradeNumber === undefined) return neverMade(order);
      return get(order, intentPath(order.tradeNumber), { 'expand[0]': 'latest_charge' });
    }
    case 'cancel':
    case 'close':
      return order.tradeNumber === undefined ? neverMade(order) : cancel(order, account, order.tradeNumber);
    case 'refund':
      return refund(order);
    case 'refund_query':
      check(order.tradeNumber !== undefined, 'card-refund-trade');
      return get(order, REFUNDS, { payment_intent: order.tradeNumber, limit: LIST_LIMIT });
    default:
      check(false, 'card-operation', order.kind);
  }
}

/**
 * A card's cancel takes two words, one to the provider and one to the reader: an order that the reader still asks for
 * cannot be canceled, and a reader is not stopped before the provider has said that it is this order's. So they take
 * turns, each answered one making way for the other.
 */
export function isForReader(order: Order): boolean {
  return (order.kind === 'cancel' || order.kind === 'close') && order.answeredBefore % 2 === 1;
}

function present(order: Order, { shopName, tillId }: RailAccount): Built {
  const { amount, orderNumber } = order;
  const form = {
    amount: String(amount.amountMinor),
    currency: amount.currency.toLowerCase(),
    'allowed_payment_method_types[0]': 'card_present',
    capture_method: 'automatic',
    ...(shopName === '' ? {} : { description: shopName }),
    'metadata[order]': orderNumber,
    'metadata[till]': tillId,
  };
  return once(orderNumber, post(order, INTENTS, form));
}

function collect(order: Order, readerId: string): Built {
  check(order.tradeNumber !== undefined, 'card-collect-trade');
  const path = readerPath(readerId, 'process_payment_intent');
  return once(`${order.orderNumber}C`, post(order, path, { payment_intent: order.tradeNumber }));
}

function cancel(order: Order, { readerId }: RailAccount, tradeNumber: string): Built {
  return readerId !== undefined && isForReader(order)
    ? post(order, readerPath(readerId, 'cancel_action'), {})
    : post(order, `${intentPath(tradeNumber)}/cancel`, { cancellation_reason: 'abandoned' });
}

function refund(order: Order): Built {
  check(order.tradeNumber !== undefined && order.refund !== undefined, 'card-refund');
  const { number, amountMinor } = order.refund;
  const form = {
    payment_intent: order.tradeNumber,
    amount: String(amountMinor),
    'metadata[order]': order.orderNumber,
    'metadata[refund]': number,
  };
  return once(number, post(order, REFUNDS, form));
}

/** The making of the order had no answer, so no reader was ever told of it: nobody can pay it. */
function neverMade({ orderNumber }: Order): Built {
  return known({
    about: 'attempt',
    event: { type: 'CLOSED' },
    claim: { orderNumber },
    raw: { code: 'no_payment_intent' },
  });
}

/** Without a reader no card can be presented. */
function withoutReader({ orderNumber }: Order): Built {
  return known({
    about: 'attempt',
    event: { type: 'DECLINED', fault: 'setup_merchant' },
    claim: { orderNumber },
    raw: { code: 'no_reader' },
  });
}

function known(reading: Reading): Built {
  return { known: reading };
}

function intentPath(tradeNumber: string): string {
  return `${INTENTS}/${encodeURIComponent(tradeNumber)}`;
}

function readerPath(readerId: string, action: string): string {
  return `/v1/terminal/readers/${encodeURIComponent(readerId)}/${action}`;
}

function get(order: Order, path: string, query: Fields): Built {
  return { request: { ...common(order), method: 'GET', path: `${path}?${formEncode(query)}`, body: '' } };
}

function post(order: Order, path: string, form: Fields): Asked {
  const { headers, timeoutMs } = common(order);
  return {
    request: {
      method: 'POST',
      path,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: formEncode(form),
      timeoutMs,
    },
  };
}

/** The provider carries it out once, however often it arrives under this key. */
function once(key: string, { request }: Asked): Asked {
  return { request: { ...request, headers: { ...request.headers, 'idempotency-key': key } } };
}

function common({ presentation }: Order): Pick<WireRequest, 'headers' | 'timeoutMs'> {
  return { headers: { 'stripe-version': API_VERSION }, timeoutMs: REQUEST_TIMEOUT_MS[presentation] };
}

function formEncode(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}
