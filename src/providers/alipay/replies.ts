/** Alipay v2 answers: the signed part of the raw bytes, and what a verified one means for the attempt. */

import type { AttemptEvent, Receipt } from '../../domain/attempt.ts';
import { maskPayer } from '../../domain/masking.ts';
import { type Money, parseMoney } from '../../domain/money.ts';
import type { RawWords } from '../../domain/operation.ts';
import type { RefundEvent } from '../../domain/refund.ts';
import type { Answer, Claim, Opened, Order, Reading, Verified } from '../contract.ts';
import { membersOf, textOf } from './envelope.ts';
import {
  CANCEL_REFUSALS,
  DECLINES,
  listedFault,
  REFUND_REFUSALS,
  setUpFault,
  troubleFault,
} from './faults.ts';
import { methodOf } from './requests.ts';

const OK = '10000';
const WAITS_FOR_BUYER = '10003';
const QR_PREFIX = 'https://qr.alipay.com/';
const QR_MAX_LENGTH = 256;

type Fields = Readonly<Record<string, unknown>>;

/** The signed bytes of an answer, or what an unsigned one is. A missing signature is only ever a set-up error or a forgery. */
export function open(answer: Answer, order: Order): Opened {
  if (answer.status === 429) return { kind: 'unsigned', fault: 'provider_limited' };
  if (answer.status >= 500) return { kind: 'unsigned', fault: 'provider_busy' };
  const members = answer.status === 200 ? membersOf(answer.bytes) : undefined;
  if (members === undefined) return { kind: 'unsigned', fault: 'answer_garbled' };
  const node = members[`${methodOf(order.kind).replaceAll('.', '_')}_response`];
  const signature = stringAt(answer.bytes, members['sign']);
  if (node !== undefined && signature !== undefined) {
    const bytes = answer.bytes.subarray(node.start, node.end);
    return { kind: 'signed', bytes, signature, keyId: stringAt(answer.bytes, members['alipay_cert_sn']) };
  }
  const bare = node ?? members['error_response'];
  const fields = bare === undefined ? undefined : fieldsOf(answer.bytes.subarray(bare.start, bare.end));
  if (fields === undefined) return { kind: 'unsigned', fault: 'answer_garbled' };
  const raw = rawWords(fields);
  return { kind: 'unsigned', fault: setUpFault(raw.code, raw.subCode ?? '') ?? 'answer_forged', raw };
}

/** What a verified answer means. */
export function read({ bytes }: Verified, order: Order): Reading {
  const fields = fieldsOf(bytes) ?? {};
  const raw = rawWords(fields);
  const claim = claimOf(fields, order);
  if (order.kind === 'refund' || order.kind === 'refund_query') {
    const event = order.kind === 'refund' ? readRefund(fields, raw, order) : readRefundQuery(fields, raw);
    return { about: 'refund', event, claim, raw };
  }
  return { about: 'attempt', event: readAttempt(fields, raw, order), claim, raw };
}

function readAttempt(fields: Fields, raw: RawWords, order: Order): AttemptEvent {
  const subCode = raw.subCode ?? '';
  switch (order.kind) {
    case 'pay':
      // Answers to a pay name no status; one that does is taken at its word.
      if (raw.code === OK)
        return fields['trade_status'] === undefined ? paid(fields, order) : readTrade(fields, order);
      if (raw.code === WAITS_FOR_BUYER)
        return { type: 'NEEDS_PAYER', detail: 'password', ...tradeNumber(fields) };
      return refusedPurchase(raw, subCode);
    case 'present':
      return raw.code === OK ? presented(fields) : refusedPurchase(raw, subCode);
    case 'query':
      if (raw.code === OK) return readTrade(fields, order);
      return subCode === 'ACQ.TRADE_NOT_EXIST' ? { type: 'ABSENT' } : trouble(raw);
    case 'cancel':
      return readCancel(fields, raw);
    default:
      if (raw.code === OK) return { type: 'CLOSED' };
      return subCode === 'ACQ.TRADE_NOT_EXIST' ? { type: 'ABSENT' } : trouble(raw);
  }
}

