/** WeChat Pay v3 requests: which path is asked for what, and the five lines that are signed for it. */

import { check } from '../../domain/assert.ts';
import { canonicalJson, type JsonObject } from '../../domain/json.ts';
import { MINUTE_MS, REQUEST_TIMEOUT_MS, SECOND_MS } from '../../domain/timing.ts';
import type { WireRequest } from '../../ports.ts';
import type { Built, BuiltRequest, Order, RailAccount } from '../contract.ts';

const TRANSACTIONS = '/v3/pay/transactions';
const REFUNDS = '/v3/refund/domestic/refunds';
const SCHEME = 'WECHATPAY2-SHA256-RSA2048';
const BEIJING_OFFSET_MS = 8 * 60 * MINUTE_MS;
const DESCRIPTION_LENGTH = 127;
const DEVICE_LENGTH = 32;

/**
 * The order demands an address for news, and a till in a browser has none: it asks instead. The name is one that nobody
 * can ever own (RFC 2606), unless the owner has entered an address of the shop's own.
 */
const NO_NEWS_URL = 'https://no-news.invalid/wechatpay';

/** What is asked for. */
export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly content?: JsonObject;
}

/** Builds the request without its signature, and the text to sign (alipay-wechatpay.md 2.1). */
export function build(order: Order, account: RailAccount): Built {
  return requestFor(askFor(order, account), order, account);
}

/** Any call; answers come signed under the public key where the account names one. */
export function requestFor(
  { method, path, content }: Asked,
  order: Pick<Order, 'now' | 'nonce' | 'presentation'>,
  account: RailAccount,
): BuiltRequest {
  const body = content === undefined ? '' : canonicalJson(content);
  const timestamp = String(Math.floor(order.now / SECOND_MS));
  const { publicKeyId } = account;
  return {
    request: {
      method,
      path,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        authorization: authorization(order, account, timestamp),
        ...(publicKeyId === undefined ? {} : { 'wechatpay-serial': publicKeyId }),
      },
      body,
      timeoutMs: REQUEST_TIMEOUT_MS[order.presentation],
    },
    textToSign: `${method}\n${path}\n${timestamp}\n${order.nonce}\n${body}\n`,
  };
}

export function attach(request: WireRequest, signature: string): WireRequest {
  const { headers } = request;
  return {
    ...request,
    headers: { ...headers, authorization: `${headers['authorization']},signature="${signature}"` },
  };
}

/** `2026-11-23T10:02:00+08:00` (RFC 3339), always in Beijing; a started second counts. */
export function beijingInstant(at: number): string {
  const second = Math.ceil(at / SECOND_MS) * SECOND_MS;
  return `${new Date(second + BEIJING_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** The shop's name as the payer reads it: no signs beyond the basic plane (emoji), which the gateway refuses (2.1). */
export function description(account: RailAccount): string {
  const plain = account.shopName.replace(/[\p{Cc}\p{Surrogate}]|[^\0-\uffff]/gu, '');
  return plain.trim().slice(0, DESCRIPTION_LENGTH) || account.tillId;
}

function authorization(order: Pick<Order, 'nonce'>, account: RailAccount, timestamp: string): string {
  check(account.certificateSerial !== undefined, 'wechatpay-certificate-serial');
  const fields = {
    mchid: merchantId(account),
    nonce_str: order.nonce,
    timestamp,
    serial_no: account.certificateSerial,
  };
  const list = Object.entries(fields).map(([name, value]) => `${name}="${value}"`);
  return `${SCHEME} ${list.join(',')}`;
}

function merchantId(account: RailAccount): string {
  check(account.merchantId !== undefined, 'wechatpay-merchant-id');
  return account.merchantId;
}

function askFor(order: Order, account: RailAccount): Asked {
  const mchid = merchantId(account);
  const byOrder = `${TRANSACTIONS}/out-trade-no/${encodeURIComponent(order.orderNumber)}`;
  switch (order.kind) {
    case 'pay':
      return { method: 'POST', path: `${TRANSACTIONS}/codepay`, content: paymentByCode(order, account) };
    case 'present':
      return { method: 'POST', path: `${TRANSACTIONS}/native`, content: paymentByQr(order, account) };
    case 'query':
      return { method: 'GET', path: `${byOrder}?mchid=${encodeURIComponent(mchid)}` };
    case 'cancel':
    case 'close':
      // A payment by code can only be reversed, one by QR only be closed (2.6).
      return order.presentation === 'payment_code'
        ? { method: 'POST', path: `${byOrder}/reverse`, content: { appid: account.appId, mchid } }
        : { method: 'POST', path: `${byOrder}/close`, content: { mchid } };
    case 'refund':
      return { method: 'POST', path: REFUNDS, content: refund(order) };
    case 'refund_query':
      check(order.refund !== undefined, 'wechatpay-refund');
      return { method: 'GET', path: `${REFUNDS}/${encodeURIComponent(order.refund.number)}` };
    default:
      check(false, 'wechatpay-operation', order.kind);
  }
}

function paymentByCode(order: Order, account: RailAccount): JsonObject {
  check(order.paymentCode !== undefined, 'wechatpay-pay-code');
  const device = account.tillId.slice(0, DEVICE_LENGTH);
  return {
    ...purchase(order, account),
    payer: { auth_code: order.paymentCode },
    scene_info: { device_id: device, store_info: { out_id: device } },
  };
}

function paymentByQr(order: Order, account: RailAccount): JsonObject {
  check(order.lifeMs !== undefined, 'wechatpay-present-life');
  return {
    ...purchase(order, account),
    notify_url: account.notifyUrl ?? NO_NEWS_URL,
    time_expire: beijingInstant(order.now + order.lifeMs),
  };
}

function purchase(order: Order, account: RailAccount): JsonObject {
  return {
    appid: account.appId,
    mchid: merchantId(account),
    description: description(account),
    out_trade_no: order.orderNumber,
    amount: { total: order.amount.amountMinor, currency: order.amount.currency },
  };
}

function refund(order: Order): JsonObject {
  check(order.refund !== undefined, 'wechatpay-refund');
  const { currency, amountMinor: total } = order.amount;
  return {
    out_trade_no: order.orderNumber,
    out_refund_no: order.refund.number,
    amount: { refund: order.refund.amountMinor, total, currency },
  };
}
