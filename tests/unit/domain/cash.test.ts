/** Change in the coins that there are: what is rounded, in whose favour, and what of a refund leaves the drawer. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attempt } from '../../../src/domain/attempt.ts';
import {
  CASH_KINDS,
  coinMinorOf,
  handedBackMinor,
  payableMinor,
  refundRoundingMinor,
  settleCash,
} from '../../../src/domain/cash.ts';
import { CURRENCY_EXPONENTS, type Currency, money } from '../../../src/domain/money.ts';
import { refundableMinor } from '../../../src/domain/refund.ts';
import { attemptIn } from '../../support/attempts.ts';
import { refundIn } from '../../support/sales.ts';

const CURRENCIES = Object.keys(CURRENCY_EXPONENTS) as Currency[];
const yuan = (amountMinor: number) => money('CNY', amountMinor);
const anyCoin = fc.constantFrom(1, 5, 10);
const anyMinor = fc.integer({ min: 1, max: 10_000_000 });

describe('the smallest coin', () => {
  const on = { isOn: true, euroCoinMinor: 5 } as const;
  test.each<[Currency, number]>([
    ['CNY', 10],
    ['USD', 1],
    ['GBP', 1],
    ['HKD', 10],
    ['SGD', 5],
    ['JPY', 1],
    ['KRW', 10],
    ['KWD', 5],
    ['EUR', 5],
  ])('of %s is %i minor units', (currency, coinMinor) => {
    expect(coinMinorOf(currency, on)).toBe(coinMinor);
  });

  test('of the euro is the shop’s own choice', () => {
    expect(coinMinorOf('EUR', { isOn: true, euroCoinMinor: 1 })).toBe(1);
  });

  test('does not count where the shop does not round', () => {
    for (const currency of CURRENCIES)
      expect(coinMinorOf(currency, { isOn: false, euroCoinMinor: 5 })).toBe(1);
  });

  test('divides every coin and note of its currency, so that change can be given', () => {
    for (const currency of CURRENCIES) {
      const { coins, notes } = CASH_KINDS[currency];
      const all = [...coins, ...notes];
      expect(all).toEqual([...all].sort((left, right) => left - right));
      const coinMinor = coinMinorOf(currency, { isOn: true, euroCoinMinor: 1 });
      expect(all.filter((minor) => minor % coinMinor !== 0)).toEqual([]);
    }
  });
});

describe('cash for ¥12.53, with ten fen as the smallest coin', () => {
  test.each<[string, number, number, ReturnType<typeof settleCash>]>([
    ['exactly: never rounded', 1253, 1253, { tenderedMinor: 1253, changeMinor: 0 }],
    ['the nearest in coins', 1253, 1250, { tenderedMinor: 1250, changeMinor: 0, roundingMinor: -3 }],
    ['a note', 1253, 2000, { tenderedMinor: 2000, changeMinor: 750, roundingMinor: -3 }],
    ['fen that leave round change: never rounded', 1253, 2003, { tenderedMinor: 2003, changeMinor: 750 }],
    ['rounded up', 1257, 2000, { tenderedMinor: 2000, changeMinor: 740, roundingMinor: 3 }],
    [
      'a tie, in the customer’s favour',
      1255,
      2000,
      { tenderedMinor: 2000, changeMinor: 750, roundingMinor: -5 },
    ],
    ['a tie, paid without change', 1255, 1250, { tenderedMinor: 1250, changeMinor: 0, roundingMinor: -5 }],
    ['not enough by more than the rounding', 1256, 1250, undefined],
    ['less than a coin’s half is nothing', 4, 0, { tenderedMinor: 0, changeMinor: 0, roundingMinor: -4 }],
    ['nothing for something', 6, 0, undefined],
  ])('%s', (_, due, tendered, expected) => {
    expect(settleCash(yuan(due), tendered, 10)).toEqual(expected);
  });

  test('whatever is handed over: the change is in coins, and nobody gains more than half a coin', () => {
    fc.assert(
      fc.property(anyMinor, anyMinor, anyCoin, (due, tendered, coin) => {
        const given = settleCash(yuan(due), tendered, coin);
        const enough = tendered >= payableMinor(yuan(due), coin);
        if (given === undefined) {
          expect(tendered).toBeLessThan(due);
          expect(due - tendered).toBeGreaterThan(coin / 2);
          return;
        }
        const { changeMinor, roundingMinor = 0 } = given;
        expect(changeMinor % coin).toBe(0);
        expect(changeMinor).toBeGreaterThanOrEqual(0);
        expect(given.tenderedMinor - changeMinor).toBe(due + roundingMinor);
        expect(Math.abs(roundingMinor)).toBeLessThanOrEqual(coin / 2);
        // A tie is the customer's.
        expect(roundingMinor).not.toBe(coin / 2);
        if (tendered % coin === 0) expect(due + roundingMinor).toBe(payableMinor(yuan(due), coin));
        if (tendered === due || coin === 1) expect(given).not.toHaveProperty('roundingMinor');
        if (tendered % coin === 0) expect(enough).toBe(true);
      }),
    );
  });

  test('what is asked for can be made up of coins, and is the nearest', () => {
    fc.assert(
      fc.property(anyMinor, anyCoin, (due, coin) => {
        const payable = payableMinor(yuan(due), coin);
        expect(payable % coin).toBe(0);
        expect(Object.is(payable, -0)).toBe(false);
        expect(Math.abs(payable - due)).toBeLessThanOrEqual(coin / 2);
        expect(payable - due).not.toBe(coin / 2);
      }),
    );
  });
});

describe('cash that goes back', () => {
  const taken = (amountMinor: number, roundingMinor: number, refunds: Attempt['refunds'] = []): Attempt =>
    attemptIn('paid', {
      rail: 'cash',
      presentation: 'cash',
      amount: yuan(amountMinor),
      cash: { tenderedMinor: 2_000, changeMinor: 0, roundingMinor },
      refunds,
    });

  test.each<[string, Attempt, number, number]>([
    ['all of it is what was taken', taken(1253, -3), 1253, -3],
    ['all of it where it was rounded up', taken(1257, 3), 1257, 3],
    ['all of what was taken exactly', attemptIn('paid', { rail: 'cash', amount: yuan(1253) }), 1253, 0],
    ['a part is rounded to coins', taken(1253, -3), 503, -3],
    ['a part that lies between two coins, in the customer’s favour', taken(1250, 0), 505, 5],
    ['but never more than was taken', taken(1253, -3), 1252, -2],
    [
      'the rest after a part',
      taken(1253, -3, [refundIn('succeeded', { amountMinor: 503, roundingMinor: -3 })]),
      750,
      0,
    ],
    [
      'a refund that failed gave nothing',
      taken(1253, -3, [refundIn('failed', { amountMinor: 500 })]),
      1253,
      -3,
    ],
  ])('%s', (_, attempt, amountMinor, expected) => {
    expect(refundRoundingMinor(attempt, amountMinor, 10)).toBe(expected);
  });

  test('in whatever parts: never more than was taken, and in the end exactly that', () => {
    const anyParts = fc.array(fc.integer({ min: 1, max: 2_000 }), { maxLength: 12 });
    fc.assert(
      fc.property(anyMinor, anyCoin, anyParts, (due, coin, parts) => {
        const roundingMinor = payableMinor(yuan(due), coin) - due;
        let attempt = taken(due, roundingMinor);
        let handed = 0;
        for (const wished of [...parts, due]) {
          const amountMinor = Math.min(wished, refundableMinor(attempt));
          if (amountMinor === 0) break;
          const refund = refundIn('succeeded', {
            amountMinor,
            roundingMinor: refundRoundingMinor(attempt, amountMinor, coin),
          });
          expect(handedBackMinor(refund)).toBeGreaterThanOrEqual(0);
          handed += handedBackMinor(refund);
          expect(handed).toBeLessThanOrEqual(due + roundingMinor);
          attempt = { ...attempt, refunds: [...attempt.refunds, refund] };
        }
        expect(refundableMinor(attempt)).toBe(0);
        expect(handed).toBe(due + roundingMinor);
      }),
    );
  });
});