function presented(fields: Fields): AttemptEvent {
  const qr = text(fields['qr_code']);
  const isPaymentQr = qr?.startsWith(QR_PREFIX) === true && qr.length <= QR_MAX_LENGTH;
  return isPaymentQr
    ? { type: 'NEEDS_PAYER', detail: 'qr_shown', qr }
    : { type: 'NO_ANSWER', fault: 'provider_odd' };
}

function refusedPurchase(raw: RawWords, subCode: string): AttemptEvent {
  if (raw.code !== '40004') return trouble(raw);
  if (subCode === 'ACQ.TRADE_HAS_CLOSE') return { type: 'CLOSED' };
  const fault = listedFault(DECLINES, subCode);
  return fault === undefined ? trouble(raw) : { type: 'DECLINED', fault };
}

function readTrade(fields: Fields, order: Order): AttemptEvent {
  switch (fields['trade_status']) {
    case 'WAIT_BUYER_PAY': {
      const detail = order.presentation === 'payment_code' ? 'password' : 'scanned';
      return { type: 'NEEDS_PAYER', detail, ...tradeNumber(fields) };
    }
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED':
      return paid(fields, order);
    case 'TRADE_CLOSED':
      // Closed with a payment in it: it was paid, and all of it went back (a cancel whose answer was lost).
      return text(fields['send_pay_date']) === undefined ? { type: 'CLOSED' } : { type: 'REVERSED' };
    default:
      return { type: 'NO_ANSWER', fault: 'provider_odd' };
  }
}

function readCancel(fields: Fields, raw: RawWords): AttemptEvent {
  if (raw.code !== OK) {
    const isRefused = CANCEL_REFUSALS.has(raw.subCode ?? '');
    return isRefused ? { type: 'CANCEL_REFUSED', fault: 'cancel_refused' } : trouble(raw);
  }
  if (fields['retry_flag'] === 'Y') return { type: 'NO_ANSWER', fault: 'provider_busy' };
  if (fields['action'] === 'close') return { type: 'CLOSED' };
  if (fields['action'] === 'refund') return { type: 'REVERSED' };
  return fields['action'] === undefined
    ? { type: 'CANCEL_TAKEN' }
    : { type: 'NO_ANSWER', fault: 'provider_odd' };
}

/**
 * `fund_change` N says that this call moved nothing, and `refund_fee` states all that has gone back of the payment: where
 * that is not this refund and what was known of before, only the refund query tells of this one.
 */
function readRefund(fields: Fields, raw: RawWords, order: Order): RefundEvent {
  if (raw.code === OK) {
    const { amountMinor = 0, returnedMinor = 0 } = order.refund ?? {};
    const stated = amountOf(fields['refund_fee'], order);
    const isAsAsked =
      stated === undefined || (stated !== 'unreadable' && stated.amountMinor === returnedMinor + amountMinor);
    return fields['fund_change'] === 'Y' && isAsAsked ? { type: 'SUCCEEDED' } : { type: 'PENDING' };
  }
  if (raw.code !== '40004') return trouble(raw);
  if (raw.subCode === 'ACQ.SELLER_BALANCE_NOT_ENOUGH')
    return { type: 'NEEDS_ACTION', fault: 'refund_balance_short' };
  const fault = listedFault(REFUND_REFUSALS, raw.subCode ?? '');
  return fault === undefined ? trouble(raw) : { type: 'FAILED', fault };
}

function readRefundQuery(fields: Fields, raw: RawWords): RefundEvent {
  if (raw.code === OK)
    return fields['refund_status'] === 'REFUND_SUCCESS' ? { type: 'SUCCEEDED' } : { type: 'ABSENT' };
  return /TRADE_NOT_EXIST$/.test(raw.subCode ?? '') ? { type: 'ABSENT' } : trouble(raw);
}

function trouble(raw: RawWords): {
  readonly type: 'NO_ANSWER';
  readonly fault: ReturnType<typeof troubleFault>;
} {
  return { type: 'NO_ANSWER', fault: troubleFault(raw.code, raw.subCode ?? '') };
}

