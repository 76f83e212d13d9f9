/** What a verified WeChat Pay answer means for the attempt or the refund: by operation, HTTP status, code and state. */

import type { AttemptEvent } from '../../domain/attempt.ts';
import type { RawWords } from '../../domain/operation.ts';
import type { RefundEvent } from '../../domain/refund.ts';
import type { Order, Reading, Verified } from '../contract.ts';
import {
  ABSENT,
  CANCEL_REFUSALS,
  CLOSED,
  DECLINES,
  listed,
  REFUND_BALANCE_SHORT,
  REFUND_REFUSALS,
  REUSED,
  type Refusal,
  troubleFault,
} from './faults.ts';
import { type Fields, fieldsOf, own, rawWords, textIn } from './fields.ts';
import { claimOf, receiptOf, refundClaimOf } from './receipt.ts';

const QR_PREFIX = 'weixin://';
const QR_MAX_LENGTH = 512;

type NoAnswer = Extract<AttemptEvent, { type: 'NO_ANSWER' }>;

const ODD: NoAnswer = { type: 'NO_ANSWER', fault: 'provider_odd' };

/** What a verified answer means. Anything that is not listed means nothing, and is asked about. */
export function read({ status, bytes }: Verified, order: Order): Reading {
  const fields = fieldsOf(bytes);
  const raw: RawWords = rawWords(fields ?? {}, status);
  const refusal: Refusal = {
    status,
    code: textIn(own(fields ?? {}, 'code')) ?? '',
    message: raw.message,
  };
  const isFine = status === 200 || status === 202 || status === 204;
  if (order.kind === 'refund' || order.kind === 'refund_query') {
    const event = isFine ? readRefund(fields, status) : refusedRefund(refusal, order);
    return { about: 'refund', event, claim: isFine ? refundClaimOf(fields ?? {}, order) : nobody, raw };
  }
  const event = isFine ? readAttempt(fields, status, order) : refusedAttempt(refusal, order);
  return { about: 'attempt', event, claim: isFine ? claimOf(fields ?? {}, order) : nobody, raw };
}

/** An error names no order: it is signed for this request, and claims no money. */
const nobody = { orderNumber: undefined } as const;

function readAttempt(fields: Fields | undefined, status: number, order: Order): AttemptEvent {
  switch (order.kind) {
    case 'pay':
    case 'query':
      return fields === undefined ? ODD : readTrade(fields, status, order);
    case 'present':
      return status === 200 && fields !== undefined ? presented(fields) : ODD;
    case 'cancel':
    case 'close':
      return readCancel(fields, status, order);
    default:
      return ODD;
  }
}

/** 202 says only that the payer is asked for the password, and names nothing else (WxJava #4050). */
function readTrade(fields: Fields, status: number, order: Order): AttemptEvent {
  const state = own(fields, 'trade_state');
  const isByCode = order.presentation === 'payment_code';
  const number = textIn(own(fields, 'transaction_id'));
  const known = number === undefined ? {} : { tradeNumber: number };
  if (state === 'USERPAYING') return { type: 'NEEDS_PAYER', detail: 'password', ...known };
  if (state === 'ACCEPT') return { type: 'PENDING' };
  if (status !== 200) return ODD;
  switch (state) {
    case 'SUCCESS':
    case 'REFUND': {
      const receipt = receiptOf(fields, order);
      return receipt === undefined ? ODD : { type: 'PAID', receipt };
    }
    case 'NOTPAY':
      return { type: 'NEEDS_PAYER', detail: isByCode ? 'password' : 'qr_shown', ...known };
    case 'CLOSED':
      return { type: 'CLOSED' };
    case 'REVOKED': {
      // It was paid, and all of it went back; or nobody had paid, and now nobody can.
      const wasPaid = order.paymentNumber !== undefined || textIn(own(fields, 'success_time')) !== undefined;
      return wasPaid ? { type: 'REVERSED' } : { type: 'CLOSED' };
    }
    case 'PAYERROR':
      return { type: 'DECLINED', fault: 'payment_failed' };
    default:
      return ODD;
  }
}

