/** The real counter at the simulated UnionPay: paid, declined, unknown, cancelled and refunded, as a cashier sees it. */

import { beforeEach, describe, expect, test } from 'vitest';
import type { Attempt } from '../../src/domain/attempt.ts';
import { attemptsOf } from '../../src/domain/sale.ts';
import { differences } from '../support/audit.ts';
import { createOutside, type Outside, openTill, type Till, yuan } from '../support/headless.ts';

const LIN = 'unionpay-lin';
const WANG = 'unionpay-wang';
let outside: Outside;
let till: Till;

beforeEach(async () => {
  outside = await createOutside();
  till = await openTill(outside);
});

const attempt = (): Attempt => {
  const found = attemptsOf(till.sale()).at(-1);
  if (found === undefined) throw new Error('no attempt');
  return found;
};

async function byCode(amountMinor = 1250, wallet = LIN): Promise<void> {
  const { code } = await outside.control(`wallets/${wallet}/payment-code`, {});
  await till.counter.payByCode({ amount: yuan(amountMinor) }, 'unionpay', String(code));
  await outside.time.settle();
}

async function byQr(amountMinor = 1250): Promise<void> {
  await till.counter.present({ amount: yuan(amountMinor) }, 'unionpay');
  await outside.time.settle();
}

const scan = (wallet = LIN) => outside.control(`wallets/${wallet}/scan`, { content: attempt().qr });
const confirm = (wallet = LIN) => outside.control(`wallets/${wallet}/confirm`, { password: '123456' });
const arm = (name: string, operation: string, parameters: object = {}) =>
  outside.control('faults', { name, rail: 'unionpay', operation, parameters });
const announced = () => till.notices.map(({ kind }) => kind);
/** Long enough for the question after the quiet period. */
const wait = (ms = 600_000) => outside.time.pass(ms);

describe('a payment by code', () => {
  test('is accepted first, and paid when the question says so', async () => {
    await byCode();
    expect(attempt().state).toBe('processing');
    expect(announced()).not.toContain('paid');
    await wait(5_000);
    expect(attempt()).toMatchObject({
      state: 'paid',
      evidence: 'provider_query',
      receipt: { totalMinor: 1250, receivedMinor: 1250 },
    });
    expect(announced()).toContain('paid');
    expect(await differences(outside)).toEqual([]);
  });

  test('waits while the customer types the password', async () => {
    await byCode(1250, WANG);
    await wait(10_000);
    expect(attempt().state).toBe('processing');
    await confirm(WANG);
    await wait(5_000);
    expect(attempt().state).toBe('paid');
    expect(await differences(outside)).toEqual([]);
  });

  test('that the customer refuses is not paid', async () => {
    await byCode(1250, WANG);
    await outside.control(`wallets/${WANG}/cancel`, {});
    await wait(5_000);
    expect(attempt()).toMatchObject({ state: 'declined', fault: 'payment_failed' });
  });

  test('with too little in the account is declined at once, with the reason', async () => {
    await byCode(1250, 'unionpay-zhao');
    await byCode(125_000, 'unionpay-zhao');
    expect(attempt()).toMatchObject({ state: 'declined', fault: 'balance_short', raw: { code: '64' } });
  });

  test('with an old code asks for a new one', async () => {
    const { code } = await outside.control(`wallets/${LIN}/payment-code`, {});
    await wait(61_000);
    await till.counter.payByCode({ amount: yuan(1250) }, 'unionpay', String(code));
    await outside.time.settle();
    expect(attempt()).toMatchObject({ state: 'declined', fault: 'code_invalid' });
  });

  test.each(['charged', 'not-charged'])('whose answer was lost comes to its end, %s', async (world) => {
    await arm('reply-lost', 'pay', { world });
    await byCode();
    await wait(60_000);
    expect(attempt().state).toBe(world === 'charged' ? 'paid' : 'canceled');
    await wait();
    expect(await differences(outside)).toEqual([]);
  });

  test('that nobody completes is reversed after its time', async () => {
    await byCode(1250, WANG);
    await wait(60_000);
    expect(attempt()).toMatchObject({ state: 'canceled', reversalCause: 'deadline' });
    await wait();
    expect(await differences(outside)).toEqual([]);
  });

  test('that the cashier cancels while the customer pays goes back', async () => {
    await arm('query-lags', 'query');
    await byCode();
    await wait(5_000);
    expect(attempt().state).toBe('processing');
    await till.counter.cancel(1);
    await wait(30_000);
    expect(attempt().state).toBe('reversed');
    expect(await differences(outside)).toEqual([]);
  });

  test('that cannot be reversed after the clearing day goes back as a refund', async () => {
    await arm('cancel-refused', 'cancel', { code: '39' });
    await arm('query-lags', 'query');
    await byCode();
    await till.counter.cancel(1);
    await wait(60_000);
    expect(attempt()).toMatchObject({ state: 'reversed', refunds: [{ reason: 'late', state: 'succeeded' }] });
    expect(await differences(outside)).toEqual([]);
  });
});

