/** The practice shop in dollars: what takes dollars is offered, PayPal and cards are paid, and yuan come back with one choice. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Counter, customer, openShop, type Shop } from '../support/counter.ts';
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

async function chooseShop(name: string): Promise<void> {
  await counter.press(counter.words.counter.settings);
  await counter.page.getByLabel(name, { exact: true }).check();
  await counter.page.evaluate(() => {
    location.hash = '#/';
  });
  await counter.home();
}

describe('a dollar shop', () => {
  it('is one choice in the settings, and is still one after the next start', async () => {
    await chooseShop(counter.words.settings.shops.USD);
    await counter.type('1');
    await counter.button('PayPal').waitFor();
    expect(await counter.button('Alipay').count()).toBe(0);
    await counter.page.reload();
    await counter.home();
    await counter.type('12.5');
    await counter.page.getByText('$12.5', { exact: true }).waitFor();
  });

  it('takes PayPal: the customer approves, and the till takes the money', async () => {
    await counter.press(counter.names.charge);
    await counter.page.getByRole('img', { name: /PayPal.*\$12\.50/ }).waitFor();
    await customer(counter, 'paypal-amy').scan();
    await customer(counter, 'paypal-amy').confirm();
    await counter.hearInTime(counter.names.paid, '$12.50', 'PayPal');
    await counter.home();
    const { sales } = await readBook(counter.page);
    expect(sales.at(-1)?.due).toMatchObject({ currency: 'USD', amountMinor: 1_250 });
  });

  it('says so when PayPal does not let the customer pay', async () => {
    await counter.charge('13');
    await counter.hear(counter.names.waiting, '$13.00');
    await customer(counter, 'paypal-lou').scan();
    await customer(counter, 'paypal-lou').confirm();
    await counter.hearInTime(counter.names.notPaid, '$13.00');
    await counter.read(counter.words.faults.account_restricted.happened);
    await counter.read(counter.words.charged.no);
    await counter.press(counter.words.till.end);
    await counter.home();
  });

  it('is checked when nobody says whether the money was taken, and settled by PayPal’s word', async () => {
    await counter.charge('16');
    await counter.hear(counter.names.waiting, '$16.00');
    await counter.control('faults', { name: 'reply-lost', rail: 'paypal', operation: 'capture', times: 1 });
    await customer(counter, 'paypal-amy').scan();
    await customer(counter, 'paypal-amy').confirm();
    await counter.hearInTime(counter.names.paid, '$16.00', 'PayPal');
    expect(await counter.control('faults')).toEqual([]);
    await counter.home();
  });

  it('charges nothing when the cashier gives up', async () => {
    await counter.charge('14');
    await counter.hear(counter.names.waiting, '$14.00');
    await counter.press(counter.names.cancel);
    await counter.hearInTime(counter.names.notPaid, '$14.00');
    await counter.read(counter.words.charged.no);
    await counter.press(counter.words.till.end);
    await counter.home();
  });

  it('after a reload leaves it to the cashier to take what was approved meanwhile', async () => {
    await counter.charge('15');
    await counter.hear(counter.names.waiting, '$15.00');
    // Only now PayPal has the order: a page that is left sooner may have sent nothing.
    await counter.page.getByRole('img', { name: /PayPal.*\$15\.00/ }).waitFor();
    await counter.page.goto('about:blank');
    await counter.page.goto(`${shop.site.origin}/simulator/`);
    // An order that PayPal was never asked to take money for can be approved on for hours: this one is meant.
    const orders = await counter.control<readonly { content: string; amountMinor: number }[]>('payment-qrs');
    const content = orders.find(({ amountMinor }) => amountMinor === 1_500)?.content;
    await counter.control('wallets/paypal-amy/scan', { content });
    await counter.control('wallets/paypal-amy/confirm', {});
    await counter.page.goto(`${shop.site.origin}/`);
    await counter.hearInTime(counter.words.states.approved, '$15.00');
    await counter.press(counter.words.waiting.take);
    await counter.hearInTime(counter.names.paid, '$15.00');
    await counter.home();
  });

  it('gives PayPal money back', async () => {
    await counter.press(counter.names.recent);
    await counter.press(/\$12\.50/);
    await counter.press(counter.names.refund);
    await counter.press(counter.words.till.goOn);
    await counter.press(counter.words.till.refundNow);
    await counter.hearInTime(counter.names.refunded, '$12.50');
    await counter.page.evaluate(() => {
      location.hash = '#/';
    });
    await counter.home();
  });

  it('agrees with the providers to the cent', async () => {
    await expectAgreement(counter);
    await expectNothingSentTwice(counter);
  });

  it('is a yuan shop again with one choice, and keeps its dollar sales', async () => {
    await chooseShop(counter.words.settings.shops.CNY);
    await counter.charge('8');
    await counter.page.getByRole('img', { name: /Alipay.*¥8\.00/ }).waitFor();
    await counter.press(counter.names.cancel);
    await counter.hearInTime(counter.names.notPaid, '8.00');
    await counter.press(counter.words.till.end);
    await counter.home();
    await counter.press(counter.names.recent);
    await counter.read('$12.50');
  });
});
