/** The keyboard at the counter: typing without focus, a scanner that types faster than a person, and the key that ends a result. */

import { act, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { type CounterPage, openCounterPage } from './counter-page.tsx';

let page: CounterPage;

afterEach(() => page.close());

/** A key with a time stamp of its own, since only that tells a scanner from a person. */
async function key(name: string, atMs: number): Promise<void> {
  const code = /^\d$/.test(name) ? `Digit${name}` : name;
  const event = new KeyboardEvent('keydown', { key: name, code, bubbles: true, cancelable: true });
  Object.defineProperty(event, 'timeStamp', { value: atMs });
  await act(() => void fireEvent(document.body, event));
}

async function typeByHand(text: string, fromMs = 1_000): Promise<number> {
  let atMs = fromMs;
  for (const name of text) {
    await key(name, atMs);
    atMs += 150;
  }
  return atMs;
}

describe('the keyboard', () => {
  it('types the amount without any focus, and Enter charges', async () => {
    page = await openCounterPage();
    const atMs = await typeByHand('12.5');
    expect(page.app.keypad.text.value).toBe('12.5');
    await key('Backspace', atMs);
    expect(page.app.keypad.text.value).toBe('12.');
    await page.pass(400);
    await key('Enter', atMs + 500);
    await page.pass(500);
    expect(page.till.sale().due.amountMinor).toBe(1_200);
  });

  it('reads a scanner’s burst as a code, and leaves the amount as it was', async () => {
    page = await openCounterPage();
    const { code } = (await page.outside.control('wallets/lin/payment-code', {})) as { code: string };
    let atMs = await typeByHand('9');
    atMs += 1_000;
    for (const digit of code) {
      await key(digit, atMs);
      atMs += 10;
    }
    await key('Enter', atMs);
    await page.pass(1_500);
    expect(page.till.sale().due.amountMinor).toBe(900);
    expect(screen.getByRole('heading', { name: 'Paid' })).toBeTruthy();
  });

  it('goes on from a result with the first digit of the next amount, and does not lose it', async () => {
    page = await openCounterPage();
    await page.type('5');
    await page.press('Cash');
    await page.press('Exact');
    await page.pass(100);
    await typeByHand('7', 60_000);
    await page.pass(0);
    expect(screen.getByRole('button', { name: 'Charge' })).toBeTruthy();
    expect(page.app.keypad.text.value).toBe('7');
  });

  it('says what it made of pasted text', async () => {
    page = await openCounterPage();
    const data = { getData: () => '¥1,234.50' };
    await act(() => void fireEvent.paste(document.body, { clipboardData: data }));
    expect(page.app.keypad.text.value).toBe('1234.50');
    await act(() => void fireEvent.paste(document.body, { clipboardData: { getData: () => 'hello' } }));
    expect(page.app.keypad.text.value).toBe('1234.50');
    expect(page.text()).toContain('not an amount');
  });
});
