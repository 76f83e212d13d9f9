/** Every way to pay with a provider, in a real browser: paid, declined, unknown, canceled and given back, each one tap from the amount. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/browser.ts';
import { type Counter, customer, openShop, type Shop } from '../support/counter.ts';
import { expectAgreement, expectNothingSentTwice } from '../support/stored-book.ts';

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

/** One tap on a way to pay, for an amount. */
async function charge(rail: string, amount: string): Promise<void> {
  await counter.type(amount);
  await counter.press(rail);
  await counter.button(counter.names.charge).waitFor({ state: 'detached' });
}

async function endSale(): Promise<void> {
  await counter.press(counter.words.till.end);
  await counter.home();
}

/** Gives a part of the last sale back, from the list of recent payments. */
async function refundPart(amount: RegExp, part: string): Promise<void> {
  await counter.press(counter.names.recent);
  await counter.press(amount);
  await counter.press(counter.names.refund);
  await counter.page.getByLabel(counter.words.refund.amount).fill(part);
  await counter.press(counter.words.till.goOn);
  await counter.press(counter.words.till.refundNow);
}

async function back(): Promise<void> {
  await counter.page.evaluate(() => {
    location.hash = '#/';
  });
  await counter.home();
}

describe.each([
  ['Alipay', 'lin', 'zhao', '1'],
  ['WeChat Pay', 'wechatpay-lin', 'wechatpay-zhao', '2'],
  ['UnionPay', 'unionpay-lin', 'unionpay-zhao', '3'],
])('%s', (name, rich, poor, mark) => {
  it('is paid by its QR', async () => {
    await charge(name, `1${mark}.1`);
    await counter.page.getByRole('img', { name: new RegExp(`${name}.*¥1${mark}\\.10`) }).waitFor();
    await customer(counter, rich).scan();
    await customer(counter, rich).confirm();
    await counter.hear(counter.names.paid, `1${mark}.10 yuan`, name);
    await counter.home();
  });

  it('is paid by the customer’s code, which is itself the command', async () => {
    await counter.chargeByCode(`1${mark}.2`, await customer(counter, rich).code());
    await counter.hearInTime(counter.names.paid, `1${mark}.20 yuan`, name);
    await counter.home();
  });

  it('says why when it is declined, and that nothing was charged', async () => {
    await counter.chargeByCode(`15${mark}`, await customer(counter, poor).code());
    await counter.hearInTime(counter.names.notPaid, `15${mark}.00`);
    await counter.read(counter.words.faults.balance_short.happened);
    await counter.read(counter.words.charged.no);
    await endSale();
  });

  it('is checked when the answer is lost, and settled by the provider’s word', async () => {
    await counter.control('faults', { name: 'reply-lost', operation: 'pay', times: 1 });
    await counter.chargeByCode(`1${mark}.3`, await customer(counter, rich).code());
    await counter.hearInTime(counter.names.paid, `1${mark}.30 yuan`, name);
    await counter.home();
  });

  it('is canceled by the cashier, and can then be paid in cash', async () => {
    await charge(name, `1${mark}.4`);
    await counter.hear(counter.names.waiting, `1${mark}.40`);
    await counter.press(counter.names.cancel);
    await counter.hearInTime(counter.names.notPaid, `1${mark}.40`);
    await counter.press(counter.names.cash);
    await counter.press(counter.words.cash.exact);
    await counter.hear(counter.names.paid, `1${mark}.40`);
    await counter.home();
  });

  it('is given back in part', async () => {
    await charge(name, `1${mark}.5`);
    await customer(counter, rich).scan();
    await customer(counter, rich).confirm();
    await counter.hear(counter.names.paid, `1${mark}.50`);
    await counter.home();
    await refundPart(new RegExp(`¥1${mark}\\.50`), '1.5');
    await counter.hearInTime(counter.words.states.partlyRefunded, '1.50');
    await back();
  });
});

describe('a card at the reader', () => {
  interface Reader {
    readonly id: string;
    readonly asks: string | null;
  }

  async function firstReader(): Promise<Reader> {
    const [reader] = await counter.control<readonly Reader[]>('readers');
    if (reader === undefined) throw new Error('The practice shop has no reader.');
    return reader;
  }

  /** The counter waits from the tap on; the reader asks once it was told, which is two messages later. */
  async function hold(wallet: string, how: 'tap' | 'insert' | 'swipe', pin?: string): Promise<unknown> {
    await until('the reader to ask for a card', async () => (await firstReader()).asks === 'card');
    const reader = await firstReader();
    const held = { wallet, how, ...(pin === undefined ? {} : { pin }) };
    const answer = await counter.control(`readers/${reader.id}/present`, held);
    await counter.control('clock', { advanceMs: 3_000 });
    return answer;
  }

  it('is tapped, and paid', async () => {
    await charge('Card', '41');
    await counter.hear(counter.names.waiting, '41.00');
    await counter.read(counter.words.waiting.presentCard);
    await hold('card-cny-visa', 'tap');
    await counter.hearInTime(counter.names.paid, '41.00 yuan', 'Card');
    await counter.home();
  });

  it('is checked when nobody answers, and settled by the provider’s word', async () => {
    await charge('Card', '44');
    await counter.hear(counter.names.waiting, '44.00');
    await counter.control('faults', { name: 'status-500', rail: 'card', operation: 'query', times: 2 });
    await hold('card-cny-visa', 'tap');
    await counter.hearInTime(counter.names.paid, '44.00 yuan', 'Card');
    expect(await counter.control('faults')).toEqual([]);
    await counter.home();
  });

  it('is given back in part', async () => {
    await refundPart(/¥44\.00/, '4.4');
    await counter.hearInTime(counter.words.states.partlyRefunded, '4.40');
    await back();
  });

  it('that its bank declines leaves every other way one tap away', async () => {
    await counter.control('wallets/card-cny-visa', { balanceMinor: 0 }, 'PATCH');
    await charge('Card', '42');
    await counter.hear(counter.names.waiting, '42.00');
    await hold('card-cny-visa', 'tap');
    await counter.hearInTime(counter.names.notPaid, '42.00');
    await counter.read(counter.words.charged.no);
    await counter.button('WeChat Pay').waitFor();
    await endSale();
  });

  it('is not waited for any more once the cashier cancels', async () => {
    await charge('Card', '43');
    await counter.hear(counter.names.waiting, '43.00');
    await counter.press(counter.names.cancel);
    await counter.hearInTime(counter.names.notPaid, '43.00');
    const reader = await firstReader();
    const late = await counter.ask(`readers/${reader.id}/present`, { wallet: 'card-unionpay', how: 'tap' });
    expect(late.status).toBe(409);
    await endSale();
  });
});
