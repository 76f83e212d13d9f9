/** A whole sale on the counter's screens: amount, charge, paid or not, cash; as a cashier does it. */

import { cleanup, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { type CounterPage, openCounterPage } from './counter-page.tsx';

let page: CounterPage;

afterEach(() => {
  page.close();
  cleanup();
});

async function charge(amount: string): Promise<void> {
  await page.type(amount);
  await page.press('Charge');
  await page.pass(500);
}

async function payOnPhone(): Promise<void> {
  const qr = page.app.till.stage.value?.attempt?.qr;
  await page.outside.control('wallets/lin/scan', { content: qr });
  await page.outside.control('wallets/lin/confirm', {});
}

describe('a payment by QR', () => {
  it('is one tap from the amount to the QR, and the amount on the keypad is free again', async () => {
    page = await openCounterPage();
    await charge('12.5');
    expect(screen.getByRole('img', { name: /Alipay.*¥12\.50/ })).toBeTruthy();
    expect(page.live()).toContain('Waiting for the customer');
    expect(page.live()).toContain('12.50 yuan');
    expect(page.app.keypad.text.value).toBe('');
  });

  it('says paid with the amount, and is ready for the next customer after two seconds', async () => {
    page = await openCounterPage();
    await charge('12.5');
    await payOnPhone();
    await page.pass(3_500);
    expect(screen.getByRole('heading', { name: 'Paid' })).toBeTruthy();
    expect(page.live().replace('\u00a0', '')).toBe('Paid, 12.50 yuan, Alipay');
    await page.pass(2_000);
    expect(screen.getByRole('button', { name: 'Charge' })).toBeTruthy();
    expect(await screen.findByText('Take real money')).toBeTruthy();
  });

  it('shows the customer their own language when the screen is turned', async () => {
    page = await openCounterPage();
    page.knobs.settings.value = { ...page.knobs.settings.value, customerLanguage: 'zh-CN' };
    await charge('8');
    await page.press('Turn to the customer');
    expect(page.text()).toContain('请用手机扫码付款');
    await page.press('Turn back');
    expect(page.text()).toContain('Ask the customer to scan');
  });

  it('changes what it says as the customer takes their time, and gives up at the end of the QR’s life', async () => {
    page = await openCounterPage();
    await charge('3');
    await page.pass(61_000);
    expect(page.text()).toContain('look at the phone');
    await page.pass(70_000);
    expect(screen.getByRole('heading', { name: 'Not paid' })).toBeTruthy();
    expect(page.text()).toContain('The time to pay is over.');
  });
});

describe('when it is not paid', () => {
  it('says what happened, whether the customer was charged and what now; and every way on is one tap away', async () => {
    page = await openCounterPage();
    await charge('12.5');
    await page.press('Cancel');
    await page.pass(3_000);
    const lines = screen.getAllByRole('listitem').map((line) => line.textContent);
    expect(lines).toEqual([
      'The cashier canceled this payment.',
      'Nothing was charged.',
      'Charge again, or choose another way.',
    ]);
    for (const name of ['Try again', 'Scan', 'Cash'])
      expect(screen.getByRole('button', { name })).toBeTruthy();
  });

  it('tries again on the same sale', async () => {
    page = await openCounterPage();
    await charge('12.5');
    await page.press('Cancel');
    await page.pass(3_000);
    await page.press('Try again');
    await page.pass(500);
    expect(screen.getByRole('img', { name: /¥12\.50/ })).toBeTruthy();
    expect(page.till.counter.view().newest).toBe(1);
  });

  it('goes over to cash in one tap: it is canceled first, and then the cash is there', async () => {
    page = await openCounterPage();
    await charge('12.5');
    await page.press('Other way to pay');
    await page.press('Cash');
    await page.pass(3_000);
    await page.press(/¥20\.00/);
    await page.pass(100);
    expect(screen.getByRole('heading', { name: 'Paid' })).toBeTruthy();
    expect(page.text()).toContain('¥7.50');
    expect(page.till.counter.view().newest).toBe(1);
  });

  it('puts a sale aside under "Needs attention" and takes it up again', async () => {
    page = await openCounterPage();
    await charge('9');
    await page.press('Cancel');
    await page.pass(3_000);
    await page.press('Put aside');
    await page.press(/Needs attention/);
    expect(page.text()).toContain('¥9.00');
    await page.press(/Sale 1/);
    await page.press('Go on with this sale');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});

describe('cash', () => {
  it('knows the change for the exact sum, for a note and for what is typed', async () => {
    page = await openCounterPage();
    await page.type('37');
    await page.press('Cash');
    expect(screen.getByRole('button', { name: /¥40\.00.*¥3\.00/ })).toBeTruthy();
    await page.press('Exact');
    await page.pass(100);
    expect(screen.getByRole('heading', { name: 'Paid' })).toBeTruthy();
  });

  it('refuses too little cash in words', async () => {
    page = await openCounterPage();
    await page.type('37');
    await page.press('Cash');
    const field = screen.getByRole('textbox') as HTMLInputElement;
    field.value = '30';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await page.pass(0);
    expect(page.text()).toContain('¥7.00');
    expect((screen.getByRole('button', { name: 'Take cash' }) as HTMLButtonElement).disabled).toBe(true);
  });
});

describe('when nobody knows yet', () => {
  it('says checking, not to scan again and not to hand over, and lets the next customer come', async () => {
    page = await openCounterPage();
    await page.outside.control('faults', { name: 'reply-lost', rail: 'alipay', times: 50 });
    const { code } = (await page.outside.control('wallets/lin/payment-code', {})) as { code: string };
    await page.type('6');
    await page.app.till.scanned(code);
    await page.pass(17_000);
    expect(screen.getByRole('heading', { name: 'Checking' })).toBeTruthy();
    expect(page.text()).toContain('Do not scan again');
    expect(page.text()).toContain('Do not hand over');
    await page.press(/next customer/i);
    expect(screen.getByRole('button', { name: 'Charge' })).toBeTruthy();
    expect(screen.getByRole('button', { name: /Needs attention/ }).textContent).toContain('1');
  });

  async function chargeIntoTheDark(): Promise<void> {
    page = await openCounterPage();
    await page.outside.control('faults', { name: 'reply-lost', operation: 'pay', times: 1 });
    await page.outside.control('faults', { name: 'reply-lost', operation: 'query', times: 1 });
    const { code } = (await page.outside.control('wallets/lin/payment-code', {})) as { code: string };
    await page.type('6');
    await page.app.till.scanned(code);
    await page.pass(500);
    await page.outside.control('faults', { name: 'offline' });
    await page.pass(16_000);
    expect(screen.getByRole('heading', { name: 'Checking' })).toBeTruthy();
  }

  it('never says "nothing was sent" because a question could not be sent', async () => {
    await chargeIntoTheDark();
    expect(page.text()).toContain('cannot be found out now');
    expect(page.text()).not.toContain('nothing was sent');
    await page.press(/next customer/i);
    await page.press(/Needs attention/);
    await page.press(/Sale 1/);
    expect(page.text()).toContain('Whether anything was charged is being checked');
    expect(page.text()).toContain('Do not charge again');
    expect(page.text()).not.toMatch(/nothing was sent|pay cash/i);
  });

  it('lets a manager take cash when the doubt cannot be settled, and returns the money that comes after', async () => {
    await chargeIntoTheDark();
    expect(screen.queryByRole('button', { name: /with a manager/ })).toBeNull();
    page.knobs.isOnline.value = false;
    await page.press(/with a manager/);
    expect(page.text()).toContain('it goes back to the customer by itself');
    await page.press('Exact');
    expect(screen.getByRole('heading', { name: 'Paid' })).toBeTruthy();
    await page.outside.control('faults', undefined, 'DELETE');
    page.knobs.isOnline.value = true;
    page.till.counter.wake('online');
    await page.pass(90_000);
    const { customers } = await page.outside.control('ledgers');
    const kept = (customers as readonly { amountMinor: number }[]).reduce(
      (sum, row) => sum + row.amountMinor,
      0,
    );
    expect(kept).toBe(0);
  });

  it('offers a manager’s cash after a minute of doubt, also with the network up', async () => {
    page = await openCounterPage();
    await page.outside.control('faults', { name: 'reply-lost', rail: 'alipay', times: 200 });
    const { code } = (await page.outside.control('wallets/lin/payment-code', {})) as { code: string };
    await page.type('6');
    await page.app.till.scanned(code);
    await page.pass(46_000);
    expect(screen.queryByRole('button', { name: /with a manager/ })).toBeNull();
    await page.pass(75_000);
    expect(screen.getByRole('button', { name: /with a manager/ })).toBeTruthy();
  });
});

describe('a sheet', () => {
  it('leaves the rest of the window in use, closes by Escape and gives the focus back', async () => {
    page = await openCounterPage();
    await page.type('5');
    const cash = screen.getByRole('button', { name: 'Cash' });
    cash.focus();
    await page.press('Cash');
    expect(document.querySelector<HTMLElement>('.under-sheet')?.inert).toBe(true);
    expect(document.querySelector('dialog')?.matches(':modal')).not.toBe(true);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await page.pass(0);
    expect(document.querySelector('dialog')).toBeNull();
    expect(document.querySelector<HTMLElement>('.under-sheet')?.inert).toBe(false);
    expect(document.activeElement).toBe(cash);
  });
});

describe('the buttons', () => {
  it('ignore a tap in the first moments after the screen changed', async () => {
    page = await openCounterPage();
    await page.type('5');
    await page.app.till.cancel();
    page.app.armed.hold();
    screen.getByRole('button', { name: 'Charge' }).click();
    await page.pass(200);
    expect(page.till.counter.view().newest).toBe(0);
    await page.press('Charge');
    expect(page.till.counter.view().newest).toBe(1);
  });

  it('make one sale of two quick taps on Charge', async () => {
    page = await openCounterPage();
    await page.type('5');
    await page.pass(400);
    const button = screen.getByRole('button', { name: 'Charge' });
    button.click();
    button.click();
    await page.pass(500);
    expect(page.till.counter.view().newest).toBe(1);
  });
});