function presented(fields: Fields): AttemptEvent {
  const qr = textIn(own(fields, 'code_url'));
  const isPaymentQr = qr?.startsWith(QR_PREFIX) === true && qr.length <= QR_MAX_LENGTH;
  return isPaymentQr ? { type: 'NEEDS_PAYER', detail: 'qr_shown', qr } : ODD;
}

/** A close is done with 204. A reverse is taken with 200, which says nothing about money: the question tells (2.4). */
function readCancel(fields: Fields | undefined, status: number, order: Order): AttemptEvent {
  if (order.presentation !== 'payment_code') return status === 204 ? { type: 'CLOSED' } : ODD;
  const isTaken = status === 200 && textIn(own(fields ?? {}, 'out_trade_no')) !== undefined;
  return isTaken ? { type: 'CANCEL_TAKEN' } : ODD;
}

function refusedAttempt(refusal: Refusal, order: Order): AttemptEvent {
  const { status, code } = refusal;
  switch (order.kind) {
    case 'pay':
    case 'present':
      return refusedPurchase(refusal, order);
    case 'query':
      return isAbsent(refusal) ? { type: 'ABSENT' } : trouble(refusal);
    case 'cancel':
    case 'close':
      if (isAbsent(refusal)) return { type: 'ABSENT' };
      if (isBusiness(status) && CLOSED.has(code)) return { type: 'CLOSED' };
      if (isBusiness(status) && CANCEL_REFUSALS.has(code))
        return { type: 'CANCEL_REFUSED', fault: 'cancel_refused' };
      return trouble(refusal);
    default:
      return trouble(refusal);
  }
}

function refusedPurchase(refusal: Refusal, order: Order): AttemptEvent {
  const { status, code } = refusal;
  if (!isBusiness(status) || REUSED.has(code)) return trouble(refusal);
  if (CLOSED.has(code)) return { type: 'CLOSED' };
  if (code === 'USERPAYING' && order.kind === 'pay') return { type: 'NEEDS_PAYER', detail: 'password' };
  const fault = listed(DECLINES, code);
  return fault === undefined ? trouble(refusal) : { type: 'DECLINED', fault };
}

function isAbsent({ status, code }: Refusal): boolean {
  return status === 404 && ABSENT.has(code);
}

/** The provider has looked at the request and refuses it. 401 and 429 come before that, 5xx instead of it. */
function isBusiness(status: number): boolean {
  return status === 400 || status === 403 || status === 404;
}

/** A refund that the customer's bank did not take stands still until the owner finishes it at the provider. */
function readRefund(fields: Fields | undefined, status: number): RefundEvent {
  switch (status === 200 ? own(fields ?? {}, 'status') : undefined) {
    case 'SUCCESS':
      return { type: 'SUCCEEDED' };
    case 'PROCESSING':
      return { type: 'PENDING' };
    case 'ABNORMAL':
      return { type: 'NEEDS_ACTION', fault: 'refund_abnormal' };
    case 'CLOSED':
      return { type: 'FAILED', fault: 'refund_abnormal' };
    default:
      return ODD;
  }
}

function refusedRefund(refusal: Refusal, order: Order): RefundEvent {
  const { status, code } = refusal;
  if (order.kind === 'refund_query') {
    return status === 404 && code === 'RESOURCE_NOT_EXISTS' ? { type: 'ABSENT' } : trouble(refusal);
  }
  if (!isBusiness(status)) return trouble(refusal);
  if (REFUND_BALANCE_SHORT.has(code)) return { type: 'NEEDS_ACTION', fault: 'refund_balance_short' };
  const fault = listed(REFUND_REFUSALS, code);
  return fault === undefined ? trouble(refusal) : { type: 'FAILED', fault };
}

function trouble(refusal: Refusal): NoAnswer {
  return { type: 'NO_ANSWER', fault: troubleFault(refusal) };
}
