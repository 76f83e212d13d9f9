/** Yuan on the wire and fen in the world. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  decimal,
  exponentOf,
  parseDecimal,
  parseYuan,
  share,
  yuan,
} from '../../../../simulator/world/money.ts';

it.each([
  ['0.01', 1],
  ['1', 100],
  ['1.5', 150],
  ['88.88', 8_888],
  ['100000000.00', 10_000_000_000],
])('reads %s', (text, fen) => {
  expect(parseYuan(text)).toBe(fen);
});

it.each(['', '.5', '1.', '1.234', '-1', '+1', '1e2', ' 1', '１', '1,000.00', 'NaN', '9999999999999'])(
  'does not take "%s" for an amount',
  (text) => {
    expect(parseYuan(text)).toBeUndefined();
  },
);

it('writes what it can read again', () => {
  fc.assert(fc.property(fc.nat({ max: 2 ** 31 - 1 }), (fen) => parseYuan(yuan(fen)) === fen));
  expect(yuan(-5)).toBe('-0.05');
});

it('shares without losing a fen, even where products are beyond 2^53', () => {
  expect(share(5_000_000_000, 10_000_000_000, 9_999_999_999)).toBe(4_999_999_999);
  expect(share(1, 0, 5)).toBe(0);
});

it.each([
  ['1250', 0, 1_250],
  ['12.5', 3, 12_500],
  ['12.345', 3, 12_345],
] as const)('reads %s with %i decimals', (text, exponent, minor) => {
  expect(parseDecimal(text, exponent)).toBe(minor);
  expect(parseDecimal(decimal(minor, exponent), exponent)).toBe(minor);
});

it('writes as many decimals as the provider counts', () => {
  expect([decimal(1_250, 0), decimal(5, 2), decimal(-5, 3)]).toEqual(['1250', '0.05', '-0.005']);
  expect(parseDecimal('12.5', 0)).toBeUndefined();
});

it('knows which provider counts a currency without decimals', () => {
  const exponents = (currency: 'USD' | 'JPY' | 'HUF' | 'TWD' | 'KWD') =>
    (['paypal', 'card'] as const).map((rail) => exponentOf(rail, currency));
  expect(exponents('USD')).toEqual([2, 2]);
  expect(exponents('JPY')).toEqual([0, 0]);
  expect(exponents('HUF')).toEqual([0, 2]);
  expect(exponents('TWD')).toEqual([0, 2]);
  expect(exponents('KWD')).toEqual([3, 3]);
});
