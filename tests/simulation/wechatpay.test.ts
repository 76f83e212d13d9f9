/** The real counter at the simulated WeChat Pay: paid, declined, unknown, cancelled and refunded, as a cashier sees it. */

import { beforeEach, describe, expect, test } from 'vitest';
import type { Attempt } from '../../src/domain/attempt.ts';
import { attemptsOf } from '../../src/domain/sale.ts';
import { differences } from '../support/audit.ts';
import { createOutside, type Outside, openTill, type Till, yuan } from '../support/headless.ts';

const LIN = 'wechatpay-lin';
/** Is asked for the password always. */
const WANG = 'wechatpay-wang';
const SECOND_MS = 1_000;
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
  await till.counter.payByCode({ amount: yuan(amountMinor) }, 'wechatpay', String(code));
  await outside.time.settle();
}

async function byQr(amountMinor = 1250): Promise<void> {
  await till.counter.present({ amount: yuan(amountMinor) }, 'wechatpay');
  await outside.time.settle();
}

const scan = (wallet = LIN) => outside.control(`wallets/${wallet}/scan`, { content: attempt().qr });
const confirm = (wallet = LIN) => outside.control(`wallets/${wallet}/confirm`, { password: '123456' });
const arm = (name: string, operation: string, parameters: object = {}) =>
  outside.control('faults', { name, rail: 'wechatpay', operation, parameters });
const announced = () => till.notices.map(({ kind }) => kind);
const wait = (ms: number) => outside.time.pass(ms);
/** Long enough for the question after the quiet period. */
const waitForQuiet = () => wait(600 * SECOND_MS);

describe('a payment by code', () => {
  test('is paid at once', async () => {
    await byCode();
    expect(attempt()).toMatchObject({
      state: 'paid',
      evidence: 'provider_answer',
      receipt: { totalMinor: 1250, customerPaidMinor: 1250, receivedMinor: 1250 },
      raw: { code: 'SUCCESS', subCode: '200' },
    });
    expect(attempt().receipt?.payer).toMatch(/^.\*{3}.{4}$/);
    expect(announced()).toContain('paid');
    expect(await differences(outside)).toEqual([]);
  });

  test('keeps what the customer paid and what the shop gets, when there were coupons', async () => {
    await byCode(6000, 'wechatpay-chen');
    expect(attempt().receipt).toMatchObject({
      totalMinor: 6000,
      customerPaidMinor: 5300,
      receivedMinor: 5500,
      paidAt: '2026-11-23 10:00:00',
    });
    expect(await differences(outside)).toEqual([]);
  });

  test('waits while the customer types the password, and is paid then', async () => {
    await byCode(1250, WANG);
    expect(attempt()).toMatchObject({ state: 'awaiting_payer', payerDetail: 'password' });
    await wait(10 * SECOND_MS);
    expect(attempt().state).toBe('awaiting_payer');
    await confirm(WANG);
    await wait(5 * SECOND_MS);
    expect(attempt()).toMatchObject({ state: 'paid', evidence: 'provider_query' });
    expect(await differences(outside)).toEqual([]);
  });

  test('that the customer refuses is not paid', async () => {
    await byCode(1250, WANG);
    await outside.control(`wallets/${WANG}/cancel`, {});
    await wait(5 * SECOND_MS);
    expect(attempt()).toMatchObject({
      state: 'declined',
      fault: 'payment_failed',
      raw: { code: 'PAYERROR' },
    });
    expect(announced()).not.toContain('paid');
  });

  test('for which nobody types the password ends by itself', async () => {
    await byCode(1250, WANG);
    await wait(60 * SECOND_MS);
    expect(['declined', 'canceled']).toContain(attempt().state);
    await waitForQuiet();
    expect(await differences(outside)).toEqual([]);
  });

  test.each([
    ['wechatpay-zhao', 125_000, 'balance_short', 'NOT_ENOUGH'],
    ['wechatpay-ma', 12_500, 'limit_reached', 'RULE_LIMIT'],
    ['wechatpay-liu', 1250, 'account_restricted', 'USER_ACCOUNT_ABNORMAL'],
    ['wechatpay-owner', 1250, 'payment_failed', 'TRADE_ERROR'],
  ])('of %s, asked for %d fen, is declined at once: %s', async (wallet, amountMinor, fault, code) => {
    await byCode(amountMinor, wallet);
    expect(attempt()).toMatchObject({ state: 'declined', fault, raw: { code } });
    await waitForQuiet();
    expect(await differences(outside)).toEqual([]);
  });

  test('with an old code asks for a new one', async () => {
    const { code } = await outside.control(`wallets/${LIN}/payment-code`, {});
    await wait(61 * SECOND_MS);
    await till.counter.payByCode({ amount: yuan(1250) }, 'wechatpay', String(code));
    await outside.time.settle();
    expect(attempt()).toMatchObject({ state: 'declined', fault: 'code_invalid' });
  });

  test.each(['charged', 'not-charged'])('whose answer was lost comes to its end, %s', async (world) => {
    await arm('reply-lost', 'pay', { world });
    await byCode();
    await wait(90 * SECOND_MS);
    expect(attempt().state).toBe(world === 'charged' ? 'paid' : 'canceled');
    await waitForQuiet();
    expect(await differences(outside)).toEqual([]);
  });

  test('that the cashier cancels is reversed no sooner than it may be', async () => {
    await byCode(1250, WANG);
    await wait(3 * SECOND_MS);
    await till.counter.cancel(1);
    await wait(11 * SECOND_MS);
    expect(attempt().state).toBe('reversing');
    expect(attempt().operations.filter(({ kind }) => kind === 'cancel')).toEqual([]);
    await outside.control(`wallets/${WANG}/cancel`, {});
    await wait(10 * SECOND_MS);
    expect(attempt().state).not.toBe('reversing');
    expect(announced()).not.toContain('paid');
    await waitForQuiet();
    expect(await differences(outside)).toEqual([]);
  });

  test('that the cashier cancels while the customer types ends when the wallet gives up', async () => {
    await byCode(1250, WANG);
    await till.counter.cancel(1);
    await wait(30 * SECOND_MS);
    expect(attempt().state).toBe('reversing');
    expect(attempt().operations.some(({ raw }) => raw?.code === 'USERPAYING')).toBe(true);
    await wait(30 * SECOND_MS);
    expect(['declined', 'canceled']).toContain(attempt().state);
    await waitForQuiet();
    expect(await differences(outside)).toEqual([]);
  });

  test('that is paid all the same while it is cancelled goes back', async () => {
    await byCode(1250, WANG);
    await till.counter.cancel(1);
    await wait(20 * SECOND_MS);
    await confirm(WANG);
    await wait(60 * SECOND_MS);
    expect(announced()).not.toContain('paid');
    expect(['reversed', 'late_paid']).toContain(attempt().state);
    if (attempt().state === 'late_paid') await till.counter.returnLate(1);
    await waitForQuiet();
    expect(await differences(outside)).toEqual([]);
  });
});

