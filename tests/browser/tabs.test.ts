/** Two windows of one till: one drives, both show, and the one where somebody acts takes over. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/browser.ts';
import { type Counter, customer, openCounter, openShop, type Shop } from '../support/counter.ts';
import { expectAgreement, expectNothingSentTwice, readBook } from '../support/stored-book.ts';

let shop: Shop;
let other: Counter;

beforeAll(async () => {
  shop = await openShop({ viewport: { width: 800, height: 800 } });
  other = await openCounter(shop.profile.context, shop.site.origin);
});

afterAll(async () => {
  await shop.close();
});

/** How many windows hold the right to drive, and how many wait for it. */
function drivers({ page }: Counter): Promise<{ readonly held: number; readonly waiting: number }> {
  return page.evaluate(async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    const isDriver = ({ name }: LockInfo): boolean => name === 'guitai-practice-driver';
    return { held: held.filter(isDriver).length, waiting: pending.filter(isDriver).length };
  });
}

describe('two windows', () => {
  it('one drives and the other waits in line', async () => {
    await until('one driver, one waiting', async () => {
      const { held, waiting } = await drivers(other);
      return held === 1 && waiting === 1;
    });
  });

  it('both show the payment that one of them began', async () => {
    await other.page.bringToFront();
    await other.charge('21');
    await other.hear(other.names.waiting, '21.00');
    await shop.counter.hear(other.names.waiting, '21.00');
    await shop.counter.page.getByRole('img', { name: /¥21\.00/ }).waitFor();
    expect((await drivers(other)).held).toBe(1);
  });

  it('the other one can cancel it, and takes over by that', async () => {
    const { counter } = shop;
    await counter.page.bringToFront();
    await counter.press(counter.names.cancel);
    await counter.hearInTime(counter.names.notPaid, '21.00');
    await other.hear(other.names.notPaid, '21.00');
    await counter.press(counter.words.till.end);
    await counter.home();
    await other.home();
  });

  it('when the one that drives is closed, the other settles what is open', async () => {
    await other.page.bringToFront();
    await other.charge('22');
    await other.hear(other.names.waiting, '22.00');
    await shop.counter.hear(other.names.waiting, '22.00');
    await other.page.close();
    await shop.counter.page.bringToFront();
    await customer(shop.counter).scan();
    await customer(shop.counter).confirm();
    await shop.counter.hear(shop.counter.names.paid, '22.00');
    await shop.counter.home();
  });

  it('and nothing was sent twice, nor written twice', async () => {
    await expectNothingSentTwice(shop.counter);
    await expectAgreement(shop.counter);
    const { sales } = await readBook(shop.counter.page);
    expect(sales.map(({ number }) => number)).toEqual([1, 2]);
  });
});
