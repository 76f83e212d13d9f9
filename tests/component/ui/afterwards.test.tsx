/** After the sale: recent payments, refunds within what was paid, receipts; and what the counter says when it cannot begin. */

import { act, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { TillState } from '../../../src/ui/deps.ts';
import { type CounterPage, openCounterPage } from './counter-page.tsx';

let page: CounterPage;

afterEach(() => page.close());

async function sellForCash(amount: string): Promise<void> {
  await page.type(amount);
  await page.press('Cash');
  await page.press('Exact');
  await page.pass(2_500);
}

async function write(name: RegExp, text: string): Promise<void> {
  const field = screen.getByLabelText(name) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await page.pass(0);
}

describe('news of another sale', () => {
  it('does not tell of cash that was just counted by hand', async () => {
    page = await openCounterPage();
    await sellForCash('20');
    expect(page.app.till.news.value).toBeUndefined();
    expect(page.text()).not.toContain('Sale 1 is paid');
  });

  it('tells of money that came while the next customer was served, until it is put away', async () => {
    page = await openCounterPage();
    await page.type('7');
    await page.press('Charge');
    await page.pass(500);
    const qr = page.app.till.stage.value?.attempt?.qr;
    await page.app.till.park();
    await page.pass(0);
    await page.outside.control('wallets/lin/scan', { content: qr });
    await page.outside.control('wallets/lin/confirm', {});
    await page.pass(5_000);
    expect(page.text()).toContain('Sale 1 is paid');
    await act(() => screen.getAllByRole('button', { name: 'Close' })[0]?.click());
    expect(page.text()).not.toContain('Sale 1 is paid');
  });
});

describe('a refund', () => {
  it('begins with all that is left, never takes more, and asks once more before it goes', async () => {
    page = await openCounterPage();
    await sellForCash('20');
    await page.press('Recent payments');
    await page.press(/Sale 1/);
    await page.press('Refund');
    expect((screen.getByLabelText(/to refund/) as HTMLInputElement).value).toBe('20.00');
    await write(/to refund/, '20.01');
    expect(page.text()).toContain('No more than ¥20.00');
    expect((screen.getByRole('button', { name: 'Continue' }) as HTMLButtonElement).disabled).toBe(true);
    await write(/to refund/, '5');
    await page.press('Continue');
    expect(page.text()).toContain('¥5.00');
    expect(page.till.sale().tenders[0]?.attempts[0]?.refunds).toEqual([]);
    await page.press('Refund now');
    expect(page.till.sale().tenders[0]?.attempts[0]?.refunds[0]?.amountMinor).toBe(500);
    expect(page.text()).toContain('Partly refunded');
  });

  it('after a part of it offers only the rest', async () => {
    page = await openCounterPage();
    await sellForCash('20');
    const attempt = page.till.sale().tenders[0]?.attempts[0];
    await page.till.counter.refund({
      sale: 1,
      attempt: attempt?.id ?? '',
      amountMinor: 1_500,
      reason: 'other',
    });
    await page.press('Recent payments');
    await page.press(/Sale 1/);
    await page.press('Refund');
    expect((screen.getByLabelText(/to refund/) as HTMLInputElement).value).toBe('5.00');
  });

  it('keeps the cashier’s own words beside the journal', async () => {
    page = await openCounterPage();
    await sellForCash('20');
    await page.press('Recent payments');
    await page.press(/Sale 1/);
    await page.press('Refund');
    await write(/own words/, 'Box was open');
    await page.press('Continue');
    await page.press('Refund now');
    await page.pass(100);
    expect(page.text()).toContain('Box was open');
    const journal = JSON.stringify([...page.outside.store.entries.values()]);
    expect(journal).not.toContain('Box was open');
  });
});

describe('a receipt', () => {
  it('says that it is practice, and carries its code', async () => {
    page = await openCounterPage();
    await sellForCash('20');
    await page.press('Recent payments');
    await page.press(/Sale 1/);
    await page.press('Receipt');
    expect(page.text()).toContain('Corner shop');
    expect(page.text()).toMatch(/practice/i);
    expect(screen.getByRole('img')).toBeTruthy();
  });

  it('opens its sale when it is scanned', async () => {
    page = await openCounterPage();
    await sellForCash('20');
    const { makeReceiptCode } = await import('../../../src/domain/receipt-code.ts');
    await page.app.till.scanned(makeReceiptCode(page.till.sale().orderNumbers[0] ?? ''));
    await page.pass(100);
    expect(screen.getByRole('heading', { name: 'Sale 1' })).toBeTruthy();
  });
});

describe('a code held up', () => {
  it('without an amount is told "enter the amount first", and nothing is kept', async () => {
    page = await openCounterPage();
    const { code } = (await page.outside.control('wallets/lin/payment-code', {})) as { code: string };
    await page.app.till.scanned(code);
    await page.pass(0);
    expect(page.text()).toMatch(/amount first/i);
    expect(page.till.counter.view().newest).toBe(0);
    expect(page.text()).not.toContain(code);
  });

  it('with an amount is itself the command to charge', async () => {
    page = await openCounterPage();
    const { code } = (await page.outside.control('wallets/lin/payment-code', {})) as { code: string };
    await page.type('9');
    await page.app.till.scanned(code);
    await page.pass(1_500);
    expect(screen.getByRole('heading', { name: 'Paid' })).toBeTruthy();
  });

  it('that is real is refused in practice and never sent', async () => {
    page = await openCounterPage();
    await page.type('9');
    await page.app.till.scanned('285012345678901234');
    await page.pass(500);
    expect(page.till.counter.view().newest).toBe(0);
    expect(page.app.keypad.text.value).toBe('9');
    expect(screen.getByRole('alert').textContent).not.toBe('');
  });
});

describe('the language', () => {
  it('changes at once, without losing the amount', async () => {
    page = await openCounterPage({ language: 'zh-CN' });
    await page.type('12');
    expect(screen.getByRole('button', { name: '收款' })).toBeTruthy();
    page.knobs.settings.value = { ...page.knobs.settings.value, language: 'en' };
    await page.pass(0);
    expect(screen.getByRole('button', { name: 'Charge' })).toBeTruthy();
    expect(page.text()).toContain('¥12');
    expect(document.documentElement.lang).toBe('en');
  });
});

describe('when the till cannot begin', () => {
  const states: readonly TillState[] = [
    { kind: 'insecure' },
    { kind: 'no_storage', reason: 'denied' },
    { kind: 'no_storage', reason: 'full' },
    { kind: 'no_storage', reason: 'broken' },
    { kind: 'blocked' },
    { kind: 'newer_book' },
    { kind: 'lost', entriesLeft: 0, till: 'T7K2' },
    { kind: 'lost', entriesLeft: 12, till: 'T7K2' },
    { kind: 'damaged', damages: [{ kind: 'rewritten', seq: 7 }] },
  ];

  it('each reason has its own sentence, and nothing can be charged', async () => {
    page = await openCounterPage();
    const said = new Set<string>();
    for (const state of states) {
      page.knobs.till.value = state;
      await screen.findByText(/Nothing can be charged now/);
      await page.pass(400);
      said.add(screen.getByRole('heading').textContent ?? '');
      expect(screen.queryByRole('button', { name: 'Charge' })).toBeNull();
    }
    expect(said.size).toBe(states.length);
  });
});

describe('a live book without a network', () => {
  it('refuses the wallet with the reason, keeps the amount, and takes cash', async () => {
    page = await openCounterPage({ book: 'live' });
    page.knobs.isOnline.value = false;
    await page.type('5');
    await page.press('Charge');
    expect(page.text()).toContain('No network, so wallets do not work. Please take cash.');
    expect(page.app.keypad.text.value).toBe('5');
    await page.press('Cash');
    await page.press('Exact');
    await page.pass(100);
    expect(screen.getByRole('heading', { name: 'Paid' })).toBeTruthy();
  });
});

describe('a live book that took wallets and has no account any more', () => {
  const sentence = 'No wallet can pay: the providers’ accounts on this device are gone.';

  it('says so on the counter and leads to the accounts; with one there is nothing to say', async () => {
    page = await openCounterPage({ book: 'live' });
    await page.type('5');
    await page.press('Charge');
    await page.press('Cancel');
    await page.pass(20_000);
    await page.press('End without payment');
    await page.pass(1_000);
    page.knobs.accounts.value = [];
    await screen.findByText(sentence);
    page.knobs.accounts.value = ['alipay'];
    await page.pass(100);
    expect(page.text()).not.toContain(sentence);
    page.knobs.accounts.value = [];
    await screen.findByText(sentence);
    await page.press('Set up the accounts');
    expect(location.hash).toBe('#/account');
  });

  it('that never took one needs none', async () => {
    page = await openCounterPage({ book: 'live', accounts: [] });
    await page.type('5');
    await page.press('Cash');
    await page.press('Exact');
    await page.pass(100);
    await page.press('Next sale');
    await page.pass(1_000);
    expect(page.text()).toContain('Enter an amount');
    expect(page.text()).not.toContain(sentence);
  });
});
