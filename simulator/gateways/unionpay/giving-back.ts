/** Giving money back: the reversal of a purchase whose result is not known (99), its cancel (31), and refunds (04). */

import { strike } from '../../faults/armed.ts';
import { refundEnding } from '../../faults/refund-ending.ts';
import { DAY_MS } from '../../world/beijing.ts';
import { shopBalanceMinor } from '../../world/merchants.ts';
import { type FaultParameters, type Trade, touch, type World } from '../../world/model.ts';
import { payAtOnce } from '../../world/phone.ts';
import {
  closeTrade,
  createTrade,
  falls,
  findTrade,
  merchantShareMinor,
  type NewRefund,
  refundedMinor,
  refundTrade,
} from '../../world/trades.ts';
import type { Verdict } from './codes.ts';
import type { Form } from './form.ts';
import { clearingDay, readTime } from './times.ts';
import { findReturn, newQueryId, noteReturn, txnTimeOf } from './transactions.ts';

export type Returned = Verdict & { readonly fields?: Form };

const PLACE = { rail: 'unionpay', operation: 'cancel' } as const;
const LATE_PAYMENT_MS = 3_000;
const DONE: Returned = { code: '00' };

/**
 * Ends a purchase as if it had never been, on its own clearing day only: what is paid goes back, what is not can never
 * be paid, and a number nobody has used yet is remembered, so that a request still on its way cannot charge it.
 */
export function reverse(world: World, form: Form, now: number): Returned {
  const orderId = form['orderId'] ?? '';
  const txnTime = form['txnTime'] ?? '';
  if (clearingDay(readTime(txnTime) ?? 0) !== clearingDay(now)) return { code: '39', about: 'txnTime' };
  const trade = findTrade(world, 'unionpay', orderId) ?? tombstone(world, { orderId, txnTime }, now);
  if (txnTimeOf(trade) !== txnTime) return { code: '36', about: 'txnTime' };
  if (trade.cancelled !== null && isGivenBack(trade)) return DONE;
  payFirst(world, trade, now);
  const refusal = strike(world, 'cancel-refused', PLACE);
  if (refusal) {
    if (refusal.world === 'charged') payAtOnce(world, trade, now);
    return { code: refusal.code ?? '35' };
  }
  const late = strike(world, 'paid-after-cancel', PLACE);
  const refused = trade.payment === null ? null : giveAllBack(world, trade, { number: orderId, now });
  if (refused !== null) return refused;
  if (trade.status === 'waiting' || trade.status === 'presented') closeTrade(world, trade, now);
  trade.cancelled = { at: now, action: trade.payment === null ? 'close' : 'refund' };
  letThrough(world, trade, { fault: late, now });
  touch(world, trade);
  return DONE;
}

/** Gives a whole payment back on its clearing day, under a number of its own. */
export function cancel(world: World, form: Form, now: number): Returned {
  const name = nameOf(form);
  if (isTaken(world, name.orderId)) return { code: '12', about: 'orderId' };
  const trade = original(world, form);
  if (trade?.payment === undefined || trade.payment === null) return { code: '35', about: 'origQryId' };
  if (Number(form['txnAmt']) !== trade.amountMinor) return { code: '36', about: 'txnAmt' };
  if (clearingDay(trade.payment.at) !== clearingDay(now)) return { code: '39', about: 'origQryId' };
  const refused = giveAllBack(world, trade, { number: name.orderId, now });
  if (refused !== null) return refused;
  return noted(world, trade, { ...name, now });
}

/** Gives a part or all of a payment back, once per number. */
export function refund(world: World, form: Form, now: number): Returned {
  const name = nameOf(form);
  if (isTaken(world, name.orderId)) return { code: '12', about: 'orderId' };
  const trade = original(world, form);
  if (trade?.payment === undefined || trade.payment === null) return { code: '35', about: 'origQryId' };
  if (trade.status === 'finished') return { code: '39', about: 'origQryId' };
  const amountMinor = Number(form['txnAmt']);
  if (amountMinor > trade.amountMinor - refundedMinor(trade)) return { code: '33', about: 'txnAmt' };
  const refused = give(world, trade, { kind: 'refund', requestNumber: name.orderId, amountMinor, now });
  return refused ?? noted(world, trade, { ...name, now });
}

