/** What a customer does with the phone: read a payment QR, agree, type the password, or say no. */

import { beijingDate } from './beijing.ts';
import { merchantOf } from './merchants.ts';
import {
  type Rail,
  type Refusal,
  type StaticCode,
  type Trade,
  touch,
  type Wallet,
  type World,
} from './model.ts';
import { STATIC_CODE_DAY_LIMIT_MINOR, staticCodeSaying, staticLeftMinor } from './static-codes.ts';
import { approveTrade, closeTrade, createTrade, declineTrade, payTrade } from './trades.ts';
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
  /** A static code was scanned: the customer has to say how much. */
  | 'amount-required'
  | 'static-code-limit'
  | 'password-required'
  | 'password-wrong';

export type PhoneResult = { readonly ok: true; readonly trade: Trade } | Refused;

interface Refused {
  readonly ok: false;
  readonly refusal: PhoneRefusal;
  /** After a wrong password. */
  readonly triesLeft?: number;
  /** Of a static code: what a customer may pay in a day, and what is left of it today. */
  readonly limitMinor?: number;
  readonly leftMinor?: number;
}

/** What each provider's payment QRs look like, those of one order and those that hang in a shop; a card scans nothing. */
const QR_SHAPES: Readonly<Record<Rail, RegExp | null>> = {
  alipay: /^https:\/\/qr\.alipay\.com\/\w+$/i,
  wechatpay: /^(?:weixin:\/\/wxpay\/bizpayurl|wxp:\/\/)\S*$/i,
  unionpay: /^https:\/\/qr\.95516\.com\/\d+\/\d+$/i,
  paypal: /^https:\/\/www\.(?:sandbox\.)?paypal\.com\/checkoutnow\?token=\w+$/i,
  card: null,
};

/** Where the payer only agrees and the merchant takes the money afterwards. */
const CAPTURED_LATER: readonly Rail[] = ['paypal'];

/** How long somebody may take to type an amount. */
const TYPING_LIFE_MS = 15 * 60_000;

/** What the phone has open: a scanned order to agree to, or a payment code's question for the password. */
export function pendingTrade(world: World, wallet: Wallet): Trade | undefined {
  return Object.values(world.trades)
    .filter((trade) => trade.walletId === wallet.id && trade.ask !== null)
    .sort((one, other) => other.version - one.version)[0];
}

/** The customer points the phone at a code. `content`: the provider's own, or a practice link around it. */
export function scan(
  world: World,
  wallet: Wallet,
  { content, now }: { readonly content: string; readonly now: number },
): PhoneResult {
  const text = unwrap(content);
  if (!QR_SHAPES[wallet.rail]?.test(text)) return no('not-a-payment-qr');
  if (wallet.phoneOffline) return no('phone-offline');
  const code = staticCodeSaying(world, wallet.rail, text);
  if (code) return askAmount(world, wallet, { code, now });
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
  if (open && open !== trade) leave(world, open, now);
  trade.status = 'waiting';
  trade.walletId = wallet.id;
  trade.ask = 'scan';
  touch(world, trade);
  return { ok: true, trade };
}

/** A static code: the shop, and no amount. Nothing of it reaches the shop unless it is paid. */
function askAmount(
  world: World,
  wallet: Wallet,
  { code, now }: { readonly code: StaticCode; readonly now: number },
): PhoneResult {
  if (wallet.ownsShop) return no('own-account');
  if (wallet.currency !== code.currency) return no('currency');
  const open = pendingTrade(world, wallet);
  if (open) leave(world, open, now);
  const orderNumber = `${beijingDate(now)}2000400${String(world.serial + 1).padStart(9, '0')}`;
  const trade = createTrade(world, now, {
    rail: code.rail,
    // Never under the name of an order: the shop's till gives those.
    key: `${code.account}/${orderNumber}`,
    orderNumber,
    flow: 'static-code',
    subject: '',
    amountMinor: 0,
    currency: code.currency,
    expiresAt: now + TYPING_LIFE_MS,
    notifyUrl: null,
  });
  trade.walletId = wallet.id;
  trade.ask = 'amount';
  return { ok: true, trade };
}

export interface Agreement {
  readonly password?: string | undefined;
  /** To a static code: how much. What was typed before holds while it is missing. */
  readonly amountMinor?: number | undefined;
  readonly now: number;
}

/** The customer agrees to what the phone has open, with the password where the wallet wants one: pays, or at PayPal approves. */
export function confirm(
  world: World,
  wallet: Wallet,
  { password, amountMinor, now }: Agreement,
): PhoneResult {
  const trade = pendingTrade(world, wallet);
  if (!trade) return no('nothing-to-confirm');
  if (wallet.phoneOffline) return no('phone-offline');
  if (wallet.state === 'locked') return no('locked');
  if (trade.ask === 'amount') {
    const refused = takeAmount(world, trade, { wallet, amountMinor, now });
    if (refused) return refused;
  }
  const mustType = trade.ask === 'password' || asksPassword(wallet, trade.amountMinor, trade.flow);
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

/** Takes the amount that was typed, unless it is more than a static code may take of this customer today. */
function takeAmount(
  world: World,
  trade: Trade,
  { wallet, amountMinor = trade.amountMinor, now }: Agreement & { readonly wallet: Wallet },
): Refused | undefined {
  if (amountMinor === 0) return no('amount-required');
  const leftMinor = staticLeftMinor(world, wallet, now);
  if (amountMinor > leftMinor)
    return { ...no('static-code-limit'), limitMinor: STATIC_CODE_DAY_LIMIT_MINOR, leftMinor };
  trade.amountMinor = amountMinor;
  touch(world, trade);
  return undefined;
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
): Record<string, string | number | boolean | null> {
  const { platformMinor, shopMinor } = discountFor(wallet, trade.amountMinor, trade.flow);
  const isOpen = trade.ask === 'amount' && trade.amountMinor === 0;
  return {
    orderNumber: trade.orderNumber,
    merchant: merchantOf(world, trade.rail).name,
    amountMinor: isOpen ? null : trade.amountMinor,
    discountMinor: platformMinor + shopMinor,
    payableMinor: isOpen ? null : trade.amountMinor - platformMinor - shopMinor,
    currency: trade.currency,
    subject: trade.subject,
    asksPassword: trade.ask === 'password' || asksPassword(wallet, trade.amountMinor, trade.flow),
    expiresAt: trade.expiresAt,
  };
}

function giveUp(
  world: World,
  trade: Trade,
  { refusal, now }: { readonly refusal: Refusal; readonly now: number },
): PhoneResult {
  if (trade.ask === 'password') declineTrade(world, trade, { refusal, at: now });
  else leave(world, trade, now);
  return no(refusal);
}

/** The phone turns away: an order can be scanned again, and of a static code nothing is left. */
function leave(world: World, trade: Trade, now: number): void {
  if (trade.ask === 'amount') {
    closeTrade(world, trade, now);
  } else {
    trade.ask = null;
    touch(world, trade);
  }
}

function no(refusal: PhoneRefusal): Refused {
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
