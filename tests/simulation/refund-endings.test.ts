/** Refunds that take their time and refunds that never arrive, at every provider: followed to their end, told rightly, owed. */

import { describe, expect, test } from 'vitest';
import { FAULTS, type FaultName } from '../../simulator/faults/catalogue.ts';
import { type Attempt, chargedBy } from '../../src/domain/attempt.ts';
import { money } from '../../src/domain/money.ts';
import type { RailName } from '../../src/domain/rail.ts';
import { type Refund, refundableMinor } from '../../src/domain/refund.ts';
import { attemptsOf, attentionOf } from '../../src/domain/sale.ts';
import { differences, ledgerDifferences, lies } from '../support/audit.ts';
import { createOutside, type Outside, openTill, type Till } from '../support/headless.ts';

const MINUTE_MS = 60_000;
const RAILS = ['alipay', 'wechatpay', 'unionpay', 'paypal', 'card'] as const;
/** Everywhere but at Alipay, which has no such end. */
const FAILING = ['wechatpay', 'unionpay', 'paypal', 'card'] as const;
const WALLETS = {
  alipay: 'lin',
  wechatpay: 'wechatpay-lin',
  unionpay: 'unionpay-lin',
  paypal: 'paypal-amy',
  card: 'card-visa',
} as const;
type Rail = (typeof RAILS)[number];

const isInDollars = (rail: Rail) => rail === 'paypal' || rail === 'card';

interface Scene {
  readonly outside: Outside;
  readonly till: Till;
  readonly attempt: () => Attempt;
  readonly refunds: () => readonly Refund[];
  readonly arm: (name: string, more?: object) => Promise<unknown>;
  readonly refund: (amountMinor: number) => Promise<void>;
}

/** A sale of 12.50 that is paid. */
async function paidBy(rail: Rail): Promise<Scene> {
  const outside = await createOutside(`refund-${rail}`);
  const currency = isInDollars(rail) ? 'USD' : 'CNY';
  const till = await openTill(outside, { currency });
  const attempt = (): Attempt => attemptsOf(till.sale())[0] as Attempt;
  const amount = money(currency, 1250);
  const wallet = WALLETS[rail];
  if (isInDollars(rail)) await till.counter.present({ amount }, rail as RailName);
  else {
    const { code } = await outside.control(`wallets/${wallet}/payment-code`, {});
    await till.counter.payByCode({ amount }, rail, String(code));
  }
  await outside.time.settle();
  if (rail === 'paypal') {
    await outside.control(`wallets/${wallet}/scan`, { content: attempt().qr });
    await outside.control(`wallets/${wallet}/confirm`, {});
  }
  if (rail === 'card') {
    const reader = outside.credentials.card.readerId;
    await outside.control(`readers/${reader}/present`, { wallet, how: 'tap' });
  }
  await outside.time.pass(10_000);
  expect(attempt().state).toBe('paid');
  return {
    outside,
    till,
    attempt,
    refunds: () => attempt().refunds,
    arm: (name, more = {}) => outside.control('faults', { name, rail, ...more }),
    refund: async (amountMinor) => {
      await till.counter.refund({ sale: 1, attempt: attempt().id, amountMinor, reason: 'customer_wish' });
      await outside.time.settle();
    },
  };
}

/** Of each book the lines that are no payment, as `kind amount`. */
async function moved({ outside }: Scene): Promise<Record<string, readonly string[]>> {
  const books = (await outside.control('ledgers')) as unknown as Record<
    string,
    readonly { kind: string; amountMinor: number }[]
  >;
  return Object.fromEntries(
    Object.entries(books).map(([book, lines]) => [
      book,
      lines.filter(({ kind }) => kind !== 'payment').map(({ kind, amountMinor }) => `${kind} ${amountMinor}`),
    ]),
  );
}

const audit = async ({ outside }: Scene) => outside.control('audit');
const untrue = ({ outside, till }: Scene) => lies(outside, till.counter.view().sales.values(), chargedBy);

describe.each(RAILS)('a refund that %s takes its time with', (rail) => {
  test('leaves the shop at once, is followed, and ends with the money at the customer', async () => {
    const scene = await paidBy(rail);
    await scene.arm('refund-pending', { parameters: { delayMs: 5 * MINUTE_MS } });
    await scene.refund(500);
    await scene.outside.time.pass(MINUTE_MS);
    expect(['pending', 'unknown', 'sent']).toContain(scene.refunds()[0]?.state);
    expect(await moved(scene)).toEqual({ customers: [], providers: [], merchants: ['refund -500'] });
    expect(await audit(scene)).toEqual({ findings: [] });
    expect(await untrue(scene)).toEqual([]);
    expect(refundableMinor(scene.attempt())).toBe(750);
    await scene.outside.time.pass(5 * MINUTE_MS);
    expect(scene.refunds()).toMatchObject([{ state: 'succeeded', amountMinor: 500 }]);
    const back = ['refund -500'];
    expect(await moved(scene)).toEqual({ customers: back, providers: back, merchants: back });
    expect(await differences(scene.outside)).toEqual([]);
    expect(scene.till.sale().incidents).toEqual([]);
  });

  test('is no second refund, however often the till is stopped meanwhile', async () => {
    const scene = await paidBy(rail);
    await scene.arm('refund-pending', { parameters: { delayMs: 2 * MINUTE_MS } });
    await scene.refund(1250);
    scene.till.kill();
    const second = await openTill(scene.outside, { currency: isInDollars(rail) ? 'USD' : 'CNY' });
    await scene.outside.time.pass(MINUTE_MS);
    second.kill();
    const third = await openTill(scene.outside, { currency: isInDollars(rail) ? 'USD' : 'CNY' });
    await scene.outside.time.pass(3 * MINUTE_MS);
    const [attempt] = attemptsOf(third.sale());
    expect(attempt?.refunds).toMatchObject([{ state: 'succeeded', amountMinor: 1250 }]);
    expect((await moved(scene))['customers']).toEqual(['refund -1250']);
    expect(await differences(scene.outside)).toEqual([]);
  });
});

