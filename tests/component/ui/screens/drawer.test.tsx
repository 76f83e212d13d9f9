/** The cash drawer on the counter's screens: what should be in it and why, every way to move money, and a count that is honest. */

import { act, cleanup, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { type CounterPage, openCounterPage } from '../counter-page.tsx';

let page: CounterPage;

afterEach(() => {
  page.close();
  cleanup();
});

async function openDrawer(language: 'zh-CN' | 'en' = 'en'): Promise<void> {
  page = await openCounterPage({ hash: '#/drawer', language });
  await screen.findByRole('heading', { name: language === 'en' ? 'Cash drawer' : '钱箱' });
}

async function fill(name: string | RegExp, text: string): Promise<void> {
  const field = screen.getByRole('textbox', { name }) as HTMLInputElement;
  field.value = text;
  await act(() => {
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

const dialog = () => within(screen.getByRole('dialog'));
const expected = () => screen.getByRole('status', { name: 'Should be in the drawer' }).textContent;
const rows = () => screen.getAllByRole('listitem').map((row) => row.textContent);

/** Presses the button over the sheet's form. */
async function confirm(name: string): Promise<void> {
  await page.pass(350);
  await act(() => dialog().getByRole('button', { name }).click());
  await page.pass(0);
}

describe('the drawer', () => {
  it('begins empty, and says what will stand there', async () => {
    await openDrawer();
    expect(expected()).toBe('¥0.00');
    expect(page.text()).toContain('Never counted yet');
    expect(page.text()).toContain('Nothing was put in, taken out or counted today.');
  });

  it('holds the float, cash sales with their rounding, and what was put in and taken out', async () => {
    await openDrawer();
    await page.press('Put in the float');
    await fill('Amount', '200');
    await confirm('Put in the float');
    expect(page.live()).toBe('Put in the float, ¥200.00, written down');
    await act(() => page.app.router.go({ screen: 'home' }));
    await page.type('12.53');
    await page.press('Cash');
    await page.press('Exact');
    await page.pass(2_500);
    await act(() => page.app.router.go({ screen: 'drawer' }));
    await page.pass(400);
    expect(expected()).toBe('¥212.50');
    const lines = [...document.querySelectorAll('.panel .pairs div')].map((line) => line.textContent);
    expect(lines).toEqual(['Cash sales+¥12.53', 'Rounding−¥0.03', 'Put in+¥200.00']);
    await page.press('Take out');
    await fill('Amount', '100');
    await act(() => dialog().getByRole('radio', { name: 'To the bank' }).click());
    await confirm('Take out');
    expect(expected()).toBe('¥112.50');
    expect(rows()[0]).toMatch(/^Take outTo the bank · .*−¥100\.00$/);
  });

  it('is only opened with a reason, and "other" needs words', async () => {
    await openDrawer();
    await page.press('Open without a sale');
    expect(screen.queryByRole('textbox', { name: 'Amount' })).toBeNull();
    await confirm('Open without a sale');
    expect(page.text()).toContain('Please choose a reason.');
    await act(() => dialog().getByRole('radio', { name: 'Other' }).click());
    await confirm('Open without a sale');
    expect(page.text()).toContain('please say in a few words');
    await fill(/In your own words/, 'a ring fell into it');
    await confirm('Open without a sale');
    expect(page.live()).toBe('The opening is written down');
    expect(page.text()).toContain('Opened without a sale1×');
    expect(await screen.findByText('a ring fell into it')).toBeTruthy();
    const [entry] = [...page.outside.store.movements];
    expect(entry).toMatchObject({ movement: 'no_sale', amountMinor: 0, reason: 'other' });
  });

  it('says when more is taken out than should be there, and lets it be: what lies there decides', async () => {
    await openDrawer();
    await page.press('Take out');
    await fill('Amount', '5');
    expect(page.text()).toContain('There should only be ¥0.00 in the drawer.');
    await act(() => dialog().getByRole('radio', { name: 'Shop expense' }).click());
    await confirm('Take out');
    expect(expected()).toBe('−¥5.00');
    expect(page.text()).toContain('please count it once');
  });

  it.each([
    ['198.5', '¥1.50 missing'],
    ['200.1', '¥0.10 too much'],
    ['200', 'Exactly right'],
  ])('counted %s: %s, said after the counting and kept with it', async (counted, words) => {
    await openDrawer();
    await page.press('Put in the float');
    await fill('Amount', '200');
    await confirm('Put in the float');
    await page.press('Count');
    expect(dialog().queryByText('¥200.00')).toBeNull();
    await fill(/What you counted/, counted);
    await confirm('Compare');
    expect(dialog().getByText(words)).toBeTruthy();
    await confirm('Count again');
    await confirm('Compare');
    await confirm('Save the count');
    expect(rows()[0]).toContain(words);
    expect(Number(expected()?.slice(1))).toBe(Number(counted));
    expect(page.text()).toContain('Last count ·');
  });

  it('says in words what is no amount, and changes nothing', async () => {
    await openDrawer();
    await page.press('Put in');
    for (const [text, words] of [
      ['ten', 'digits only'],
      ['1.234', 'At most 2 decimals'],
      ['0', 'more than zero'],
    ] as const) {
      await fill('Amount', text);
      expect(page.text().toLowerCase()).toContain(words.toLowerCase());
    }
    await confirm('Put in');
    expect(page.outside.store.movements).toEqual([]);
  });

  it('speaks Chinese', async () => {
    await openDrawer('zh-CN');
    expect(page.text()).toContain('钱箱里应有');
    await page.press('没收款就开箱');
    expect(page.text()).toContain('开箱要写原因，会记在流水里。');
  });
});

describe('from the settings', () => {
  it('the drawer is one tap away', async () => {
    page = await openCounterPage({ hash: '#/settings' });
    await page.press('Cash drawer');
    expect(page.app.router.route.value).toEqual({ screen: 'drawer' });
  });
});

describe('a refund in cash', () => {
  it('says what to hand back in coins, and takes it out of the drawer', async () => {
    page = await openCounterPage();
    await page.type('12.53');
    await page.press('Cash');
    await page.press('Exact');
    await page.pass(2_500);
    await act(() => page.app.router.go({ screen: 'sale', number: 1 }));
    await page.pass(400);
    await page.press('Refund');
    await fill(/Amount to refund/, '5.03');
    await page.press('Continue');
    expect(page.text()).toContain('¥5.00 back in cash');
    await page.press('Refund now');
    expect(page.till.sale().tenders[0]?.attempts[0]?.refunds).toMatchObject([
      { amountMinor: 503, roundingMinor: -3, state: 'succeeded' },
    ]);
    expect(page.till.counter.view().drawer.CNY).toMatchObject({ handedBackMinor: 500 });
    expect(page.text()).toContain('¥5.03 · Rounding −¥0.03');
  });
});
