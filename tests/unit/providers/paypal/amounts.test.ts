/** Amounts as PayPal writes them, in currencies with its own idea of decimals. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CURRENCY_EXPONENTS, type Currency } from '../../../../src/domain/money.ts';
import { RAIL_FACTS } from '../../../../src/domain/rail.ts';
import { exponentOf, minorOf, textOf } from '../../../../src/providers/paypal/amounts.ts';

test.each([
  ['USD', 1250, '12.50'],
  ['USD', 5, '0.05'],
  ['USD', 0, '0.00'],
  ['JPY', 1250, '1250'],
  ['JPY', 5, '5'],
  // Two decimals by ISO 4217, none at PayPal.
  ['HUF', 1250, '1250'],
  ['TWD', 1250, '1250'],
])('%s %i is written %s', (currency, amountMinor, value) => {
  expect(textOf(currency, amountMinor)).toBe(value);
  expect(minorOf(currency, value)).toBe(amountMinor);
});

test.each([
  ['USD', '12', 1200],
  ['USD', '12.5', 1250],
  ['USD', '.5', 50],
  ['USD', '12.5000', 1250],
  ['JPY', '1250.00', 1250],
  ['HUF', '1250.0', 1250],
])('%s %s is %i all the same', (currency, value, amountMinor) => {
  expect(minorOf(currency, value)).toBe(amountMinor);
});

test.each([
  ['USD', '12.505'],
  ['JPY', '1250.5'],
  ['TWD', '0.01'],
  ['USD', '-12.50'],
  ['USD', '+12.50'],
  ['USD', '12,50'],
  ['USD', '1e3'],
  ['USD', ' 12.50'],
  ['USD', '12.'],
  ['USD', '.'],
  ['USD', ''],
  ['USD', '0x10'],
  ['USD', '999999999999999.99'],
  ['USD', '99999999999999999999'],
])('%s %s is no amount', (currency, value) => {
  expect(minorOf(currency, value)).toBeUndefined();
});

test('every currency of the rail has the same decimals in the model and at PayPal', () => {
  for (const currency of RAIL_FACTS.paypal.currencies)
    expect(exponentOf(currency), currency).toBe(CURRENCY_EXPONENTS[currency as Currency]);
});

test('what is written is read as it was, whatever the amount and the currency', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('USD', 'EUR', 'JPY', 'HUF', 'TWD'),
      fc.integer({ min: 0, max: 10_000_000_000 }),
      (currency, amountMinor) => {
        expect(minorOf(currency, textOf(currency, amountMinor))).toBe(amountMinor);
      },
    ),
  );
});
