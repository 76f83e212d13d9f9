/** The page is reloaded while a payment is open: it comes back to it and settles it by the provider's word alone. */

import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { waitUntil } from '../support/browser.ts';
import { customer, openShop, type Shop } from '../support/counter.ts';
import { expectAgreement, expectNothingSentTwice } from '../support/stored-book.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});

afterAll(async () => {
  await shop.close();
});

afterEach(async () => {
  await expectAgreement(shop.counter);
  await expectNothingSentTwice(shop.counter);
});

const arm = (name: string, operation: string, times = 1): Promise<unknown> =>
  shop.counter.control('faults', { name, operation, times });
const advance = (advanceMs: number): Promise<unknown> => shop.counter.control('clock', { advanceMs });

async function reload(): Promise<void> {
  await shop.counter.page.reload();
  await waitUntil(shop.counter.page, 'navigator.serviceWorker.controller !== null');
}

describe('after a reload the counter comes back to the open payment', () => {
  it('while the payment code is with the provider', async () => {
    const { counter } = shop;
    await arm('reply-slow', 'pay');
    await counter.chargeByCode('11', await customer(counter).code());
    await counter.hear(counter.names.waiting, '11.00');
    // Two, since the counter asks once at its start whether the provider is set up.
    await arm('reply-slow', 'query', 2);
    await reload();
    await counter.hear(counter.names.checking, '11.00');
    await counter.read(counter.words.faults.till_restarted.happened);
    await counter.struckThenAdvance(20_000);
    await counter.hearInTime(counter.names.paid, '11.00');
    await counter.home();
  });

  it('while the QR is on the screen: the same QR again, and it can be paid', async () => {
    const { counter } = shop;
    await counter.charge('12');
    await counter.page.getByRole('img', { name: /Alipay.*¥12\.00/ }).waitFor();
    await reload();
    await counter.hear(counter.names.waiting, '12.00');
    await counter.page.getByRole('img', { name: /Alipay.*¥12\.00/ }).waitFor();
    await customer(counter).scan();
    await customer(counter).confirm();
    await counter.hear(counter.names.paid, '12.00');
    await counter.home();
  });

  it('while nobody knows whether it was paid', async () => {
    const { counter } = shop;
    await arm('reply-lost', 'pay');
    await arm('reply-slow', 'query');
    await counter.chargeByCode('13', await customer(counter).code());
    await counter.hear(counter.names.checking, '13.00');
    await counter.struckThenAdvance(0);
    await arm('reply-slow', 'query', 2);
    await reload();
    await counter.hear(counter.names.checking, '13.00');
    await counter.struckThenAdvance(20_000);
    await counter.hearInTime(counter.names.paid, '13.00');
    await counter.home();
  });

  it('while it is being reversed: the cancel sticks', async () => {
    const { counter } = shop;
    await counter.charge('14');
    await customer(counter).scan();
    await arm('reply-lost', 'cancel');
    await arm('reply-slow', 'query');
    await counter.press(counter.names.cancel);
    await counter.hear(counter.words.states.reversing, '14.00');
    await counter.struckThenAdvance(0);
    await arm('reply-slow', 'query', 2);
    await reload();
    await counter.hear(counter.words.states.reversing, '14.00');
    await counter.struckThenAdvance(20_000);
    await counter.hearInTime(counter.names.notPaid, '14.00');
    await counter.press(counter.words.till.end);
    await counter.home();
  });

  it('and late money waits under "needs attention" until somebody decides', async () => {
    const { counter } = shop;
    await counter.charge('15');
    await customer(counter).scan();
    await arm('paid-after-cancel', 'cancel');
    await counter.press(counter.names.cancel);
    await counter.hear(counter.names.notPaid, '15.00');
    await advance(8 * 60_000);
    await counter.hear(counter.words.states.latePaid, '15.00');
    await reload();
    await counter.press(new RegExp(`^${counter.names.attention}`));
    await counter.press(/¥15\.00/);
    await counter.press(counter.words.till.resume);
    await counter.press(counter.words.attention.attach);
    await counter.hear(counter.names.paid, '15.00');
    await counter.home();
  });
});
