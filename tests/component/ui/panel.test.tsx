/** The tender panel: one tap for every way to pay, the most used under Charge, and a reason where one is off. */

import { screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { attemptsOf } from '../../../src/domain/sale.ts';
import { type CounterPage, openCounterPage } from './counter-page.tsx';

let page: CounterPage;

afterEach(() => page.close());

const button = (name: string | RegExp): HTMLButtonElement => screen.getByRole('button', { name });
const attempt = () => attemptsOf(page.till.sale()).at(-1);

/** Lets time pass, a little at a time, until a heading says this: results leave by themselves. */
async function headed(name: string): Promise<void> {
  for (let passed = 0; passed < 40 && screen.queryByRole('heading', { name }) === null; passed += 1)
    await page.pass(250);
  expect(screen.getByRole('heading', { name })).toBeTruthy();
}

async function payOnPhone(wallet: string): Promise<void> {
  const content = page.app.till.stage.value?.attempt?.qr;
  await page.outside.control(`wallets/${wallet}/scan`, { content });
  await page.outside.control(`wallets/${wallet}/confirm`, {});
}

describe('every wallet', () => {
  it.each([
    ['Alipay', 'lin'],
    ['WeChat Pay', 'wechatpay-lin'],
    ['UnionPay', 'unionpay-lin'],
  ])('%s is one tap from the amount to its QR, and says paid when it is', async (name, wallet) => {
    page = await openCounterPage();
    await page.type('12.5');
    await page.press(name);
    await page.pass(500);
    expect(screen.getByRole('img', { name: new RegExp(`${name}.*¥12\\.50`) })).toBeTruthy();
    await payOnPhone(wallet);
    await headed('Paid');
    expect(page.live().replace('\u00a0', '')).toBe(`Paid, 12.50 yuan, ${name}`);
  });

  it('needs an amount first, and says so', async () => {
    page = await openCounterPage();
    await page.press('WeChat Pay');
    expect(page.text()).toMatch(/Enter an amount first/);
    await page.press('Split');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(page.till.counter.view().newest).toBe(0);
  });
});

describe('Charge', () => {
  const chargedBy = (): string => button('Charge').textContent ?? '';

  it('learns what the shop’s customers use, and keeps it for the next start', async () => {
    page = await openCounterPage();
    expect(chargedBy()).toContain('Alipay QR');
    for (let sold = 0; sold < 2; sold += 1) {
      await page.type('3');
      await page.press('WeChat Pay');
      await page.pass(500);
      await payOnPhone('wechatpay-lin');
      await headed('Paid');
      await page.pass(3_000);
    }
    expect(chargedBy()).toContain('WeChat Pay QR');
    expect(page.app.deps.usual.value[0]).toBe('wechatpay');
    await page.type('4');
    await page.press('Charge');
    await page.pass(500);
    expect(attempt()?.rail).toBe('wechatpay');
  });

  it('is not moved by cash, which has a button of its own', async () => {
    page = await openCounterPage();
    for (let sold = 0; sold < 3; sold += 1) {
      await page.type('20');
      await page.press('Cash');
      await page.press('Exact');
      await page.pass(3_000);
    }
    expect(chargedBy()).toContain('Alipay QR');
  });
});

describe('a way that is off', () => {
  it('says why, and can be tested again on the spot', async () => {
    page = await openCounterPage();
    page.knobs.readiness.value = {
      alipay: { state: 'ready' },
      wechatpay: { state: 'not_ready', fault: 'setup_signature' },
    };
    await page.pass(0);
    expect(button('WeChat Pay').disabled).toBe(true);
    expect(button('WeChat Pay').textContent).toContain('not set up');
    expect(page.text()).toContain('WeChat Pay not working');
    await page.press('Try again');
    await page.pass(500);
    expect(button('WeChat Pay').disabled).toBe(false);
    expect(page.text()).not.toContain('WeChat Pay not working');
  });

  it('because of the amount shows the limit', async () => {
    page = await openCounterPage();
    await page.type('0.3');
    await page.pass(0);
    expect(button('Card').disabled).toBe(true);
    expect(button('Card').textContent).toContain('≥ ¥0.50');
    await page.type('00');
    await page.press('Clear');
    await page.type('501');
    expect(button('Own code').textContent).toContain('≤ ¥500.00');
    expect(button('Own code').disabled).toBe(false);
  });

  it('is not there at all when the shop does not want it', async () => {
    page = await openCounterPage();
    const settings = page.knobs.settings.value;
    page.knobs.settings.value = { ...settings, hiddenRails: ['voucher', 'alipay'] };
    await page.pass(0);
    expect(screen.queryByRole('button', { name: 'Voucher' })).toBeNull();
    expect(button('Charge').textContent).toContain('WeChat Pay QR');
  });
});

describe('a dollar shop', () => {
  it('offers what takes dollars, formats and limits them, and forgets yuan that were typed', async () => {
    page = await openCounterPage();
    await page.type('12.5');
    page.knobs.settings.value = { ...page.knobs.settings.value, practiceCurrency: 'USD' };
    await page.pass(0);
    expect(page.app.keypad.text.value).toBe('');
    await page.type('7.25');
    expect(page.text()).toContain('$7.25');
    expect(screen.queryByRole('button', { name: 'WeChat Pay' })).toBeNull();
    expect(button('Charge').textContent).toContain('PayPal QR');
  });

  it('takes PayPal: the customer approves on the phone, and the till takes the money', async () => {
    page = await openCounterPage({ currency: 'USD' });
    await page.type('12.5');
    await page.press('Charge');
    await page.pass(1_500);
    expect(screen.getByRole('img', { name: /PayPal.*\$12\.50/ })).toBeTruthy();
    await payOnPhone('paypal-amy');
    await headed('Paid');
    expect(page.till.sale().due).toMatchObject({ currency: 'USD', amountMinor: 1_250 });
  });

  it('after a restart leaves it to a person to take what was approved meanwhile', async () => {
    page = await openCounterPage({ currency: 'USD' });
    await page.type('9');
    await page.press('Charge');
    await page.pass(1_500);
    const content = page.app.till.stage.value?.attempt?.qr;
    const { outside } = page;
    page.close();
    await outside.control('wallets/paypal-amy/scan', { content });
    await outside.control('wallets/paypal-amy/confirm', {});
    page = await openCounterPage({ currency: 'USD', outside });
    await page.pass(6_000);
    expect(screen.getByRole('heading', { name: 'Approved by the customer' })).toBeTruthy();
    expect(page.text()).toContain('the money is not taken yet');
    await page.press('Take the money');
    await headed('Paid');
  });
});

describe('the card reader', () => {
  async function chargeCard(amount: string): Promise<string> {
    page = await openCounterPage();
    await page.type(amount);
    await page.press('Card');
    await page.pass(2_500);
    return page.outside.credentials.card.readerId;
  }

  it('says what the customer has to do, and then paid', async () => {
    const reader = await chargeCard('33');
    expect(screen.getByRole('heading', { name: 'Waiting for the customer' })).toBeTruthy();
    expect(page.text()).toContain('tap or insert the card');
    await page.outside.control(`readers/${reader}/present`, { wallet: 'card-cny-visa', how: 'tap' });
    await headed('Paid');
  });

  it('can be given up: the reader is told, and every other way is there', async () => {
    await chargeCard('33');
    await page.press('Cancel');
    await page.pass(5_000);
    expect(screen.getByRole('heading', { name: 'Not paid' })).toBeTruthy();
    for (const name of ['Try again', 'Scan', 'Cash', 'Alipay', 'WeChat Pay'])
      expect(button(name)).toBeTruthy();
  });
});

describe('what nobody confirms', () => {
  it('has words and a colour of its own, on the result, in the list and on the receipt', async () => {
    page = await openCounterPage();
    await page.type('45');
    await page.press('Bank terminal');
    await page.pass(500);
    await page.press('Received');
    await page.pass(100);
    expect(screen.getByRole('heading', { name: 'Accepted, not confirmed' })).toBeTruthy();
    expect(document.querySelector('.ground-recorded')).not.toBeNull();
    expect(page.live()).not.toContain('Paid');
    await page.pass(2_500);
    await page.press('Recent payments');
    expect(document.querySelector('.sale-row .tone-recorded')?.textContent).toContain(
      'Accepted, not confirmed',
    );
    await page.press(/Sale 1/);
    await page.press('Receipt');
    expect(page.text()).toContain('Accepted, not confirmed');
  });

  it('goes back by the cashier’s own hand', async () => {
    page = await openCounterPage();
    await page.type('45');
    await page.press('Bank terminal');
    await page.pass(500);
    await page.press('Received');
    await page.pass(2_500);
    await page.press('Recent payments');
    await page.press(/Sale 1/);
    await page.press('Refund');
    await page.press('Continue');
    expect(page.text()).toContain('Give this Bank terminal payment back yourself');
    await page.press('Refund now');
    expect(page.text()).toContain('Refunded');
  });
});
