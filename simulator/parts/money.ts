/** Money as people read and type it; inside it is always integer minor units. */

import type { Language } from '../words/language.ts';
import { CURRENCIES, type Rail } from '../world/model.ts';
import { exponentOf } from '../world/money.ts';

export interface MoneyStyle {
  readonly language: Language;
  /** Whose minor units they are: PayPal counts forints and Taiwan dollars without decimals, others with two. */
  readonly rail?: Rail | undefined;
}

/** Yuan as `¥` in both languages; other currencies keep the sign that tells them apart. */
export function formatMoney(amountMinor: number, currency: string, { language, rail }: MoneyStyle): string {
  const digits = decimalsOf(currency, rail);
  const style = { style: 'currency', currency, currencyDisplay: displayOf(currency) } as const;
  const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(language, { ...style, ...decimals }).format(amountMinor / 10 ** digits);
}

/** The sign alone, for the label of a field. */
export function currencySign(currency: string, language: Language): string {
  const style = { style: 'currency', currency, currencyDisplay: displayOf(currency) } as const;
  const parts = new Intl.NumberFormat(language, style).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}

/** `12.5` → 1250 with two decimals; undefined for what is no amount, or has more decimals than that. */
export function parseMoney(text: string, decimals = 2): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d+))?$/.exec(text.trim());
  const fraction = match?.[2] ?? '';
  if (!match || fraction.length > decimals) return undefined;
  return Number(match[1]) * 10 ** decimals + Number(fraction.padEnd(decimals, '0'));
}

/** 1250 → `12.50` with two decimals, for a field to edit. */
export function moneyText(amountMinor: number, decimals = 2): string {
  return (amountMinor / 10 ** decimals).toFixed(decimals);
}

/** How many decimals an amount has; two for a currency that the simulator does not know. */
export function decimalsOf(currency: string, rail: Rail = 'alipay'): number {
  const known = CURRENCIES.find((candidate) => candidate === currency);
  return known === undefined ? 2 : exponentOf(rail, known);
}

/** English writes yen as `¥` too, unless the language is told to keep them apart. */
function displayOf(currency: string): 'narrowSymbol' | 'symbol' | 'code' {
  if (currency === 'CNY') return 'narrowSymbol';
  return currency === 'JPY' ? 'code' : 'symbol';
}
