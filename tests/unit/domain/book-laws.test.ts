/** The laws of the books, over random lives of a shop: money is conserved, and the journal alone tells the whole story. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ATTEMPT_STATES } from '../../../src/domain/attempt.ts';
import { saleAfter, saleFactOf } from '../../../src/domain/facts.ts';
import { type Entry, newHead, verifyChain } from '../../../src/domain/journal.ts';
import { isSameJson } from '../../../src/domain/json.ts';
import { REFUND_STATES, refundableMinor } from '../../../src/domain/refund.ts';
import { factsByRule } from '../../../src/domain/rules.ts';
import {
  attemptsOf,
  capturedMinor,
  isLive,
  openAttempt,
  outstanding,
  type Sale,
} from '../../../src/domain/sale.ts';
import { sha256Hex } from '../../../src/signing/digest.ts';
import type { MemoryStore } from '../../../src/store/memory-journal.ts';
import { anyLife, live } from '../../support/random-book.ts';

const RUNS = { numRuns: 150 };

const entriesOf = (store: MemoryStore) => [...store.entries.values()] as readonly Entry[];

/** Tells the entries to sales that are there already. */
function retell(entries: readonly Entry[], before: ReadonlyMap<number, Sale> = new Map()): Map<number, Sale> {
  const sales = new Map(before);
  for (const entry of entries) {
    const number = saleFactOf(entry)?.body.sale;
    if (number !== undefined) sales.set(number, saleAfter(sales.get(number), entry));
  }
  return sales;
}

describe('whatever a shop goes through', () => {
  test('the random lives come by everything that matters', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anyLife, async (life) => {
        await live(life, (sale) => {
          for (const attempt of attemptsOf(sale)) {
            seen.add(`${attempt.rail} ${attempt.state}`);
            if (attempt.returnWanted) seen.add('money goes back');
            for (const { state } of attempt.refunds) seen.add(`refund ${state}`);
          }
          if (capturedMinor(sale) > sale.due.amountMinor) seen.add('paid twice');
        });
      }),
      { numRuns: 500, seed: 20_261_123 },
    );
    const states = ATTEMPT_STATES.filter((state) => state !== 'new').map((state) => `alipay ${state}`);
    const refunds = REFUND_STATES.map((state) => `refund ${state}`);
    const wanted = [...states, ...refunds, 'cash paid', 'money goes back'];
    expect(wanted.filter((what) => !seen.has(what))).toEqual([]);
  });

  test('what goes back never exceeds what came in, and nothing is owed twice', async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, async (life) => {
        await live(life, (sale) => {
          for (const attempt of attemptsOf(sale)) {
            const back = attempt.refunds.filter(({ state }) => state !== 'failed');
            const backMinor = back.reduce((total, { amountMinor }) => total + amountMinor, 0);
            expect(backMinor).toBeLessThanOrEqual(attempt.amount.amountMinor);
            expect(refundableMinor(attempt)).toBeGreaterThanOrEqual(0);
            const numbers = attempt.refunds.map(({ number }) => number);
            expect(new Set(numbers).size).toBe(numbers.length);
          }
          const owed = Math.max(0, sale.due.amountMinor - capturedMinor(sale));
          expect(outstanding(sale).amountMinor).toBe(owed);
        });
      }),
      RUNS,
    );
  });

  test('at most one attempt of a sale can still take money without being canceled already', async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, async (life) => {
        await live(life, (sale) => {
          for (const tender of sale.tenders) {
            const over = ['paid', 'declined', 'canceled', 'expired', 'reversed', 'late_paid'];
            const open = tender.attempts.filter(({ state }) => !over.includes(state));
            expect(open.length).toBeLessThanOrEqual(1);
          }
          const wanted = attemptsOf(sale).filter(
            (attempt) =>
              openAttempt(sale) !== undefined && attempt.qr !== undefined && !attempt.reversalWanted,
          );
          expect(wanted.length).toBeLessThanOrEqual(1);
        });
      }),
      RUNS,
    );
  });

  test('after every change the sale’s own rules have come to rest, and it knows whether it is live', async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, async (life) => {
        await live(life, (sale) => {
          expect(factsByRule(sale)).toEqual([]);
          expect(sale.live).toBe(isLive(sale));
          expect(sale.orderNumbers).toEqual(
            expect.arrayContaining(attemptsOf(sale).map(({ orderNumber }) => orderNumber)),
          );
        });
      }),
      RUNS,
    );
  });

  test('the journal told from the start, or from any stored row on, makes the same sales', async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, fc.nat(), async (life, cut) => {
        const { store } = await live(life, () => undefined);
        const entries = entriesOf(store);
        const at = cut % (entries.length + 1);
        const stored = JSON.parse(JSON.stringify([...retell(entries.slice(0, at))])) as [number, Sale][];
        const whole = retell(entries);
        const pieced = retell(entries.slice(at), new Map(stored));
        expect([...whole.keys()].sort()).toEqual([...store.sales.keys()].sort());
        for (const [number, sale] of store.sales) {
          expect(isSameJson(whole.get(number), sale)).toBe(true);
          expect(isSameJson(pieced.get(number), sale)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('the chain holds, and any one entry changed in any way breaks it', async () => {
    const harm = fc.constantFrom<(entry: Entry) => unknown>(
      (entry) => ({ ...entry, at: entry.at + 1 }),
      (entry) => ({ ...entry, actor: `${entry.actor}x` }),
      (entry) => ({ ...entry, kind: `${entry.kind}x` }),
      (entry) => ({ ...entry, body: { ...entry.body, harmed: 7 } }),
      (entry) => ({ ...entry, shift: 'S9' }),
      (entry) => ({ ...entry, epoch: entry.epoch + 1 }),
      (entry) => ({ ...entry, v: entry.v + 1 }),
      (entry) => ({ ...entry, seq: entry.seq + 1 }),
      (entry) => ({ ...entry, till: 'T666' }),
      (entry) => ({ ...entry, prev: 'f'.repeat(64) }),
      () => undefined,
    );
    await fc.assert(
      fc.asyncProperty(anyLife, fc.nat(), harm, async (life, pick, change) => {
        const { book, store } = await live(life, () => undefined);
        const entries = entriesOf(store);
        const bounds = { after: newHead('T7K2'), head: book.view().head };
        expect(verifyChain(entries, bounds, sha256Hex)).toEqual([]);
        const at = pick % entries.length;
        const harmed = entries.map((entry, index) => (index === at ? change(entry) : entry));
        expect(verifyChain(harmed, bounds, sha256Hex)).not.toEqual([]);
      }),
      RUNS,
    );
  });
});
