/** The sums that customers are likely to hand over, and cash in words. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASH_KINDS } from '../../../../src/domain/cash.ts';
import { CURRENCY_EXPONENTS, type Currency, money } from '../../../../src/domain/money.ts';
import { createFormats } from '../../../../src/i18n/formats.ts';
import { balanceMoney, cashSuggestions, signedMoney } from '../../../../src/ui/models/cash.ts';

const CURRENCIES = Object.keys(CURRENCY_EXPONENTS) as Currency[];
const sums = (currency: Currency, amountMinor: number) =>
  cashSuggestions(money(currency, amountMinor)).map((sum) => sum.amountMinor);

describe('cash suggestions', () => {
  it.each<[Currency, number, readonly number[]]>([
    ['CNY', 1_250, [1_300, 1_500, 2_000, 5_000, 10_000]],
    ['CNY', 1_230, [1_250, 1_500, 2_000, 5_000, 10_000]],
    ['CNY', 3_700, [4_000, 5_000, 10_000]],
    ['CNY', 10_000, []],
    ['CNY', 23_400, [23_500, 24_000, 25_000, 30_000]],
    ['CNY', 10, [50, 500, 1_000, 2_000, 5_000]],
    ['USD', 1_237, [1_300, 1_500, 2_000, 5_000]],
    ['USD', 99, [100, 500, 1_000, 2_000]],
    ['EUR', 1_237, [1_240, 1_500, 2_000, 5_000, 10_000]],
    ['GBP', 500, [1_000, 2_000, 5_000]],
    ['HKD', 1_250, [1_300, 2_000, 5_000, 10_000, 50_000]],
    ['SGD', 1_235, [1_240, 1_400, 1_500, 2_000, 5_000]],
    ['JPY', 1_234, [1_250, 2_000, 5_000, 10_000]],
    ['KRW', 1_230, [1_250, 2_000, 5_000, 10_000, 50_000]],
    ['KWD', 1_235, [1_250, 1_500, 2_000, 5_000]],
  ])('for %s %i are the next coin and the next notes', (currency, due, expected) => {
    expect(sums(currency, due)).toEqual(expected);
  });

  it('are few, sorted, more than what is to be paid, and of no more pieces than a hand holds', () => {
    const anyDue = fc.oneof(
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...CURRENCIES), anyDue, (currency, due) => {
        const found = sums(currency, due);
        const { coins, notes } = CASH_KINDS[currency];
        expect(found.length).toBeLessThanOrEqual(5);
        expect(found).toEqual([...new Set(found)].sort((left, right) => left - right));
        for (const sum of found) {
          expect(sum).toBeGreaterThan(due);
          expect(sum % (coins[0] ?? 1)).toBe(0);
          // One more than the largest note needs would be strange.
          expect(sum - due).toBeLessThan(notes.at(-1) ?? 0);
        }
      }),
    );
  });
});

describe('a sum with its sign', () => {
  const format = createFormats('en');

  it('says below and above nothing, and nothing of nothing', () => {
    expect(signedMoney(format, 'CNY', -3)).toBe('−¥0.03');
    expect(signedMoney(format, 'CNY', 2)).toBe('+¥0.02');
    expect(signedMoney(format, 'CNY', 0)).toBe('¥0.00');
  });

  it('as a balance only says below', () => {
    expect(balanceMoney(format, 'CNY', 500)).toBe('¥5.00');
    expect(balanceMoney(format, 'CNY', -500)).toBe('−¥5.00');
  });
});
