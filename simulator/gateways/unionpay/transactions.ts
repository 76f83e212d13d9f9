/** What UnionPay knows of its transactions beside the world's trades: their own times and numbers, and how a query tells of them. */

import type { JsonObject, Refund, Trade, World } from '../../world/model.ts';
import { walletById } from '../../world/wallets.ts';
import { refusalCode, type Verdict } from './codes.ts';
import { settleDate, writeTime } from './times.ts';

/** The time of the merchant's message, which belongs to the name of a transaction. */
export function txnTimeOf(trade: Trade): string {
  return String(trade.detail['txnTime'] ?? '');
}

/** A refund or a cancel under a number of its own. */
export interface Return {
  readonly trade: Trade;
  readonly refund: Refund;
  readonly txnTime: string;
  readonly queryId: string;
}

/** The refund or cancel of an order number; a reversal has none. */
export function findReturn(world: World, orderId: string): Return | undefined {
  for (const trade of Object.values(world.trades)) {
    if (trade.rail !== 'unionpay') continue;
    const known = returnsOf(trade)[orderId];
    const refund = trade.refunds.find(({ requestNumber }) => requestNumber === orderId);
    if (known && refund) return { trade, refund, ...known };
  }
  return undefined;
}

/** Remembers the name and number of a refund or cancel. The caller marks the trade as changed. */
export function noteReturn(
  trade: Trade,
  orderId: string,
  known: { readonly txnTime: string; readonly queryId: string },
): void {
  trade.detail = { ...trade.detail, returns: { ...returnsOf(trade), [orderId]: { ...known } } };
}

/** 21 digits that begin with the time; the world's serial number makes them unique. */
export function newQueryId(world: World, now: number): string {
  world.serial += 1;
  return `${writeTime(now)}${String(world.serial).padStart(7, '0').slice(-7)}`;
}

/** What a transaction that succeeded tells of itself; money is in fen. */
export function paymentFields(world: World, trade: Trade): Readonly<Record<string, string>> {
  const { payment } = trade;
  if (payment === null) return {};
  const wallet = trade.walletId === null ? undefined : walletById(world, trade.walletId);
  const discounts = [
    { type: 'DD01', offstAmt: String(payment.platformMinor) },
    { type: 'CP01', offstAmt: String(payment.shopMinor) },
  ].filter(({ offstAmt }) => offstAmt !== '0');
  return {
    queryId: trade.tradeNumber,
    txnAmt: String(trade.amountMinor),
    currencyCode: '156',
    settleAmt: String(payment.receiptMinor),
    settleCurrencyCode: '156',
    settleDate: settleDate(payment.at),
    traceNo: trade.tradeNumber.slice(-6),
    traceTime: writeTime(payment.at).slice(4),
    ...(wallet === undefined ? {} : { accNo: wallet.logonId }),
    ...(discounts.length === 0 ? {} : { couponInfo: JSON.stringify(discounts) }),
  };
}

/** What became of a purchase; null while nobody has begun to pay, since a QR alone is no transaction. */
export function outcomeOf(trade: Trade): Verdict | null {
  if (trade.payment !== null) {
    return trade.cancelled?.action === 'refund' ? { code: '01', about: 'reversed' } : { code: '00' };
  }
  if (trade.declined !== null) return { code: refusalCode(trade.declined) };
  if (trade.status === 'waiting') return { code: '05' };
  const hasTimedOut = trade.flow === 'payment-code' && trade.cancelled === null;
  return hasTimedOut ? { code: '69' } : null;
}

function returnsOf(
  trade: Trade,
): Readonly<Record<string, { readonly txnTime: string; readonly queryId: string }>> {
  const known = trade.detail['returns'];
  return (known ?? {}) as JsonObject as Record<
    string,
    { readonly txnTime: string; readonly queryId: string }
  >;
}