function nameOf(form: Form): { readonly orderId: string; readonly txnTime: string } {
  return { orderId: form['orderId'] ?? '', txnTime: form['txnTime'] ?? '' };
}

function isTaken(world: World, orderId: string): boolean {
  return findTrade(world, 'unionpay', orderId) !== undefined || findReturn(world, orderId) !== undefined;
}

/** The payment that a message names, by UnionPay's number or by the merchant's with its time. */
function original(world: World, form: Form): Trade | undefined {
  const number = form['origQryId'];
  const named = form['origOrderId'] ? findTrade(world, 'unionpay', form['origOrderId']) : undefined;
  if (!number) return named && txnTimeOf(named) === form['origTxnTime'] ? named : undefined;
  return Object.values(world.trades).find(
    (trade) => trade.rail === 'unionpay' && trade.tradeNumber === number,
  );
}

function noted(
  world: World,
  trade: Trade,
  { orderId, txnTime, now }: { readonly orderId: string; readonly txnTime: string; readonly now: number },
): Returned {
  const queryId = newQueryId(world, now);
  noteReturn(trade, orderId, { txnTime, queryId });
  touch(world, trade);
  return { code: '00', fields: { queryId, origQryId: trade.tradeNumber } };
}

function isGivenBack(trade: Trade): boolean {
  return trade.payment === null || refundedMinor(trade) === trade.amountMinor;
}

function giveAllBack(
  world: World,
  trade: Trade,
  { number, now }: { readonly number: string; readonly now: number },
): Verdict | null {
  if (trade.status !== 'paid' || refundedMinor(trade) > 0) return { code: '35', about: 'origQryId' };
  const { amountMinor } = trade;
  return give(world, trade, { kind: 'reversal', requestNumber: number, amountMinor, now });
}

function give(
  world: World,
  trade: Trade,
  { now, ...order }: Omit<NewRefund, 'at' | 'reason'> & { readonly now: number },
): Verdict | null {
  const balanceMinor = shopBalanceMinor(world, 'unionpay', trade.currency);
  if (balanceMinor < merchantShareMinor(trade, order.amountMinor)) return { code: '64', about: 'merId' };
  const ending = order.kind === 'refund' ? refundEnding(world, 'unionpay', now) : undefined;
  refundTrade(world, trade, { ...order, reason: '', at: now, ending });
  return null;
}

function tombstone(
  world: World,
  { orderId, txnTime }: { readonly orderId: string; readonly txnTime: string },
  now: number,
): Trade {
  return createTrade(world, now, {
    rail: 'unionpay',
    orderNumber: orderId,
    tradeNumber: newQueryId(world, now),
    flow: 'unknown',
    subject: '',
    amountMinor: 0,
    currency: 'CNY',
    expiresAt: now + DAY_MS,
    notifyUrl: null,
    status: 'dead',
    detail: { txnTime },
  });
}

/** Fault `paid-before-cancel`: the customer pays just before this arrives, or (world `not-charged`) is just too late. */
function payFirst(world: World, trade: Trade, now: number): void {
  const fault = strike(world, 'paid-before-cancel', PLACE);
  if (fault && fault.world !== 'not-charged') payAtOnce(world, trade, now);
}

/** Fault `paid-after-cancel`: a payment comes through later all the same, or (world `not-charged`) fails to. */
function letThrough(
  world: World,
  trade: Trade,
  { fault, now }: { readonly fault: FaultParameters | undefined; readonly now: number },
): void {
  if (!fault || fault.world === 'not-charged' || trade.payment !== null || trade.flow === 'unknown') return;
  trade.latePaymentAt = now + (fault.delayMs ?? LATE_PAYMENT_MS);
  falls(world, trade.latePaymentAt);
}
