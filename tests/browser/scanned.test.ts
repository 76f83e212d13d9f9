/** Whatever is held up to the till: a code goes to its own way to pay, everything else is answered in words. */

import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Counter, customer, openShop, type Shop } from '../support/counter.ts';
import { storedTexts } from '../support/storage-scan.ts';

const EMV_RECEIVE =
  '00020101021229300012D156000000000510A93FO3230Q5204411153031565802CN5914BEST TRANSPORT6007BEIJING630488C1';
const CARD_APP =
  'hQVDUFYwMWFYTwigAAADMwEBAVcTYpJhA1hEQzVkHSIQIBAAABiAH180AQBjM58mCFaLEtnaC9l/nycBgJ8QEQcAAQOgAAABCDM5OTk5OTk5nzYCAAGCAgAAnzcE6gZYyA==';

let shop: Shop;
let counter: Counter;

beforeAll(async () => {
  shop = await openShop();
  counter = shop.counter;
});

afterAll(async () => {
  await shop.close();
});

/** Types as a scanner does, in one go. */
async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate((all) => {
    for (const key of [...all, 'Enter']) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
  }, text);
}

describe('a payment code', () => {
  it.each([
    ['lin', 'Alipay'],
    ['wechatpay-lin', 'WeChat Pay'],
    ['unionpay-lin', 'UnionPay'],
  ])('of %s goes to %s, whichever way the shop uses most', async (id, rail) => {
    await counter.chargeByCode('3.5', await customer(counter, id).code());
    await counter.hear(counter.names.paid, '3.50', rail);
    await counter.home();
  });

  it.each([
    ['285012345678901234', 'This is a real payment code of Alipay.'],
    ['134512345678901234', 'This is a real payment code of WeChat Pay.'],
    ['6212345678901234567', 'This is a real payment code of UnionPay.'],
  ])('that is a real customer’s is refused in practice: %s', async (code, sentence) => {
    await counter.type('3');
    await scan(counter.page, code);
    await counter.read(sentence);
    expect(await counter.button(counter.names.charge).count()).toBe(1);
    await counter.press('Clear');
  });
});

describe('anything else', () => {
  it.each([
    ['wxp://f2f0wZ3oYw', 'This WeChat Pay code is for receiving money'],
    ['https://qr.alipay.com/fkx012345', 'This Alipay code is for receiving money'],
    ['https://qr.95516.com/00010000/62', 'This UnionPay code is for receiving money'],
    ['https://paypal.me/cornershop', 'This is a PayPal link'],
    [`${CARD_APP}`, 'This is the code of a card app (UnionPay)'],
    [EMV_RECEIVE, 'This code is for receiving money'],
    [EMV_RECEIVE.replace('BEST', 'BETS'), 'The code was not read completely.'],
    ['0112345678901234567', 'digital yuan'],
    ['6901234567892', 'bar code of goods'],
    ['https://shop.example/coupon/1', 'This is a coupon'],
    ['M1CHEN/JING           EABC123 PEKSHACA 1234 226F001A0025 100', 'This is a boarding pass'],
    ['https://u.wechat.com/EAbc', 'for adding a friend'],
    ['otpauth://totp/Shop?secret=JBSWY3DPEHPK3PXP', 'key for one-time passwords'],
    ['https://example.com/pay-me', 'To be safe it was not opened.'],
    ['4539578763621486', 'This is a card number. To be safe it was not kept.'],
    ['28501234567890', 'wrong number of digits'],
  ])('is said for what it is: %s', async (text, sentence) => {
    const address = counter.page.url();
    const pages = counter.page.context().pages().length;
    await scan(counter.page, text);
    await counter.read(sentence);
    expect(counter.page.url()).toBe(address);
    expect(counter.page.context().pages()).toHaveLength(pages);
  });

  it('leaves no trace on this device', async () => {
    const stored = await storedTexts(counter.page);
    expect(stored.length).toBeGreaterThan(0);
    const scanned = [
      ...['285012345678901234', '134512345678901234', '6212345678901234567', '4539578763621486'],
      ...[CARD_APP, EMV_RECEIVE, 'JBSWY3DPEHPK3PXP', 'wxp://f2f0wZ3oYw', '0112345678901234567'],
    ];
    const found = stored.filter(({ text }) => scanned.some((secret) => text.includes(secret)));
    expect(found.map(({ place }) => place)).toEqual([]);
  });
});
