/** What a WeChat Pay answer says about money: whose order, how much, and who bore the discounts. */

import type { Receipt } from '../../domain/attempt.ts';
import { maskPayer } from '../../domain/masking.ts';
import { isMinorAmount, type Money, money } from '../../domain/money.ts';
import type { Claim, Order } from '../contract.ts';
import { type Fields, objectIn, own, textIn } from './fields.ts';

/** The order and the amount that an answer about a transaction names. */
export function claimOf(fields: Fields, order: Order): Claim {
  const orderNumber = textIn(own(fields, 'out_trade_no'));
  const amount = own(fields, 'amount');
  return amount === undefined ? { orderNumber } : { orderNumber, amount: totalOf(amount, order) };
}

/** A refund has to name our number and our amount as well: else it speaks of another one. */
export function refundClaimOf(fields: Fields, order: Order): Claim {
  const orderNumber = textIn(own(fields, 'out_trade_no'));
  const isOurs =
    own(fields, 'out_refund_no') === order.refund?.number &&
    own(objectIn(own(fields, 'amount')) ?? {}, 'refund') === order.refund?.amountMinor;
  return { orderNumber, amount: isOurs ? totalOf(own(fields, 'amount'), order) : 'unreadable' };
}

/** What was paid; nothing when the answer leaves out the payment's number or its total. */
export function receiptOf(fields: Fields, order: Order): Receipt | undefined {
  const number = textIn(own(fields, 'transaction_id'));
  const total = totalOf(own(fields, 'amount'), order);
  if (number === undefined || total === 'unreadable') return undefined;
  const amount = objectIn(own(fields, 'amount')) ?? {};
  const payer = textIn(own(objectIn(own(fields, 'payer')) ?? {}, 'openid'));
  const paidAt = textIn(own(fields, 'success_time'));
  const payerTotal = own(amount, 'payer_total');
  const received = receivedMinor(fields, amount, total.amountMinor);
  return {
    tradeNumber: number,
    totalMinor: total.amountMinor,
    ...(isMinorAmount(payerTotal) ? { customerPaidMinor: payerTotal } : {}),
    ...(received === undefined ? {} : { receivedMinor: received }),
    ...(payer === undefined ? {} : { payer: maskPayer(payer) }),
    ...(paidAt === undefined ? {} : { paidAt: inBeijing(paidAt) }),
  };
}

/**
 * What the shop receives: as stated, or the total less the coupons that are never paid out to it (`NOCASH`), which leave
 * the settlement altogether; all others are paid to the shop by whoever gave them.
 */
function receivedMinor(fields: Fields, amount: Fields, totalMinor: number): number | undefined {
  const stated = own(amount, 'settlement_total');
  if (isMinorAmount(stated)) return stated;
  const promotions = own(fields, 'promotion_detail') ?? [];
  if (!Array.isArray(promotions)) return undefined;
  const unpaid = promotions.reduce((sum: number, one: unknown) => sum + unpaidMinor(objectIn(one)), 0);
  const received = totalMinor - unpaid;
  return isMinorAmount(received) ? received : undefined;
}

function unpaidMinor(promotion: Fields | undefined): number {
  if (promotion === undefined) return Number.NaN;
  if (own(promotion, 'type') !== 'NOCASH') return 0;
  const amount = own(promotion, 'amount');
  return isMinorAmount(amount) ? amount : Number.NaN;
}

function totalOf(amount: unknown, order: Order): Money | 'unreadable' {
  const fields = objectIn(amount) ?? {};
  const total = own(fields, 'total');
  const isOurCurrency = (own(fields, 'currency') ?? 'CNY') === order.amount.currency;
  return isMinorAmount(total) && isOurCurrency ? money(order.amount.currency, total) : 'unreadable';
}

/** `2026-11-23T10:00:00+08:00` → `2026-11-23 10:00:00`; other forms stay as they are. */
function inBeijing(instant: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\+08:00$/.exec(instant);
  return match === null ? instant : `${match[1]} ${match[2]}`;
}
