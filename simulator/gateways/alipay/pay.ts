/** `alipay.trade.pay`: the customer showed a payment code, the till scanned it. */

import { formatBeijing } from '../../world/beijing.ts';
import { isPracticeCode, redeemCode } from '../../world/codes.ts';
import type { JsonObject, Refusal, Trade, Wallet, World } from '../../world/model.ts';
import { askPassword, bindCode, createTrade, declineTrade, findTrade, payTrade } from '../../world/trades.ts';
import { asksPassword, walletById, walletRefusal } from '../../world/wallets.ts';
import {
  amounts,
  badParameter,
  buyer,
  failure,
  fundBills,
  identity,
  refusalCode,
  success,
  unpaidFields,
} from './answers.ts';
import { type Order, readOrder, text } from './order.ts';

export function pay(world: World, content: JsonObject, now: number): JsonObject {
  const read = readOrder(world, content, now);
  if (!read.ok) return unpaid(read.answer, text(content, 'out_trade_no'));
  const order = read.value;
  if (text(content, 'scene') === '') return refused(order, badParameter('scene'));
  const code = text(content, 'auth_code');
  if (code === '') return refused(order, badParameter('auth_code'));
  const existing = findTrade(world, 'alipay', order.orderNumber);
  if (existing) return repeated(world, existing, { ...order, code });
  if (!isPracticeCode(code, 'alipay')) return refused(order, failure('PAYMENT_AUTH_CODE_INVALID'));
  const redeemed = redeemCode(world, code, now);
  const wallet = redeemed ? walletById(world, redeemed.walletId) : undefined;
  if (!redeemed || !wallet) return refused(order, failure('PAYMENT_AUTH_CODE_INVALID'));
  const trade = createTrade(world, now, {
    ...order,
    rail: 'alipay',
    flow: 'payment-code',
    currency: 'CNY',
    notifyUrl: null,
  });
  bindCode(world, trade, redeemed);
  charge(world, trade, { wallet, now });
  return describe(world, trade);
}

/** Takes the money, asks for the password, or closes the trade with the wallet's refusal. */
function charge(
  world: World,
  trade: Trade,
  { wallet, now }: { readonly wallet: Wallet; readonly now: number },
): void {
  const refusal = walletRefusal(world, wallet, { ...trade, now }) ?? questionRefusal(wallet, trade);
  if (refusal !== null) declineTrade(world, trade, { refusal, at: now });
  else if (asksPassword(wallet, trade.amountMinor)) askPassword(world, trade);
  else payTrade(world, trade, { wallet, at: now });
}

/** A question can only be asked on a phone that has a network and a wallet that is not locked. */
function questionRefusal(wallet: Wallet, trade: Trade): Refusal | null {
  if (!asksPassword(wallet, trade.amountMinor)) return null;
  if (wallet.state === 'locked') return 'locked';
  return wallet.phoneOffline ? 'phone-offline' : null;
}

/** The same order number again: the same answer for the same request, a refusal for another one. */
function repeated(world: World, trade: Trade, order: Order & { readonly code: string }): JsonObject {
  const isSameOrder =
    trade.flow === 'payment-code' &&
    trade.amountMinor === order.amountMinor &&
    trade.subject === order.subject;
  if (trade.flow === 'unknown') return refused(order, failure('TRADE_HAS_CLOSE'));
  if (!isSameOrder) return refused(order, failure('CONTEXT_INCONSISTENT'));
  if (trade.cancelled || (trade.status === 'closed' && !trade.declined))
    return refused(order, failure('TRADE_HAS_CLOSE'));
  if (trade.paymentCode === order.code) return describe(world, trade);
  return refused(order, failure(trade.payment ? 'TRADE_HAS_SUCCESS' : 'CONTEXT_INCONSISTENT'));
}

function describe(world: World, trade: Trade): JsonObject {
  if (trade.declined !== null) {
    return failure(refusalCode(trade.declined), unpaidFields(trade.orderNumber));
  }
  const common = { ...identity(trade), ...buyer(world, trade), ...amounts(trade) };
  if (trade.payment === null) return { code: '10003', msg: 'order success pay inprocess', ...common };
  return success({
    ...common,
    fund_bill_list: fundBills(trade),
    gmt_payment: formatBeijing(trade.payment.at),
  });
}

function refused(order: Order, answer: JsonObject): JsonObject {
  return unpaid(answer, order.orderNumber);
}

/** A refusal that echoes its order and amounts of nought, as those of payments do. */
export function unpaid(answer: JsonObject, orderNumber: string): JsonObject {
  return { ...answer, ...unpaidFields(orderNumber) };
}
