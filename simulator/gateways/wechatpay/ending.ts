/** Reverse and close: ending an order whose result is not wanted any more. */

import { strike } from '../../faults/armed.ts';
import { DAY_MS } from '../../world/beijing.ts';
import { shopBalanceMinor } from '../../world/merchants.ts';
import { type FaultParameters, type Trade, touch, type World } from '../../world/model.ts';
import { payAtOnce } from '../../world/phone.ts';
import { closeTrade, createTrade, falls, merchantShareMinor, refundTrade } from '../../world/trades.ts';
import { type Done, done, no, type Problem } from './problems.ts';

/** A payment by code is not reversed sooner, and not later, than this (alipay-wechatpay.md 2.6). */
export const REVERSE_AFTER_MS = 15_000;
export const REVERSE_UNTIL_MS = 7 * DAY_MS;
const LATE_PAYMENT_MS = 3_000;

/** A refusal that a fault asked for, with the provider's code in it; undefined when the reverse is done. */
export interface Reversed {
  readonly trade: Trade;
  readonly refusedWith?: string;
}

const CANCEL = { rail: 'wechatpay', operation: 'cancel' } as const;
const CLOSE = { rail: 'wechatpay', operation: 'close' } as const;

/**
 * Ends a payment by code: unpaid it is closed, paid it is given back. A number that nobody has used is taken as well, and
 * is dead from then on: the documents know no "no such order" here.
 */
export function reverse(
  world: World,
  { trade, orderNumber }: { readonly trade: Trade | undefined; readonly orderNumber: string },
  now: number,
): Done<Reversed> {
  if (trade === undefined) return done({ trade: tombstone(world, orderNumber, now) });
  if (trade.flow === 'payment-qr') return no('reverse-not-by-code');
  if (trade.cancelled && (trade.payment === null || trade.status === 'closed')) return done({ trade });
  if (now < trade.createdAt + REVERSE_AFTER_MS) return no('reverse-early');
  payFirst(world, trade, { fault: strike(world, 'paid-before-cancel', CANCEL), now });
  const refusal = strike(world, 'cancel-refused', CANCEL);
  if (refusal) {
    if (refusal.world === 'charged') payAtOnce(world, trade, now);
    return done({ trade, refusedWith: refusal.code ?? 'TRADE_ERROR' });
  }
  const late = strike(world, 'paid-after-cancel', CANCEL);
  const problem = trade.payment ? giveBack(world, trade, now) : end(world, trade, now);
  if (problem) return no(problem);
  trade.cancelled = { at: now, action: trade.payment ? 'refund' : 'close' };
  letThrough(world, trade, { fault: late, now });
  touch(world, trade);
  return done({ trade });
}

/** Closes an order that nobody has paid; once closed, it stays so however often it is asked. */
export function close(world: World, trade: Trade | undefined, now: number): Done<Trade> {
  if (trade === undefined || trade.flow === 'unknown') return no('order-unknown');
  if (trade.flow === 'payment-code') return no('close-only-reverse');
  payFirst(world, trade, { fault: strike(world, 'paid-before-cancel', CLOSE), now });
  if (trade.payment !== null) return no('close-paid');
  if (trade.status !== 'closed') closeTrade(world, trade, now);
  letThrough(world, trade, { fault: strike(world, 'paid-after-cancel', CLOSE), now });
  return done(trade);
}

/** An order number nobody has used yet: remembered as dead, so that a request still on its way cannot charge it. */
function tombstone(world: World, orderNumber: string, now: number): Trade {
  const trade = createTrade(world, now, {
    rail: 'wechatpay',
    orderNumber,
    flow: 'unknown',
    subject: '',
    amountMinor: 0,
    currency: 'CNY',
    expiresAt: now + DAY_MS,
    notifyUrl: null,
    status: 'dead',
  });
  trade.cancelled = { at: now, action: null };
  return trade;
}

function end(world: World, trade: Trade, now: number): Problem | undefined {
  if (trade.ask === 'password') return 'payer-types';
  if (trade.status !== 'closed') closeTrade(world, trade, now);
  return undefined;
}

function giveBack(world: World, trade: Trade, now: number): Problem | undefined {
  if (trade.payment && now > trade.payment.at + REVERSE_UNTIL_MS) return 'reverse-late';
  if (trade.refunds.length > 0) return 'reverse-refunded';
  const amountMinor = trade.amountMinor;
  if (shopBalanceMinor(world, 'wechatpay', 'CNY') < merchantShareMinor(trade, amountMinor))
    return 'shop-short';
  refundTrade(world, trade, {
    requestNumber: trade.orderNumber,
    kind: 'reversal',
    amountMinor,
    reason: '',
    at: now,
  });
  return undefined;
}

interface Moment {
  readonly fault: FaultParameters | undefined;
  readonly now: number;
}

/** Fault `paid-before-cancel`: the customer pays just before this arrives, or (world `not-charged`) is just too late. */
function payFirst(world: World, trade: Trade, { fault, now }: Moment): void {
  if (fault && fault.world !== 'not-charged') payAtOnce(world, trade, now);
}

/** Fault `paid-after-cancel`: a payment comes through later all the same, or (world `not-charged`) fails to. */
function letThrough(world: World, trade: Trade, { fault, now }: Moment): void {
  if (!fault || fault.world === 'not-charged' || trade.payment) return;
  const at = now + (fault.delayMs ?? LATE_PAYMENT_MS);
  trade.latePaymentAt = at;
  falls(world, at);
  touch(world, trade);
}