function paid(fields: Fields, order: Order): AttemptEvent {
  const number = text(fields['trade_no']);
  const total = amountOf(fields['total_amount'], order);
  if (number === undefined || total === undefined || total === 'unreadable')
    return { type: 'NO_ANSWER', fault: 'provider_odd' };
  const payer = text(fields['buyer_logon_id']);
  const paidAt = text(fields['gmt_payment']) ?? text(fields['send_pay_date']);
  const receipt: Receipt = {
    tradeNumber: number,
    totalMinor: total.amountMinor,
    ...optionalMinor('customerPaidMinor', fields['buyer_pay_amount'], order),
    ...optionalMinor('receivedMinor', fields['receipt_amount'], order),
    ...(payer === undefined ? {} : { payer: maskPayer(payer) }),
    ...(paidAt === undefined ? {} : { paidAt }),
  };
  return { type: 'PAID', receipt };
}

function optionalMinor(
  name: 'customerPaidMinor' | 'receivedMinor',
  value: unknown,
  order: Order,
): Partial<Receipt> {
  const amount = amountOf(value, order);
  return amount === undefined || amount === 'unreadable' ? {} : { [name]: amount.amountMinor };
}

function tradeNumber(fields: Fields): { tradeNumber?: string } {
  const number = text(fields['trade_no']);
  return number === undefined ? {} : { tradeNumber: number };
}

/** What the answer says about which order and how much; a refused payment echoes zeros, which claim nothing. */
function claimOf(fields: Fields, order: Order): Claim {
  const orderNumber = text(fields['out_trade_no']);
  const currency = text(fields['trans_currency']) ?? text(fields['settle_currency']) ?? 'CNY';
  const isGoingBack = order.kind === 'refund' || order.kind === 'refund_query';
  if (isGoingBack && currency !== order.amount.currency) return { orderNumber, amount: 'unreadable' };
  if (order.kind === 'refund_query' && !isOwnRefund(fields, order))
    return { orderNumber, amount: 'unreadable' };
  const isMoneyStated = fields['code'] === OK && (order.kind === 'pay' || order.kind === 'query');
  if (!isMoneyStated || fields['total_amount'] === undefined) return { orderNumber };
  const amount = currency === order.amount.currency ? amountOf(fields['total_amount'], order) : 'unreadable';
  return { orderNumber, amount: amount ?? 'unreadable' };
}

/** What the refund query states of one refund must be that of the one that was asked about. */
function isOwnRefund(fields: Fields, order: Order): boolean {
  const stated = amountOf(fields['refund_amount'], order);
  const number = text(fields['out_request_no']);
  const isItsAmount =
    stated === undefined || (stated !== 'unreadable' && stated.amountMinor === order.refund?.amountMinor);
  return isItsAmount && (number === undefined || number === order.refund?.number);
}

function amountOf(value: unknown, order: Order): Money | 'unreadable' | undefined {
  const written = text(value);
  if (written === undefined) return undefined;
  const amount = parseMoney(order.amount.currency, written);
  return typeof amount === 'string' ? 'unreadable' : amount;
}

function rawWords(fields: Fields): RawWords {
  const subCode = text(fields['sub_code']);
  const message = text(fields['sub_msg']) ?? text(fields['msg']);
  return {
    code: text(fields['code']) ?? '',
    ...(subCode === undefined ? {} : { subCode }),
    ...(message === undefined ? {} : { message: message.slice(0, 200) }),
  };
}

function fieldsOf(bytes: Uint8Array): Fields | undefined {
  const json = textOf(bytes);
  if (json === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined;
  } catch {
    return undefined;
  }
}

function stringAt(bytes: Uint8Array, range: { start: number; end: number } | undefined): string | undefined {
  if (range === undefined || bytes[range.start] !== 0x22) return undefined;
  const json = textOf(bytes.subarray(range.start, range.end));
  try {
    const value: unknown = json === undefined ? undefined : JSON.parse(json);
    return text(value);
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
