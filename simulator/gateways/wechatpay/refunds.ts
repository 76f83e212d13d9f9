/** Giving money back: accepted at once, in the customer's account a little later, once per refund number. */

import { refundEnding } from '../../faults/refund-ending.ts';
import { beijingDate, DAY_MS } from '../../world/beijing.ts';
import { shopBalanceMinor } from '../../world/merchants.ts';
import type { Refund, Trade, World } from '../../world/model.ts';
import { queueNotification } from '../../world/notifications.ts';
import { drawText } from '../../world/random.ts';
import { merchantShareMinor, refundTrade } from '../../world/trades.ts';
import { walletById } from '../../world/wallets.ts';
import { changeDetail, detailOf } from './detail.ts';
import { type Done, done, no, type Problem } from './problems.ts';

/** How long the customer waits for a refund into the balance. The real one takes minutes. */
export const REFUND_TAKES_MS = 5_000;
/** alipay-wechatpay.md 2.6. */
const MOST_REFUNDS = 50;
const REFUND_GAP_MS = 60_000;
const REFUND_WINDOW_MS = 365 * DAY_MS;

export interface RefundOrder {
  readonly number: string;
  readonly amountMinor: number;
  readonly totalMinor: number;
  readonly reason: string;
  readonly notifyUrl: string | null;
}

/** What v2 and the bills call it: `CHANGE` when the customer's bank did not take it, and the shop has to finish it by hand. */
export const REFUND_STATUS: Readonly<Record<Refund['state'], string>> = {
  pending: 'PROCESSING',
  done: 'SUCCESS',
  failed: 'CHANGE',
};

/** A refund and the trade that it belongs to. */
export interface Refunded {
  readonly trade: Trade;
  readonly refund: Refund;
}

/** Asked again under the same number it is the same refund; with another amount it is refused. */
export function refund(
  world: World,
  { trade, order }: { readonly trade: Trade | undefined; readonly order: RefundOrder },
  now: number,
): Done<Refunded> {
  if (!trade?.payment) return no('refund-order-unknown');
  const earlier = findRefund(world, order.number);
  if (earlier) return refundAgain(earlier, { trade, order });
  const problem = whyNot(world, trade, { order, now });
  if (problem) return no(problem);
  const ending = refundEnding(world, 'wechatpay', now) ?? { at: now + REFUND_TAKES_MS, as: 'done' };
  const made = refundTrade(world, trade, {
    requestNumber: order.number,
    kind: 'refund',
    amountMinor: order.amountMinor,
    reason: order.reason,
    at: now,
    ending,
  });
  const id = `50300${drawText(world, 6, '0123456789')}${beijingDate(now)}${drawText(world, 10, '0123456789')}`;
  changeDetail(world, trade, { refunds: { ...detailOf(trade).refunds, [order.number]: { id } } });
  if (order.notifyUrl !== null) {
    const event = ending.as === 'done' ? 'REFUND.SUCCESS' : 'REFUND.ABNORMAL';
    const news = { event, at: ending.at, url: order.notifyUrl, requestNumber: order.number };
    queueNotification(world, trade, news);
  }
  return done({ trade, refund: made });
}

/** The refund of a number, whichever trade it belongs to; a reverse is none. */
export function findRefund(world: World, number: string): Refunded | undefined {
  for (const trade of Object.values(world.trades)) {
    if (trade.rail !== 'wechatpay') continue;
    const found = trade.refunds.find((one) => one.kind === 'refund' && one.requestNumber === number);
    if (found) return { trade, refund: found };
  }
  return undefined;
}

/** What the payer gets of a refund, and what the shop gives. */
export function partsOf({ amountMinor, platformMinor, shopMinor }: Refund): {
  readonly payerMinor: number;
  readonly settlementMinor: number;
} {
  const settlementMinor = amountMinor - shopMinor;
  return { payerMinor: settlementMinor - platformMinor, settlementMinor };
}

function refundAgain(
  earlier: Refunded,
  { trade, order }: { readonly trade: Trade; readonly order: RefundOrder },
): Done<Refunded> {
  if (earlier.trade !== trade) return no('refund-number-used');
  const isSame = earlier.refund.amountMinor === order.amountMinor && order.totalMinor === trade.amountMinor;
  return isSame ? done(earlier) : no('refund-differs');
}

function whyNot(
  world: World,
  trade: Trade,
  { order, now }: { readonly order: RefundOrder; readonly now: number },
): Problem | undefined {
  // One that came back to the shop is finished by hand at the provider: it cannot be asked for a second time.
  const leftMinor = trade.refunds.reduce((left, { amountMinor }) => left - amountMinor, trade.amountMinor);
  const wallet = trade.walletId === null ? undefined : walletById(world, trade.walletId);
  const last = trade.refunds.at(-1);
  if (now > (trade.payment?.at ?? now) + REFUND_WINDOW_MS) return 'refund-overdue';
  if (order.totalMinor !== trade.amountMinor) return 'refund-differs';
  if (leftMinor === 0) return 'refund-all-done';
  if (order.amountMinor > leftMinor) return 'refund-too-much';
  if (trade.refunds.length >= MOST_REFUNDS) return 'refund-too-many';
  if (last && now < last.at + REFUND_GAP_MS) return 'refund-too-soon';
  if (wallet?.state === 'frozen') return 'refund-payer-abnormal';
  const share = merchantShareMinor(trade, order.amountMinor);
  return shopBalanceMinor(world, 'wechatpay', 'CNY') < share ? 'shop-short' : undefined;
}
