/** A sale paid in several parts: each on its own, nothing while one is unknown, and all of it back when the sale is ended. */

import { act, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { attemptsOf } from '../../../src/domain/sale.ts';
import { differences } from '../../support/audit.ts';
import { type CounterPage, openCounterPage } from './counter-page.tsx';

let page: CounterPage;

afterEach(() => page.close());

const dialog = (): HTMLElement => screen.getByRole('dialog');

/** Presses a button of the sheet, where the same names may stand on the screen under it. */
async function pressInSheet(name: string | RegExp): Promise<void> {
  await page.pass(350);
  await act(() => within(dialog()).getByRole('button', { name }).click());
  await page.pass(0);
}

async function chooseHalf(): Promise<void> {
  await page.press('Split');
  await pressInSheet(/shared by 2/);
}

async function payOnPhone(wallet: string): Promise<void> {
  const content = page.app.till.stage.value?.attempt?.qr;
  await page.outside.control(`wallets/${wallet}/scan`, { content });
  await page.outside.control(`wallets/${wallet}/confirm`, {});
  await page.pass(3_500);
}

async function payHalf(amount: string): Promise<void> {
  await page.type(amount);
  await chooseHalf();
  await pressInSheet('Alipay');
  await page.pass(500);
  await payOnPhone('lin');
}

const legs = (): readonly string[] =>
  within(screen.getByRole('list', { name: 'The parts' }))
    .getAllByRole('listitem')
    .map((leg) => leg.textContent ?? '');

/** Customers, providers and the till agree, and nothing is left open. */
const settled = () => differences(page.outside);

describe('a sale in two parts', () => {
  it('takes the first by one way, says what is still owed, and the rest by another', async () => {
    page = await openCounterPage();
    await payHalf('100');
    expect(screen.getByRole('heading', { name: 'Part paid' })).toBeTruthy();
    expect(page.text()).toContain('Still owed');
    expect(page.live()).toContain('Part paid');
    expect(page.live()).toContain('50.00 yuan');
    expect(legs()).toEqual([expect.stringMatching(/Alipay.*¥50\.00.*Paid/)]);
    await page.press('WeChat Pay');
    await page.pass(500);
    expect(screen.getByRole('img', { name: /WeChat Pay.*¥50\.00/ })).toBeTruthy();
    await payOnPhone('wechatpay-lin');
    expect(screen.getByRole('heading', { name: 'Paid' })).toBeTruthy();
    expect(page.live()).toContain('100.00 yuan');
    expect(page.text()).toContain('Alipay ¥50.00');
    expect(page.text()).toContain('WeChat Pay ¥50.00');
    await page.pass(2_500);
    expect(await settled()).toEqual([]);
  });

  it('of which the rest is cash has its own change', async () => {
    page = await openCounterPage();
    await payHalf('100');
    await page.press('Cash');
    await pressInSheet(/¥100\.00/);
    await page.pass(100);
    expect(screen.getByRole('heading', { name: 'Paid' })).toBeTruthy();
    expect(page.text()).toContain('Change ¥50.00');
    const [, cash] = attemptsOf(page.till.sale());
    expect(cash?.amount.amountMinor).toBe(5_000);
  });

  it('may be any part that somebody types, and never more than what is owed', async () => {
    page = await openCounterPage();
    await page.type('80');
    await page.press('Split');
    const field = within(dialog()).getByRole('textbox') as HTMLInputElement;
    const write = async (text: string): Promise<void> => {
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await page.pass(0);
    };
    await write('80.01');
    expect(dialog().textContent).toContain('At most ¥80.00');
    expect(within(dialog()).queryByRole('button', { name: 'Alipay' })).toBeNull();
    await write('12.5');
    await pressInSheet('UnionPay');
    await page.pass(500);
    expect(page.till.sale().due.amountMinor).toBe(8_000);
    expect(attemptsOf(page.till.sale())[0]?.amount.amountMinor).toBe(1_250);
  });

  it('charges the whole again when the choice of a part was left', async () => {
    page = await openCounterPage();
    await page.type('80');
    await chooseHalf();
    await pressInSheet('Cash');
    await pressInSheet('Close');
    await page.press('Charge');
    await page.pass(500);
    expect(attemptsOf(page.till.sale())[0]?.amount.amountMinor).toBe(8_000);
  });
});

describe('a part that fails', () => {
  it('leaves the paid one paid, and is tried again over the same amount', async () => {
    page = await openCounterPage();
    await page.type('90');
    await page.press('Split');
    await pressInSheet(/shared by 3/);
    await pressInSheet('Alipay');
    await page.pass(500);
    await payOnPhone('lin');
    await chooseHalf();
    await pressInSheet('WeChat Pay');
    await page.pass(500);
    await page.press('Cancel');
    await page.pass(3_000);
    expect(screen.getByRole('heading', { name: 'Not paid' })).toBeTruthy();
    expect(legs()).toEqual([expect.stringMatching(/Alipay.*¥30\.00.*Paid/)]);
    await page.press('Try again');
    await page.pass(500);
    expect(screen.getByRole('img', { name: /WeChat Pay.*¥30\.00/ })).toBeTruthy();
  });

  it('goes over to another way for that part alone: canceled first, then the other', async () => {
    page = await openCounterPage();
    await payHalf('100');
    await chooseHalf();
    await pressInSheet('WeChat Pay');
    await page.pass(500);
    await page.press('Other way to pay');
    await pressInSheet('UnionPay');
    await page.pass(4_000);
    expect(screen.getByRole('img', { name: /UnionPay.*¥25\.00/ })).toBeTruthy();
    const states = attemptsOf(page.till.sale()).map(({ rail, state }) => [rail, state]);
    expect(states).toEqual([
      ['alipay', 'paid'],
      ['wechatpay', 'canceled'],
      ['unionpay', 'awaiting_payer'],
    ]);
  });
});

describe('while one part is unknown', () => {
  async function toTheUnknown(): Promise<void> {
    page = await openCounterPage();
    await payHalf('100');
    await page.outside.control('faults', { name: 'reply-lost', rail: 'wechatpay', times: 30 });
    const { code } = (await page.outside.control('wallets/wechatpay-lin/payment-code', {})) as {
      code: string;
    };
    await page.app.till.scanned(code);
    await page.pass(17_000);
  }

  it('nothing else starts, and the screen says so', async () => {
    await toTheUnknown();
    expect(screen.getByRole('heading', { name: 'Checking' })).toBeTruthy();
    expect(page.text()).toContain('The next part can be taken once this one has a result.');
    const other = (await page.outside.control('wallets/lin/payment-code', {})) as { code: string };
    expect(await page.app.till.scanned(other.code)).toEqual({ kind: 'still_checking' });
    const refused = await page.till.counter.present({ sale: 1, partMinor: 100 }, 'alipay');
    expect(refused).toEqual({ ok: false, refusal: 'attempt_open' });
  });

  it('it is settled by the provider’s word, and the sale goes on from there', async () => {
    await toTheUnknown();
    await page.outside.control('faults', undefined, 'DELETE');
    await page.pass(60_000);
    const [alipay, wechatpay] = attemptsOf(page.till.sale());
    expect(alipay?.state).toBe('paid');
    expect(['paid', 'reversed', 'canceled']).toContain(wechatpay?.state);
    expect(await settled()).toEqual([]);
  });
});

describe('ending a half-paid sale', () => {
  it('asks once more, then gives the parts back, the last one first, and stays until all are back', async () => {
    page = await openCounterPage();
    await payHalf('80');
    await chooseHalf();
    await pressInSheet('WeChat Pay');
    await page.pass(500);
    await payOnPhone('wechatpay-lin');
    await page.press('End and give back');
    expect(page.till.sale().isVoid).toBe(false);
    expect(page.text()).toContain('the last one first');
    await page.press('End and give back');
    await page.pass(100);
    expect(screen.getByRole('heading', { name: 'Refunding' })).toBeTruthy();
    expect(legs()).toEqual([
      expect.stringMatching(/WeChat Pay.*¥20\.00/),
      expect.stringMatching(/Alipay.*¥40\.00.*after the one above/),
    ]);
    await page.pass(120_000);
    expect(screen.getByRole('heading', { name: 'Refunded' })).toBeTruthy();
    expect(page.text()).toContain('All parts have gone back.');
    const [first, second] = attemptsOf(page.till.sale()).map(({ refunds }) => refunds[0]);
    expect(second?.changedAt).toBeLessThanOrEqual(first?.requestedAt ?? 0);
    await page.press('Next sale');
    expect(screen.getByRole('button', { name: 'Charge' })).toBeTruthy();
    expect(await settled()).toEqual([]);
  });

  it('tells the cashier to hand back the cash', async () => {
    page = await openCounterPage();
    await payHalf('80');
    await chooseHalf();
    await pressInSheet('Cash');
    await pressInSheet('Exact');
    await page.pass(100);
    await page.press('End and give back');
    await page.press('End and give back');
    await page.pass(30_000);
    expect(page.text()).toContain('Give ¥20.00 back in cash');
    expect(screen.getByRole('heading', { name: 'Refunded' })).toBeTruthy();
  });
});

describe('after a reload', () => {
  it('a half-paid sale stands there again with what is owed', async () => {
    page = await openCounterPage();
    await payHalf('100');
    const { outside } = page;
    page.close();
    page = await openCounterPage({ outside });
    expect(screen.getByRole('heading', { name: 'Part paid' })).toBeTruthy();
    expect(legs()).toEqual([expect.stringMatching(/Alipay.*¥50\.00.*Paid/)]);
    await page.press('Cash');
    await pressInSheet('Exact');
    await page.pass(100);
    expect(screen.getByRole('heading', { name: 'Paid' })).toBeTruthy();
  });

  it('a sale whose parts are going back is watched on', async () => {
    page = await openCounterPage();
    await payHalf('80');
    await page.outside.control('faults', { name: 'reply-lost', operation: 'refund', times: 1 });
    await page.press('End and give back');
    await page.press('End and give back');
    await page.pass(1_000);
    const { outside } = page;
    page.close();
    page = await openCounterPage({ outside });
    expect(screen.getByRole('heading', { name: 'Refunding' })).toBeTruthy();
    await page.pass(60_000);
    expect(screen.getByRole('heading', { name: 'Refunded' })).toBeTruthy();
  });
});

describe('a sale in two parts, afterwards', () => {
  async function sellInTwoParts(): Promise<void> {
    page = await openCounterPage();
    await payHalf('100');
    await page.press('Cash');
    await pressInSheet('Exact');
    await page.pass(2_500);
    await page.press('Recent payments');
  }

  it('names both ways in the list and shows both parts', async () => {
    await sellInTwoParts();
    expect(page.text()).toContain('Alipay + Cash');
    await page.press(/Sale 1/);
    expect(legs()).toHaveLength(2);
  });

  it('asks which part goes back, and gives back that one', async () => {
    await sellInTwoParts();
    await page.press(/Sale 1/);
    await page.press('Refund');
    await pressInSheet(/Cash ?¥50\.00/);
    await pressInSheet('Continue');
    expect(dialog().textContent).toContain('Give ¥50.00 back in cash');
    await pressInSheet('Refund now');
    const [alipay, cash] = attemptsOf(page.till.sale());
    expect([alipay?.refunds.length, cash?.refunds[0]?.state]).toEqual([0, 'succeeded']);
    expect(page.text()).toContain('Partly refunded');
  });

  it('has both parts on the receipt', async () => {
    await sellInTwoParts();
    await page.press(/Sale 1/);
    await page.press('Receipt');
    expect(page.text()).toContain('Alipay ¥50.00');
    expect(page.text()).toContain('Cash ¥50.00');
  });
});
