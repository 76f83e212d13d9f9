/** What each rail can take: its currencies, and the smallest and largest amount of one payment. */

import { describe, expect, test } from 'vitest';
import { refuseByRail } from '../../../src/counter/commands.ts';
import { type Currency, money } from '../../../src/domain/money.ts';
import { hasProvider, RAIL_FACTS, RAIL_NAMES, railsFor, smallestMinor } from '../../../src/domain/rail.ts';

describe('the smallest amount', () => {
  test.each<[Currency, number]>([
    ['USD', 50],
    ['CNY', 50],
    ['HKD', 400],
  ])('of a card in %s is %d minor units', (currency, minor) => {
    expect(smallestMinor('card', currency)).toBe(minor);
    expect(refuseByRail('card', money(currency, minor - 1))).toBe('under_limit');
    expect(refuseByRail('card', money(currency, minor))).toBeUndefined();
  });

  test('is never above the largest one, and stands only for currencies that the rail takes', () => {
    for (const rail of RAIL_NAMES) {
      const { currencies, maxMinor, minMinorIn = {} } = RAIL_FACTS[rail];
      for (const currency of currencies) expect(smallestMinor(rail, currency)).toBeLessThanOrEqual(maxMinor);
      for (const currency of Object.keys(minMinorIn)) expect(currencies).toContain(currency);
    }
  });
});

test('a rail that cannot take a currency is not offered for it', () => {
  expect(railsFor('HKD')).toContain('card');
  expect(railsFor('HKD')).not.toContain('alipay');
  expect(RAIL_NAMES.filter(hasProvider)).toEqual(['alipay', 'wechatpay', 'unionpay', 'paypal', 'card']);
});
