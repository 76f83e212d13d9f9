/** The rails: the ways money can travel, and what each can take. A new rail adds one line here. */

import type { Currency } from './money.ts';
import { STATIC_CODE_LIMIT_MINOR } from './static-code.ts';

export const RAIL_NAMES = [
  'alipay',
  'wechatpay',
  'unionpay',
  'paypal',
  'card',
  'own_code',
  'bank_terminal',
  'voucher',
  'cash',
] as const;

export type RailName = (typeof RAIL_NAMES)[number];

/** How customer and till find each other. */
export type Presentation =
  /** The till shows, the customer's phone scans (收款码). */
  | 'payment_qr'
  /** The customer's phone shows, the till scans (付款码). */
  | 'payment_code'
  /** The customer presents a card to a reader that the provider drives. */
  | 'card_reader'
  /** Taken outside of this counter, and written down on the cashier's word. */
  | 'record'
  /** Notes and coins. */
  | 'cash';

/** Who says that the money is there: a provider's answer, the cashier's eyes, or the drawer. */
export type RailKind = 'provider' | 'record' | 'cash';

export interface RailFacts {
  readonly kind: RailKind;
  readonly presentations: readonly Presentation[];
  readonly currencies: readonly Currency[];
  /** The smallest and the largest amount of one payment, minor units. */
  readonly minMinor: number;
  readonly maxMinor: number;
  /** Where a currency has a smallest amount of its own. */
  readonly minMinorIn?: Readonly<Partial<Record<Currency, number>>>;
}

const HUNDRED_MILLION_YUAN = 10_000_000_000;
const EVERY_CURRENCY: readonly Currency[] = ['CNY', 'USD', 'EUR', 'GBP', 'HKD', 'SGD', 'JPY', 'KRW', 'KWD'];

/**
 * What a rail can take. Alipay: trade.pay `total_amount` 0.01 … 100 000 000. WeChat Pay: `total` is a positive integer.
 * PayPal: no yuan. Card: Stripe's eight digits, and its smallest charge. Own code: `static-code.ts`.
 */
export const RAIL_FACTS: Readonly<Record<RailName, RailFacts>> = {
  alipay: {
    kind: 'provider',
    presentations: ['payment_qr', 'payment_code'],
    currencies: ['CNY'],
    minMinor: 1,
    maxMinor: HUNDRED_MILLION_YUAN,
  },
  wechatpay: {
    kind: 'provider',
    presentations: ['payment_qr', 'payment_code'],
    currencies: ['CNY'],
    minMinor: 1,
    maxMinor: HUNDRED_MILLION_YUAN,
  },
  unionpay: {
    kind: 'provider',
    presentations: ['payment_qr', 'payment_code'],
    currencies: ['CNY'],
    minMinor: 1,
    maxMinor: 999_999_999_999,
  },
  paypal: {
    kind: 'provider',
    presentations: ['payment_qr'],
    currencies: ['USD', 'EUR', 'GBP', 'HKD', 'SGD', 'JPY'],
    minMinor: 1,
    maxMinor: HUNDRED_MILLION_YUAN,
  },
  card: {
    kind: 'provider',
    presentations: ['card_reader'],
    currencies: ['CNY', 'USD', 'EUR', 'GBP', 'HKD', 'SGD', 'JPY'],
    minMinor: 50,
    maxMinor: 99_999_999,
    minMinorIn: { HKD: 400 },
  },
  own_code: {
    kind: 'record',
    presentations: ['record'],
    currencies: ['CNY'],
    minMinor: 1,
    maxMinor: STATIC_CODE_LIMIT_MINOR,
  },
  bank_terminal: {
    kind: 'record',
    presentations: ['record'],
    currencies: EVERY_CURRENCY,
    minMinor: 1,
    maxMinor: HUNDRED_MILLION_YUAN,
  },
  voucher: {
    kind: 'record',
    presentations: ['record'],
    currencies: EVERY_CURRENCY,
    minMinor: 1,
    maxMinor: HUNDRED_MILLION_YUAN,
  },
  cash: {
    kind: 'cash',
    presentations: ['cash'],
    currencies: EVERY_CURRENCY,
    minMinor: 1,
    maxMinor: HUNDRED_MILLION_YUAN,
  },
};

export function isRailName(value: unknown): value is RailName {
  return RAIL_NAMES.some((name) => name === value);
}

/** The smallest amount of one payment in a currency, minor units. */
export function smallestMinor(rail: RailName, currency: Currency): number {
  const { minMinor, minMinorIn } = RAIL_FACTS[rail];
  return minMinorIn?.[currency] ?? minMinor;
}

/** Whether a provider answers for this rail, so that it can be asked. */
export function hasProvider(rail: RailName): boolean {
  return RAIL_FACTS[rail].kind === 'provider';
}

/** The rails that can take a currency, in the order of the list; a sale has one currency and nothing is converted. */
export function railsFor(currency: Currency): readonly RailName[] {
  return RAIL_NAMES.filter((rail) => RAIL_FACTS[rail].currencies.includes(currency));
}
