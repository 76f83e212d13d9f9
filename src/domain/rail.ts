/** The rails: the ways money can travel. A new rail adds one line here. */

import type { Currency } from './money.ts';

export const RAIL_NAMES = ['alipay', 'cash'] as const;

export type RailName = (typeof RAIL_NAMES)[number];

/** How customer and till find each other. */
export type Presentation =
  /** The till shows, the customer's phone scans (收款码). */
  | 'payment_qr'
  /** The customer's phone shows, the till scans (付款码). */
  | 'payment_code'
  /** Notes and coins. */
  | 'cash';

interface RailFacts {
  readonly currencies: readonly Currency[];
  /** The smallest and the largest amount of one payment, minor units. */
  readonly minMinor: number;
  readonly maxMinor: number;
}

/** What a rail can take. Alipay: trade.pay `total_amount` 0.01 … 100 000 000. */
export const RAIL_FACTS: Readonly<Record<RailName, RailFacts>> = {
  alipay: { currencies: ['CNY'], minMinor: 1, maxMinor: 10_000_000_000 },
  cash: {
    currencies: ['CNY', 'USD', 'EUR', 'GBP', 'HKD', 'SGD', 'JPY', 'KRW', 'KWD'],
    minMinor: 1,
    maxMinor: 10_000_000_000,
  },
};

export function isRailName(value: unknown): value is RailName {
  return RAIL_NAMES.some((name) => name === value);
}
