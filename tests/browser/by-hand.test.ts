/** What a shop can take on its first day without any account: its own printed code, a bank's terminal, vouchers and cash with its drawer. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/domain/journal.ts';
import { sha256Hex } from '../../src/signing/digest.ts';
import { until, waitUntil } from '../support/browser.ts';
import { openShop, type Shop, scanWithWedge } from '../support/counter.ts';
import { shopCode } from '../support/emv-code.ts';
import { damagesOf, expectAgreement, readBook } from '../support/stored-book.ts';

/** A printed code of the shop, and one that somebody stuck over it. */
const STICKER = shopCode();
const SWAPPED = shopCode({ '15': '3104015600000000999999999999', '59': 'NICE SHOP' });

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});

afterAll(async () => {
  await shop.close();
});

async function entries(): Promise<readonly Entry[]> {
  const book = await readBook(shop.counter.page);
  expect(damagesOf(book)).toEqual([]);
  return book.entries;
}

async function newest(kind: string): Promise<Entry['body']> {
  const found = (await entries()).findLast((entry) => entry.kind === kind);
  expect(found, `an entry ${kind}`).toBeDefined();
  return found?.body ?? {};
}

const go = (hash: string): Promise<void> => shop.counter.page.evaluate((to) => location.assign(to), hash);

describe('the shop’s own printed code', () => {
  it('is read by the scanner, looked at once more, and kept', async () => {
    const { counter } = shop;
    await go('#/own-code');
    await counter.page.getByLabel(counter.words.ownCode.paste).waitFor();
    await scanWithWedge(counter.page, STICKER);
    await counter.page.getByText('CORNER SHOP · BEIJING').waitFor();
    await counter.press(counter.words.ownCode.keep);
    await counter.button(counter.words.ownCode.check).waitFor();
    expect(await newest('own_code.set')).toEqual({ code: sha256Hex(STICKER) });
  });

  it('is shown with the amount, comes back after a reload, and is taken on the cashier’s word', async () => {
    const { counter } = shop;
    const { page, words } = counter;
    await go('#/');
    await counter.type('12.5');
    await counter.press(words.rails.own_code);
    const qr = page.getByRole('img', { name: words.record.qrLabel('¥12.50') });
    await qr.waitFor();
    await counter.read(words.staticCode.short('¥500.00'));
    await counter.read(words.staticCode.remote);
    await page.reload();
    await waitUntil(page, 'navigator.serviceWorker.controller !== null');
    await qr.waitFor();
    await counter.press(words.record.received);
    await counter.hear(words.states.recorded, '12.50');
    await counter.home();
    const changed = await newest('attempt.changed');
    expect(changed).toMatchObject({
      evidence: 'cashier_attested',
      event: { type: 'PAID', attested: { by: 'cashier' } },
    });
    const told = JSON.stringify(await entries());
    expect(told).not.toContain('CORNER SHOP');
    await expectAgreement(counter);
  });

  it('that is not received is canceled only after a second look', async () => {
    const { counter } = shop;
    const { words } = counter;
    await counter.type('8');
    await counter.press(words.rails.own_code);
    await counter.press(words.record.notReceived);
    await counter.read(words.record.notReceivedHint.own_code);
    await counter.press(words.record.notReceived);
    await counter.hear(counter.names.notPaid, '8.00');
    await counter.press(words.till.end);
    await counter.home();
  });

  it('is found out when the sticker was swapped, in words and in the journal', async () => {
    const { counter } = shop;
    const { page, words } = counter;
    await go('#/own-code');
    await counter.press(words.ownCode.check);
    await page.getByLabel(words.ownCode.paste).waitFor();
    await scanWithWedge(page, SWAPPED);
    await counter.read(words.ownCode.swapped);
    await counter.read(words.ownCode.is('NICE SHOP'));
    await counter.read(words.ownCode.is('••••9999'));
    expect(await newest('own_code.checked')).toEqual({ code: sha256Hex(SWAPPED), own: sha256Hex(STICKER) });
    await counter.press(words.ownCode.again);
    await page.getByLabel(words.ownCode.paste).fill(STICKER);
    await counter.press(words.ownCode.read);
    await counter.read(words.ownCode.same);
    expect(await newest('own_code.checked')).toEqual({ code: sha256Hex(STICKER), own: sha256Hex(STICKER) });
  });
});

