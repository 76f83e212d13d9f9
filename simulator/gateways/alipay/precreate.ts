/** `alipay.trade.precreate`: an order with a QR for the customer to scan. */

import type { JsonObject, Trade, World } from '../../world/model.ts';
import { drawText } from '../../world/random.ts';
import { createTrade, findTrade, presentQr } from '../../world/trades.ts';
import { badParameter, failure, success } from './answers.ts';
import { type Order, readDuration, readOrder, text } from './order.ts';

/** A QR lives two hours at most, whatever the order says. */
export const LONGEST_QR_LIFE_MS = 2 * 3_600_000;

const DIGITS = '0123456789';
const BASE36 = `${DIGITS}abcdefghijklmnopqrstuvwxyz`;

export function precreate(
  world: World,
  { content, notifyUrl }: { readonly content: JsonObject; readonly notifyUrl: string },
  now: number,
): JsonObject {
  const read = readOrder(world, content, now);
  if (!read.ok) return read.answer;
  const order = read.value;
  const duration = text(content, 'qr_code_timeout_express');
  const asked = duration === '' ? now + LONGEST_QR_LIFE_MS : readDuration(duration, now);
  if (asked === undefined) return badParameter('qr_code_timeout_express');
  const existing = findTrade(world, 'alipay', order.orderNumber);
  if (existing) return repeated(existing, order);
  const trade = createTrade(world, now, {
    ...order,
    rail: 'alipay',
    flow: 'payment-qr',
    currency: 'CNY',
    notifyUrl: notifyUrl === '' ? null : notifyUrl,
  });
  const token = drawText(world, 5, DIGITS) + drawText(world, 16, BASE36);
  presentQr(world, trade, {
    content: `https://qr.alipay.com/bax${token}`,
    expiresAt: Math.min(asked, now + LONGEST_QR_LIFE_MS, order.expiresAt),
  });
  return describe(trade);
}

function repeated(trade: Trade, order: Order): JsonObject {
  if (trade.payment && trade.status !== 'closed') return failure('TRADE_HAS_SUCCESS');
  if (trade.status === 'closed' || trade.status === 'dead') return failure('TRADE_HAS_CLOSE');
  const isSameOrder =
    trade.flow === 'payment-qr' && trade.amountMinor === order.amountMinor && trade.subject === order.subject;
  return isSameOrder ? describe(trade) : failure('CONTEXT_INCONSISTENT');
}

function describe(trade: Trade): JsonObject {
  return success({ out_trade_no: trade.orderNumber, qr_code: trade.qr?.content ?? '' });
}
