/** The customer's side of a sale: what the till tells of it, and what stands on the customer's screen. */

import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { CustomerView } from '../../../src/ui/models/customer-copy.ts';
import { followFront } from '../../../src/ui/models/customer-till.ts';
import { createCustomerWindow } from '../../../src/ui/models/customer-window.ts';
import { CustomerRoot } from '../../../src/ui/screens/customer/customer.tsx';
import { type CounterPage, openCounterPage } from './counter-page.tsx';

let page: CounterPage;
const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
  cleanup();
  page.close();
});

/** Opens a counter and answers what its customer is to see. */
async function open(language: 'en' | 'zh-CN' = 'en'): Promise<() => CustomerView> {
  page = await openCounterPage({ language });
  const [view, end] = followFront(page.app);
  ends.push(end);
  return () => view.value;
}

function kindOf(view: CustomerView): string {
  return view.kind === 'sale' ? view.stage.kind : view.kind;
}

async function payOnPhone(): Promise<void> {
  const qr = page.app.till.stage.value?.attempt?.qr;
  await page.outside.control('wallets/lin/scan', { content: qr });
  await page.outside.control('wallets/lin/confirm', {});
  await page.pass(3_500);
}

describe('what the till tells the customer’s window', () => {
  it('follows the sale: welcome, the amount, the QR, paid, and welcome again once it was read', async () => {
    const seen = await open();
    expect(seen()).toEqual({ kind: 'welcome' });
    await page.type('12.5');
    expect(seen()).toMatchObject({ kind: 'amount', amount: { amountMinor: 1250 } });
    await page.press('Charge');
    await page.pass(500);
    expect(kindOf(seen())).toBe('waiting');
    await payOnPhone();
    expect(kindOf(seen())).toBe('paid');
    await page.pass(2_500);
    expect(page.app.till.stage.value).toBeUndefined();
    expect(kindOf(seen())).toBe('paid');
    await page.pass(8_000);
    expect(seen()).toEqual({ kind: 'welcome' });
  });

  it('gives way to the next customer at once', async () => {
    const seen = await open();
    await page.type('12.5');
    await page.press('Charge');
    await page.pass(500);
    await payOnPhone();
    await page.pass(2_500);
    await page.type('3');
    expect(seen()).toMatchObject({ kind: 'amount', amount: { amountMinor: 300 } });
    await page.press('Clear');
    expect(seen()).toMatchObject({ kind: 'sale' });
  });

  it('says nothing more of a sale that was put aside', async () => {
    const seen = await open();
    await page.type('12.5');
    await page.press('Charge');
    await page.pass(500);
    await act(() => page.app.till.park());
    expect(seen()).toEqual({ kind: 'welcome' });
  });

  it('asks for cash, and for the payment code', async () => {
    const seen = await open();
    await page.type('12.5');
    await act(() => page.app.till.open('cash'));
    expect(seen()).toMatchObject({ kind: 'amount', ask: 'cash', amount: { amountMinor: 1250 } });
    await act(() => page.app.till.open('scan'));
    expect(seen()).toMatchObject({ kind: 'amount', ask: 'payment_code' });
  });
});

describe('the customer’s screen', () => {
  it('shows it large in the customer’s language, and changes that with one tap', async () => {
    await open();
    const { app } = page;
    const customerWindow = await createCustomerWindow({
      ...{ book: 'practice', settings: app.deps.settings.value, target: window },
      ...{ now: app.deps.now, after: app.deps.after },
    });
    ends.push(customerWindow.dispose);
    await customerWindow.words.loadAll();
    const { container } = render(
      <CustomerRoot customerWindow={customerWindow} target={window} after={app.deps.after} />,
    );
    const text = (): string => container.textContent ?? '';
    await page.type('12.5');
    await page.press('Charge');
    await page.pass(500);
    await expect.poll(text).toContain('Waiting for the customer');
    expect(text()).toContain('¥12.50');
    expect(text()).toContain('Scan with your phone to pay');
    expect(container.querySelector('svg.qr')).toBeTruthy();
    await act(() => screen.getByRole('button', { name: '中文' }).click());
    expect(text()).toContain('请用手机扫码付款');
    await payOnPhone();
    await expect.poll(text).toContain('谢谢惠顾');
    expect(container.querySelector('svg.qr')).toBeNull();
  });
});
