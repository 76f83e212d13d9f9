/** The notes that customers are likely to hand over. */

import { describe, expect, it } from 'vitest';
import { money } from '../../../../src/domain/money.ts';
import { cashSuggestions } from '../../../../src/ui/models/cash.ts';

const sums = (amountMinor: number) =>
  cashSuggestions(money('CNY', amountMinor)).map((sum) => sum.amountMinor / 100);

describe('cash suggestions', () => {
  it.each([
    [1250, [13, 15, 20, 50]],
    [3700, [40, 50, 100]],
    [10_000, []],
    [23_400, [235, 240, 250, 300]],
  ])('for %i fen are the next full notes', (due, expected) => {
    expect(sums(due)).toEqual(expected);
  });

  it('are always more than what is due', () => {
    for (let due = 1; due < 20_000; due += 37) expect(sums(due).every((sum) => sum * 100 > due)).toBe(true);
  });
});
