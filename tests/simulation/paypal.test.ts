/** The real counter with PayPal's rail over the simulated PayPal: approved and captured, declined, cancelled, lost, refunded. */

import { beforeEach, describe, expect, test } from 'vitest';
import { type Attempt, chargedBy, faultOf, mayShowQr } from '../../src/domain/attempt.ts';
import { type Currency, money } from '../../src/domain/money.ts';
import { attemptsOf } from '../../src/domain/sale.ts';
import { differences, lies } from '../support/audit.ts';
import { createOutside, type Outside, openTill, type Till } from '../support/headless.ts';

let outside: Outside;
let till: Till;

beforeEach(async () => {
  outside = await createOutside();
  till = await openTill(outside, { currency: 'USD' });
});

const attempt = (): Attempt => {
  const found = attemptsOf(till.sale()).at(-1);
  if (found === undefined) throw new Error('no attempt');
  return found;
};

async function charge(amountMinor = 1250, currency: Currency = 'USD'): Promise<void> {
  await till.counter.present({ amount: money(currency, amountMinor) }, 'paypal');
  await outside.time.settle();
}

/** A customer scans what the till shows, or did show, and agrees. */
async function approve(content = attempt().qr ?? '', wallet = 'paypal-amy'): Promise<void> {
  expect(await outside.control(`wallets/${wallet}/scan`, { content })).toHaveProperty('order');
  await outside.control(`wallets/${wallet}/confirm`, {});
}

const arm = (name: string, operation: string, parameters: object = {}) =>
  outside.control('faults', { name, rail: 'paypal', operation, parameters });
const wait = (ms: number) => outside.time.pass(ms);
/** Long enough for the question after the quiet period. */
const untilQuiet = () => wait(600_000);
const announced = () => till.notices.map(({ kind }) => kind);
const sent = () => attempt().operations.map(({ kind, state }) => `${kind} ${state}`);
const incidents = () => till.sale().incidents.map(({ cause, detail }) => `${cause} ${detail}`);

async function movedMinor(): Promise<number> {
  const { providers } = (await outside.control('ledgers')) as {
    providers: readonly { amountMinor: number }[];
  };
  return providers.reduce((total, { amountMinor }) => total + amountMinor, 0);
}

/** All is well: nothing differs, nobody was told a lie, nothing calls for a person. */
async function expectPeace(): Promise<void> {
  expect(await lies(outside, till.counter.view().sales.values(), chargedBy)).toEqual([]);
  expect(await differences(outside)).toEqual([]);
  expect(incidents()).toEqual([]);
}

describe('a payment', () => {
  test('is shown, approved on the phone, captured by the till, and paid', async () => {
    await charge();
    expect(attempt()).toMatchObject({ state: 'awaiting_payer', payerDetail: 'qr_shown' });
    expect(attempt().qr).toBe(`https://www.sandbox.paypal.com/checkoutnow?token=${attempt().tradeNumber}`);
    await approve();
    expect(await movedMinor()).toBe(0);
    await wait(3_000);
    expect(attempt()).toMatchObject({
      state: 'paid',
      receipt: { totalMinor: 1250, payer: 'a***@example.com' },
      raw: { code: 'COMPLETED', subCode: 'COMPLETED' },
    });
    expect(attempt().receipt?.tradeNumber).not.toBe(attempt().tradeNumber);
    expect(sent()).toEqual(['present done', 'capture done']);
    expect(announced().filter((kind) => kind === 'paid')).toHaveLength(1);
    await expectPeace();
  });

  test('in yen is paid in whole yen', async () => {
    outside = await createOutside('yen');
    till = await openTill(outside, { currency: 'JPY' });
    await charge(1250, 'JPY');
    await approve(undefined, 'paypal-yuki');
    await wait(3_000);
    expect(attempt()).toMatchObject({ state: 'paid', receipt: { totalMinor: 1250 } });
    await expectPeace();
  });

  test('that nobody approves is given up at its deadline, and nothing is held', async () => {
    await charge();
    await wait(121_000);
    expect(attempt()).toMatchObject({ state: 'canceled', reversalCause: 'deadline' });
    await untilQuiet();
    expect(attempt().watched).toBe(false);
    await expectPeace();
  });
});

