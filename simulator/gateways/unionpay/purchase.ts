/** Purchases: by the customer's payment code (01/06), and by a QR that the till shows (01/07). */

import { isPracticeCode, redeemCode } from '../../world/codes.ts';
import type { Refusal, Trade, Wallet, World } from '../../world/model.ts';
import { draw, drawText } from '../../world/random.ts';
import {
  askPassword,
  bindCode,
  createTrade,
  declineTrade,
  findTrade,
  payTrade,
  presentQr,
} from '../../world/trades.ts';
import { asksPassword, walletById, walletRefusal } from '../../world/wallets.ts';
import { refusalCode, type Verdict } from './codes.ts';
import type { Form } from './form.ts';
import { readTime } from './times.ts';
import { findReturn, newQueryId } from './transactions.ts';

/** A purchase's time may be this far from UnionPay's. */
const WINDOW_MS = 5 * 60_000;
/** How long a customer may think about a payment by code, and how long a QR lives unless the order says less. */
const CODE_ORDER_LIFE_MS = 3 * 60_000;
const QR_LIFE_MS = 2 * 3_600_000;
/** An address with which the interface's own samples say that no news is wanted. */
const NO_NEWS = 'http://www.specialurl.com';
const DIGITS = '0123456789';

export type Purchased = Verdict & { readonly fields?: Form };

/** Charges the wallet whose code was scanned; `00` says only that the purchase was accepted. */
export function pay(world: World, form: Form, now: number): Purchased {
  const refused = purchaseRefusal(world, form, now);
  if (refused !== null) return refused;
  const code = form['qrNo'] ?? '';
  const redeemed = isPracticeCode(code, 'unionpay') ? redeemCode(world, code, now) : null;
  const wallet = redeemed === null ? undefined : walletById(world, redeemed.walletId);
  if (redeemed === null || wallet === undefined) return { code: '61', about: 'qrNo' };
  const trade = order(world, form, { now, flow: 'payment-code', expiresAt: now + CODE_ORDER_LIFE_MS });
  bindCode(world, trade, redeemed);
  const refusal = charge(world, trade, { wallet, now });
  const fields = { queryId: trade.tradeNumber };
  return refusal === null ? { code: '00', fields } : { code: refusalCode(refusal), fields };
}

/** Makes a QR for the customer to scan. */
export function present(world: World, form: Form, now: number): Purchased {
  const refused = purchaseRefusal(world, form, now);
  if (refused !== null) return refused;
  const asked = form['payTimeout'] ? readTime(form['payTimeout']) : now + QR_LIFE_MS;
  if (asked === undefined || asked <= now) return { code: '10', about: 'payTimeout' };
  const expiresAt = Math.min(asked, now + QR_LIFE_MS);
  const trade = order(world, form, { now, flow: 'payment-qr', expiresAt });
  const content = `https://qr.95516.com/00010000/62${String(draw(world, 1e9)).padStart(9, '0')}${drawText(world, 21, DIGITS)}`;
  presentQr(world, trade, { content, expiresAt });
  return { code: '00', fields: { qrCode: content } };
}

function purchaseRefusal(world: World, form: Form, now: number): Verdict | null {
  const orderId = form['orderId'] ?? '';
  if (findTrade(world, 'unionpay', orderId) || findReturn(world, orderId))
    return { code: '12', about: 'orderId' };
  const at = readTime(form['txnTime'] ?? '') ?? 0;
  return Math.abs(at - now) > WINDOW_MS ? { code: '39', about: 'txnTime' } : null;
}

function order(
  world: World,
  form: Form,
  {
    now,
    flow,
    expiresAt,
  }: { readonly now: number; readonly flow: Trade['flow']; readonly expiresAt: number },
): Trade {
  const backUrl = form['backUrl'] ?? '';
  return createTrade(world, now, {
    rail: 'unionpay',
    orderNumber: form['orderId'] ?? '',
    tradeNumber: newQueryId(world, now),
    flow,
    subject: form['orderDesc'] ?? '',
    amountMinor: Number(form['txnAmt']),
    currency: 'CNY',
    expiresAt,
    notifyUrl: backUrl.toLowerCase() === NO_NEWS ? null : backUrl,
    detail: {
      txnTime: form['txnTime'],
      txnSubType: form['txnSubType'],
      ...(form['reqReserved'] ? { reqReserved: form['reqReserved'] } : {}),
    },
  });
}

/** Takes the money, asks for the password, or closes the trade with the wallet's refusal. */
function charge(
  world: World,
  trade: Trade,
  { wallet, now }: { readonly wallet: Wallet; readonly now: number },
): Refusal | null {
  const mustAsk = asksPassword(wallet, trade.amountMinor);
  const refusal = walletRefusal(world, wallet, { ...trade, now }) ?? (mustAsk ? unaskable(wallet) : null);
  if (refusal !== null) declineTrade(world, trade, { refusal, at: now });
  else if (mustAsk) askPassword(world, trade);
  else payTrade(world, trade, { wallet, at: now });
  return refusal;
}

/** A question can only be asked on a phone that has a network and a wallet that is not locked. */
function unaskable(wallet: Wallet): Refusal | null {
  if (wallet.state === 'locked') return 'locked';
  return wallet.phoneOffline ? 'phone-offline' : null;
}
