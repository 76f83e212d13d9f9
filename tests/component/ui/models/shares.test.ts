/** Parts of an amount: nothing is lost and nothing is made when it is shared. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../../../../src/domain/money.ts';
import { readPart, sharesOf } from '../../../../src/ui/models/shares.ts';

describe('equal shares', () => {
  it('offer what two, three and four people pay first', () => {
    expect(sharesOf(money('CNY', 10_000)).map(({ part }) => part.amountMinor)).toEqual([5_000, 3_334, 2_500]);
  });

  it('are not offered where somebody would have nothing left to pay', () => {
    expect(sharesOf(money('CNY', 1))).toEqual([]);
    expect(sharesOf(money('JPY', 3)).map(({ people }) => people)).toEqual([2, 3]);
  });

  it('add up to the whole when each takes theirs of what is left', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 2, max: 4 }),
        (whole, people) => {
          let left = whole;
          const taken: number[] = [];
          for (let rest = people; rest > 1; rest -= 1) {
            const share = sharesOf(money('CNY', left)).find((one) => one.people === rest);
            if (share === undefined) return;
            taken.push(share.part.amountMinor);
            left -= share.part.amountMinor;
          }
          taken.push(left);
          expect(taken.reduce((sum, part) => sum + part, 0)).toBe(whole);
          expect(Math.max(...taken) - Math.min(...taken)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('a part that somebody types', () => {
  const whole = money('CNY', 10_000);

  it('may be the whole and never more', () => {
    expect(readPart('33.5', whole)).toEqual(money('CNY', 3_350));
    expect(readPart('¥ １００', whole)).toEqual(whole);
    expect(readPart('100.01', whole)).toBe('too_much');
  });

  it('is refused with its reason', () => {
    expect(readPart('0', whole)).toBe('zero');
    expect(readPart('1.234', whole)).toBe('too_many_decimals');
    expect(readPart('some', whole)).toBe('not_an_amount');
    expect(readPart('99999999999999999999', whole)).toBe('too_much');
  });
});
