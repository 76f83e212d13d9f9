/** `alipay.trade.create`: an order for one known customer, whose wallet opens it by itself (the shop's page in the wallet). */

import type { JsonObject, Trade, World } from '../../world/model.ts';
import { touch } from '../../world/model.ts';
import { createTrade, findTrade } from '../../world/trades.ts';
import { badParameter, failure, identity, success } from './answers.ts';
import { type Order, readOrder, text } from './order.ts';

export function create(
  world: World,
  { content, notifyUrl }: { readonly content: JsonObject; readonly notifyUrl: string },
  now: number,
): JsonObject {
  const read = readOrder(world, content, now);
  if (!read.ok) return read.answer;
  const order = read.value;
  const buyerId = text(content, 'buyer_id');
  if (buyerId === '') return badParameter('buyer_id');
  const existing = findTrade(world, 'alipay', order.orderNumber);
  if (existing) return repeated(existing, { ...order, buyerId });
  const wallet = world.wallets.find(({ rail, userId }) => rail === 'alipay' && userId === buyerId);
  if (!wallet) return failure('BUYER_NOT_EXIST');
  const trade = createTrade(world, now, {
    ...order,
    detail: { ...order.detail, buyerId },
    rail: 'alipay',
    flow: 'payment-qr',
    currency: 'CNY',
    notifyUrl: notifyUrl === '' ? null : notifyUrl,
  });
  trade.walletId = wallet.id;
  trade.ask = 'scan';
  touch(world, trade);
  return success(identity(trade));
}

function repeated(trade: Trade, order: Order & { readonly buyerId: string }): JsonObject {
  if (trade.payment && trade.status !== 'closed') return failure('TRADE_HAS_SUCCESS');
  if (trade.status === 'closed' || trade.status === 'dead') return failure('TRADE_HAS_CLOSE');
  const isSameOrder =
    trade.detail['buyerId'] === order.buyerId &&
    trade.amountMinor === order.amountMinor &&
    trade.subject === order.subject;
  return isSameOrder ? success(identity(trade)) : failure('CONTEXT_INCONSISTENT');
}
