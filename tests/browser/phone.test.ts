/** Counter and customer's phone together, as a customer and a cashier would use them. */

import type { FrameLocator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, type Shop } from '../support/counter.ts';
import { expectAgreement, expectNothingSentTwice } from '../support/stored-book.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});

afterAll(async () => {
  await shop.close();
});

type Phone = Page | FrameLocator;

async function tap(phone: Phone, name: string | RegExp): Promise<void> {
  await phone
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();
}

describe('with the phone beside the counter', () => {
  it('the first payment by QR takes three taps, digits apart', async () => {
    const { counter } = shop;
    await counter.type('12.5');
    let taps = 0;
    for (const step of [
      () => counter.press(counter.names.charge),
      () => tap(counter.phone, /^Scan ¥12\.50/),
      () => tap(counter.phone, /^Pay ¥12\.50/),
    ]) {
      await step();
      taps += 1;
    }
    await counter.hear(counter.names.paid, '12.50');
    await counter.phone.getByRole('heading', { name: 'Paid', exact: true }).waitFor();
    expect(taps).toBeLessThanOrEqual(5);
    await counter.home();
    await tap(counter.phone, 'Done');
  });

  it('a payment code over ¥200 asks for the password on the phone, and a wrong one can be mended', async () => {
    const { counter } = shop;
    const { phone } = counter;
    await counter.type('250');
    await tap(phone, 'Payment code');
    await tap(phone, 'Show to the counter');
    await counter.hear(counter.names.waiting, '250.00');
    await phone.getByRole('heading', { name: 'Payment password' }).waitFor();
    await counter.read(counter.words.waiting.password);
    for (const digit of '654321') await tap(phone, digit);
    await phone.getByText('Wrong password, 2 tries left').first().waitFor();
    for (const digit of '123456') await tap(phone, digit);
    await counter.hear(counter.names.paid, '250.00');
    await counter.home();
    await expectAgreement(counter, 'settled');
    await expectNothingSentTwice(counter);
  });
});

describe('with the phone in a tab of its own, on a narrow screen', () => {
  it('a payment by QR goes through', async () => {
    const { counter, profile, site } = shop;
    await counter.page.setViewportSize({ width: 390, height: 844 });
    await counter.page.locator('iframe').waitFor({ state: 'detached' });
    const phone = await profile.context.newPage();
    await phone.setViewportSize({ width: 390, height: 844 });
    await phone.goto(`${site.origin}/simulator/?wallet=lin`);
    await counter.page.bringToFront();
    await counter.charge('8.8');
    await phone.bringToFront();
    await tap(phone, /^Scan ¥8\.80/);
    await tap(phone, /^Pay ¥8\.80/);
    await phone.getByRole('heading', { name: 'Paid', exact: true }).waitFor();
    await counter.hear(counter.names.paid, '8.80');
    await counter.home();
    await expectAgreement(counter, 'settled');
    await phone.close();
  });
});
