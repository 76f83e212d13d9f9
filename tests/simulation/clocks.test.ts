/** The device's clock jumps, changes to summer time, or is wrong: order and totals stay, and the cashier is told in plain words. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Attempt, chargedBy, faultOf } from '../../src/domain/attempt.ts';
import type { Entry } from '../../src/domain/journal.ts';
import { money } from '../../src/domain/money.ts';
import { attemptsOf } from '../../src/domain/sale.ts';
import { MINUTE_MS, SECOND_MS } from '../../src/domain/timing.ts';
import { en } from '../../src/i18n/en.ts';
import { createFormats } from '../../src/i18n/formats.ts';
import { zh } from '../../src/i18n/zh.ts';
import { createMemoryJournal } from '../../src/store/memory-journal.ts';
import { createOutside, openTill, type Till } from '../support/headless.ts';
import { booksDiffer, liesOn } from './stops/judge.ts';
import { payByCodeOf, payShown, yuan } from './stops/people.ts';
import { createStage, type Run, type Stage } from './stops/stage.ts';

const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;

interface Shop {
  readonly stage: Stage;
  readonly run: Run;
  readonly pass: (ms: number) => Promise<void>;
}

async function openShop(): Promise<Shop> {
  const stage = createStage('clocks', 'CNY', (journal) => journal);
  const run = stage.open(0);
  const pass = (ms: number): Promise<void> => stage.time.runTo(stage.time.now() + ms);
  await pass(1);
  return { stage, run, pass };
}

interface Visit {
  readonly way: 'cash' | 'record' | 'code';
  readonly amountMinor: number;
  readonly isReturned: boolean;
  /** How far off the clock is during the visit, milliseconds. */
  readonly offMs: number;
}

/** A provider takes no request from a clock that is off by five minutes; cash and the cashier's word need none. */
function offIn({ way, offMs }: Visit): number {
  return way === 'code' ? offMs % (4 * MINUTE_MS) : offMs;
}

async function serve({ stage, run, pass }: Shop, visit: Visit): Promise<void> {
  const what = { amount: yuan(visit.amountMinor) };
  stage.clock.set(offIn(visit));
  if (visit.way === 'cash')
    run.command((counter) => counter.takeCash(what, { tenderedMinor: visit.amountMinor + 500 }));
  else if (visit.way === 'record')
    run.command((counter) => counter.takeRecord(what, 'own_code', { by: 'cashier' }));
  else run.command((counter) => payByCodeOf(stage, 'lin', 'alipay')(counter, what));
  await pass(SECOND_MS);
  if (!visit.isReturned) return;
  const sale = run.counter.view().sales.get(run.counter.view().newest);
  const attempt = sale === undefined ? undefined : attemptsOf(sale)[0];
  if (sale === undefined || attempt === undefined) throw new Error('no sale');
  const wanted = { sale: sale.number, attempt: attempt.id, amountMinor: 50, reason: 'other' } as const;
  run.command((counter) => counter.refund(wanted));
  await pass(SECOND_MS);
}

/** What a report is made of: the entries in their order, without their times, the list of sales, and the drawer. */
async function bookOf({ stage: { store } }: Shop): Promise<object> {
  const timeless = (body: object): string =>
    JSON.stringify(body, (key, value: unknown) => (/At$|^paidAt$/.test(key) ? undefined : value));
  return {
    entries: [...store.entries.values()].map((one) => {
      const { seq, kind, body } = one as Entry;
      return `${seq} ${kind} ${timeless(body)}`;
    }),
    newestFirst: (await createMemoryJournal(store).recent(50)).map(({ number, due }) => [
      number,
      due.amountMinor,
    ]),
    drawer: timeless(store.drawer ?? {}),
  };
}

describe('a clock that jumps', () => {
  const visit = fc.record({
    way: fc.constantFrom('cash' as const, 'record' as const, 'code' as const),
    amountMinor: fc.integer({ min: 100, max: 9_000 }),
    isReturned: fc.boolean(),
    offMs: fc.constantFrom(
      ...[SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS, 10 * YEAR_MS].flatMap((ms) => [ms, -ms]),
    ),
  });

  test('changes no order and no total: the book is the same as under a right clock', async () => {
    const law = fc.asyncProperty(fc.array(visit, { minLength: 1, maxLength: 6 }), async (visits) => {
      const [jumping, right] = [await openShop(), await openShop()];
      for (const one of visits) {
        await serve(jumping, one);
        await serve(right, { ...one, offMs: 0 });
      }
      for (const shop of [jumping, right]) {
        shop.stage.clock.set(0);
        await shop.pass(15 * MINUTE_MS);
        expect(await booksDiffer(shop.stage)).toEqual([]);
      }
      expect(await bookOf(jumping)).toEqual(await bookOf(right));
    });
    await fc.assert(law, { numRuns: 60, seed: 1 });
  });

  test.each([-10 * YEAR_MS, -DAY_MS, -HOUR_MS, -MINUTE_MS, MINUTE_MS, HOUR_MS, DAY_MS, 10 * YEAR_MS])(
    'by %i ms while a customer looks at the QR loses and doubles nothing',
    async (offMs) => {
      const shop = await openShop();
      const { stage, run, pass } = shop;
      run.command((counter) => counter.present({ amount: yuan(1250) }, 'alipay'));
      await pass(2 * SECOND_MS);
      const qr = attemptOf(shop).qr ?? '';
      stage.clock.set(offMs);
      await pass(SECOND_MS);
      payShown(stage, 'lin', qr);
      await pass(10 * SECOND_MS);
      expect(await liesOn(stage)).toEqual([]);
      stage.clock.set(0);
      await pass(20 * MINUTE_MS);
      if (attemptOf(shop).state === 'late_paid') run.command((counter) => counter.returnLate(1));
      await pass(10 * MINUTE_MS);
      expect(await booksDiffer(stage)).toEqual([]);
    },
  );
});