describe('a payment QR', () => {
  test('is shown, scanned and paid', async () => {
    await byQr();
    expect(attempt()).toMatchObject({ state: 'awaiting_payer', payerDetail: 'qr_shown' });
    expect(attempt().qr).toMatch(/^weixin:\/\/wxpay\//);
    await scan();
    await wait(3 * SECOND_MS);
    expect(attempt().state).toBe('awaiting_payer');
    await confirm();
    await wait(3 * SECOND_MS);
    expect(attempt()).toMatchObject({ state: 'paid', evidence: 'provider_query' });
    expect(announced()).toContain('paid');
    expect(await differences(outside)).toEqual([]);
  });

  test('that nobody scans is over after its time, and nobody can pay it then', async () => {
    await byQr();
    const { qr } = attempt();
    await wait(150 * SECOND_MS);
    expect(attempt().state).toBe('canceled');
    const scanned = await outside.control(`wallets/${LIN}/scan`, { content: qr });
    expect(scanned).toMatchObject({ error: 'order-closed' });
    await waitForQuiet();
    expect(await differences(outside)).toEqual([]);
  });

  test('that the cashier cancels is dead at once', async () => {
    await byQr();
    await till.counter.cancel(1);
    await wait(2 * SECOND_MS);
    expect(attempt()).toMatchObject({ state: 'canceled', reversalCause: 'cashier' });
    await waitForQuiet();
    expect(await differences(outside)).toEqual([]);
  });

  test('that is paid at the very moment of the cancel is given back as a refund', async () => {
    await byQr();
    await arm('paid-before-cancel', 'close');
    await till.counter.cancel(1);
    await wait(60 * SECOND_MS);
    expect(announced()).not.toContain('paid');
    expect(attempt().refunds).toMatchObject([{ reason: 'late', state: 'succeeded' }]);
    expect(await differences(outside)).toEqual([]);
  });

  test.each(['charged', 'not-charged'])('whose making had no answer is taken back, %s', async (world) => {
    await arm('reply-lost', 'precreate', { world });
    await byQr();
    await wait(180 * SECOND_MS);
    expect(attempt().state).toBe('canceled');
    await waitForQuiet();
    expect(await differences(outside)).toEqual([]);
  });
});

describe('a refund', () => {
  beforeEach(() => byCode());
  const refund = (amountMinor: number) =>
    till.counter.refund({ sale: 1, attempt: attempt().id, amountMinor, reason: 'customer_wish' });

  test('is accepted, and done a little later', async () => {
    await refund(1250);
    await outside.time.settle();
    expect(attempt().refunds).toMatchObject([{ state: 'pending', amountMinor: 1250 }]);
    await wait(20 * SECOND_MS);
    expect(attempt().refunds).toMatchObject([{ state: 'succeeded' }]);
    expect(await differences(outside)).toEqual([]);
  });

  test('in parts, the second one within a minute, comes through in the end', async () => {
    await refund(250);
    await wait(20 * SECOND_MS);
    await refund(1000);
    await outside.time.settle();
    expect(attempt().refunds[1]).toMatchObject({ state: 'unknown', fault: 'provider_limited' });
    await wait(90 * SECOND_MS);
    expect(attempt().refunds.map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
    expect(await differences(outside)).toEqual([]);
  });

  test.each(['charged', 'not-charged'])('whose answer was lost moves money once, %s', async (world) => {
    await arm('reply-lost', 'refund', { world });
    await refund(1250);
    await wait(60 * SECOND_MS);
    expect(attempt().refunds).toMatchObject([{ state: 'succeeded' }]);
    expect(await differences(outside)).toEqual([]);
  });

  test('waits until the shop has the money, under the same number', async () => {
    await outside.control('merchants/wechatpay', { balanceMinor: 0 }, 'PATCH');
    await refund(1250);
    await wait(SECOND_MS);
    expect(attempt().refunds).toMatchObject([{ state: 'needs_action', fault: 'refund_balance_short' }]);
    await outside.control('merchants/wechatpay', { balanceMinor: 5000 }, 'PATCH');
    await waitForQuiet();
    expect(attempt().refunds).toMatchObject([{ state: 'succeeded' }]);
    expect(await differences(outside)).toEqual([]);
  });

  test('to an account that takes nothing is refused for good', async () => {
    await outside.control(`wallets/${LIN}`, { state: 'frozen' }, 'PATCH');
    await refund(1250);
    await wait(SECOND_MS);
    expect(attempt().refunds).toMatchObject([
      { state: 'failed', fault: 'refund_not_allowed', raw: { code: 'USER_ACCOUNT_ABNORMAL' } },
    ]);
    expect(await differences(outside)).toEqual([]);
  });
});

describe('whom the till believes', () => {
  test('not the provider’s own test, which is no alarm either: it asks again', async () => {
    await arm('signature-bad', 'pay', { code: 'SIGNTEST' });
    await byCode();
    await wait(5 * SECOND_MS);
    expect(attempt().state).toBe('paid');
    expect(till.sale().incidents).toEqual([]);
  });

  test('not a wrong signature, which is written down', async () => {
    await arm('signature-bad', 'pay');
    await byCode();
    await wait(5 * SECOND_MS);
    expect(attempt().state).toBe('paid');
    expect(till.sale().incidents).not.toEqual([]);
  });

  test('nobody while its own clock is wrong: it says so', async () => {
    await outside.control('faults', { name: 'clock-skew' });
    await byQr();
    expect(attempt().fault).toBe('clock_wrong');
  });
});

test('a till that starts again while the customer types finds out what became of it', async () => {
  await byCode(1250, WANG);
  till.kill();
  await confirm(WANG);
  till = await openTill(outside);
  await wait(10 * SECOND_MS);
  expect(attempt().state).toBe('paid');
  expect(await differences(outside)).toEqual([]);
});

test('saving the account is tested by a question about an order that does not exist', async () => {
  expect(await till.counter.probe('wechatpay')).toEqual({ state: 'ready' });
  await outside.control('faults', { name: 'signature-bad', rail: 'wechatpay' });
  expect(await till.counter.probe('wechatpay')).toEqual({ state: 'not_ready', fault: 'answer_forged' });
});
