/** "Cancel, then …": done once the provider has closed what was open, and only then. */

import { describe, expect, test } from 'vitest';
import { createWishes, type Wish } from '../../../src/counter/wishes.ts';
import type { Sale } from '../../../src/domain/sale.ts';
import { attemptIn } from '../../support/attempts.ts';
import { saleWith, viewOf } from '../../support/sales.ts';

const wish: Wish = { rail: 'alipay', presentation: 'payment_code', paymentCode: '281234567890123456' };

/** What was done when each of these sales was looked at in turn. */
function reviewed(...sales: readonly (Sale | undefined)[]): readonly number[] {
  const done: number[] = [];
  const wishes = createWishes((sale, what) => {
    expect(what).toBe(wish);
    done.push(sale);
  });
  wishes.add(1, wish);
  for (const sale of sales) wishes.review(sale === undefined ? new Map() : viewOf(sale).sales);
  return done;
}

const canceling = saleWith([attemptIn('reversing')]);
const canceled = saleWith([attemptIn('canceled')]);

describe('a wish', () => {
  test('waits while the order is open, is done once it is closed, and then never again', () => {
    expect(reviewed(canceling, canceling)).toEqual([]);
    expect(reviewed(canceling, canceled)).toEqual([1]);
    expect(reviewed(canceled, canceled, canceling, canceled)).toEqual([1]);
  });

  test('is forgotten when the customer has paid, late money came, the sale ended, or is gone', () => {
    expect(reviewed(saleWith([attemptIn('paid')]), canceled)).toEqual([]);
    expect(reviewed(saleWith([attemptIn('late_paid')]), canceled)).toEqual([]);
    expect(reviewed(saleWith([attemptIn('canceled')], { isVoid: true }), canceled)).toEqual([]);
    expect(reviewed(undefined, canceled)).toEqual([]);
  });

  test('of late money that goes back is done: the sale is open', () => {
    expect(reviewed(saleWith([attemptIn('late_paid', { returnWanted: true })]))).toEqual([1]);
  });

  test('the newest one of a sale counts', () => {
    const done: Wish[] = [];
    const wishes = createWishes((_, what) => done.push(what));
    wishes.add(1, wish);
    wishes.add(1, { rail: 'alipay', presentation: 'payment_qr' });
    wishes.review(viewOf(canceled).sales);
    expect(done).toEqual([{ rail: 'alipay', presentation: 'payment_qr' }]);
  });
});
