/** The codes that hang in the practice shop: what they say, whose account is behind them, and what the law lets a customer pay to one in a day. */

import { beijingDay } from './beijing.ts';
import type { Rail, RiskClass, StaticCode, Wallet, World } from './model.ts';

/**
 * What one customer may pay to static codes in a day at one provider, however the wallet makes sure of its owner: class D of
 * PBOC 银发〔2017〕296号 (条码支付业务规范), in force since April 2018.
 */
export const STATIC_CODE_DAY_LIMIT_MINOR = 50_000;

/** The same by codes of the moment, in yuan: classes C and B; A is as the wallet and its owner agreed. */
export const CLASS_DAY_LIMITS_MINOR: Readonly<Record<RiskClass, number | null>> = {
  A: null,
  B: 500_000,
  C: 100_000,
};

/**
 * Always the same, whatever the seed: a sticker stays where it hangs, and so does the copy of it that a counter keeps.
 * `practice` stands in each, so that a till with real money never takes one for its own.
 */
const CONTENTS: readonly (readonly [Rail, string])[] = [
  ['alipay', 'https://qr.alipay.com/fkx00000practice8c4t2k7m'],
  ['wechatpay', 'wxp://f2f0practice3n7q0v5x1b9d4h8k2m6p'],
];

/** The codes of a fresh world. */
export function staticCodes(): StaticCode[] {
  return CONTENTS.map(([rail, content]) => ({
    rail,
    content,
    account: `own_code/${rail}`,
    currency: 'CNY',
    balanceMinor: 0,
    openingMinor: 0,
  }));
}

/** The shop's code with this content that a wallet of a rail can read. */
export function staticCodeSaying(world: World, rail: Rail, content: string): StaticCode | undefined {
  return world.staticCodes.find((code) => code.rail === rail && code.content === content);
}

/** The shop's code at a rail; payments to a static code are only made where there is one. */
export function staticCodeOf(world: World, rail: Rail): StaticCode {
  const code = world.staticCodes.find((candidate) => candidate.rail === rail);
  if (!code) throw new Error(`no static code for ${rail}`);
  return code;
}

/** What this customer may still pay to static codes today, by the calendar of Beijing; minor units. */
export function staticLeftMinor(world: World, wallet: Wallet, now: number): number {
  return Math.max(0, STATIC_CODE_DAY_LIMIT_MINOR - paidOnDayMinor(world, wallet, { now, isStatic: true }));
}

/** What a wallet paid on the Beijing day of `now`; `isStatic`: to static codes only, or to all others only. */
export function paidOnDayMinor(
  world: World,
  wallet: Wallet,
  { now, isStatic }: { readonly now: number; readonly isStatic?: boolean },
): number {
  let total = 0;
  for (const { walletId, payment, flow } of Object.values(world.trades)) {
    if (walletId !== wallet.id || payment === null) continue;
    if (isStatic !== undefined && (flow === 'static-code') !== isStatic) continue;
    if (beijingDay(payment.at) === beijingDay(now)) total += payment.buyerPayMinor;
  }
  return total;
}
