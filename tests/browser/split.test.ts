/** A sale in several parts, in a real browser: two ways, one of them unknown, a reload in the middle, and all of it back. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { waitUntil } from '../support/browser.ts';
import { type Counter, customer, openShop, type Shop, scanWithWedge } from '../support/counter.ts';
import { expectAgreement, expectNothingSentTwice, readBook } from '../support/stored-book.ts';

let shop: Shop;
let counter: Counter;

beforeAll(async () => {
  shop = await openShop();
  ({ counter } = shop);
});

afterAll(async () => {
  await shop.close();
});

afterEach(async () => {
  await expectAgreement(counter);
  await expectNothingSentTwice(counter);
});

async function payHalf(amount: string): Promise<void> {
  await counter.type(amount);
  await counter.press(counter.words.tenders.split);
  await counter.pressInSheet(new RegExp(counter.words.split.share(2)));
  await counter.pressInSheet('Alipay');
  await customer(counter).scan();
  await customer(counter).confirm();
  await counter.hear(counter.words.states.partPaid);
}

async function reload(): Promise<void> {
  await counter.page.reload();
  await waitUntil(counter.page, 'navigator.serviceWorker.controller !== null');
}

describe('a sale in two parts', () => {
  it('is paid by two wallets, and says what is owed in between', async () => {
    await payHalf('100');
    await counter.read(counter.words.split.stillOwed);
    await counter.press('WeChat Pay');
    await customer(counter, 'wechatpay-lin').scan();
    await customer(counter, 'wechatpay-lin').confirm();
    await counter.hear(counter.names.paid, '100.00 yuan');
    await counter.home();
    const { sales } = await readBook(counter.page);
    expect(sales.at(-1)?.tenders.map(({ rail, amount }) => [rail, amount.amountMinor])).toEqual([
      ['alipay', 5_000],
      ['wechatpay', 5_000],
    ]);
  });

  it('stands there again after a reload in the middle', async () => {
    await payHalf('60');
    await reload();
    await counter.hear(counter.words.states.partPaid, '30.00');
    await counter.press(counter.names.cash);
    await counter.press(counter.words.cash.exact);
    await counter.hear(counter.names.paid, '60.00');
    await counter.home();
  });

  it('starts nothing while one part is unknown, and goes on once it is known', async () => {
    await payHalf('80');
    await counter.control('faults', { name: 'reply-lost', operation: 'pay', times: 1 });
    await counter.control('faults', { name: 'reply-slow', operation: 'query', times: 1 });
    await scanWithWedge(counter.page, await customer(counter, 'wechatpay-lin').code());
    await counter.hear(counter.names.checking, '40.00');
    await counter.read(counter.words.split.notYet);
    await reload();
    await counter.hear(counter.names.checking, '40.00');
    await counter.struckThenAdvance(20_000);
    await counter.hearInTime(counter.names.paid, '80.00');
    await counter.home();
  });
});

describe('a half-paid sale that is ended', () => {
  it('gives its parts back, the last one first, and says when all are back', async () => {
    await payHalf('40');
    await counter.press('UnionPay');
    await counter.hear(counter.names.waiting, '20.00');
    await counter.press(counter.names.cancel);
    await counter.hearInTime(counter.names.notPaid, '20.00');
    await counter.press(counter.words.split.end);
    await counter.press(counter.words.split.endNow);
    await counter.hearInTime(counter.names.refunded, '20.00');
    await counter.read(counter.words.split.allBack);
    await counter.press(counter.words.buttons.next);
    await counter.home();
  });
});
