/** Trades and what may happen to them: made, paid once, closed, given back. Rails put their own words on top. */

import { strike } from '../faults/armed.ts';
import { beijingDate, DAY_MS } from './beijing.ts';
import { type Movement, post } from './ledger.ts';
import {
  type Currency,
  type JsonObject,
  type PaymentCode,
  type Rail,
  type Refund,
  type Refusal,
  type Trade,
  type TradeStatus,
  touch,
  type Wallet,
  type World,
} from './model.ts';
import { share } from './money.ts';
import { spreadNews } from './notifications.ts';
import { draw } from './random.ts';
import { discountFor, walletById } from './wallets.ts';

/**
 * How long a trade can be refunded; afterwards it is finished. Alipay: a common contract says three months. WeChat Pay:
 * a year. UnionPay: eleven months. PayPal: 180 days. Cards: no end here.
 */
export const REFUND_WINDOWS_MS: Readonly<Record<Rail, number | null>> = {
  alipay: 90 * DAY_MS,
  wechatpay: 365 * DAY_MS,
  unionpay: 330 * DAY_MS,
  paypal: 180 * DAY_MS,
  card: null,
};

export interface NewTrade {
  rail: Rail;
  /** The merchant's own number, where the request names one: the ledgers are compared by it. */
  orderNumber: string;
  /** What the trade is found by, `<rail>/<order number>` unless the provider's own number must be unique instead. */
  key?: string;
  /** The provider's number; one in Alipay's shape by default. */
  tradeNumber?: string;
  flow: Trade['flow'];
  subject: string;
  amountMinor: number;
  currency: Currency;
  expiresAt: number;
  /** Where news of this one order goes; null where there is no such address, or where subscriptions are used. */
  notifyUrl: string | null;
  /** `waiting` by default. */
  status?: TradeStatus;
  detail?: JsonObject;
}

/** The trade of an order number. A cancel that came first leaves one too, which a forgotten cancel takes away again. */
export function findTrade(world: World, rail: Rail, orderNumber: string): Trade | undefined {
  const trade = tradeByKey(world, `${rail}/${orderNumber}`);
  return trade?.flow === 'unknown' && trade.cancelled === null ? undefined : trade;
}

/** The trade of a key; no property of objects is taken for one. */
export function tradeByKey(world: World, key: string): Trade | undefined {
  return Object.hasOwn(world.trades, key) ? world.trades[key] : undefined;
}

/** The trades that the shop's contract with a provider covers: payments to a static code go to an account of their own. */
export function contractTrades(world: World, rail: Rail): Trade[] {
  return Object.values(world.trades).filter((trade) => trade.rail === rail && trade.flow !== 'static-code');
}