describe('a payer without enough money', () => {
  test('is asked for other money by the same QR, and then pays', async () => {
    await charge();
    const { qr } = attempt();
    await approve(qr, 'paypal-ben');
    await wait(3_000);
    expect(attempt()).toMatchObject({ state: 'awaiting_payer', payerDetail: 'choose_other_funding', qr });
    expect(mayShowQr(attempt())).toBe(true);
    await wait(9_000);
    expect(attempt().payerDetail).toBe('choose_other_funding');
    await approve(qr);
    await wait(3_000);
    expect(attempt().state).toBe('paid');
    expect(sent()).toEqual(['present done', 'capture done', 'capture done']);
    await expectPeace();
  });

  test('three times over is declined', async () => {
    await charge();
    const qr = attempt().qr ?? '';
    for (let time = 0; time < 3; time += 1) {
      await approve(qr, 'paypal-ben');
      await wait(3_000);
    }
    expect(attempt()).toMatchObject({
      state: 'declined',
      fault: 'payment_failed',
      raw: { subCode: 'INSTRUMENT_DECLINED' },
    });
    await untilQuiet();
    await expectPeace();
  });

  test('or with a restricted account is declined at once', async () => {
    await charge();
    await approve(undefined, 'paypal-lou');
    await wait(3_000);
    expect(attempt()).toMatchObject({ state: 'declined', raw: { subCode: 'PAYER_ACCOUNT_RESTRICTED' } });
    expect(faultOf(attempt())).toBe('account_restricted');
    await untilQuiet();
    await expectPeace();
  });
});

describe('a cancel', () => {
  test('before the approval closes the order at once', async () => {
    await charge();
    await till.counter.cancel(1);
    await wait(1_000);
    expect(attempt()).toMatchObject({ state: 'canceled', reversalCause: 'cashier' });
    await untilQuiet();
    expect(attempt().watched).toBe(false);
    await expectPeace();
  });

  test('sticks: what is approved after it is never captured', async () => {
    await charge();
    const { qr } = attempt();
    await till.counter.cancel(1);
    await wait(1_000);
    await approve(qr);
    await untilQuiet();
    expect(attempt()).toMatchObject({ state: 'canceled', watched: false });
    expect(sent().filter((one) => one.startsWith('capture'))).toEqual([]);
    expect(await movedMinor()).toBe(0);
    await expectPeace();
  });

  test('just after the approval still wins over the capture, or the money is the shop’s: never both', async () => {
    await charge();
    await approve();
    await till.counter.cancel(1);
    await untilQuiet();
    expect(attempt().state).toBe('canceled');
    expect(await movedMinor()).toBe(0);
    await expectPeace();
  });

  test('while the capture is on its way is remembered, and finds the money', async () => {
    await charge();
    await approve();
    await arm('reply-slow', 'capture');
    await wait(3_000);
    expect(attempt().state).toBe('submitting');
    await till.counter.cancel(1);
    await wait(15_000);
    expect(attempt()).toMatchObject({ state: 'late_paid', receipt: { totalMinor: 1250 } });
    await returnAll();
  });

  test('is not believed at the first look while a capture may be on its way', async () => {
    await charge();
    await approve();
    await arm('reply-lost', 'capture');
    await arm('query-lags', 'query');
    await wait(7_000);
    expect(attempt().state).toBe('approved');
    await till.counter.cancel(1);
    await wait(1_000);
    expect(attempt()).toMatchObject({ state: 'reversing' });
    await wait(15_000);
    expect(attempt().state).toBe('late_paid');
    await returnAll();
  });

  async function returnAll(): Promise<void> {
    await till.counter.returnLate(1);
    await wait(60_000);
    expect(attempt().state).toBe('reversed');
    expect(await movedMinor()).toBe(0);
    expect(await differences(outside)).toEqual([]);
  }
});

