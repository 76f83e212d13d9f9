/** UnionPay's answers: what was signed of the raw bytes, and what a verified one means. "Accepted" is never "paid". */

import type { AttemptEvent, Receipt } from '../../domain/attempt.ts';
import type { FaultCode } from '../../domain/fault.ts';
import { maskPayer } from '../../domain/masking.ts';
import { type Money, money } from '../../domain/money.ts';
import type { RawWords } from '../../domain/operation.ts';
import type { RefundEvent } from '../../domain/refund.ts';
import type { Answer, Claim, Opened, Order, Reading, Verified } from '../contract.ts';
import { CANCEL_REFUSALS, faultOf, REFUND_FAILURES, REFUND_OWED, refundRefusal, senseOf } from './codes.ts';
import { digestText, type Fields, readFields, sortedText } from './form.ts';
import { isOver } from './requests.ts';

const QR_PREFIX = 'https://qr.95516.com/';
const QR_MAX_LENGTH = 256;
const YUAN = '156';
const NO_FIELDS: Fields = {};

/** The signature covers every field but itself; an answer without one is nobody's. */
export function open(answer: Answer): Opened {
  if (answer.status === 429) return { kind: 'unsigned', fault: 'provider_limited' };
  if (answer.status >= 500) return { kind: 'unsigned', fault: 'provider_busy' };
  const fields = answer.status === 200 ? readFields(answer.bytes) : undefined;
  if (fields?.['respCode'] === undefined) return { kind: 'unsigned', fault: 'answer_garbled' };
  const { signature = '' } = fields;
  if (signature === '') return { kind: 'unsigned', fault: 'answer_forged', raw: rawWords(fields) };
  const text = sortedText(fields);
  const encoder = new TextEncoder();
  // A certificate that comes with the answer cannot vouch for it: the key is the one that the till was given.
  return {
    kind: 'signed',
    bytes: encoder.encode(digestText(text)),
    signature,
    keyId: undefined,
    content: encoder.encode(text),
  };
}

export function read({ bytes }: Verified, order: Order): Reading {
  const fields = readFields(bytes) ?? NO_FIELDS;
  const raw = rawWords(fields);
  const isOurs = isAnswerTo(fields, order);
  if (order.kind === 'refund' || order.kind === 'refund_query') {
    const event = isOurs ? readRefund(fields, order) : noAnswer('provider_odd');
    return { about: 'refund', event, claim: refundClaim(fields, order), raw };
  }
  const event = isOurs ? readAttempt(fields, order) : noAnswer('provider_odd');
  return { about: 'attempt', event, claim: claimOf(fields, order, event), raw };
}

/** An answer to another kind of message proves nothing here. A question may be answered under the original's type. */
function isAnswerTo(fields: Fields, { kind }: Order): boolean {
  const type = fields['txnType'];
  switch (kind) {
    case 'query':
      return type === '00' || type === '01';
    case 'refund_query':
      return type === '00' || type === '04';
    case 'cancel':
      return type === '99';
    case 'refund':
      return type === '04';
    default:
      return type === '01';
  }
}

function readAttempt(fields: Fields, order: Order): AttemptEvent {
  const code = fields['respCode'] ?? '';
  switch (order.kind) {
    case 'query':
      return readQuery(fields, order);
    case 'cancel':
      return readCancel(code, order);
    default:
      return readPurchase(code, fields, order);
  }
}

/** `00` says that the purchase was accepted, and no more: the question about it tells what came of it. */
function readPurchase(code: string, fields: Fields, order: Order): AttemptEvent {
  const sense = senseOf(code);
  switch (sense.is) {
    case 'done':
      return order.kind === 'present' ? presented(fields) : { type: 'PENDING' };
    case 'pending':
      return order.kind === 'present' ? noAnswer('provider_odd') : { type: 'PENDING' };
    case 'payer':
      return order.kind === 'present'
        ? noAnswer('provider_odd')
        : { type: 'NEEDS_PAYER', detail: 'password' };
    case 'refused':
      return { type: 'DECLINED', fault: sense.fault };
    default:
      return noAnswer(faultOf(sense));
  }
}

function presented(fields: Fields): AttemptEvent {
  const qr = fields['qrCode'];
  const isPaymentQr = qr?.startsWith(QR_PREFIX) === true && qr.length <= QR_MAX_LENGTH;
  return isPaymentQr ? { type: 'NEEDS_PAYER', detail: 'qr_shown', qr } : noAnswer('provider_odd');
}

function readQuery(fields: Fields, order: Order): AttemptEvent {
  const asked = senseOf(fields['respCode'] ?? '');
  if (asked.is === 'absent') return { type: 'ABSENT' };
  if (asked.is !== 'done') return noAnswer(faultOf(asked));
  const original = senseOf(fields['origRespCode'] ?? '');
  const isShown = order.presentation === 'payment_qr';
  switch (original.is) {
    case 'done':
      return paid(fields, order);
    case 'pending':
    case 'unclear':
      return isShown ? { type: 'NEEDS_PAYER', detail: 'scanned' } : { type: 'PENDING' };
    case 'payer':
      return { type: 'NEEDS_PAYER', detail: isShown ? 'scanned' : 'password' };
    case 'refused':
    case 'trouble':
      // Failed, and yet settled: it was paid, and a reversal gave all of it back.
      return fields['settleAmt'] === undefined
        ? { type: 'DECLINED', fault: original.fault }
        : { type: 'REVERSED' };
    default:
      return noAnswer('provider_odd');
  }
}

