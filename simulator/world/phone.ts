/** What a customer does with the phone: read a payment QR, agree, type the password, or say no. */

import { merchantOf } from './merchants.ts';
import { type Rail, type Refusal, type Trade, touch, type Wallet, type World } from './model.ts';
import { approveTrade, declineTrade, payTrade } from './trades.ts';
import {
  anyWallet,
  asksPassword,
  discountFor,
  PASSWORD_TRIES,
  tryPassword,
  walletRefusal,
} from './wallets.ts';

/** Every way in which the phone says no. */
export type PhoneRefusal =
  | Refusal
  | 'not-a-payment-qr'
  | 'unknown-order'
  | 'order-closed'
  | 'already-paid'
  | 'taken-by-another'
  | 'nothing-to-confirm'
  | 'password-required'
  | 'password-wrong';

export type PhoneResult =
  | { readonly ok: true; readonly trade: Trade }
  | { readonly ok: false; readonly refusal: PhoneRefusal; readonly triesLeft?: number };

/** What each provider's payment QR looks like; a card scans nothing. */
const QR_SHAPES: Readonly<Record<Rail, RegExp | null>> = {
  alipay: /^https:\/\/qr\.alipay\.com\/\w+$/i,
  wechatpay: /^weixin:\/\/wxpay\/bizpayurl\S*$/i,
  unionpay: /^https:\/\/qr\.95516\.com\/\d+\/\d+$/i,
  paypal: /^https:\/\/www\.(?:sandbox\.)?paypal\.com\/checkoutnow\?token=\w+$/i,
  card: null,
};

/** Where the payer only agrees and the merchant takes the money afterwards. */
const CAPTURED_LATER: readonly Rail[] = ['paypal'];

/** What the phone has open: a scanned order to agree to, or a payment code's question for the password. */
export function pendingTrade(world: World, wallet: Wallet): Trade | undefined {
  return Object.values(world.trades)
    .filter((trade) => trade.walletId === wallet.id && trade.ask !== null)
    .sort((one, other) => other.version - one.version)[0];
}

/** The customer points the phone at a code. `content`: the provider's own, or a practice link around it. */
export function scan(world: World, wallet: Wallet, content: string): PhoneResult {
  const text = unwrap(content);
  if (!QR_SHAPES[wallet.rail]?.test(text)) return no('not-a-payment-qr');
  if (wallet.phoneOffline) return no('phone-offline');
  const trade = Object.values(world.trades).find(
    (candidate) => candidate.qr?.content === text && candidate.rail === wallet.rail,
  );
  if (!trade) return no('unknown-order');
  if (trade.payment !== null) return no('already-paid');
  if (trade.status !== 'presented' && trade.status !== 'waiting') return no('order-closed');
  if (trade.ask !== null && trade.walletId !== wallet.id) return no('taken-by-another');
  if (wallet.ownsShop) return no('own-account');
  if (wallet.currency !== trade.currency) return no('currency');
  const open = pendingTrade(world, wallet);
  if (open && open !== trade) open.ask = null;
  trade.status = 'waiting';
  trade.walletId = wallet.id;
  trade.ask = 'scan';
  touch(world, trade);
  return { ok: true, trade };
}

/** The customer agrees to what the phone has open, with the password where the wallet wants one: pays, or at PayPal approves. */
export function confirm(
  world: World,
  wallet: Wallet,
  { password, now }: { readonly password: string | undefined; readonly now: number },
): PhoneResult {
  const trade = pendingTrade(world, wallet);
  if (!trade) return no('nothing-to-confirm');
  if (wallet.phoneOffline) return no('phone-offline');
  if (wallet.state === 'locked') return no('locked');
  const mustType = trade.ask === 'password' || asksPassword(wallet, trade.amountMinor);
  if (mustType && password === undefined) return no('password-required');
  if (password !== undefined) {
    const tried = tryPassword(world, wallet, password);
    if (tried === 'locked') return giveUp(world, trade, { refusal: 'locked', now });
    if (tried === 'wrong')
      return { ...no('password-wrong'), triesLeft: PASSWORD_TRIES - wallet.wrongPasswords };
  }
  if (CAPTURED_LATER.includes(trade.rail)) {
    approveTrade(world, trade, { wallet, at: now });
    return { ok: true, trade };
  }
  const refusal = walletRefusal(world, wallet, { ...trade, now });
  if (refusal !== null) return giveUp(world, trade, { refusal, now });
  payTrade(world, trade, { wallet, at: now });
  return { ok: true, trade };
}

/** The customer says no. A payment code's payment has failed then; a scanned order can be scanned again. */
export function sayNo(world: World, wallet: Wallet, now: number): PhoneResult {
  const trade = pendingTrade(world, wallet);
  if (!trade) return no('nothing-to-confirm');
  giveUp(world, trade, { refusal: 'customer-cancelled', now });
  return { ok: true, trade };
}

/** Faults `paid-before-cancel` and such: a customer who pays at the worst moment. True when money moved. */
export function payAtOnce(world: World, trade: Trade, now: number): boolean {
  if (trade.status !== 'presented' && trade.status !== 'waiting') return false;
  const bound = world.wallets.find((wallet) => wallet.id === trade.walletId);
  const wallet = bound ?? anyWallet(world, trade.rail, trade.currency);
  if (!wallet) return false;
  if (CAPTURED_LATER.includes(trade.rail)) {
    approveTrade(world, trade, { wallet, at: now });
    return false;
  }
  if (walletRefusal(world, wallet, { ...trade, now }) !== null) return false;
  payTrade(world, trade, { wallet, at: now });
  return true;
}

/** What the phone shows about an order before the customer agrees. */
export function orderView(
  world: World,
  wallet: Wallet,
  trade: Trade,
): Record<string, string | number | boolean> {
  const { platformMinor, shopMinor } = discountFor(wallet, trade.amountMinor);
  return {
    orderNumber: trade.orderNumber,
    merchant: merchantOf(world, trade.rail).name,
    amountMinor: trade.amountMinor,
    discountMinor: platformMinor + shopMinor,
    payableMinor: trade.amountMinor - platformMinor - shopMinor,
    currency: trade.currency,
    subject: trade.subject,
    asksPassword: trade.ask === 'password' || asksPassword(wallet, trade.amountMinor),
    expiresAt: trade.expiresAt,
  };
}

function giveUp(
  world: World,
  trade: Trade,
  { refusal, now }: { readonly refusal: Refusal; readonly now: number },
): PhoneResult {
  if (trade.ask === 'password') {
    declineTrade(world, trade, { refusal, at: now });
  } else {
    trade.ask = null;
    touch(world, trade);
  }
  return no(refusal);
}

function no(refusal: PhoneRefusal): { readonly ok: false; readonly refusal: PhoneRefusal } {
  return { ok: false, refusal };
}

/** The provider's content inside a practice link `…/simulator/#scan=<encoded>`; other text as it is. */
function unwrap(content: string): string {
  const match = /^https?:\/\/[^/]+\/(?:.*\/)?simulator\/(?:index\.html)?(?:\?[^#]*)?#scan=([^&]+)$/.exec(
    content.trim(),
  );
  if (!match?.[1]) return content.trim();
  try {
    return decodeURIComponent(match[1]);
  } catch {
    return content;
  }
}
