/** Money as people read and type it; inside it is always integer minor units. */

import type { Language } from '../words/language.ts';

/** Minor units of a currency that has two decimals, as all currencies of the simulator do. */
const MINOR_PER_MAJOR = 100;

export function formatMoney(amountMinor: number, currency: string, language: Language): string {
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  return new Intl.NumberFormat(language, style).format(amountMinor / MINOR_PER_MAJOR);
}

/** `12.5` → 1250; undefined for what is no amount with at most two decimals. */
export function parseMoney(text: string): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return undefined;
  return Number(match[1]) * MINOR_PER_MAJOR + Number((match[2] ?? '').padEnd(2, '0'));
}

/** 1250 → `12.50`, for a field to edit. */
export function moneyText(amountMinor: number): string {
  return (amountMinor / MINOR_PER_MAJOR).toFixed(2);
}
