/** Own code, terminal, voucher, rounding and drawer in both languages: nothing serious for axe-core; and all of it by keyboard. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/languages.ts';
import { DISARMED_MS } from '../../src/ui/models/schedule.ts';
import { seriousProblems, tabTo } from '../support/axe.ts';
import { until } from '../support/browser.ts';
import { type Counter, openShop, type Shop } from '../support/counter.ts';
import { shopCode } from '../support/emv-code.ts';
import { readBook } from '../support/stored-book.ts';

const languages: readonly Language[] = ['zh-CN', 'en'];

async function go(counter: Counter, hash: string): Promise<void> {
  await counter.page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

describe.each(languages)('in %s', (language) => {
  let shop: Shop;
  let counter: Counter;

  beforeAll(async () => {
    shop = await openShop({ language, reducedMotion: 'reduce', viewport: { width: 390, height: 844 } });
    ({ counter } = shop);
  });

  afterAll(async () => {
    await shop.close();
  });

  const sound = async (): Promise<void> => expect(await seriousProblems(counter.page)).toEqual([]);

  it('importing, showing and looking at the shop’s own code have nothing serious', async () => {
    const { page, words } = counter;
    await go(counter, '#/own-code');
    const field = page.getByLabel(words.ownCode.paste);
    await field.fill('4242 4242 4242 4242');
    await counter.press(words.ownCode.read);
    await counter.read(words.ownCode.refusals.card_number);
    await sound();
    await field.fill(shopCode());
    await counter.press(words.ownCode.read);
    await counter.read(words.ownCode.ask);
    await sound();
    await counter.press(words.ownCode.keep);
    await counter.press(words.ownCode.check);
    await page.getByLabel(words.ownCode.paste).fill(shopCode({ '15': '3104015600000000999999999999' }));
    await counter.press(words.ownCode.read);
    await counter.read(words.ownCode.swapped);
    await sound();
    await counter.press(words.buttons.close);
    await counter.read(words.ownCode.checkHint);
    await sound();
  });

  it('taking money on the cashier’s word has nothing serious', async () => {
    const { page, words } = counter;
    await go(counter, '#/');
    await counter.type('12.5');
    await counter.press(words.rails.own_code);
    await page.getByRole('img', { name: words.record.qrLabel('¥12.50') }).waitFor();
    await sound();
    await counter.press(words.record.notReceived);
    await counter.read(words.record.notReceivedTitle);
    await sound();
    await counter.press(words.record.waitOn);
    await counter.press(words.record.received);
    await page.getByRole('heading', { name: words.states.recorded }).waitFor();
    await sound();
    await counter.home();
    await counter.type('20');
    await counter.press(words.rails.voucher);
    await page.getByLabel(words.record.value).waitFor();
    await sound();
    await page.keyboard.press('Escape');
    await counter.press(words.rails.bank_terminal);
    await page.getByLabel(words.record.reference.bank_terminal).waitFor();
    await sound();
    await counter.press(words.record.received);
    await counter.hear(words.states.recorded, '20.00');
    await counter.home();
  });

  it('rounded cash and the drawer have nothing serious', async () => {
    const { page, words } = counter;
    await counter.type('12.53');
    await counter.press(words.rails.cash);
    await page.getByText('−¥0.03').first().waitFor();
    await sound();
    await counter.press(words.cash.exact);
    await counter.hear(counter.names.paid, '12.53');
    await counter.home();
    await go(counter, '#/drawer');
    await counter.press(words.drawer.moves.paid_out);
    await page.getByRole('dialog').getByLabel(words.drawer.amount).fill('900');
    await counter.read(words.drawer.moreThanThere('¥12.50'));
    await sound();
    await page.getByRole('radio', { name: words.drawer.reasons.to_bank }).check();
    await page.keyboard.press('Enter');
    await counter.read(words.drawer.below);
    await sound();
    await go(counter, '#/recent');
    await counter.read(`${words.cash.rounding} −¥0.03`);
    await sound();
  });
});

describe('by keyboard alone', () => {
  let shop: Shop;
  let counter: Counter;

  beforeAll(async () => {
    shop = await openShop({ viewport: { width: 900, height: 800 } });
    ({ counter } = shop);
  });

  afterAll(async () => {
    await shop.close();
  });

  /** Goes to a button with Tab and presses it, once it listens (S-73). */
  async function enter(name: string | RegExp): Promise<void> {
    await tabTo(counter.page, name);
    await counter.page.waitForTimeout(DISARMED_MS + 20);
    await counter.page.keyboard.press('Enter');
  }

  it('a card is taken on the bank’s terminal, and the number of its slip typed', async () => {
    const { page, words } = counter;
    for (const key of '88') await page.keyboard.press(key, { delay: 120 });
    await enter(words.rails.bank_terminal);
    const field = page.getByLabel(words.record.reference.bank_terminal);
    await field.waitFor();
    await until('the field to have the focus', async () => {
      await page.keyboard.press('Tab');
      return field.evaluate((element) => element === document.activeElement);
    });
    for (const key of '000123') await page.keyboard.press(key, { delay: 120 });
    await page.waitForTimeout(DISARMED_MS + 20);
    await enter(words.record.received);
    await counter.hear(words.states.recorded, '88.00');
    await page.keyboard.press('Enter');
    await counter.home();
    const { sales } = await readBook(page);
    expect(sales.at(-1)?.tenders[0]?.attempts[0]).toMatchObject({ state: 'paid', reference: '000123' });
  });

  it('the drawer is filled, emptied and counted', async () => {
    const { page, words } = counter;
    const { drawer } = words;
    const balance = page.getByRole('status', { name: drawer.expected });
    const stands = (text: string): Promise<void> =>
      until(`${text} in the drawer`, async () => (await balance.textContent()) === text);
    await go(counter, '#/drawer');
    await stands('¥0.00');
    await enter(drawer.moves.float);
    await page.keyboard.type('200', { delay: 120 });
    await page.keyboard.press('Enter');
    await stands('¥200.00');
    await enter(drawer.moves.paid_out);
    await page.keyboard.type('50', { delay: 120 });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await stands('¥150.00');
    await enter(drawer.moves.count);
    await page.keyboard.type('149.5', { delay: 120 });
    await page.keyboard.press('Enter');
    await page.getByText(drawer.short('¥0.50')).waitFor();
    await enter(drawer.keepCount);
    await stands('¥149.50');
  });
});