describe('cash', () => {
  it('is rounded to the smallest coin, on a line of its own everywhere', async () => {
    const { counter } = shop;
    const { page, words } = counter;
    await go('#/');
    await counter.type('12.53');
    await counter.press(words.rails.cash);
    await page.getByText('−¥0.03').first().waitFor();
    await counter.press(/¥20\.00/);
    await counter.hear(counter.names.paid, '12.53');
    await counter.read(words.cash.change('¥7.50'));
    const rounding = `${words.cash.rounding} −¥0.03`;
    await counter.read(rounding);
    await counter.home();
    expect(await newest('attempt.changed')).toMatchObject({
      event: { cash: { tenderedMinor: 2_000, changeMinor: 750, roundingMinor: -3 } },
    });
    await go('#/recent');
    await counter.read(rounding);
    const { sales } = await readBook(page);
    await go(`#/sale/${sales.length}/receipt`);
    await page.locator('.receipt').getByText(words.cash.rounding, { exact: true }).waitFor();
  });

  it('is in the drawer with what was put in and taken out, and a count says what is missing', async () => {
    const { counter } = shop;
    const { page, words } = counter;
    const { drawer } = words;
    const dialog = page.getByRole('dialog');
    const balance = page.getByRole('status', { name: drawer.expected });
    const stands = (text: string): Promise<void> =>
      until(`${text} in the drawer`, async () => (await balance.textContent()) === text);
    await go('#/drawer');
    await stands('¥12.50');
    await counter.press(drawer.moves.float);
    await dialog.getByLabel(drawer.amount).fill('200');
    await page.keyboard.press('Enter');
    await stands('¥212.50');
    await counter.press(drawer.moves.no_sale);
    await dialog.getByRole('radio', { name: drawer.reasons.give_change }).check();
    await dialog.getByRole('button', { name: drawer.moves.no_sale }).click();
    await dialog.waitFor({ state: 'detached' });
    await counter.press(drawer.moves.count);
    await dialog.getByLabel(drawer.counted).fill('212');
    await page.keyboard.press('Enter');
    await dialog.getByText(drawer.short('¥0.50')).waitFor();
    await counter.press(drawer.keepCount);
    await stands('¥212.00');
    await page.reload();
    await stands('¥212.00');
    await page.getByText(drawer.short('¥0.50')).waitFor();
    const moves = (await entries())
      .filter(({ kind }) => kind === 'drawer.moved')
      .map(({ body }) => [body['movement'], body['amountMinor'], body['reason']]);
    expect(moves).toEqual([
      ['float', 20_000, undefined],
      ['no_sale', 0, 'give_change'],
      ['count', 21_200, undefined],
    ]);
  });
});

describe('a voucher and a bank’s terminal', () => {
  it('pay one sale together, each on a line of its own', async () => {
    const { counter } = shop;
    const { page, words } = counter;
    await go('#/');
    await counter.type('32.5');
    await counter.press(words.rails.voucher);
    await page.getByLabel(words.record.value).fill('20');
    await counter.press(words.record.takeVoucher);
    await counter.hear(words.states.partPaid, '20.00');
    await counter.press(words.rails.bank_terminal);
    await page.getByLabel(words.record.reference.bank_terminal).fill('000123');
    await counter.press(words.record.received);
    await counter.hear(words.states.recorded, '32.50');
    await counter.home();
    const { sales } = await readBook(page);
    const legs = sales.at(-1)?.tenders.map(({ rail, attempts }) => [rail, attempts[0]?.reference]);
    expect(legs).toEqual([
      ['voucher', undefined],
      ['bank_terminal', '000123'],
    ]);
    await expectAgreement(counter, 'settled');
  });
});