describe('a payment QR', () => {
  test('is shown, scanned and paid', async () => {
    await byQr();
    expect(attempt()).toMatchObject({ state: 'awaiting_payer', payerDetail: 'qr_shown' });
    expect(attempt().qr).toMatch(/^https:\/\/qr\.95516\.com\/00010000\/62\d+$/);
    await scan();
    await wait(3_000);
    expect(attempt().payerDetail).toBe('scanned');
    await confirm();
    await wait(3_000);
    expect(attempt().state).toBe('paid');
    expect(await differences(outside)).toEqual([]);
  });

  test('that nobody scans is over after its time, and nobody can pay it then', async () => {
    await byQr();
    const { qr } = attempt();
    await wait(150_000);
    expect(attempt().state).toBe('canceled');
    const scanned = await outside.control(`wallets/${LIN}/scan`, { content: qr });
    expect(scanned).toMatchObject({ error: 'order-closed' });
    await wait();
    expect(await differences(outside)).toEqual([]);
  });

  test('that the cashier cancels is dead', async () => {
    await byQr();
    await till.counter.cancel(1);
    await wait(30_000);
    expect(attempt()).toMatchObject({ state: 'canceled', reversalCause: 'cashier' });
    await wait();
    expect(await differences(outside)).toEqual([]);
  });

  test.each(['charged', 'not-charged'])('whose making had no answer is taken back, %s', async (world) => {
    await arm('reply-lost', 'precreate', { world });
    await byQr();
    await wait(60_000);
    expect(attempt().state).toBe('canceled');
    await wait();
    expect(await differences(outside)).toEqual([]);
  });

  test('paid at the very moment of a refused cancel is given back as a refund', async () => {
    await byQr();
    await arm('cancel-refused', 'cancel', { world: 'charged' });
    await till.counter.cancel(1);
    await wait(60_000);
    expect(attempt()).toMatchObject({ state: 'reversed', refunds: [{ reason: 'late', state: 'succeeded' }] });
    expect(await differences(outside)).toEqual([]);
  });
});

describe('a refund', () => {
  beforeEach(async () => {
    await byCode();
    await wait(5_000);
  });
  const refund = (amountMinor: number) =>
    till.counter.refund({ sale: 1, attempt: attempt().id, amountMinor, reason: 'customer_wish' });

  test('is accepted, then found by question, in parts and whole', async () => {
    await refund(250);
    await wait(30_000);
    expect(attempt().refunds).toMatchObject([{ state: 'succeeded', amountMinor: 250 }]);
    await refund(1000);
    await wait(30_000);
    expect(attempt().refunds.map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
    expect(await differences(outside)).toEqual([]);
  });

  test.each(['charged', 'not-charged'])('whose answer was lost moves money once, %s', async (world) => {
    await arm('reply-lost', 'refund', { world });
    await refund(1250);
    await wait(60_000);
    expect(attempt().refunds).toMatchObject([{ state: 'succeeded' }]);
    expect(await differences(outside)).toEqual([]);
  });

  test('waits until the shop has the money, under the same number', async () => {
    await outside.control('merchants/unionpay', { balanceMinor: 0 }, 'PATCH');
    await refund(1250);
    await wait(1_000);
    expect(attempt().refunds).toMatchObject([{ state: 'needs_action', fault: 'refund_balance_short' }]);
    await outside.control('merchants/unionpay', { balanceMinor: 5000 }, 'PATCH');
    await wait();
    expect(attempt().refunds).toMatchObject([{ state: 'succeeded' }]);
    expect(await differences(outside)).toEqual([]);
  });
});

test('a till that starts again asks by the same number and time', async () => {
  await arm('query-lags', 'query');
  await byCode();
  till.kill();
  till = await openTill(outside);
  await wait(30_000);
  expect(attempt().state).toBe('paid');
  expect(await differences(outside)).toEqual([]);
});

test('saving the account is tested by a question about an order that does not exist', async () => {
  expect(await till.counter.probe('unionpay')).toEqual({ state: 'ready' });
});
