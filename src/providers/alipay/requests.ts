/** Alipay v2 requests: what is asked of `gateway.do`, and the text that is signed for it. */

import { check } from '../../domain/assert.ts';
import { canonicalJson, type JsonObject } from '../../domain/json.ts';
import { money, moneyToText } from '../../domain/money.ts';
import type { OperationKind } from '../../domain/operation.ts';
import { MINUTE_MS, REQUEST_TIMEOUT_MS } from '../../domain/timing.ts';
import type { WireRequest } from '../../ports.ts';
import type { BuiltRequest, Order, RailAccount } from '../contract.ts';

/** Alipay has nothing to capture, and no reader to tell. */
type AlipayOperation = Exclude<OperationKind, 'capture' | 'collect'>;

const METHODS: Readonly<Record<AlipayOperation, string>> = {
  pay: 'alipay.trade.pay',
  present: 'alipay.trade.precreate',
  query: 'alipay.trade.query',
  cancel: 'alipay.trade.cancel',
  close: 'alipay.trade.close',
  refund: 'alipay.trade.refund',
  refund_query: 'alipay.trade.fastpay.refund.query',
};

const GATEWAY_PATH = '/gateway.do';
const BEIJING_OFFSET_MS = 8 * 60 * MINUTE_MS;

/** Builds the request without its signature, and the text to sign: parameters sorted, `k=v` joined by `&` (1.2). */
export function build(order: Order, account: RailAccount): BuiltRequest & { readonly textToSign: string } {
  const content = canonicalJson(businessContent(order, account));
  const common: Record<string, string> = {
    app_id: account.appId,
    method: methodOf(order.kind),
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: beijingTime(order.now),
    version: '1.0',
  };
  return {
    request: {
      method: 'POST',
      // Everything but the content stands in the query string: the gateway demands `charset` there.
      path: `${GATEWAY_PATH}?${formEncode(common)}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
      body: formEncode({ biz_content: content }),
      timeoutMs: REQUEST_TIMEOUT_MS[order.presentation],
    },
    textToSign: textToSign({ ...common, biz_content: content }),
  };
}

/** The provider's name of an operation. */
export function methodOf(kind: OperationKind): string {
  check(kind !== 'capture' && kind !== 'collect', 'alipay-operation', kind);
  return METHODS[kind];
}

export function attach(request: WireRequest, signature: string): WireRequest {
  return { ...request, path: `${request.path}&${formEncode({ sign: signature })}` };
}

/** Empty values and `sign` are left out; keys in ASCII order; values as they are, not encoded. */
export function textToSign(parameters: Readonly<Record<string, string>>): string {
  return Object.keys(parameters)
    .filter((name) => name !== 'sign' && parameters[name] !== '')
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join('&');
}

/** `2026-11-23 10:00:00`, always in Beijing, wherever the till stands. */
export function beijingTime(now: number): string {
  return new Date(now + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

function formEncode(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

function businessContent(order: Order, account: RailAccount): JsonObject {
  const { orderNumber } = order;
  switch (order.kind) {
    case 'pay':
      check(order.paymentCode !== undefined, 'alipay-pay-code');
      return {
        out_trade_no: orderNumber,
        scene: 'bar_code',
        auth_code: order.paymentCode,
        product_code: 'FACE_TO_FACE_PAYMENT',
        ...purchase(order, account),
      };
    case 'present':
      check(order.lifeMs !== undefined, 'alipay-present-life');
      return {
        out_trade_no: orderNumber,
        product_code: 'FACE_TO_FACE_PAYMENT',
        ...purchase(order, account),
        // Both, so that neither the QR nor the scanned order outlives what the screen promises.
        qr_code_timeout_express: minutes(order.lifeMs),
        timeout_express: minutes(order.lifeMs),
      };
    case 'refund':
      check(order.refund !== undefined, 'alipay-refund');
      return {
        out_trade_no: orderNumber,
        out_request_no: order.refund.number,
        refund_amount: moneyToText(money(order.amount.currency, order.refund.amountMinor)),
      };
    case 'refund_query':
      check(order.refund !== undefined, 'alipay-refund');
      return { out_trade_no: orderNumber, out_request_no: order.refund.number };
    default:
      return { out_trade_no: orderNumber };
  }
}

function purchase(order: Order, account: RailAccount): JsonObject {
  return {
    subject: account.shopName,
    total_amount: moneyToText(order.amount),
    terminal_id: account.tillId,
  };
}

/** Alipay counts in whole minutes; a started one counts, so that the provider never gives up before the till. */
function minutes(lifeMs: number): string {
  return `${Math.max(1, Math.ceil(lifeMs / MINUTE_MS))}m`;
}