/** A reversal that was accepted says nothing of what it found: the next question does. */
function readCancel(code: string, order: Order): AttemptEvent {
  const sense = senseOf(code);
  if (sense.is === 'done') return { type: 'CANCEL_TAKEN' };
  if (sense.is === 'absent') return isOver(order) ? { type: 'CANCEL_TAKEN' } : { type: 'ABSENT' };
  return CANCEL_REFUSALS.has(code)
    ? { type: 'CANCEL_REFUSED', fault: 'cancel_refused' }
    : noAnswer(faultOf(sense));
}

function readRefund(fields: Fields, order: Order): RefundEvent {
  const code = fields['respCode'] ?? '';
  const sense = senseOf(code);
  if (order.kind === 'refund_query') {
    if (sense.is === 'absent') return { type: 'ABSENT' };
    return sense.is === 'done' ? refundOutcome(fields['origRespCode'] ?? '') : noAnswer(faultOf(sense));
  }
  // Accepted, or known already: what came of it is asked.
  if (sense.is === 'done' || sense.is === 'pending' || sense.is === 'repeated') return { type: 'PENDING' };
  if (code === REFUND_OWED) return { type: 'NEEDS_ACTION', fault: 'refund_balance_short' };
  const fault = refundRefusal(code);
  return fault === undefined ? noAnswer(faultOf(sense)) : { type: 'FAILED', fault };
}

function refundOutcome(code: string): RefundEvent {
  const sense = senseOf(code);
  if (sense.is === 'done') return { type: 'SUCCEEDED' };
  if (sense.is === 'pending' || sense.is === 'unclear') return { type: 'PENDING' };
  const fault = REFUND_FAILURES.has(code) ? 'refund_abnormal' : refundRefusal(code);
  return fault === undefined ? noAnswer('provider_odd') : { type: 'FAILED', fault };
}

function noAnswer(fault: FaultCode): { readonly type: 'NO_ANSWER'; readonly fault: FaultCode } {
  return { type: 'NO_ANSWER', fault };
}

function paid(fields: Fields, order: Order): AttemptEvent {
  const number = fields['queryId'];
  const total = amountOf(fields['txnAmt'], order);
  if (number === undefined || total === undefined) return noAnswer('provider_odd');
  const settled = amountOf(fields['settleAmt'], order);
  const customerPaid = customerPaidMinor(fields['couponInfo'], total);
  const payer = fields['accNo'];
  const receipt: Receipt = {
    tradeNumber: number,
    totalMinor: total.amountMinor,
    ...(customerPaid === undefined ? {} : { customerPaidMinor: customerPaid }),
    ...(settled === undefined ? {} : { receivedMinor: settled.amountMinor }),
    ...(payer === undefined ? {} : { payer: maskPayer(payer) }),
    ...(fields['traceTime'] === undefined ? {} : { paidAt: fields['traceTime'] }),
  };
  return { type: 'PAID', receipt };
}

/** What is left of the total after the discounts of `couponInfo`, a JSON list with an `offstAmt` each. */
function customerPaidMinor(text: string | undefined, total: Money): number | undefined {
  if (text === undefined) return undefined;
  const offset = discountMinor(text);
  return offset === undefined || offset > total.amountMinor ? undefined : total.amountMinor - offset;
}

function discountMinor(text: string): number | undefined {
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list)) return undefined;
    const amounts = list.map((one: { readonly offstAmt?: unknown } | null) => String(one?.offstAmt));
    return amounts.every((amount) => /^\d{1,12}$/.test(amount))
      ? amounts.reduce((sum, amount) => sum + Number(amount), 0)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Money is stated by `txnAmt` and `currencyCode` together. */
function claimOf(fields: Fields, order: Order, event: AttemptEvent): Claim {
  const orderNumber = fields['orderId'];
  const isMoneyStated = event.type === 'PAID' || fields['txnAmt'] !== undefined;
  return isMoneyStated ? { orderNumber, amount: moneyIn(fields, order) } : { orderNumber };
}

/** A refund is named by its own number and states its own amount: what fits speaks for the payment's order. */
function refundClaim(fields: Fields, order: Order): Claim {
  const { orderNumber, refund } = order;
  const named = fields['orderId'] === refund?.number ? orderNumber : fields['orderId'];
  const stated = fields['txnAmt'] === undefined ? undefined : moneyIn(fields, order);
  const isRight =
    stated === undefined || (stated !== 'unreadable' && stated.amountMinor === refund?.amountMinor);
  return isRight ? { orderNumber: named } : { orderNumber: named, amount: 'unreadable' };
}

function moneyIn(fields: Fields, order: Order): Money | 'unreadable' {
  if (fields['currencyCode'] !== YUAN || order.amount.currency !== 'CNY') return 'unreadable';
  return amountOf(fields['txnAmt'], order) ?? 'unreadable';
}

/** Whole fen, at most twelve digits. */
function amountOf(text: string | undefined, order: Order): Money | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text)
    ? money(order.amount.currency, Number(text))
    : undefined;
}

/** The original's code stands beside the message's own. */
function rawWords(fields: Fields): RawWords {
  const original = fields['origRespCode'];
  const message = fields['origRespMsg'] ?? fields['respMsg'];
  return {
    code: fields['respCode'] ?? '',
    ...(original === undefined ? {} : { subCode: original }),
    ...(message === undefined ? {} : { message: message.slice(0, 200) }),
  };
}
