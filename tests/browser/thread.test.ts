/** The thread through the whole house: keypad, signed request, QR, customer, verified answer, journal, "paid". */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customer, openShop, type Shop } from '../support/counter.ts';
import { expectAgreement, expectNothingSentTwice, readBook } from '../support/stored-book.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});

afterAll(async () => {
  await shop.close();
});

describe('one payment from the keypad to the journal', () => {
  it('is paid on the screen, in the journal, and in all three ledgers', async () => {
    const { counter } = shop;
    const { names, page } = counter;
    await counter.charge('12.5');
    await counter.hear(names.waiting, '12.50', 'Alipay');
    await page.getByRole('img', { name: /Alipay.*¥12\.50/ }).waitFor();
    const lin = customer(counter);
    await lin.scan();
    await lin.confirm();
    await counter.hear(names.paid, '12.50');
    await counter.home();

    const { entries, sales } = await readBook(page);
    const kinds = entries.map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(['book.opened', 'run.started']);
    expect(kinds).toEqual(expect.arrayContaining(['sale.opened', 'attempt.opened', 'attempt.changed']));
    expect(sales).toHaveLength(1);
    await expectAgreement(counter, 'settled');
    await expectNothingSentTwice(counter);
  });
});