describe('what gets lost', () => {
  test('the answer to the making of the order: nobody saw its link, so it is over at once', async () => {
    await arm('reply-lost', 'precreate');
    await charge();
    await wait(10_000);
    expect(attempt()).toMatchObject({ state: 'canceled', fault: 'no_answer' });
    expect(attempt().tradeNumber).toBeUndefined();
    await untilQuiet();
    await expectPeace();
  });

  test('the request of the capture: it is not sent again by itself, and the order lapses', async () => {
    await charge();
    await approve();
    await arm('request-lost', 'capture');
    await wait(10_000);
    expect(attempt().state).toBe('approved');
    await wait(150_000);
    expect(attempt().state).toBe('canceled');
    await untilQuiet();
    expect(sent().filter((one) => one.startsWith('capture'))).toEqual(['capture unknown']);
    expect(await movedMinor()).toBe(0);
    await expectPeace();
  });

  test('the request of the capture: a person may take what was approved, under the same key', async () => {
    await charge();
    await approve();
    await arm('request-lost', 'capture');
    await wait(10_000);
    await till.counter.capture(1);
    await wait(1_000);
    expect(attempt().state).toBe('paid');
    await expectPeace();
  });

  test('the answer to the capture: the question finds the money', async () => {
    await charge();
    await approve();
    await arm('reply-lost', 'capture');
    await wait(10_000);
    expect(attempt()).toMatchObject({ state: 'paid', evidence: 'provider_query' });
    expect(announced().filter((kind) => kind === 'paid')).toHaveLength(1);
    await expectPeace();
  });

  test('the answer to the capture, twice delivered: captured once', async () => {
    await charge();
    await approve();
    await outside.control('faults', {
      name: 'duplicate-delivery',
      operation: 'capture',
      parameters: { answer: 'second' },
    });
    await wait(3_000);
    expect(attempt().state).toBe('paid');
    expect(await movedMinor()).toBe(1250);
    await expectPeace();
  });

  test('PayPal is too busy for the capture: asked again, the order is still approved, and captured', async () => {
    await charge();
    await approve();
    await arm('rate-limited', 'capture');
    await wait(10_000);
    expect(attempt().state).toBe('paid');
    expect(sent()).toEqual(['present done', 'capture done', 'capture done']);
    await expectPeace();
  });

  test('the token runs out overnight: a fresh one is fetched, and the day goes on', async () => {
    await charge();
    await approve();
    await wait(3_000);
    await outside.control('clock', { advanceMs: 10 * 3_600_000 });
    await charge();
    await approve();
    await wait(3_000);
    expect(attempt().state).toBe('paid');
    await expectPeace();
  });

  test('the token is refused in the middle of it: nothing was done, and it goes on with a fresh one', async () => {
    await charge();
    await approve();
    // What PayPal granted under the old secret holds no more.
    await outside.control('faults', {
      name: 'provider-busy',
      rail: 'paypal',
      operation: 'capture',
      parameters: { code: 'invalid_token' },
    });
    await wait(10_000);
    expect(attempt().state).toBe('paid');
    await expectPeace();
  });

  test('the till: what was approved after it ended is not captured when it starts again', async () => {
    await charge();
    const { qr } = attempt();
    till.kill();
    await approve(qr);
    till = await openTill(outside, { currency: 'USD' });
    await wait(10_000);
    expect(attempt().state).toBe('approved');
    expect(sent().filter((one) => one.startsWith('capture'))).toEqual([]);
    await till.counter.capture(1);
    await wait(1_000);
    expect(attempt().state).toBe('paid');
    await expectPeace();
  });
});

describe('a refund', () => {
  const refund = async (amountMinor: number): Promise<void> => {
    await till.counter.refund({ sale: 1, attempt: attempt().id, amountMinor, reason: 'customer_wish' });
    await outside.time.settle();
  };
  const states = () => attempt().refunds.map(({ amountMinor, state }) => `${amountMinor} ${state}`);

  beforeEach(async () => {
    await charge();
    await approve();
    await wait(3_000);
  });

  test('in parts gives back what it says, and never more', async () => {
    await refund(500);
    await refund(750);
    expect(states()).toEqual(['500 succeeded', '750 succeeded']);
    expect(await movedMinor()).toBe(0);
    await expectPeace();
  });

  test('whose answer was lost is found in its order, under its own number', async () => {
    await arm('reply-lost', 'refund');
    await refund(500);
    await wait(15_000);
    expect(states()).toEqual(['500 succeeded']);
    expect(sent().filter((one) => one.startsWith('refund'))).toEqual(['refund unknown']);
    expect(await movedMinor()).toBe(750);
    await expectPeace();
  });

  test('that never arrived is sent again under its number', async () => {
    await arm('request-lost', 'refund');
    await refund(500);
    await wait(30_000);
    expect(states()).toEqual(['500 succeeded']);
    expect(sent().filter((one) => one.startsWith('refund'))).toEqual(['refund unknown', 'refund done']);
    expect(await movedMinor()).toBe(750);
    await expectPeace();
  });

  test('that the shop has no money for is owed, and paid when it has', async () => {
    await outside.control('merchants/paypal', { balanceMinor: 0 }, 'PATCH');
    await refund(500);
    expect(attempt().refunds).toMatchObject([{ state: 'needs_action', fault: 'refund_balance_short' }]);
    await outside.control('merchants/paypal', { balanceMinor: 10_000 }, 'PATCH');
    await wait(310_000);
    expect(states()).toEqual(['500 succeeded']);
  });
});

test('save and test finds the shop’s account ready, and tells when it is not', async () => {
  expect(await till.counter.probe('paypal')).toEqual({ state: 'ready' });
  await outside.control('merchants/paypal', { permissions: [] }, 'PATCH');
  expect(await till.counter.probe('paypal')).toEqual({ state: 'not_ready', fault: 'setup_permission' });
});
