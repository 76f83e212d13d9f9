/** Payments by code (付款码): the wallet pays at once, asks its owner for the password, or refuses. */

import { isPracticeCode, redeemCode } from '../../world/codes.ts';
import type { PaymentCode, Refusal, Trade, Wallet, World } from '../../world/model.ts';
import { askPassword, bindCode, createTrade, declineTrade, findTrade, payTrade } from '../../world/trades.ts';
import { asksPassword, walletById, walletRefusal } from '../../world/wallets.ts';
import { drawTransactionId, type Order, whyNotAgain } from './orders.ts';
import { type Done, done, no, type Problem } from './problems.ts';

/** How long the phone asks for the password; then the payment has failed (payment-model.md 4.7). */
export const PASSWORD_TIME_MS = 45_000;

const REFUSALS: Readonly<Record<Refusal, Problem>> = {
  frozen: 'payer-abnormal',
  risk: 'payer-risky',
  'own-account': 'payer-is-payee',
  'per-payment-limit': 'payer-limited',
  'day-limit': 'payer-limited',
  balance: 'payer-short',
  'phone-offline': 'payer-refused',
  locked: 'payer-abnormal',
  currency: 'payer-abnormal',
  'customer-cancelled': 'payer-refused',
};

export interface CodeOrder extends Order {
  readonly code: string;
}

/** Charges a code, once: asked again with the same words, it tells what became of it. */
export function chargeCode(world: World, order: CodeOrder, now: number): Done<Trade> {
  const existing = findTrade(world, 'wechatpay', order.orderNumber);
  if (existing) return chargeAgain(existing, order);
  const found = findCode(world, order.code, now);
  if (!found.ok) return found;
  const { code, wallet } = found.value;
  const trade = createTrade(world, now, {
    rail: 'wechatpay',
    orderNumber: order.orderNumber,
    tradeNumber: drawTransactionId(world, now),
    flow: 'payment-code',
    subject: order.description,
    amountMinor: order.amountMinor,
    currency: 'CNY',
    expiresAt: now + PASSWORD_TIME_MS,
    notifyUrl: null,
    detail: { ...order.detail, refunds: {} },
  });
  bindCode(world, trade, code);
  charge(world, trade, { wallet, now });
  return whatBecame(trade);
}

function chargeAgain(trade: Trade, order: CodeOrder): Done<Trade> {
  const isSame = trade.paymentCode === order.code && trade.detail['asked'] === order.detail.asked;
  if (isSame && trade.cancelled === null) return whatBecame(trade);
  return no(whyNotAgain(trade, order.detail.asked) ?? 'order-differs');
}

/** A wallet whose phone has no network is asked all the same: nobody answers, and the time runs out. */
function charge(
  world: World,
  trade: Trade,
  { wallet, now }: { readonly wallet: Wallet; readonly now: number },
): void {
  const asks = asksPassword(wallet, trade.amountMinor);
  const refusal =
    walletRefusal(world, wallet, { ...trade, now }) ?? (asks && wallet.state === 'locked' ? 'locked' : null);
  if (refusal !== null) declineTrade(world, trade, { refusal, at: now });
  else if (asks) askPassword(world, trade);
  else payTrade(world, trade, { wallet, at: now });
}

function whatBecame(trade: Trade): Done<Trade> {
  if (trade.declined !== null) return no(REFUSALS[trade.declined]);
  return trade.payment === null && trade.status === 'closed' ? no('payer-refused') : done(trade);
}

function findCode(
  world: World,
  text: string,
  now: number,
): Done<{ readonly code: PaymentCode; readonly wallet: Wallet }> {
  if (!/^1[0-5]\d{16}$/.test(text)) return no('code-unreadable');
  const known = isPracticeCode(text, 'wechatpay') ? world.codes.find(({ code }) => code === text) : undefined;
  const wallet = known && walletById(world, known.walletId);
  if (!known || !wallet) return no('code-unknown');
  if (known.used) return no('code-used');
  const code = redeemCode(world, text, now);
  return code ? done({ code, wallet }) : no('code-expired');
}
