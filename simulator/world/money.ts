/** Money as the wires write it and whole minor units as the world counts them; no floating point on the way. */

import type { Currency, Rail } from './model.ts';

const ZERO_DECIMAL: readonly Currency[] = ['JPY', 'KRW'];
/** PayPal takes no decimals for these, although ISO 4217 has two. */
const PAYPAL_ZERO_DECIMAL: readonly Currency[] = [...ZERO_DECIMAL, 'HUF', 'TWD'];

/** How many decimals a provider counts in a currency: minor units are `10 ** -exponent` of it. */
export function exponentOf(rail: Rail, currency: Currency): 0 | 2 | 3 {
  const zero = rail === 'paypal' ? PAYPAL_ZERO_DECIMAL : ZERO_DECIMAL;
  if (zero.includes(currency)) return 0;
  return currency === 'KWD' ? 3 : 2;
}

/** Minor units from text such as `12` or, with decimals, `12.34`; undefined for anything else, signs included. */
export function parseDecimal(text: string, exponent: number): number | undefined {
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const decimals = match[2] ?? '';
  if (decimals.length > exponent) return undefined;
  return Number(match[1]) * 10 ** exponent + Number(decimals.padEnd(exponent, '0'));
}

/** `1234` with two decimals → `12.34`; a negative amount keeps its sign. */
export function decimal(amountMinor: number, exponent: number): string {
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  return exponent === 0
    ? `${sign}${digits}`
    : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Fen from text such as `12`, `12.3` or `12.34`. */
export function parseYuan(text: string): number | undefined {
  return parseDecimal(text, 2);
}

/** `1234` → `12.34`. */
export function yuan(amountMinor: number): string {
  return decimal(amountMinor, 2);
}

/** `part / whole` of `of`, rounded down; exact beyond 2^53 in between. */
export function share(part: number, whole: number, of: number): number {
  return whole === 0 ? 0 : Number((BigInt(part) * BigInt(of)) / BigInt(whole));
}