function attemptOf({ run }: Shop): Attempt {
  const sale = run.counter.view().sales.get(1);
  const attempt = sale === undefined ? undefined : attemptsOf(sale).at(-1);
  if (attempt === undefined) throw new Error('no attempt');
  return attempt;
}

describe('summer time ends in the shop’s zone', () => {
  test.each([
    ['Europe/Berlin', Date.UTC(2026, 9, 25, 0, 45), ['02:45:00', '02:15:00']],
    ['America/New_York', Date.UTC(2026, 10, 1, 5, 45), ['01:45:00', '01:15:00']],
  ] as const)('%s: the hour comes twice, and the later sale stands later', async (zone, instant, shown) => {
    const shop = await openShop();
    const { time, clock, store } = shop.stage;
    for (const at of [instant, instant + 30 * MINUTE_MS]) {
      clock.set(at - time.now());
      shop.run.command((counter) => counter.takeCash({ amount: money('CNY', 100) }, { tenderedMinor: 100 }));
      await shop.pass(0);
    }
    const sales = await createMemoryJournal(store).recent(2);
    expect(sales.map(({ number }) => number)).toEqual([2, 1]);
    const formats = createFormats('en', zone);
    expect(sales.map(({ openedAt }) => formats.time(openedAt)).reverse()).toEqual(shown);
  });
});

describe.each(['alipay', 'wechatpay', 'unionpay'] as const)('%s, with a clock that is off', (rail) => {
  async function presentAt(offMs: number): Promise<Shop> {
    const shop = await openShop();
    shop.stage.clock.set(offMs);
    shop.run.command((counter) => counter.present({ amount: yuan(1250) }, rail));
    await shop.pass(2 * SECOND_MS);
    return shop;
  }

  // UnionPay is told until when a QR may be paid in the till's own time: behind by more than that, it makes none.
  const behindMs = rail === 'unionpay' ? -30 * SECOND_MS : -4 * MINUTE_MS;

  test.each([behindMs, 4 * MINUTE_MS])('by %i ms takes money as always', async (offMs) => {
    const shop = await presentAt(offMs);
    payShown(shop.stage, rail === 'alipay' ? 'lin' : `${rail}-lin`, attemptOf(shop).qr ?? '');
    await shop.pass(6 * SECOND_MS);
    expect(attemptOf(shop).state).toBe('paid');
  });

  // Behind by more than its QR lives it is the clock that is named, not the request.
  const beyondLifeMs = rail === 'unionpay' ? [-150 * SECOND_MS, -3 * MINUTE_MS, -4 * MINUTE_MS] : [];
  const beyondPatienceMs = [-10 * YEAR_MS, -DAY_MS, -6 * MINUTE_MS, 6 * MINUTE_MS, DAY_MS, 10 * YEAR_MS];

  test.each([...beyondLifeMs, ...beyondPatienceMs])(
    'by %i ms says so, in words; once it is right the order is closed',
    async (offMs) => {
      const shop = await presentAt(offMs);
      expect(faultOf(attemptOf(shop))).toBe('clock_wrong');
      expect(await liesOn(shop.stage)).toEqual([]);
      shop.stage.clock.set(0);
      await shop.pass(20 * MINUTE_MS);
      expect(chargedBy(attemptOf(shop))).toBe('no');
      expect(await booksDiffer(shop.stage)).toEqual([]);
    },
  );
});

describe('a clock that drifts, at a provider that still takes it', () => {
  const warned = (till: Till) =>
    till.notices.flatMap((notice) => (notice.kind === 'clock' ? [notice.aheadMs] : []));

  test.each([4.5 * MINUTE_MS, -4.5 * MINUTE_MS])(
    'by %i ms: the cashier is warned before it is refused, and not once it is right',
    async (skewMs) => {
      const outside = await createOutside();
      const till = await openTill(outside);
      const pay = async (): Promise<void> => {
        await till.counter.present({ amount: yuan(1250) }, 'alipay');
        await outside.time.settle();
        const { qr } = attemptsOf(till.sale())[0] ?? {};
        await outside.control('wallets/lin/scan', { content: qr });
        await outside.control('wallets/lin/confirm', {});
        await outside.time.pass(6 * SECOND_MS);
        expect(attemptsOf(till.sale())[0]?.state).toBe('paid');
      };
      await pay();
      expect(warned(till)).toEqual([]);
      await outside.control('faults', { name: 'clock-skew', parameters: { skewMs } });
      await pay();
      expect(warned(till)).toHaveLength(1);
      expect(Math.abs((warned(till)[0] ?? 0) - skewMs)).toBeLessThan(2 * SECOND_MS);
      await outside.control('faults', undefined, 'DELETE');
      await pay();
      expect(warned(till).slice(1)).toEqual([undefined]);
    },
  );
});

test('the words name the clock and what to do about it, in both languages', () => {
  expect(en.faults.clock_wrong.happened).toMatch(/clock/);
  expect(en.faults.clock_wrong.now).toMatch(/automatic time/);
  expect(zh.faults.clock_wrong.happened).toMatch(/时间不准/);
  expect(zh.faults.clock_wrong.now).toMatch(/自动校时/);
});
