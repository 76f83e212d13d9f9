/** The customer's window in a real browser: it follows the till, survives both being loaded anew, keeps calm without one, drives nothing. */

import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seriousProblems } from '../support/axe.ts';
import { until } from '../support/browser.ts';
import { type Counter, counterIn, customer, openShop, type Shop, WORDS } from '../support/counter.ts';
import { expectAgreement } from '../support/stored-book.ts';

let shop: Shop;
let counter: Counter;
let screen: Page;

beforeEach(async () => {
  shop = await openShop();
  counter = shop.counter;
  screen = await openCustomerScreen();
});

afterEach(async () => {
  await shop.close();
});

async function openCustomerScreen(): Promise<Page> {
  const page = await shop.profile.context.newPage();
  await page.goto(`${shop.site.origin}/#/customer`);
  return page;
}

async function read(page: Page, sentence: string | RegExp): Promise<void> {
  await page.getByText(sentence).filter({ visible: true }).first().waitFor();
}

describe('the customer’s window', () => {
  it('follows the sale from welcome to thanks, with amount and QR large', async () => {
    await read(screen, WORDS.en.till.welcomeCustomer);
    await counter.type('12.5');
    await read(screen, '¥12.50');
    const size = await screen
      .getByText('¥12.50')
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    expect(size).toBeGreaterThanOrEqual(72);
    await counter.press(counter.names.charge);
    await screen.getByRole('img', { name: /Alipay.*12\.50/ }).waitFor();
    const payer = customer(counter);
    await payer.scan();
    await counter.control('clock', { advanceMs: 3_000 });
    await read(screen, WORDS.en.waiting.scannedCustomer);
    await payer.confirm();
    await read(screen, WORDS.en.result.thanks);
    expect(await screen.locator('svg.qr').count()).toBe(0);
    await counter.home();
    await counter.type('3');
    await read(screen, '¥3.00');
    expect(await screen.getByText('12.50').count()).toBe(0);
  });

  it('tells in three lines what happened, whether the customer was charged, and what now', async () => {
    await counter.chargeByCode('50', await customer(counter, 'zhao').code());
    await read(screen, WORDS.en.states.notPaid);
    await read(screen, WORDS.en.chargedCustomer.no);
    await read(screen, WORDS.en.faults.balance_short.happened);
    expect(await seriousProblems(screen)).toEqual([]);
  });

  it('survives its own reload and the till’s', async () => {
    await counter.charge('12.5');
    await screen.getByRole('img', { name: /12\.50/ }).waitFor();
    await screen.reload();
    await screen.getByRole('img', { name: /12\.50/ }).waitFor();
    await counter.page.reload();
    const payer = customer(counter);
    await payer.scan();
    await payer.confirm();
    await read(screen, WORDS.en.result.thanks);
    expect(await screen.getByText(WORDS.en.customer.noTill).count()).toBe(0);
  });

  it('keeps calm when the till is gone, drives nothing meanwhile, and goes on when it is back', async () => {
    await counter.charge('12.5');
    await screen.getByRole('img', { name: /12\.50/ }).waitFor();
    const payer = customer(counter);
    await payer.scan();
    await counter.page.close();
    await read(screen, WORDS.en.customer.noTill);
    expect(await screen.locator('svg.qr').count()).toBe(0);
    const locks = await screen.evaluate(async () => (await navigator.locks.query()).held ?? []);
    const mine = await screen.evaluate(async () => (await navigator.locks.query()).pending ?? []);
    expect([...locks, ...mine].filter(({ name }) => name?.includes('driver'))).toEqual([]);
    const page = await shop.profile.context.newPage();
    await page.goto(shop.site.origin);
    const again = counterIn(page);
    await again.hear(again.names.waiting);
    await screen.getByRole('img', { name: /12\.50/ }).waitFor();
    await customer(again).confirm();
    await again.hear(again.names.paid);
    await read(screen, WORDS.en.result.thanks);
    await again.home();
    await expectAgreement(again, 'settled');
  });

  it('speaks the other language after one tap, for this customer only', async () => {
    await counter.charge('12.5');
    await read(screen, WORDS.en.waiting.scanNowCustomer);
    await screen.getByRole('button', { name: '中文' }).click();
    await read(screen, WORDS['zh-CN'].waiting.scanNowCustomer);
    expect(await screen.evaluate('document.documentElement.lang')).toBe('zh-CN');
    const payer = customer(counter);
    await payer.scan();
    await payer.confirm();
    await read(screen, WORDS['zh-CN'].result.thanks);
    await counter.home();
    await counter.charge('3');
    await read(screen, WORDS.en.waiting.scanNowCustomer);
  });

  it('opens from the till with one tap, and a second tap finds the same window', async () => {
    await screen.close();
    const { context } = shop.profile;
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      counter.button(counter.words.customer.open).click(),
    ]);
    await read(opened, WORDS.en.till.welcomeCustomer);
    await counter.button(counter.words.customer.open).click();
    await counter.type('9');
    await read(opened, '¥9.00');
    expect(context.pages().filter((page) => page.url().endsWith('#/customer'))).toHaveLength(1);
  });

  it('takes nothing that a scanner types into it, and says what to do', async () => {
    await counter.type('12.5');
    await screen.bringToFront();
    const code = await customer(counter).code();
    await screen.evaluate((digits) => {
      for (const key of [...digits, 'Enter']) {
        const init = { key, code: key === 'Enter' ? key : `Digit${key}`, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new KeyboardEvent('keydown', init));
      }
    }, code);
    await read(screen, WORDS.en.customer.strayScan);
    await until(
      'no sale to have begun',
      async () => (await counter.button(counter.names.charge).count()) === 1,
    );
    expect(await screen.content()).not.toContain(code);
  });
});

describe('with a second screen', () => {
  it('the customer’s window opens over all of it, once the browser may tell the screens apart', async () => {
    await shop.close();
    shop = await openShop({ args: ['--screen-info={1280x800}{1024x768}'] });
    counter = shop.counter;
    const { context } = shop.profile;
    const session = await context.newCDPSession(counter.page);
    const origin = shop.site.origin;
    await session.send('Browser.grantPermissions', { permissions: ['windowManagement'], origin });
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      counter.button(counter.words.customer.open).click(),
    ]);
    await read(opened, WORDS.en.till.welcomeCustomer);
    const place = await opened.evaluate(() => [screenX, screenY, outerWidth, outerHeight]);
    expect(place).toEqual([1280, 0, 1024, 768]);
  });
});
