/** The customers' wallets: what they let through, what they ask, what they say no to. */

import {
  type Currency,
  type Rail,
  type Refusal,
  type Trade,
  touch,
  type Wallet,
  type World,
} from './model.ts';
import { CLASS_DAY_LIMITS_MINOR, paidOnDayMinor } from './static-codes.ts';

/** Wrong passwords in a row after which a wallet locks. */
export const PASSWORD_TRIES = 3;

export interface Discount {
  platformMinor: number;
  shopMinor: number;
  couponIds: string[];
}

export function walletById(world: World, id: string): Wallet | undefined {
  return world.wallets.find((wallet) => wallet.id === id);
}

/** Who pays when nobody in particular does: the first customer of a rail with money of this currency. */
export function anyWallet(world: World, rail: Rail, currency: Currency): Wallet | undefined {
  return world.wallets.find((wallet) => wallet.rail === rail && wallet.currency === currency);
}

/**
 * What this wallet's coupons take off an order: the best one of each payer, as wallets apply them by themselves. A static
 * code takes none: it names no order.
 */
export function discountFor(wallet: Wallet, amountMinor: number, flow?: Trade['flow']): Discount {
  const discount: Discount = { platformMinor: 0, shopMinor: 0, couponIds: [] };
  if (flow === 'static-code') return discount;
  let left = amountMinor;
  for (const payer of ['shop', 'platform'] as const) {
    const best = wallet.coupons
      .filter((coupon) => coupon.payer === payer && !coupon.used)
      .filter((coupon) => amountMinor >= coupon.minimumMinor && coupon.amountMinor < left)
      .sort((one, other) => other.amountMinor - one.amountMinor)[0];
    if (!best) continue;
    left -= best.amountMinor;
    discount.couponIds.push(best.id);
    if (payer === 'shop') discount.shopMinor = best.amountMinor;
    else discount.platformMinor = best.amountMinor;
  }
  return discount;
}

/** What is left for the customer to pay. */
export function payableMinor(wallet: Wallet, amountMinor: number, flow?: Trade['flow']): number {
  const { platformMinor, shopMinor } = discountFor(wallet, amountMinor, flow);
  return amountMinor - platformMinor - shopMinor;
}

/** What is to be taken from a wallet now. A trade that is passed as it is fits: `{ ...trade, now }`. */
export interface Charge {
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly now: number;
  readonly flow?: Trade['flow'];
}

/** Why the provider would not take this amount from this wallet now; null when it would. */
export function walletRefusal(
  world: World,
  wallet: Wallet,
  { amountMinor, currency, now, flow }: Charge,
): Refusal | null {
  const payable = payableMinor(wallet, amountMinor, flow);
  if (wallet.ownsShop) return 'own-account';
  if (wallet.state === 'frozen') return 'frozen';
  if (wallet.state === 'risk') return 'risk';
  if (wallet.currency !== currency) return 'currency';
  if (payable > wallet.limits.perPaymentMinor) return 'per-payment-limit';
  if (paidOnDayMinor(world, wallet, { now }) + payable > wallet.limits.perDayMinor) return 'day-limit';
  if (isOverClass(world, wallet, { payable, now, flow })) return 'day-limit';
  if (payable > wallet.balanceMinor - heldMinor(world, wallet)) return 'balance';
  return null;
}

/** By codes of the moment, whose limit hangs on the wallet's class; static codes have one of their own. */
function isOverClass(
  world: World,
  wallet: Wallet,
  {
    payable,
    now,
    flow,
  }: { readonly payable: number; readonly now: number; readonly flow: Trade['flow'] | undefined },
): boolean {
  const limitMinor = CLASS_DAY_LIMITS_MINOR[wallet.riskClass];
  if (limitMinor === null || flow === 'static-code') return false;
  return paidOnDayMinor(world, wallet, { now, isStatic: false }) + payable > limitMinor;
}

/** What authorizations hold back of a wallet's money. */
export function heldMinor(world: World, wallet: Wallet): number {
  return Object.values(world.trades)
    .filter((trade) => trade.status === 'authorized' && trade.walletId === wallet.id)
    .reduce((total, trade) => total + trade.amountMinor, 0);
}

/** Whether the phone asks for the password before it pays this amount. */
export function asksPassword(wallet: Wallet, amountMinor: number, flow?: Trade['flow']): boolean {
  return payableMinor(wallet, amountMinor, flow) >= wallet.limits.noPasswordBelowMinor;
}

/** Checks a typed password; the third wrong one in a row locks the wallet. */
export function tryPassword(world: World, wallet: Wallet, password: string): 'right' | 'wrong' | 'locked' {
  if (wallet.state === 'locked') return 'locked';
  touch(world);
  if (password === wallet.password) {
    wallet.wrongPasswords = 0;
    return 'right';
  }
  wallet.wrongPasswords += 1;
  if (wallet.wrongPasswords < PASSWORD_TRIES) return 'wrong';
  wallet.state = 'locked';
  return 'locked';
}
