/** Money: what can be written as an amount, and the laws of adding and taking away. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  CURRENCY_EXPONENTS,
  type Currency,
  excess,
  isAtLeast,
  isCurrency,
  isMinorAmount,
  isSame,
  isZero,
  type Money,
  money,
  moneyToText,
  parseMoney,
  subtract,
  sum,
} from '../../../src/domain/money.ts';

const CURRENCIES = Object.keys(CURRENCY_EXPONENTS) as Currency[];
const anyCurrency = fc.constantFrom(...CURRENCIES);
const anyMinor = fc.maxSafeNat();
/** Small enough that three of them can be added. */
const someMinor = fc.nat({ max: 2 ** 50 });

describe('an amount in words and figures', () => {
  test.each<[Currency, number, string]>([
    ['CNY', 0, '0.00'],
    ['CNY', 5, '0.05'],
    ['CNY', 50, '0.50'],
    ['CNY', 1250, '12.50'],
    ['CNY', Number.MAX_SAFE_INTEGER, '90071992547409.91'],
    ['JPY', 0, '0'],
    ['JPY', 1250, '1250'],
    ['KWD', 5, '0.005'],
    ['KWD', 1250, '1.250'],
  ])('%s %i minor units are written %s, and read back the same', (currency, amountMinor, text) => {
    expect(moneyToText(money(currency, amountMinor))).toBe(text);
    expect(parseMoney(currency, text)).toEqual(money(currency, amountMinor));
  });

  test.each<[string, Currency, string, number]>([
    ['no decimals', 'CNY', '12', 1200],
    ['one decimal', 'CNY', '12.5', 1250],
    ['a point and nothing after it', 'CNY', '12.', 1200],
    ['a point first', 'CNY', '.5', 50],
    ['noughts before', 'CNY', '0012.50', 1250],
    ['a point in yen', 'JPY', '12.', 12],
  ])('a person may type %s', (_, currency, text, amountMinor) => {
    expect(parseMoney(currency, text)).toEqual(money(currency, amountMinor));
  });

  test.each<[Currency, string, string]>([
    ['CNY', '', 'empty'],
    ['CNY', '.', 'not_a_number'],
    ['CNY', '1,250', 'not_a_number'],
    ['CNY', '-1', 'not_a_number'],
    ['CNY', '+1', 'not_a_number'],
    ['CNY', '1e3', 'not_a_number'],
    ['CNY', '0x10', 'not_a_number'],
    ['CNY', ' 1', 'not_a_number'],
    ['CNY', '1.2.3', 'not_a_number'],
    ['CNY', '¥12', 'not_a_number'],
    ['CNY', '１２', 'not_a_number'],
    ['CNY', 'NaN', 'not_a_number'],
    ['CNY', 'Infinity', 'not_a_number'],
    ['CNY', '1\n', 'not_a_number'],
    ['CNY', '0.001', 'too_many_decimals'],
    ['CNY', '0.000', 'too_many_decimals'],
    ['JPY', '1.0', 'too_many_decimals'],
    ['KWD', '0.0001', 'too_many_decimals'],
    ['CNY', '90071992547409.92', 'too_large'],
    ['JPY', '9007199254740992', 'too_large'],
    ['CNY', '12345678901234567890', 'too_large'],
    ['CNY', '12345678901234567890.12', 'too_large'],
  ])('%s: "%s" is no amount: %s', (currency, text, refusal) => {
    expect(parseMoney(currency, text)).toBe(refusal);
  });

  test('every amount of every currency reads back as itself', () => {
    fc.assert(
      fc.property(anyCurrency, anyMinor, (currency, amountMinor) => {
        const text = moneyToText(money(currency, amountMinor));
        expect(parseMoney(currency, text)).toEqual(money(currency, amountMinor));
        expect(text.split('.')[1]?.length ?? 0).toBe(CURRENCY_EXPONENTS[currency]);
      }),
    );
  });

  test('whatever is typed, it is an amount that is not negative, or refused with a word', () => {
    const typed = fc.oneof(fc.string(), fc.stringMatching(/^[0-9.]{0,24}$/));
    fc.assert(
      fc.property(anyCurrency, typed, (currency, text) => {
        const read = parseMoney(currency, text);
        if (typeof read === 'string') {
          expect(['empty', 'not_a_number', 'too_many_decimals', 'too_large']).toContain(read);
        } else expect(isMinorAmount(read.amountMinor)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('what money cannot be', () => {
  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1])(
    '%d minor units',
    (amountMinor) => {
      expect(() => money('CNY', amountMinor)).toThrow('money-amount');
      expect(isMinorAmount(amountMinor)).toBe(false);
    },
  );

  test('of a currency that the counter does not know', () => {
    expect(() => money('XXX' as Currency, 1)).toThrow('money-currency');
    for (const odd of ['XXX', 'cny', '', 'toString', 7, null, undefined]) expect(isCurrency(odd)).toBe(false);
    for (const currency of CURRENCIES) expect(isCurrency(currency)).toBe(true);
  });

  test('minus nothing: it is nothing', () => {
    expect(Object.is(money('CNY', -0).amountMinor, 0)).toBe(true);
    expect(isMinorAmount('1')).toBe(false);
  });
});

describe('adding and taking away', () => {
  const yuan = (amountMinor: number) => money('CNY', amountMinor);

  test('the order of adding does not matter, and taking away undoes it', () => {
    fc.assert(
      fc.property(someMinor, someMinor, someMinor, (a, b, c) => {
        const [one, two, three] = [yuan(a), yuan(b), yuan(c)];
        expect(add(one, two)).toEqual(add(two, one));
        expect(add(add(one, two), three)).toEqual(add(one, add(two, three)));
        expect(subtract(add(one, two), two)).toEqual(one);
        expect(sum('CNY', [one, two, three])).toEqual(add(add(one, two), three));
      }),
    );
  });

  test('no result is ever negative or too large: it is refused instead', () => {
    fc.assert(
      fc.property(anyMinor, anyMinor, (a, b) => {
        if (a < b) expect(() => subtract(yuan(a), yuan(b))).toThrow('money-amount');
        else expect(subtract(yuan(a), yuan(b)).amountMinor).toBe(a - b);
        if (a + b > Number.MAX_SAFE_INTEGER) expect(() => add(yuan(a), yuan(b))).toThrow('money-amount');
        expect(excess(yuan(a), yuan(b)).amountMinor).toBe(Math.max(0, a - b));
        expect(isAtLeast(yuan(a), yuan(b))).toBe(a >= b);
        expect(isSame(yuan(a), yuan(b))).toBe(a === b);
      }),
    );
  });

  test('nothing added up is nothing', () => {
    expect(isZero(sum('JPY', []))).toBe(true);
    expect(isZero(yuan(1))).toBe(false);
  });

  test('yuan and dollars never meet, even where the types were got round', () => {
    const left: Money = yuan(1);
    const right: Money = money('USD', 1);
    expect(() => add(left, right)).toThrow('money-mixed');
    expect(() => subtract(left, right)).toThrow('money-mixed');
    expect(() => isAtLeast(left, right)).toThrow('money-mixed');
    expect(() => excess(left, right)).toThrow('money-mixed');
    expect(isSame(left, right)).toBe(false);
  });
});
