/** Captures that PayPal looks at first: asked about, paid when the money is there, and never by guess. */

import { beforeEach, describe, expect, test } from 'vitest';
import { type Attempt, chargedBy } from '../../src/domain/attempt.ts';
import { money } from '../../src/domain/money.ts';
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

const wait = (ms: number) => outside.time.pass(ms);
const announced = () => till.notices.map(({ kind }) => kind);
const sent = () => attempt().operations.map(({ kind, state }) => `${kind} ${state}`);

async function movedMinor(): Promise<number> {
  const { providers } = (await outside.control('ledgers')) as {
    providers: readonly { amountMinor: number }[];
  };
  return providers.reduce((total, { amountMinor }) => total + amountMinor, 0);
}

/** Nothing differs, nobody was told a lie, nothing calls for a person. */
async function expectPeace(): Promise<void> {
  expect(await lies(outside, till.counter.view().sales.values(), chargedBy)).toEqual([]);
  expect(await differences(outside)).toEqual([]);
  expect(till.sale().incidents).toEqual([]);
}

describe('a capture that PayPal looks at first', () => {
  const pending = async (parameters: object): Promise<void> => {
    await outside.control('faults', { name: 'capture-pending', rail: 'paypal', parameters });
    await till.counter.present({ amount: money('USD', 1250) }, 'paypal');
    await outside.time.settle();
    await outside.control('wallets/paypal-amy/scan', { content: attempt().qr });
    await outside.control('wallets/paypal-amy/confirm', {});
    await wait(10_000);
    expect(attempt()).toMatchObject({
      state: 'processing',
      raw: { code: 'COMPLETED', subCode: 'PENDING', message: 'PENDING_REVIEW' },
    });
    expect(chargedBy(attempt())).toBe('checking');
    expect(await movedMinor()).toBe(0);
    expect(announced()).not.toContain('paid');
  };

  test('is asked about until the money is there, and only then paid', async () => {
    await pending({ delayMs: 45_000 });
    await wait(30_000);
    expect(attempt().state).toBe('processing');
    await wait(15_000);
    expect(attempt()).toMatchObject({ state: 'paid', evidence: 'provider_query' });
    expect(sent()).toEqual(['present done', 'capture done']);
    expect(announced().filter((kind) => kind === 'paid')).toHaveLength(1);
    expect(await movedMinor()).toBe(1250);
    await expectPeace();
  });

  test('and then declines is not paid, whatever the order says of itself', async () => {
    await pending({ delayMs: 45_000, world: 'not-charged' });
    await wait(45_000);
    expect(attempt()).toMatchObject({
      state: 'declined',
      fault: 'payment_failed',
      raw: { code: 'COMPLETED', subCode: 'DECLINED' },
    });
    await wait(600_000);
    expect(await movedMinor()).toBe(0);
    await expectPeace();
  });

  test('for longer than the till waits is never paid by guess: the late money is for a person to decide', async () => {
    await pending({ delayMs: 600_000 });
    await wait(300_000);
    expect(chargedBy(attempt())).toBe('checking');
    expect(announced()).not.toContain('paid');
    await wait(310_000);
    expect(attempt()).toMatchObject({ state: 'late_paid', receipt: { totalMinor: 1250 } });
    await till.counter.attachLate(1);
    expect(attempt().state).toBe('paid');
    await expectPeace();
  });
});
