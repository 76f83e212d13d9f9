/** Money: whole minor units of one currency, with the currency in the type, so that yuan and dollars cannot meet. */

import { check } from './assert.ts';

/** Decimal places per currency, ISO 4217. A currency that is not listed cannot be used. */
export const CURRENCY_EXPONENTS = {
  CNY: 2,
  USD: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  SGD: 2,
  JPY: 0,
  KRW: 0,
  KWD: 3,
} as const;

export type Currency = keyof typeof CURRENCY_EXPONENTS;

declare const moneyBrand: unique symbol;

/** An amount of money. Made only by `money`, `parseMoney` and the arithmetic here; never negative (INV-14). */
export interface Money<C extends Currency = Currency> {
  readonly currency: C;
  /** Whole minor units (fen, cents), 0 … 2^53−1. */
  readonly amountMinor: number;
  readonly [moneyBrand]: true;
}

export function isCurrency(value: unknown): value is Currency {
  return typeof value === 'string' && Object.hasOwn(CURRENCY_EXPONENTS, value);
}

/** Whole minor units within 2^53−1, not negative (INV-14). */
export function isMinorAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Money from whole minor units; a fraction, a negative amount or NaN is a programmer's mistake. */
export function money<C extends Currency>(currency: C, amountMinor: number): Money<C> {
  check(isCurrency(currency), 'money-currency', currency);
  check(isMinorAmount(amountMinor), 'money-amount', String(amountMinor));
  return { currency, amountMinor: amountMinor + 0 } as Money<C>;
}

export function add<C extends Currency>(left: Money<C>, right: Money<NoInfer<C>>): Money<C> {
  check(left.currency === right.currency, 'money-mixed', `${left.currency}+${right.currency}`);
  return money(left.currency, left.amountMinor + right.amountMinor);
}

/** `left − right`; taking away more than there is is a programmer's mistake: compare first. */
export function subtract<C extends Currency>(left: Money<C>, right: Money<NoInfer<C>>): Money<C> {
  check(left.currency === right.currency, 'money-mixed', `${left.currency}-${right.currency}`);
  return money(left.currency, left.amountMinor - right.amountMinor);
}

/** How much `left` is over `right`, or zero. */
export function excess<C extends Currency>(left: Money<C>, right: Money<NoInfer<C>>): Money<C> {
  return isAtLeast(left, right) ? subtract(left, right) : money(left.currency, 0);
}

export function sum<C extends Currency>(currency: C, amounts: readonly Money<NoInfer<C>>[]): Money<C> {
  return amounts.reduce((total, amount) => add(total, amount), money(currency, 0));
}

export function isSame<C extends Currency>(left: Money<C>, right: Money<NoInfer<C>>): boolean {
  return left.currency === right.currency && left.amountMinor === right.amountMinor;
}

export function isAtLeast<C extends Currency>(left: Money<C>, right: Money<NoInfer<C>>): boolean {
  check(left.currency === right.currency, 'money-mixed', `${left.currency}?${right.currency}`);
  return left.amountMinor >= right.amountMinor;
}

export function isZero(amount: Money): boolean {
  return amount.amountMinor === 0;
}

export type AmountRefusal = 'empty' | 'not_a_number' | 'too_many_decimals' | 'too_large';

/** What a person typed or a provider wrote, such as `12`, `12.5`, `0.05`, read without floats; or why it is no amount. */
export function parseMoney<C extends Currency>(currency: C, text: string): Money<C> | AmountRefusal {
  if (text === '') return 'empty';
  const match = /^(\d{0,16})(?:\.(\d*))?$/.exec(text);
  const whole = match?.[1] ?? '';
  const decimals = match?.[2] ?? '';
  if (match === null || whole + decimals === '')
    return /^\d+(\.\d*)?$/.test(text) ? 'too_large' : 'not_a_number';
  const exponent = CURRENCY_EXPONENTS[currency];
  if (decimals.length > exponent) return 'too_many_decimals';
  const amountMinor = Number(whole + decimals.padEnd(exponent, '0'));
  return Number.isSafeInteger(amountMinor) ? money(currency, amountMinor) : 'too_large';
}

/** The amount with all decimals of its currency and a point, such as `12.50`: the form providers take. */
export function moneyToText(amount: Money): string {
  const exponent = CURRENCY_EXPONENTS[amount.currency];
  const digits = String(amount.amountMinor).padStart(exponent + 1, '0');
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
