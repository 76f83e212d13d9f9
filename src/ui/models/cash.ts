/** Cash: which notes a customer is likely to hand over for an amount, and what is to be given back. */

import { CURRENCY_EXPONENTS, type Currency, type Money, money } from '../../domain/money.ts';

/** Notes in use, whole units of the currency, smallest first. */
const NOTES: Readonly<Record<Currency, readonly number[]>> = {
  CNY: [1, 5, 10, 20, 50, 100],
  USD: [1, 5, 10, 20, 50, 100],
  EUR: [5, 10, 20, 50, 100, 200],
  GBP: [5, 10, 20, 50],
  HKD: [10, 20, 50, 100, 500, 1000],
  SGD: [2, 5, 10, 50, 100],
  JPY: [1000, 2000, 5000, 10000],
  KRW: [1000, 5000, 10000, 50000],
  KWD: [1, 5, 10, 20],
};

const SUGGESTIONS = 4;

/** Up to four sums above `due` that people pay with: the next full multiple of each note, without those beyond sense. */
export function cashSuggestions(due: Money): readonly Money[] {
  const unit = 10 ** CURRENCY_EXPONENTS[due.currency];
  const sums = NOTES[due.currency].map((note) => Math.ceil(due.amountMinor / (note * unit)) * note * unit);
  const distinct = [...new Set(sums)].filter((sum) => sum > due.amountMinor && Number.isSafeInteger(sum));
  return distinct
    .sort((left, right) => left - right)
    .slice(0, SUGGESTIONS)
    .map((sum) => money(due.currency, sum));
}
