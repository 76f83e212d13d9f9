/** Orders that the customer pays on the phone: a QR to scan (Native), or a call-up by the shop's page (JSAPI). */

import { beijingDate, DAY_MS } from '../../world/beijing.ts';
import { type Trade, touch, type World } from '../../world/model.ts';
import { draw, drawText } from '../../world/random.ts';
import { createTrade, findTrade, presentQr } from '../../world/trades.ts';
import { changeDetail, type Detail, detailOf } from './detail.ts';
import { type Done, done, no, type Problem } from './problems.ts';

const HOUR_MS = 3_600_000;
/** A QR lives two hours, whatever the order says; the order itself closes after seven days. */
export const QR_LIFE_MS = 2 * HOUR_MS;
export const ORDER_LIFE_MS = 7 * DAY_MS;
/** No order is given less than this. */
const LEAST_LIFE_MS = 60_000;
const ALNUM = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** What both interfaces say about an order. */
export interface Order {
  readonly orderNumber: string;
  readonly description: string;
  readonly amountMinor: number;
  readonly notifyUrl: string | null;
  /** When the shop wants it to end; undefined: never before its time. */
  readonly expireAt?: number | undefined;
  readonly detail: Omit<Detail, 'refunds'>;
}

/** Places an order, or answers it again: with the same words it gets a fresh QR, and the old one is dead. */
export function placeOrder(world: World, order: Order, now: number): Done<Trade> {
  const existing = findTrade(world, 'wechatpay', order.orderNumber);
  if (existing) return placeAgain(world, existing, { order, now });
  const asked = order.expireAt ?? now + ORDER_LIFE_MS;
  const trade = createTrade(world, now, {
    rail: 'wechatpay',
    orderNumber: order.orderNumber,
    tradeNumber: drawTransactionId(world, now),
    flow: 'payment-qr',
    subject: order.description,
    amountMinor: order.amountMinor,
    currency: 'CNY',
    expiresAt: Math.min(Math.max(asked, now + LEAST_LIFE_MS), now + ORDER_LIFE_MS),
    notifyUrl: order.notifyUrl,
    detail: { ...order.detail, refunds: {} },
  });
  show(world, trade, now);
  return done(trade);
}

/** 28 digits: 4200, six of chance, the day, ten more. */
export function drawTransactionId(world: World, now: number): string {
  const digits = (length: number) => drawText(world, length, '0123456789');
  return `4200${digits(6)}${beijingDate(now)}${String(draw(world, 1e10)).padStart(10, '0')}`;
}

/** `prepay_id` of an order: what its QR or its call-up stands for. */
export function prepayId(trade: Trade): string {
  return new URLSearchParams(trade.qr?.content.split('?')[1] ?? '').get('prepay_id') ?? '';
}

function placeAgain(
  world: World,
  trade: Trade,
  { order, now }: { readonly order: Order; readonly now: number },
): Done<Trade> {
  const problem = whyNotAgain(trade, order.detail.asked);
  if (problem) return no(problem);
  if (detailOf(trade).nonce === order.detail.nonce) return done(trade);
  changeDetail(world, trade, { nonce: order.detail.nonce });
  show(world, trade, now);
  return done(trade);
}

/** Why an order number cannot be used once more. */
export function whyNotAgain(trade: Trade, asked: string): Problem | undefined {
  if (trade.flow === 'unknown' || trade.refunds.some(({ kind }) => kind === 'reversal'))
    return 'order-reversed';
  if (trade.payment !== null) return 'order-paid';
  if (trade.cancelled && trade.flow === 'payment-code') return 'order-reversed';
  if (trade.status === 'closed') return 'order-closed';
  return detailOf(trade).asked === asked ? undefined : 'order-differs';
}

/** Gives an order a fresh QR; whoever has scanned the last one goes on. */
function show(world: World, trade: Trade, now: number): void {
  const { type } = detailOf(trade);
  const content =
    type === 'JSAPI'
      ? // Nothing that anybody shows; the simulated phone reads it in place of the shop's page.
        `weixin://wxpay/bizpayurl?prepay_id=wx${beijingDate(now)}${drawText(world, 26, ALNUM)}`
      : `weixin://wxpay/bizpayurl/up?pr=${drawText(world, 7, ALNUM)}&groupid=00`;
  const qr = { content, expiresAt: Math.min(now + QR_LIFE_MS, trade.expiresAt) };
  if (trade.ask === null) presentQr(world, trade, qr);
  else trade.qr = qr;
  touch(world, trade);
}
