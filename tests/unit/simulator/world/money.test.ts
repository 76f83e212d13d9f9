/** Yuan on the wire and fen in the world. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseYuan, share, yuan } from '../../../../simulator/world/money.ts';

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