export function createTrade(world: World, now: number, order: NewTrade): Trade {
  world.serial += 1;
  const key = order.key ?? `${order.rail}/${order.orderNumber}`;
  const trade: Trade = {
    ...order,
    key,
    version: 0,
    tradeNumber: order.tradeNumber ?? drawTradeNumber(world, now),
    detail: order.detail ?? {},
    createdAt: now,
    qr: null,
    paymentCode: null,
    walletId: null,
    status: order.status ?? 'waiting',
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

/** Gives a trade the QR that the till shows: nobody has scanned it yet. */
export function presentQr(world: World, trade: Trade, qr: NonNullable<Trade['qr']>): void {
  trade.qr = qr;
  trade.status = 'presented';
  falls(world, qr.expiresAt);
  touch(world, trade);
}

/** Nobody is paying any more, and anybody may start again: after a declined capture, a refused card. */
export function presentAgain(world: World, trade: Trade): void {
  trade.status = 'presented';
  trade.walletId = null;
  trade.ask = null;
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

export interface PayBy {
  readonly wallet: Wallet;
  readonly at: number;
}

/** The payer agrees and nothing is held: the merchant must act before `until`, or the trade closes (PayPal). */
export function approveTrade(
  world: World,
  trade: Trade,
  { wallet, at, until }: PayBy & { readonly until?: number },
): void {
  trade.walletId = wallet.id;
  trade.status = 'approved';
  trade.ask = null;
  trade.declined = null;
  trade.expiresAt = until ?? trade.expiresAt;
  falls(world, trade.expiresAt);
  spreadNews(world, trade, { event: 'approved', at });
  touch(world, trade);
}

/**
 * Holds the amount back in the wallet until the merchant captures it (`payTrade`), voids it (`closeTrade`), or `until`
 * has passed. The caller has asked `walletRefusal`.
 */
export function authorizeTrade(
  world: World,
  trade: Trade,
  { wallet, at, until }: PayBy & { readonly until: number },
): void {
  trade.walletId = wallet.id;
  trade.status = 'authorized';
  trade.ask = null;
  trade.declined = null;
  trade.expiresAt = until;
  falls(world, until);
  spreadNews(world, trade, { event: 'authorized', at });
  touch(world, trade);
}

/**
 * Charges the wallet, once: a trade that is paid cannot be paid again. The caller has asked `walletRefusal`. Another
 * `amountMinor` (a capture of a part) becomes the trade's amount; keep the one authorized in `detail`.
 */
export function payTrade(
  world: World,
  trade: Trade,
  { wallet, at, amountMinor = trade.amountMinor }: PayBy & { readonly amountMinor?: number },
): void {
  if (trade.payment !== null) throw new Error(`trade ${trade.orderNumber} is paid already`);
  trade.amountMinor = amountMinor;
  const { platformMinor, shopMinor, couponIds } = discountFor(wallet, trade.amountMinor, trade.flow);
  for (const coupon of wallet.coupons) if (couponIds.includes(coupon.id)) coupon.used = true;
  trade.payment = {
    at,
    buyerPayMinor: trade.amountMinor - platformMinor - shopMinor,
    receiptMinor: trade.amountMinor - shopMinor,
    platformMinor,
    shopMinor,
    feeBasisPoints: feeFor(world, trade),
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
  const windowMs = REFUND_WINDOWS_MS[trade.rail];
  if (windowMs !== null) falls(world, at + windowMs);
  spreadNews(world, trade, { event: 'paid', at });
  touch(world, trade);
}

/** What the provider takes by its contract now; a static code has none. */
function feeFor(world: World, { rail, flow }: Trade): number {
  if (flow === 'static-code') return 0;
  return strike(world, 'fee-changed', { rail, operation: 'bill' })?.basisPoints ?? 0;
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

/** Closes an unpaid trade; a hold is released. At Alipay one that nobody scanned was never known to query: it is dead. */
export function closeTrade(world: World, trade: Trade, at: number): void {
  const wasKnown = trade.status !== 'presented' || trade.rail !== 'alipay';
  trade.status = wasKnown ? 'closed' : 'dead';
  trade.ask = null;
  trade.closedAt = at;
  if (wasKnown) spreadNews(world, trade, { event: 'closed', at });
  touch(world, trade);
}

/** What goes back or has gone back to the customer: every refund that has not failed. */
export function refundedMinor(trade: Trade): number {
  return sumOf(trade, 'amountMinor', ['pending', 'done']);
}

/** What the customer has back. */
export function returnedMinor(trade: Trade): number {
  return sumOf(trade, 'amountMinor', ['done']);
}

/** What has left the shop and not reached the customer yet: the order's amount, or what the shop itself gave. */
export function underWayMinor(trade: Trade, of: 'order' | 'shop'): number {
  const pending = ['pending'] as const;
  const orderMinor = sumOf(trade, 'amountMinor', pending);
  return of === 'order' ? orderMinor : orderMinor - sumOf(trade, 'shopMinor', pending);
}

function sumOf(
  { refunds }: Trade,
  part: 'amountMinor' | 'platformMinor' | 'shopMinor',
  states: readonly Refund['state'][],
): number {
  return refunds
    .filter(({ state }) => states.includes(state))
    .reduce((total, refund) => total + refund[part], 0);
}

/** What the merchant's account has to give for a refund of this amount: its share of what it received. */
export function merchantShareMinor(trade: Trade, amountMinor: number): number {
  const { shop } = refundParts(trade, amountMinor);
  return amountMinor - shop;
}

/** When and how a refund that was accepted comes to its end. */
export interface RefundEnding {
  readonly at: number;
  readonly as: 'done' | 'failed';
}

export interface NewRefund extends Pick<Refund, 'requestNumber' | 'kind' | 'amountMinor' | 'reason' | 'at'> {
  /** At once and well by default. */
  readonly ending?: RefundEnding | undefined;
}

/**
 * Gives money back to the wallet that paid: it leaves the shop at once, and reaches the customer when the refund ends. The
 * caller has checked amount, number and the merchant's balance.
 */
export function refundTrade(world: World, trade: Trade, { ending, ...order }: NewRefund): Refund {
  const { platform, shop } = refundParts(trade, order.amountMinor);
  const refund: Refund = {
    ...order,
    platformMinor: platform,
    shopMinor: shop,
    state: 'pending',
    endsAt: ending?.at ?? order.at,
    endsAs: ending?.as ?? 'done',
  };
  move(world, trade, { refund, kind: refund.kind, at: refund.at, side: 'shop' });
  trade.refunds.push(refund);
  if (ending === undefined) endRefund(world, trade, refund);
  else falls(world, ending.at);
  touch(world, trade);
  return refund;
}

/** A refund comes to its end: the customer has the money, or the shop has it again. */
export function endRefund(world: World, trade: Trade, refund: Refund): void {
  const at = refund.endsAt;
  refund.state = refund.endsAs;
  touch(world, trade);
  if (refund.state === 'failed') {
    move(world, trade, { refund, kind: 'refund-returned', at, side: 'shop' });
    return;
  }
  move(world, trade, { refund, kind: refund.kind, at, side: 'customer' });
  if (returnedMinor(trade) === trade.amountMinor) {
    trade.status = 'closed';
    trade.closedAt = at;
  }
  spreadNews(world, trade, { event: 'refunded', at, requestNumber: refund.requestNumber });
}

function move(
  world: World,
  trade: Trade,
  {
    refund,
    ...movement
  }: Pick<Movement, 'kind' | 'at'> & {
    readonly refund: Refund;
    readonly side: 'shop' | 'customer';
  },
): void {
  const wallet = trade.walletId === null ? undefined : walletById(world, trade.walletId);
  if (trade.payment === null || !wallet) throw new Error(`trade ${trade.orderNumber} is not paid`);
  const { amountMinor, platformMinor, shopMinor } = refund;
  post(world, trade, { ...movement, wallet, amountMinor, platformMinor, shopMinor });
}

/** Notes that something falls due at this time. */
export function falls(world: World, at: number): void {
  if (world.nextDueAt === null || at < world.nextDueAt) world.nextDueAt = at;
}

/** 28 digits that begin with the day. */
function drawTradeNumber(world: World, now: number): string {
  const serial = String(world.serial).padStart(8, '0');
  return `${beijingDate(now)}22001${String(draw(world, 1e7)).padStart(7, '0')}${serial}`;
}

/** Cumulative shares, so that several partial refunds add up to the whole to the last fen, whichever of them fails. */
function refundParts(trade: Trade, amountMinor: number): { platform: number; shop: number } {
  const payment = trade.payment;
  if (payment === null) return { platform: 0, shop: 0 };
  const afterwards = refundedMinor(trade) + amountMinor;
  const part = (name: 'platformMinor' | 'shopMinor') => {
    const due = share(afterwards, trade.amountMinor, payment[name]) - sumOf(trade, name, ['pending', 'done']);
    return Math.max(0, due);
  };
  return { platform: part('platformMinor'), shop: part('shopMinor') };
}
