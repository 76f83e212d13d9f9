/** Every screen of the way to "paid" and back, in both languages: nothing serious for axe-core; and all of it by keyboard. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/languages.ts';
import { DISARMED_MS } from '../../src/ui/models/schedule.ts';
import { seriousProblems, tabTo } from '../support/axe.ts';
import { type Counter, customer, openShop, type Shop } from '../support/counter.ts';
import { expectAgreement } from '../support/stored-book.ts';

const languages: readonly Language[] = ['zh-CN', 'en'];

describe.each(languages)('in %s', (language) => {
  let shop: Shop;
  let counter: Counter;

  beforeAll(async () => {
    shop = await openShop({ language, reducedMotion: 'reduce' });
    ({ counter } = shop);
  });

  afterAll(async () => {
    await shop.close();
  });

  async function go(hash: string, sentence: string): Promise<void> {
    await counter.page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await counter.read(sentence);
  }

  it('the keypad, the QR and "paid" have nothing serious', async () => {
    await counter.type('12.5');
    expect(await seriousProblems(counter.page)).toEqual([]);
    await counter.press(counter.names.charge);
    await counter.page.getByRole('img', { name: /¥12\.50/ }).waitFor();
    expect(await seriousProblems(counter.page)).toEqual([]);
    await customer(counter).scan();
    await customer(counter).confirm();
    await counter.page.getByRole('heading', { name: counter.names.paid }).waitFor();
    expect(await seriousProblems(counter.page)).toEqual([]);
    await counter.home();
  });

  it('doubt and failure have nothing serious', async () => {
    await counter.control('faults', { name: 'reply-lost', operation: 'pay' });
    await counter.control('faults', { name: 'reply-slow', operation: 'query' });
    await counter.chargeByCode('13', await customer(counter).code());
    await counter.page.getByRole('heading', { name: counter.names.checking }).waitFor();
    expect(await seriousProblems(counter.page)).toEqual([]);
    await counter.struckThenAdvance(20_000);
    await counter.hear(counter.names.paid, '13.00');
    await counter.home();
    await counter.control('faults', { name: 'offline' });
    await counter.charge('14');
    await counter.page.getByRole('heading', { name: counter.names.notPaid }).waitFor();
    expect(await seriousProblems(counter.page)).toEqual([]);
    await counter.control('faults', undefined, 'DELETE');
    await counter.press(counter.words.till.end);
    await counter.home();
  });

  it('a sale in parts, the card reader and what nobody confirms have nothing serious', async () => {
    const { page, words, names } = counter;
    await counter.type('60');
    await counter.press(words.tenders.split);
    await counter.pressInSheet(new RegExp(words.split.share(2)));
    expect(await seriousProblems(page)).toEqual([]);
    await counter.pressInSheet(names.cash);
    await counter.press(words.cash.exact);
    await page.getByRole('heading', { name: words.states.partPaid }).waitFor();
    expect(await seriousProblems(page)).toEqual([]);
    await counter.press(words.rails.card);
    await counter.read(words.waiting.presentCard);
    expect(await seriousProblems(page)).toEqual([]);
    await counter.press(names.cancel);
    await counter.hearInTime(names.notPaid, '30.00');
    expect(await seriousProblems(page)).toEqual([]);
    await counter.press(words.split.end);
    await counter.press(words.split.endNow);
    await counter.read(words.split.allBack);
    expect(await seriousProblems(page)).toEqual([]);
    await counter.press(words.buttons.next);
    await counter.home();
  });

  it('the lists, the refund and the settings have nothing serious', async () => {
    const { page, words, names } = counter;
    await go('#/recent', '¥12.50');
    expect(await seriousProblems(page)).toEqual([]);
    await go('#/sale/1', words.recent.orderNumber);
    expect(await seriousProblems(page)).toEqual([]);
    await counter.press(names.refund);
    await page.getByRole('dialog').waitFor();
    expect(await seriousProblems(page)).toEqual([]);
    await counter.press(words.buttons.close);
    await go('#/settings', words.settings.cashierLanguage);
    expect(await seriousProblems(page)).toEqual([]);
    await go('#/account', words.till.account.intro);
    expect(await seriousProblems(page)).toEqual([]);
    await go('#/attention', words.attention.empty);
    expect(await seriousProblems(page)).toEqual([]);
    await go('#/', names.scan);
  });

  it('the phone has nothing serious', async () => {
    const phone = await shop.profile.context.newPage();
    await phone.goto(`${shop.site.origin}/simulator/`);
    const open = language === 'en' ? 'Payment code' : '付款码';
    await phone.getByRole('button', { name: open }).waitFor();
    expect(await seriousProblems(phone)).toEqual([]);
    await phone.getByRole('button', { name: open }).click();
    await phone.getByRole('img').first().waitFor();
    expect(await seriousProblems(phone)).toEqual([]);
    await phone.close();
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

  it('a sale is charged and refunded', async () => {
    const { page, names, words } = counter;
    for (const key of '16.5') await page.keyboard.press(key, { delay: 120 });
    await expect
      .poll(() => page.getByRole('status', { name: words.keypad.amount }).textContent())
      .toBe('¥16.5');
    await enter(names.charge);
    await counter.hear(names.waiting, '16.50');
    await customer(counter).scan();
    await customer(counter).confirm();
    await counter.hear(names.paid, '16.50');
    await page.keyboard.press('Enter');
    await counter.home();
    await enter(names.recent);
    await counter.read(words.recent.title);
    await enter(/¥16\.50/);
    await enter(names.refund);
    await enter(words.till.goOn);
    await enter(words.till.refundNow);
    await page.getByText(names.refunded).first().waitFor();
    await expectAgreement(counter, 'settled');
  });
});
