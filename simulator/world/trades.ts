/** Trades and what may happen to them: made, paid once, closed, given back. Rails put their own words on top. */

import { beijingDate, DAY_MS } from './beijing.ts';
import { post } from './ledger.ts';
import {
  type PaymentCode,
  type Rail,
  type Refund,
  type Refusal,
  type Trade,
  touch,
  type Wallet,
  type World,
} from './model.ts';
import { share } from './money.ts';
import { queueNotification } from './notifications.ts';
import { draw, drawText } from './random.ts';
import { discountFor, walletById } from './wallets.ts';

/** How long a trade can be refunded; afterwards it is finished. A common contract says three months. */
export const REFUND_WINDOW_MS = 90 * DAY_MS;
const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';

export interface NewTrade {
  rail: Rail;
  orderNumber: string;
  flow: Trade['flow'];
  subject: string;
  amountMinor: number;
  expiresAt: number;
  notifyUrl: string | null;
}

/** The trade of an order number. A cancel that came first leaves one too, which a forgotten cancel takes away again. */
export function findTrade(world: World, rail: Rail, orderNumber: string): Trade | undefined {
  const key = `${rail}/${orderNumber}`;
  const trade = Object.hasOwn(world.trades, key) ? world.trades[key] : undefined;
  return trade?.flow === 'unknown' && trade.cancelled === null ? undefined : trade;
}

export function createTrade(world: World, now: number, order: NewTrade): Trade {
  world.serial += 1;
  const key = `${order.rail}/${order.orderNumber}`;
  const serial = String(world.serial).padStart(8, '0');
  const trade: Trade = {
    ...order,
    key,
    version: 0,
    tradeNumber: `${beijingDate(now)}22001${String(draw(world, 1e7)).padStart(7, '0')}${serial}`,
    currency: 'CNY',
    createdAt: now,
    qr: null,
    paymentCode: null,
    walletId: null,
    status: 'waiting',
    ask: null,
    declined: null,
    payment: null,
    refunds: [],
    cancelled: null,
    closedAt: null,
    latePaymentAt: null,
    notifications: [],
    ledgers: { customers: [], providers: [], merchants: [] },
  };
  world.trades[key] = trade;
  falls(world, order.expiresAt);
  touch(world, trade);
  return trade;
}

/** Gives a trade the QR that the till shows. Until somebody scans it the provider's query does not know the trade. */
export function presentQr(world: World, trade: Trade, expiresAt: number): void {
  const token = String(draw(world, 100_000)).padStart(5, '0') + drawText(world, 16, BASE36);
  trade.qr = { content: `https://qr.alipay.com/bax${token}`, expiresAt };
  trade.status = 'presented';
  falls(world, expiresAt);
  touch(world, trade);
}

/** Ties a trade to the wallet whose payment code was scanned. */
export function bindCode(world: World, trade: Trade, code: PaymentCode): void {
  trade.paymentCode = code.code;
  trade.walletId = code.walletId;
  touch(world, trade);
}

/** The customer's phone asks for the password before it pays. */
export function askPassword(world: World, trade: Trade): void {
  trade.ask = 'password';
  touch(world, trade);
}

/** Charges the wallet, once: a trade that is paid cannot be paid again. */
export function payTrade(
  world: World,
  trade: Trade,
  { wallet, at }: { readonly wallet: Wallet; readonly at: number },
): void {
  if (trade.payment !== null) throw new Error(`trade ${trade.orderNumber} is paid already`);
  const { platformMinor, shopMinor, couponIds } = discountFor(wallet, trade.amountMinor);
  for (const coupon of wallet.coupons) if (couponIds.includes(coupon.id)) coupon.used = true;
  trade.payment = {
    at,
    buyerPayMinor: trade.amountMinor - platformMinor - shopMinor,
    receiptMinor: trade.amountMinor - shopMinor,
    platformMinor,
    shopMinor,
  };
  trade.walletId = wallet.id;
  trade.status = 'paid';
  trade.ask = null;
  trade.declined = null;
  trade.closedAt = null;
  trade.latePaymentAt = null;
  post(world, trade, {
    wallet,
    kind: 'payment',
    at,
    amountMinor: trade.amountMinor,
    platformMinor,
    shopMinor,
  });
  falls(world, at + REFUND_WINDOW_MS);
  queueNotification(world, trade, { event: 'paid', at });
  touch(world, trade);
}

/** The payment was refused for good; the trade is closed with the reason. */
export function declineTrade(
  world: World,
  trade: Trade,
  { refusal, at }: { readonly refusal: Refusal; readonly at: number },
): void {
  trade.declined = refusal;
  closeTrade(world, trade, at);
}

/** Closes an unpaid trade. One that nobody scanned was never known to query, and stays so. */
export function closeTrade(world: World, trade: Trade, at: number): void {
  const wasKnown = trade.status === 'waiting';
  trade.status = wasKnown ? 'closed' : 'dead';
  trade.ask = null;
  trade.closedAt = at;
  if (wasKnown) queueNotification(world, trade, { event: 'closed', at });
  touch(world, trade);
}

export function refundedMinor(trade: Trade): number {
  return trade.refunds.reduce((total, refund) => total + refund.amountMinor, 0);
}

/** What the merchant's account has to give for a refund of this amount: its share of what it received. */
export function merchantShareMinor(trade: Trade, amountMinor: number): number {
  const { shop } = refundParts(trade, amountMinor);
  return amountMinor - shop;
}

/** Gives money back to the wallet that paid. The caller has checked amount, number and the merchant's balance. */
export function refundTrade(world: World, trade: Trade, refund: Refund): void {
  const wallet = trade.walletId === null ? undefined : walletById(world, trade.walletId);
  if (trade.payment === null || !wallet) throw new Error(`trade ${trade.orderNumber} is not paid`);
  const { platform, shop } = refundParts(trade, refund.amountMinor);
  trade.refunds.push(refund);
  post(world, trade, {
    wallet,
    kind: refund.kind,
    at: refund.at,
    amountMinor: refund.amountMinor,
    platformMinor: platform,
    shopMinor: shop,
  });
  if (refundedMinor(trade) === trade.amountMinor) {
    trade.status = 'closed';
    trade.closedAt = refund.at;
  }
  queueNotification(world, trade, { event: 'refunded', at: refund.at });
  touch(world, trade);
}

/** Notes that something falls due at this time. */
export function falls(world: World, at: number): void {
  if (world.nextDueAt === null || at < world.nextDueAt) world.nextDueAt = at;
}

/** Cumulative shares, so that several partial refunds add up to the whole to the last fen. */
function refundParts(trade: Trade, amountMinor: number): { platform: number; shop: number } {
  const payment = trade.payment;
  if (payment === null) return { platform: 0, shop: 0 };
  const before = refundedMinor(trade);
  const part = (whole: number) =>
    share(before + amountMinor, trade.amountMinor, whole) - share(before, trade.amountMinor, whole);
  return { platform: part(payment.platformMinor), shop: part(payment.shopMinor) };
}
