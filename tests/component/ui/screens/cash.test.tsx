/** Cash on the counter's screens: what is rounded stands there before, at the change and afterwards. */

import { act, cleanup, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { type CounterPage, openCounterPage } from '../counter-page.tsx';

let page: CounterPage;

afterEach(() => {
  page.close();
  cleanup();
});

async function openCash(amount: string): Promise<void> {
  await page.type(amount);
  await page.press('Cash');
}

async function give(text: string): Promise<void> {
  const field = screen.getByRole('textbox') as HTMLInputElement;
  field.value = text;
  await act(() => {
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

const cashOf = () => page.till.sale().tenders[0]?.attempts[0]?.cash;

describe('cash for ¥12.53', () => {
  it('says what is due, what is rounded and what to pay, and takes it in one tap', async () => {
    page = await openCounterPage();
    await openCash('12.53');
    const lines = [...document.querySelectorAll('.cash-due div')].map((line) => line.textContent);
    expect(lines).toEqual(['Due¥12.53', 'Rounding−¥0.03', 'To pay in cash¥12.50']);
    await page.press('Exact');
    expect(cashOf()).toEqual({ tenderedMinor: 1_250, changeMinor: 0, roundingMinor: -3 });
  });

  it('shows the change of each likely sum in coins that there are', async () => {
    page = await openCounterPage();
    await openCash('12.53');
    await page.press(/¥20\.00.*¥7\.50/);
    expect(cashOf()).toEqual({ tenderedMinor: 2_000, changeMinor: 750, roundingMinor: -3 });
  });

  it('is not rounded when it lies there to the last fen', async () => {
    page = await openCounterPage();
    await openCash('12.53');
    await page.press(/¥12\.53.*To the cent/);
    expect(cashOf()).toEqual({ tenderedMinor: 1_253, changeMinor: 0 });
  });

  it('says for what is typed what comes back and what is rounded', async () => {
    page = await openCounterPage();
    await openCash('12.53');
    const changeLine = () => document.querySelector('.cash-typed .change')?.textContent;
    expect(changeLine()).toBe('Change ¥0.00Rounding −¥0.03');
    await give('50');
    expect(changeLine()).toBe('Change ¥37.50Rounding −¥0.03');
    await give('20.03');
    expect(changeLine()).toBe('Change ¥7.50');
    await give('12.4');
    expect(page.text()).toContain('¥0.10 short');
    expect((screen.getByRole('button', { name: 'Take cash' }) as HTMLButtonElement).disabled).toBe(true);
    await give('12.5');
    await page.press('Take cash');
    expect(cashOf()).toMatchObject({ tenderedMinor: 1_250, roundingMinor: -3 });
  });

  it('is taken to the fen where the shop does not round', async () => {
    page = await openCounterPage();
    const settings = page.knobs.settings.value;
    page.knobs.settings.value = { ...settings, cashRounding: { isOn: false, euroCoinMinor: 1 } };
    await openCash('12.53');
    expect(page.text()).not.toContain('Rounding');
    await page.press(/¥20\.00.*¥7\.47/);
    expect(cashOf()).toEqual({ tenderedMinor: 2_000, changeMinor: 747 });
  });

  it('is not rounded as the first of two parts, and is as the last', async () => {
    page = await openCounterPage();
    await page.type('12.53');
    await act(() => page.app.till.setPart(253));
    await act(() => page.app.till.open('cash'));
    await page.pass(350);
    expect(page.text()).not.toContain('Rounding');
    await page.press('Exact');
    expect(page.app.till.stage.value?.kind).toBe('part_paid');
    await act(() => page.app.till.open('cash'));
    await page.pass(350);
    expect(page.text()).not.toContain('Rounding');
    await page.press('Exact');
    expect(page.till.sale().tenders.map(({ attempts }) => attempts[0]?.cash)).toEqual([
      { tenderedMinor: 253, changeMinor: 0 },
      { tenderedMinor: 1_000, changeMinor: 0 },
    ]);
  });
});

describe('in a shop that takes dollars', () => {
  it('nothing is rounded, since there are cents', async () => {
    page = await openCounterPage({ currency: 'USD' });
    await openCash('12.53');
    expect(page.text()).not.toContain('Rounding');
    await page.press('Exact');
    expect(cashOf()).toEqual({ tenderedMinor: 1_253, changeMinor: 0 });
  });
});

describe('the setting', () => {
  it('is a switch that names the coin', async () => {
    page = await openCounterPage({ hash: '#/settings' });
    await screen.findByRole('switch', { name: 'Round cash to the smallest coin' });
    expect(page.text()).toContain('to the nearest ¥0.10');
    await act(() => screen.getByRole('switch', { name: 'Round cash to the smallest coin' }).click());
    expect(page.knobs.settings.value.cashRounding.isOn).toBe(false);
  });
});
