/** The practice shop's printed code from end to end: held up at the desk, kept by the counter, paid on the phone, confirmed by the cashier. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousProblems } from '../support/axe.ts';
import { openShop, type Shop } from '../support/counter.ts';
import { readBook } from '../support/stored-book.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});

afterAll(async () => {
  await shop.close();
});

const go = (hash: string): Promise<void> => shop.counter.page.evaluate((to) => location.assign(to), hash);

const tap = (name: string | RegExp): Promise<void> =>
  shop.counter.phone
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();

/** What the accounts behind the codes on the wall have, minor units. */
async function received(): Promise<number> {
  const codes = await shop.counter.control<readonly { readonly balanceMinor: number }[]>('static-codes');
  return codes.reduce((total, { balanceMinor }) => total + balanceMinor, 0);
}

describe('the code on the wall of the practice shop', () => {
  it('is imported by holding it before the counter’s scanner, at the desk', async () => {
    const { counter, profile, site } = shop;
    await go('#/own-code');
    await counter.page.getByLabel(counter.words.ownCode.paste).waitFor();
    await counter.read(counter.words.staticCode.remote);
    const desk = await profile.context.newPage();
    await desk.goto(`${site.origin}/simulator/?lang=en#desk`);
    await desk.getByRole('button', { name: 'Hold the Alipay code before the counter' }).click();
    await desk.getByText('Held before the counter: look there').waitFor();
    expect(await seriousProblems(desk)).toEqual([]);
    await desk.close();
    await counter.page.bringToFront();
    await counter.press(counter.words.ownCode.keep);
    await counter.button(counter.words.ownCode.check).waitFor();
  });

  it('takes what the customer types, of which the counter hears nothing until the cashier confirms it', async () => {
    const { counter } = shop;
    const { page, phone, words } = counter;
    await go('#/');
    await counter.type('12.5');
    await counter.press(words.rails.own_code);
    await page.getByRole('img', { name: words.record.qrLabel('¥12.50') }).waitFor();
    await counter.read(words.staticCode.short('¥500.00'));
    await counter.read(words.staticCode.limit('¥500.00'));
    await counter.read(words.staticCode.remote);
    await tap(/^Scan the Alipay code/);
    await phone.getByLabel('Amount (¥)').fill('12.5');
    await tap('Pay ¥12.50');
    await phone.getByRole('heading', { name: 'Paid', exact: true }).waitFor();
    await phone.getByText('It counts once the cashier sees it').filter({ visible: true }).first().waitFor();
    expect(await received()).toBe(1_250);
    await counter.button(words.record.received).waitFor();
    await counter.press(words.record.received);
    await counter.hear(words.states.recorded, '12.50');
    await counter.home();
    const { sales } = await readBook(page);
    expect(sales.at(-1)?.tenders[0]?.attempts[0]).toMatchObject({
      rail: 'own_code',
      state: 'paid',
      evidence: 'cashier_attested',
    });
    await tap('Done');
  });

  it('takes no more than ¥500 a day from one customer, and the wallet says how much is left', async () => {
    const { counter } = shop;
    const { page, phone, words } = counter;
    await counter.type('490');
    await counter.press(words.rails.own_code);
    await page.getByRole('img', { name: words.record.qrLabel('¥490.00') }).waitFor();
    await tap(/^Scan the Alipay code/);
    await phone.getByLabel('Amount (¥)').fill('490');
    await tap('Pay ¥490.00');
    await phone.getByText('¥487.50 is left today').filter({ visible: true }).first().waitFor();
    expect(await received()).toBe(1_250);
    await tap('Do not pay');
    await counter.press(words.record.notReceived);
    await counter.press(words.record.notReceived);
    await counter.hear(counter.names.notPaid, '490.00');
    const { findings } = await counter.control<{ readonly findings: readonly string[] }>('audit');
    expect(findings).toEqual([]);
  });
});
