/** Cash: the coins and notes of each currency, what is rounded to the smallest coin, and what of it stays in the drawer. */

import type { Attempt, CashGiven } from './attempt.ts';
import type { Currency, Money } from './money.ts';
import { type Refund, refundableMinor } from './refund.ts';

/** Minor units, smallest first. */
export interface CashKinds {
  readonly coins: readonly [number, ...number[]];
  readonly notes: readonly [number, ...number[]];
}

/** What is in circulation, which is less than what was once issued: fen, US half dollars and the Hong Kong $10 note are left out. */
export const CASH_KINDS: Readonly<Record<Currency, CashKinds>> = {
  CNY: { coins: [10, 50, 100], notes: [500, 1_000, 2_000, 5_000, 10_000] },
  USD: { coins: [1, 5, 10, 25], notes: [100, 500, 1_000, 2_000, 5_000, 10_000] },
  EUR: { coins: [1, 2, 5, 10, 20, 50, 100, 200], notes: [500, 1_000, 2_000, 5_000, 10_000, 20_000] },
  GBP: { coins: [1, 2, 5, 10, 20, 50, 100, 200], notes: [500, 1_000, 2_000, 5_000] },
  HKD: { coins: [10, 20, 50, 100, 200, 500, 1_000], notes: [2_000, 5_000, 10_000, 50_000, 100_000] },
  SGD: { coins: [5, 10, 20, 50, 100], notes: [200, 500, 1_000, 5_000, 10_000] },
  JPY: { coins: [1, 5, 10, 50, 100, 500], notes: [1_000, 5_000, 10_000] },
  KRW: { coins: [10, 50, 100, 500], notes: [1_000, 5_000, 10_000, 50_000] },
  KWD: { coins: [5, 10, 20, 50, 100], notes: [250, 500, 1_000, 5_000, 10_000, 20_000] },
};

/** How a shop rounds. Finland, the Netherlands, Ireland, Belgium and others give no 1 and 2 cent coins any more. */
export interface CashRounding {
  readonly isOn: boolean;
  readonly euroCoinMinor: 1 | 5;
}

/** The smallest coin that change is given in, minor units; 1 where nothing is rounded. */
export function coinMinorOf(currency: Currency, { isOn, euroCoinMinor }: CashRounding): number {
  if (!isOn) return 1;
  return currency === 'EUR' ? euroCoinMinor : CASH_KINDS[currency].coins[0];
}

/** The nearest amount that coins can make up; of two as near, the larger. */
function nearestMinor(amountMinor: number, coinMinor: number): number {
  return Math.floor((2 * amountMinor + coinMinor) / (2 * coinMinor)) * coinMinor;
}

/** What somebody with coins only is asked for: the nearest amount, and of two as near the smaller, in the customer's favour. */
export function payableMinor(due: Money, coinMinor: number): number {
  return 0 - nearestMinor(-due.amountMinor, coinMinor);
}

/**
 * What was handed over and what goes back for `due`, or nothing when it is not enough. The change is the nearest amount
 * in coins, a tie in the customer's favour; so the exact amount, or one whose change needs no smaller coin, is never rounded.
 */
export function settleCash(due: Money, tenderedMinor: number, coinMinor: number): CashGiven | undefined {
  const changeMinor = nearestMinor(tenderedMinor - due.amountMinor, coinMinor);
  if (changeMinor < 0) return undefined;
  const roundingMinor = tenderedMinor - changeMinor - due.amountMinor;
  return { tenderedMinor, changeMinor, ...(roundingMinor === 0 ? {} : { roundingMinor }) };
}

/** What a refund takes out of the drawer, minor units. */
export function handedBackMinor({ amountMinor, roundingMinor = 0 }: Refund): number {
  return amountMinor + roundingMinor;
}

/** What a paid attempt brought into the drawer and has not given back, minor units. */
function heldMinor(attempt: Attempt): number {
  const backMinor = attempt.refunds
    .filter((refund) => refund.state !== 'failed')
    .reduce((total, refund) => total + handedBackMinor(refund), 0);
  return attempt.amount.amountMinor + (attempt.cash?.roundingMinor ?? 0) - backMinor;
}

/**
 * By how much the cash handed back for a refund differs from its amount, minor units. The whole rest gives back exactly what
 * was taken; a part is rounded to coins in the customer's favour, and never beyond what was taken.
 */
export function refundRoundingMinor(attempt: Attempt, amountMinor: number, coinMinor: number): number {
  const isRest = amountMinor === refundableMinor(attempt);
  const restMinor = heldMinor(attempt);
  const handedMinor = isRest ? restMinor : Math.min(restMinor, nearestMinor(amountMinor, coinMinor));
  return handedMinor - amountMinor;
}
