/** `alipay.trade.cancel` and `alipay.trade.close`: ending a trade whose result is not wanted any more. */

import { strike } from '../../faults/armed.ts';
import { beijingDay, DAY_MS, nextBeijingMidnight } from '../../world/beijing.ts';
import { shopBalanceMinor } from '../../world/merchants.ts';
import { type FaultParameters, type JsonObject, type Trade, touch, type World } from '../../world/model.ts';
import { payAtOnce } from '../../world/phone.ts';
import { closeTrade, createTrade, falls, merchantShareMinor, refundTrade } from '../../world/trades.ts';
import { type AcquirerCode, failure, identity, refundableMinor, success } from './answers.ts';
import { isKnown, locate, text } from './order.ts';

/** An unpaid trade of yesterday can still be cancelled this long after midnight in Beijing. */
export const CANCEL_GRACE_MS = 15 * 60_000;
const LATE_PAYMENT_MS = 3_000;

interface Moment {
  readonly fault: FaultParameters | undefined;
  readonly now: number;
}

const PLACE = { rail: 'alipay', operation: 'cancel' } as const;

/** Closes what is unpaid, gives back what is paid, and makes sure that an unscanned or unknown order is never paid. */
export function cancel(world: World, content: JsonObject, now: number): JsonObject {
  const located = locate(world, content);
  if (!located.ok) return located.answer;
  const trade = located.value ?? tombstone(world, text(content, 'out_trade_no'), now);
  if (!trade) return failure('TRADE_NOT_EXIST');
  if (trade.cancelled && refundableMinor(trade) === 0) return acknowledged(trade);
  payFirst(world, trade, { fault: strike(world, 'paid-before-cancel', PLACE), now });
  const refusal = strike(world, 'cancel-refused', PLACE);
  if (refusal) {
    if (refusal.world === 'charged') payAtOnce(world, trade, now);
    return refused(trade, refusal);
  }
  const late = strike(world, 'paid-after-cancel', PLACE);
  const action = trade.payment ? giveBack(world, trade, now) : end(world, trade, now);
  if (typeof action === 'object' && action !== null) return action;
  trade.cancelled = { at: now, action };
  letThrough(world, trade, { fault: late, now });
  touch(world, trade);
  return acknowledged(trade);
}

/** Closes a trade that waits for its customer; nothing else can be closed. */
export function close(world: World, content: JsonObject, now: number): JsonObject {
  const place = { rail: 'alipay', operation: 'close' } as const;
  const located = locate(world, content);
  if (!located.ok) return located.answer;
  const trade = located.value;
  if (trade) payFirst(world, trade, { fault: strike(world, 'paid-before-cancel', place), now });
  if (!isKnown(trade)) return failure('TRADE_NOT_EXIST');
  if (trade.status !== 'waiting') return failure('TRADE_STATUS_ERROR');
  closeTrade(world, trade, now);
  letThrough(world, trade, { fault: strike(world, 'paid-after-cancel', place), now });
  return success(identity(trade));
}

/** An order number nobody has used yet: remembered as dead, so that a request still on its way cannot charge it. */
function tombstone(world: World, orderNumber: string, now: number): Trade | undefined {
  if (orderNumber === '') return undefined;
  const trade = createTrade(world, now, {
    rail: 'alipay',
    orderNumber,
    flow: 'unknown',
    subject: '',
    amountMinor: 0,
    currency: 'CNY',
    expiresAt: now + DAY_MS,
    notifyUrl: null,
  });
  trade.status = 'dead';
  return trade;
}

function end(world: World, trade: Trade, now: number): 'close' | null | JsonObject {
  if (trade.status === 'closed') return 'close';
  if (trade.status === 'dead') return null;
  const isOfToday = beijingDay(trade.createdAt) === beijingDay(now);
  const isKept = trade.status === 'presented';
  if (!isKept && !isOfToday && now > nextBeijingMidnight(trade.createdAt) + CANCEL_GRACE_MS) {
    return notNow(trade, 'TRADE_CANCEL_TIME_OUT');
  }
  closeTrade(world, trade, now);
  return isKept ? null : 'close';
}

function giveBack(world: World, trade: Trade, now: number): 'refund' | JsonObject {
  if (trade.status === 'finished') return notNow(trade, 'TRADE_HAS_FINISHED');
  const amountMinor = refundableMinor(trade);
  if (amountMinor === 0) return notNow(trade, 'REASON_TRADE_REFUND_FEE_ERR');
  if (trade.payment && beijingDay(trade.payment.at) !== beijingDay(now)) {
    return notNow(trade, 'TRADE_CANCEL_TIME_OUT');
  }
  if (shopBalanceMinor(world, 'alipay', trade.currency) < merchantShareMinor(trade, amountMinor)) {
    return notNow(trade, 'SELLER_BALANCE_NOT_ENOUGH');
  }
  refundTrade(world, trade, {
    requestNumber: trade.orderNumber,
    kind: 'reversal',
    amountMinor,
    reason: '',
    at: now,
  });
  return 'refund';
}

/** Fault `paid-before-cancel`: the customer pays just before this arrives, or (world `not-charged`) is just too late. */
function payFirst(world: World, trade: Trade, { fault, now }: Moment): void {
  if (fault && fault.world !== 'not-charged') payAtOnce(world, trade, now);
}

/** Fault `paid-after-cancel`: a payment comes through later all the same, or (world `not-charged`) fails to. */
function letThrough(world: World, trade: Trade, { fault, now }: Moment): void {
  if (!fault || fault.world === 'not-charged' || trade.payment || trade.flow === 'unknown') return;
  const at = now + (fault.delayMs ?? LATE_PAYMENT_MS);
  trade.latePaymentAt = at;
  falls(world, at);
  touch(world, trade);
}

function acknowledged(trade: Trade): JsonObject {
  const action = trade.cancelled?.action ?? null;
  const known = action === null ? { out_trade_no: trade.orderNumber } : { ...identity(trade), action };
  return success({ ...known, retry_flag: 'N' });
}

function refused(trade: Trade, fault: FaultParameters): JsonObject {
  const code = fault.code ?? 'ACQ.CANCEL_NOT_ALLOWED';
  const retry = code.endsWith('SYSTEM_ERROR') ? 'Y' : 'N';
  return { ...notNow(trade, 'CANCEL_NOT_ALLOWED'), sub_code: code, retry_flag: retry };
}

function notNow(trade: Trade, code: AcquirerCode): JsonObject {
  return failure(code, { out_trade_no: trade.orderNumber, retry_flag: 'N' });
}
