/** Giving money back: accepted at once, in the customer's account a little later, once per refund number. */

import { beijingDate, DAY_MS } from '../../world/beijing.ts';
import { shopBalanceMinor } from '../../world/merchants.ts';
import type { Refund, Trade, World } from '../../world/model.ts';
import { queueNotification } from '../../world/notifications.ts';
import { drawText } from '../../world/random.ts';
import { merchantShareMinor, refundedMinor, refundTrade } from '../../world/trades.ts';
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
  refundTrade(world, trade, {
    requestNumber: order.number,
    kind: 'refund',
    amountMinor: order.amountMinor,
    reason: order.reason,
    at: now,
  });
  const id = `50300${drawText(world, 6, '0123456789')}${beijingDate(now)}${drawText(world, 10, '0123456789')}`;
  const doneAt = now + REFUND_TAKES_MS;
  const refunds = { ...detailOf(trade).refunds, [order.number]: { id, doneAt } };
  changeDetail(world, trade, { refunds });
  if (order.notifyUrl !== null)
    queueNotification(world, trade, { event: 'REFUND.SUCCESS', at: doneAt, url: order.notifyUrl });
  const made = trade.refunds.at(-1);
  return made ? done({ trade, refund: made }) : no('refund-unknown');
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

export function isDone({ trade, refund: { requestNumber } }: Refunded, now: number): boolean {
  return now >= (detailOf(trade).refunds[requestNumber]?.doneAt ?? 0);
}

/** What the payer, the shop and the coupons' givers had of a refund: from the ledgers, so that nothing is reckoned twice. */
export function partsOf({ trade, refund: one }: Refunded): {
  readonly payerMinor: number;
  readonly settlementMinor: number;
} {
  const at = trade.refunds.indexOf(one);
  const given = (book: 'customers' | 'merchants') =>
    -(trade.ledgers[book].filter(({ kind }) => kind !== 'payment')[at]?.amountMinor ?? 0);
  return { payerMinor: given('customers'), settlementMinor: given('merchants') };
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
  const leftMinor = trade.amountMinor - refundedMinor(trade);
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
