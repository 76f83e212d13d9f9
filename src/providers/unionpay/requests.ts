/** UnionPay requests, full channel 5.1.0: what is asked of `backTransReq.do` and `queryTrans.do`, and the text that is signed. */

import { check } from '../../domain/assert.ts';
import type { OperationKind } from '../../domain/operation.ts';
import { MINUTE_MS, QR_LIFE_MAX_MS, REQUEST_TIMEOUT_MS } from '../../domain/timing.ts';
import type { WireRequest } from '../../ports.ts';
import type { Built, Order, RailAccount, Reading } from '../contract.ts';
import { digestText, type Fields, formEncode, sortedText } from './form.ts';

const TRANSACTION_PATH = '/gateway/api/backTransReq.do';
const QUERY_PATH = '/gateway/api/queryTrans.do';
const BEIJING_OFFSET_MS = 8 * 60 * MINUTE_MS;
const YUAN = '156';

/** A till in a browser cannot be called back; the interface wants an address all the same, and this one means none. */
const NO_NEWS = 'http://www.specialUrl.com';

/** UnionPay has nothing to capture, no reader to tell, and no close: an order that is not reversed runs out. */
type UnionPayMessage = Exclude<OperationKind, 'capture' | 'collect' | 'close'>;

const TYPES: Readonly<Record<UnionPayMessage, readonly [type: string, subType: string]>> = {
  pay: ['01', '06'],
  present: ['01', '07'],
  query: ['00', '00'],
  cancel: ['99', '01'],
  refund: ['04', '00'],
  refund_query: ['00', '00'],
};

export function build(order: Order, account: RailAccount): Built {
  check(order.kind !== 'capture' && order.kind !== 'collect', 'unionpay-operation', order.kind);
  if (order.kind === 'close') return { known: runOut(order) };
  const [txnType, txnSubType] = TYPES[order.kind];
  const isQuestion = txnType === '00';
  const fields: Fields = {
    version: '5.1.0',
    encoding: 'UTF-8',
    signMethod: '01',
    certId: account.certificateSerial ?? '',
    txnType,
    txnSubType,
    bizType: '000000',
    ...(isQuestion ? {} : { channelType: '08' }),
    accessType: '0',
    merId: account.merchantId ?? account.appId,
    ...transaction(order, account),
  };
  return {
    request: {
      method: 'POST',
      path: isQuestion ? QUERY_PATH : TRANSACTION_PATH,
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      body: formEncode(fields),
      timeoutMs: REQUEST_TIMEOUT_MS[order.presentation],
    },
    textToSign: digestText(sortedText(fields)),
  };
}

export function attach(request: WireRequest, signature: string): WireRequest {
  return { ...request, body: `${request.body}&${formEncode({ signature })}` };
}

/** `20261123100000`, always in Beijing, wherever the till stands. */
export function beijingTime(at: number): string {
  return new Date(at + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replaceAll(/\D/g, '');
}

/** Whether the order can no longer be paid: UnionPay takes no purchase whose time has long passed, and its QR is over. */
export function isOver({ openedAt, now }: Order): boolean {
  return openedAt !== undefined && now >= openedAt + QR_LIFE_MAX_MS;
}

function transaction(order: Order, account: RailAccount): Fields {
  const { kind, orderNumber, amount, openedAt, refund } = order;
  check(openedAt !== undefined, 'unionpay-time');
  // The time belongs to the name of an order: a question and a reversal repeat the purchase's.
  const original = { orderId: orderNumber, txnTime: beijingTime(openedAt) };
  if (kind === 'query' || kind === 'cancel') return original;
  if (kind === 'refund' || kind === 'refund_query') {
    check(refund?.requestedAt !== undefined, 'unionpay-refund');
    const named = { orderId: refund.number, txnTime: beijingTime(refund.requestedAt) };
    if (kind === 'refund_query') return named;
    check(order.paymentNumber !== undefined, 'unionpay-refund-of');
    return {
      ...named,
      origQryId: order.paymentNumber,
      txnAmt: String(refund.amountMinor),
      currencyCode: YUAN,
      backUrl: NO_NEWS,
    };
  }
  const purchase = { ...original, txnAmt: String(amount.amountMinor), currencyCode: YUAN, backUrl: NO_NEWS };
  if (kind === 'present') {
    check(order.lifeMs !== undefined, 'unionpay-present-life');
    return { ...purchase, payTimeout: beijingTime(openedAt + order.lifeMs), termId: terminal(account) };
  }
  check(order.paymentCode !== undefined, 'unionpay-pay-code');
  return { ...purchase, qrNo: order.paymentCode, termId: terminal(account) };
}

/** A terminal has eight letters and digits. */
function terminal({ tillId }: RailAccount): string {
  return tillId
    .replaceAll(/[^0-9A-Za-z]/g, '')
    .padEnd(8, '0')
    .slice(0, 8);
}

/** After a refused reversal there is nothing more to send; what ends the order is that its time runs out. */
function runOut(order: Order): Reading {
  return {
    about: 'attempt',
    event: isOver(order) ? { type: 'CANCEL_TAKEN' } : { type: 'NO_ANSWER', fault: 'cancel_refused' },
    claim: { orderNumber: order.orderNumber },
    raw: { code: '' },
  };
}