describe.each(FAILING)('a refund that fails at %s', (rail) => {
  test('comes back to the shop, and the till says that it is owed', async () => {
    const scene = await paidBy(rail);
    await scene.arm('refund-fails', { parameters: { delayMs: 30_000 } });
    await scene.refund(500);
    await scene.outside.time.pass(15_000);
    expect(scene.refunds()).toMatchObject([{ state: 'pending' }]);
    await scene.outside.time.pass(2 * MINUTE_MS);
    const isOurs = rail === 'wechatpay';
    expect(scene.refunds()).toMatchObject([
      { state: isOurs ? 'needs_action' : 'failed', fault: 'refund_abnormal' },
    ]);
    expect(scene.refunds()[0]?.raw?.code).toBe(
      { wechatpay: 'ABNORMAL', unionpay: '00', paypal: 'FAILED', card: 'failed' }[rail],
    );
    expect(await moved(scene)).toEqual({
      customers: [],
      providers: [],
      merchants: ['refund -500', 'refund-returned 500'],
    });
    expect(await ledgerDifferences(scene.outside)).toEqual([]);
    expect(await untrue(scene)).toEqual([]);
    expect(scene.till.sale().incidents).toEqual([]);
    expect(scene.till.notices.map(({ kind }) => kind)).not.toContain('contradiction');
  });
});

describe('money that is owed', () => {
  test('by WeChat Pay waits for the owner, and is asked about without being sent again', async () => {
    const scene = await paidBy('wechatpay');
    await scene.arm('refund-fails');
    await scene.refund(500);
    await scene.outside.time.pass(60 * MINUTE_MS);
    expect(scene.refunds()).toMatchObject([{ state: 'needs_action', tries: 1 }]);
    expect(attentionOf(scene.till.sale())).toBe('refund_owed');
    expect(refundableMinor(scene.attempt())).toBe(750);
    const exchanges: unknown = await scene.outside.control('exchanges');
    const asked = (exchanges as readonly { operation: string }[]).filter(
      ({ operation }) => operation === 'refund-query',
    );
    expect(asked.length).toBeGreaterThan(8);
    expect(asked.length).toBeLessThan(20);
  });

  test.each(['unionpay', 'paypal', 'card'] as const)('by %s may go once more, and arrives', async (rail) => {
    const scene = await paidBy(rail);
    await scene.arm('refund-fails');
    await scene.refund(1250);
    await scene.outside.time.pass(MINUTE_MS);
    expect(refundableMinor(scene.attempt())).toBe(1250);
    await scene.refund(1250);
    await scene.outside.time.pass(MINUTE_MS);
    expect(scene.refunds()).toMatchObject([{ state: 'failed' }, { state: 'succeeded' }]);
    expect((await moved(scene))['customers']).toEqual(['refund -1250']);
    expect(await differences(scene.outside)).toEqual([]);
  });

  test('names the card’s own reason', async () => {
    const scene = await paidBy('card');
    await scene.arm('refund-fails', { parameters: { code: 'lost_or_stolen_card' } });
    await scene.refund(500);
    await scene.outside.time.pass(MINUTE_MS);
    expect(scene.refunds()).toMatchObject([
      { state: 'failed', raw: { code: 'failed', subCode: 'lost_or_stolen_card' } },
    ]);
  });
});

/** Every fault that strikes a refund, or the question about it, on top of an ending. */
const STRIKES = (Object.keys(FAULTS) as FaultName[]).filter((name) => {
  const { hop, operations } = FAULTS[name] as { hop: string; operations?: readonly string[] };
  const isEnding = name === 'refund-pending' || name === 'refund-fails';
  return hop !== 'news' && !isEnding && (operations === undefined || operations.includes('refund'));
});

describe.each(RAILS)('at %s', (rail) => {
  const endings = rail === 'alipay' ? ['refund-pending'] : ['refund-pending', 'refund-fails'];
  test.each(endings.flatMap((ending) => STRIKES.map((strike) => [ending, strike] as const)))(
    '%s under %s goes back once at most, and nothing untrue is said',
    async (ending, strike) => {
      for (const operation of ['refund', 'refund-query']) {
        const scene = await paidBy(rail);
        await scene.arm(ending, { parameters: { delayMs: 20_000 } });
        await scene.arm(strike, strike === 'clock-skew' || strike === 'offline' ? {} : { operation });
        await scene.refund(500);
        for (let second = 0; second < 60; second += 5) {
          await scene.outside.time.pass(5_000);
          expect(await untrue(scene)).toEqual([]);
          if (second === 40) await scene.outside.control('faults', undefined, 'DELETE');
        }
        await scene.outside.time.pass(15 * MINUTE_MS);
        const [refund] = scene.refunds();
        const isOwed = refund?.state === 'needs_action' && refund.fault === 'refund_abnormal';
        expect(isOwed ? 'owed' : refund?.state).toMatch(/^(succeeded|failed|owed)$/);
        expect(await ledgerDifferences(scene.outside)).toEqual([]);
        expect((await moved(scene))['customers']?.length).toBeLessThanOrEqual(1);
      }
    },
  );
});
