/** Money taken on the cashier's word, on the counter's screens: never called paid, never without a look, and found again after a reload. */

import { act, cleanup, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { money } from '../../../../src/domain/money.ts';
import type { OwnCodes } from '../../../../src/domain/own-code.ts';
import { sha256Hex } from '../../../../src/signing/digest.ts';
import { startPractice } from '../../../../src/ui/models/practice.ts';
import { voucherParts } from '../../../../src/ui/models/record.ts';
import { shopCode } from '../../../support/emv-code.ts';
import { type CounterPage, openCounterPage } from '../counter-page.tsx';

const STICKER = 'wxp://f2f0AbCdEfGhIjKlMnOpQrStUvWxYz012345';
const OTHER_STICKER = 'wxp://f2f0ZzZzZzZzZzZzZzZzZzZzZzZzZz999999';

let page: CounterPage;

afterEach(() => {
  page.close();
  cleanup();
});

const kept = (payload: string): OwnCodes => ({
  practice: { payload, fingerprint: sha256Hex(payload), setAt: 1_795_399_200_000 },
});

function haveCode(payload: string): void {
  page.knobs.settings.value = { ...page.knobs.settings.value, ownCodes: kept(payload) };
}

async function pay(rail: 'own_code' | 'bank_terminal' | 'voucher', amount: string): Promise<void> {
  await page.type(amount);
  await act(() => page.app.till.pay(rail));
  await page.pass(400);
}

async function fill(name: string | RegExp, text: string): Promise<void> {
  const field = screen.getByRole('textbox', { name }) as HTMLInputElement;
  field.value = text;
  await act(() => {
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

const attempt = () => page.till.sale().tenders.at(-1)?.attempts[0];
const entryKinds = () =>
  [...page.outside.store.entries.values()].map((entry) => (entry as { kind: string }).kind);

describe('the shop’s own code', () => {
  it('is imported on the way, shown with the amount, and taken on the cashier’s word', async () => {
    page = await openCounterPage();
    await pay('own_code', '12.5');
    expect(page.text()).toContain('was not imported yet');
    await fill('Or paste what the code says', STICKER);
    await page.press('Read it');
    expect(page.text()).toContain('WeChat collection code');
    await page.press('Keep as the shop’s own code');
    await page.pass(400);
    expect(page.knobs.settings.value.ownCodes.practice).toMatchObject({
      payload: STICKER,
      fingerprint: sha256Hex(STICKER),
    });
    expect(entryKinds()).toContain('own_code.set');
    expect(screen.getByRole('img', { name: 'The shop’s own collection code, ¥12.50' })).toBeTruthy();
    expect(page.text()).toContain('Ask the customer to scan and type ¥12.50');
    expect(page.text()).toMatch(/at most ¥500\.00 a day from one customer/i);
    expect(attempt()).toMatchObject({ rail: 'own_code', state: 'new' });
    await page.press('Received');
    expect(attempt()).toMatchObject({ state: 'paid', evidence: 'cashier_attested', attestedBy: 'cashier' });
    expect(screen.getByRole('heading', { name: 'Accepted, not confirmed' })).toBeTruthy();
    expect(page.live()).not.toMatch(/paid/i);
    expect(page.till.notices.map(({ kind }) => kind)).toEqual(['recorded']);
  });

  it('is still shown after a reload', async () => {
    page = await openCounterPage();
    haveCode(STICKER);
    await pay('own_code', '12.5');
    // Another window reads the same book, as this one would after a reload.
    await act(() => page.app.till.next());
    await page.pass(400);
    expect(screen.getByRole('img', { name: 'The shop’s own collection code, ¥12.50' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Received' })).toBeTruthy();
  });

  it('is looked after once more before "not received", and then every other way is open', async () => {
    page = await openCounterPage();
    haveCode(STICKER);
    await pay('own_code', '12.5');
    await page.press('Not received');
    expect(attempt()?.state).toBe('new');
    expect(page.text()).toContain('Look at the list on the shop’s phone first');
    await page.press('Wait a little');
    await page.press('Not received');
    await page.press('Not received');
    expect(attempt()?.state).toBe('canceled');
    expect(screen.getByRole('heading', { name: 'Not paid' })).toBeTruthy();
  });

  it('takes at most ¥500, and offers to take as much', async () => {
    page = await openCounterPage();
    haveCode(STICKER);
    await page.type('620');
    await act(() => page.app.till.open('none'));
    const { counter } = page.till;
    expect(await counter.showRecord({ amount: money('CNY', 62_000) }, 'own_code')).toMatchObject({
      refusal: 'over_limit',
    });
    await act(() => page.app.till.pay('own_code'));
    await page.pass(400);
    expect(page.text()).toMatch(/at most ¥500\.00 a day from one customer/i);
    await page.press('Take ¥500.00 by code, the rest another way');
    await page.press('Received');
    expect(page.app.till.stage.value?.kind).toBe('part_paid');
    expect(page.app.till.due.value.amountMinor).toBe(12_000);
  });

  it.each([
    [
      'en',
      [
        'A printed code takes at most ¥500.00 a day',
        '¥1,000.00',
        '¥5,000.00',
        'as customer and wallet agreed',
      ],
      'A personal code must not be sent to anybody to pay from afar',
    ],
    [
      'zh-CN',
      ['贴出来的码，同一顾客每天最多付 ¥500.00', '¥1,000.00', '¥5,000.00', '顾客和平台约定'],
      '个人收款码不能发给人远程收款',
    ],
  ] as const)(
    'says what it may take and that it is not for afar, where it is set up and where it is charged (%s)',
    async (language, limits, notice) => {
      page = await openCounterPage({ hash: '#/own-code', language });
      const told = () => {
        for (const words of [...limits, notice]) expect(page.text()).toContain(words);
      };
      await page.pass(400);
      told();
      haveCode(STICKER);
      await page.pass(400);
      told();
      await act(() => page.app.router.go({ screen: 'home' }));
      await pay('own_code', '12.5');
      told();
    },
  );

  it('of the practice shop is imported when the desk holds it up, and shown to the phone beside the counter', async () => {
    page = await openCounterPage({ hash: '#/own-code' });
    await page.pass(400);
    const payload = 'https://qr.alipay.com/fkx00000practice8c4t2k7m';
    const seen: unknown[] = [];
    const desk = new BroadcastChannel('practice-optics');
    desk.addEventListener('message', ({ data }) => seen.push(data));
    const end = startPractice(page.app);
    const content = `http://localhost/simulator/#scan=${encodeURIComponent(payload)}`;
    desk.postMessage({ v: 1, kind: 'held-up', content });
    await screen.findByRole('heading', { name: 'Is this the shop’s own code?' });
    await page.press('Keep as the shop’s own code');
    await page.pass(400);
    expect(page.knobs.settings.value.ownCodes.practice).toMatchObject({ payload });
    await act(() => page.app.router.go({ screen: 'home' }));
    await pay('own_code', '12.5');
    await vi.waitFor(() =>
      expect(seen).toContainEqual(
        expect.objectContaining({ kind: 'shown-qr', content: payload, amountMinor: 1_250, currency: 'CNY' }),
      ),
    );
    await page.press('Received');
    await page.pass(400);
    await vi.waitFor(() =>
      expect(seen.at(-1)).toMatchObject({
        kind: 'till-ledger',
        rows: [{ kind: 'payment', amountMinor: 1_250, rail: 'own_code' }],
      }),
    );
    end();
    desk.close();
  });

  it('refuses what is no collection code, in words', async () => {
    page = await openCounterPage({ hash: '#/own-code' });
    await screen.findByText('Or paste what the code says');
    for (const [text, words] of [
      ['134567890123456789', 'This is a payment code'],
      ['weixin://wxpay/bizpayurl?pr=AbCdEf', 'can be paid once only'],
      ['https://u.wechat.com/AbCdEf', 'for adding a friend'],
      ['4242 4242 4242 4242', 'This is a card number'],
      [shopCode().slice(0, -2), 'Not read completely'],
    ] as const) {
      await fill('Or paste what the code says', text);
      await page.press('Read it');
      expect(page.text()).toContain(words);
    }
    expect(page.knobs.settings.value.ownCodes).toEqual({});
    expect(entryKinds()).not.toContain('own_code.set');
  });

  it('is read by the scanner, too, and the till does not take it for a payment code', async () => {
    page = await openCounterPage({ hash: '#/own-code' });
    await screen.findByText('Or paste what the code says');
    await act(() => page.app.scanTaker.value?.(STICKER));
    expect(screen.getByRole('heading', { name: 'Is this the shop’s own code?' })).toBeTruthy();
    expect(page.app.till.problem.value).toBeUndefined();
    await act(() => page.app.router.go({ screen: 'home' }));
    expect(page.app.scanTaker.value).toBeUndefined();
  });
});

describe('the sticker in the shop', () => {
  async function check(payload: string): Promise<void> {
    await screen.findByText('Check the sticker');
    await page.press('Check the sticker');
    await fill('Or paste what the code says', payload);
    await page.press('Read it');
    await page.pass(400);
  }

  it('that is the same is said to be, and when', async () => {
    page = await openCounterPage({ hash: '#/own-code' });
    haveCode(shopCode());
    await check(shopCode());
    expect(page.text()).toContain('Not swapped');
    expect(page.knobs.settings.value.ownCodes.practice?.checkedAt).toBeGreaterThan(1_795_399_200_000);
    expect(entryKinds()).toContain('own_code.checked');
  });

  it('that was swapped is found, and says in words what differs', async () => {
    page = await openCounterPage({ hash: '#/own-code' });
    haveCode(shopCode());
    await check(shopCode({ '15': '3104015600000000999999999999', '59': 'NICE SHOP' }));
    expect(page.text()).toContain('The code was swapped!');
    expect(page.text()).toContain('AccountKept: ••••9012Scanned: ••••9999');
    expect(page.text()).toContain('MerchantKept: CORNER SHOPScanned: NICE SHOP');
    expect(page.knobs.settings.value.ownCodes.practice).not.toHaveProperty('checkedAt');
    const last = [...page.outside.store.entries.values()].at(-1) as {
      kind: string;
      body: Record<string, string>;
    };
    expect(last.kind).toBe('own_code.checked');
    expect(last.body['own']).toBe(sha256Hex(shopCode()));
    expect(last.body['code']).not.toBe(last.body['own']);
  });

  it('of another wallet code was swapped; the owner may make it the shop’s own, which is written down', async () => {
    page = await openCounterPage({ hash: '#/own-code' });
    haveCode(STICKER);
    await check(OTHER_STICKER);
    expect(page.text()).toContain('The code was swapped!');
    await page.press('Change to a new code');
    await page.press('Keep as the shop’s own code');
    await page.pass(0);
    expect(page.knobs.settings.value.ownCodes.practice?.payload).toBe(OTHER_STICKER);
    const last = [...page.outside.store.entries.values()].at(-1) as {
      kind: string;
      body: Record<string, string>;
    };
    expect(last).toMatchObject({
      kind: 'own_code.set',
      body: { code: sha256Hex(OTHER_STICKER), was: sha256Hex(STICKER) },
    });
  });

  it('with another terminal number only is no alarm', async () => {
    page = await openCounterPage({ hash: '#/own-code' });
    haveCode(shopCode());
    await check(shopCode({ '62': '0705T0002' }));
    expect(page.text()).toContain('The same account is paid, but some of it differs.');
    expect(page.text()).not.toContain('swapped');
  });
});

describe('a bank’s card terminal', () => {
  it('says what to type, and keeps the number of the slip', async () => {
    page = await openCounterPage();
    await pay('bank_terminal', '88');
    expect(page.text()).toContain('Type ¥88.00 on the card terminal');
    await fill(/Slip number/, '4242 4242 4242 4242');
    expect(page.text()).toContain('looks like a card number');
    expect((screen.getByRole('button', { name: 'Received' }) as HTMLButtonElement).disabled).toBe(true);
    await fill(/Slip number/, '000123');
    await page.press('Received');
    expect(attempt()).toMatchObject({ state: 'paid', reference: '000123', attestedBy: 'cashier' });
  });

  it('takes dollars as well, where there is no own code to scan', async () => {
    page = await openCounterPage({ currency: 'USD' });
    await pay('bank_terminal', '12.5');
    expect(page.text()).toContain('Type $12.50 on the card terminal');
    await page.press('Received');
    expect(attempt()?.state).toBe('paid');
  });

  it('has its own lines in the list, on the sale and on the receipt', async () => {
    page = await openCounterPage();
    await pay('bank_terminal', '88');
    await fill(/Slip number/, 'A-17');
    await page.press('Received');
    await act(() => page.app.router.go({ screen: 'sale', number: 1 }));
    await page.pass(400);
    const timeline = within(screen.getByRole('region', { name: 'Details' }));
    expect(timeline.getByText('A-17')).toBeTruthy();
    expect(timeline.getByText('Cashier')).toBeTruthy();
    expect(timeline.getByText('Accepted, not confirmed')).toBeTruthy();
    await act(() => page.app.router.go({ screen: 'receipt', number: 1 }));
    await page.pass(400);
    expect(page.text()).toContain('A-17');
    expect(page.text()).toContain('Accepted, not confirmed');
  });
});

describe('a voucher', () => {
  it('of the whole amount settles the sale', async () => {
    page = await openCounterPage();
    await pay('voucher', '20');
    await fill(/Voucher number/, 'V-2026-11');
    await page.press('Take the voucher');
    expect(attempt()).toMatchObject({ rail: 'voucher', state: 'paid', reference: 'V-2026-11' });
    expect(page.app.till.stage.value?.kind).toBe('recorded');
  });

  it('worth less pays its part, and the rest comes another way', async () => {
    page = await openCounterPage();
    await pay('voucher', '32.5');
    await fill('Value of the voucher', '20');
    expect(page.text()).toContain('¥12.50 is left to pay another way.');
    await page.press('Take the voucher');
    expect(page.app.till.stage.value?.kind).toBe('part_paid');
    expect(page.app.till.due.value.amountMinor).toBe(1_250);
  });

  it('worth more gives nothing back', async () => {
    page = await openCounterPage();
    await pay('voucher', '12.5');
    await fill('Value of the voucher', '20');
    expect(page.text()).toContain('¥7.50 is left over and not given back.');
    await page.press('Take the voucher');
    expect(attempt()).toMatchObject({ state: 'paid', amount: { amountMinor: 1_250 } });
  });

  it.each([
    ['', { leg: 1_250, over: 0, rest: 0 }],
    ['12.50', { leg: 1_250, over: 0, rest: 0 }],
    ['５', { leg: 500, over: 0, rest: 750 }],
    ['¥1,000', { leg: 1_250, over: 98_750, rest: 0 }],
    ['0', 'zero'],
    ['ten', 'not_an_amount'],
    ['12.555', 'not_an_amount'],
  ])('with the value %s', (typed, expected) => {
    const parts = voucherParts(money('CNY', 1_250), typed);
    const plain =
      typeof parts === 'string'
        ? parts
        : { leg: parts.leg.amountMinor, over: parts.over.amountMinor, rest: parts.rest.amountMinor };
    expect(plain).toEqual(expected);
  });
});
