/** All sales told anew from the journal alone. */

import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../src/domain/facts.ts';
import { foldEntries } from '../../../src/domain/rebuild.ts';
import type { Sale } from '../../../src/domain/sale.ts';
import { entryOf } from '../../support/entries.ts';

const opened = (sale: number): Fact => ({
  kind: 'sale.opened',
  body: { sale, currency: 'CNY', dueMinor: 1250 },
});
const started: Fact = { kind: 'run.started', body: { version: '1.0.0', end: 'first' } };
const parked: Fact = { kind: 'sale.parked', body: { sale: 1, parked: true } };

describe('telling the journal anew', () => {
  test('makes every sale, and takes no notice of what is about the book', () => {
    const sales = new Map<number, Sale>();
    const entries = [started, opened(1), opened(2), parked].map((fact, index) => entryOf(index + 1, fact));
    expect(foldEntries(sales, entries)).toEqual({ ok: true });
    expect([...sales.values()].map(({ number, parked }) => `${number} ${parked}`)).toEqual([
      '1 true',
      '2 false',
    ]);
  });

  test('stops at an entry that a newer counter wrote', () => {
    const sales = new Map<number, Sale>();
    const newer = entryOf(2, parked, { v: 999 });
    expect(foldEntries(sales, [entryOf(1, opened(1)), newer])).toEqual({ ok: false, refusal: 'newer' });
    expect(sales.get(1)?.parked).toBe(false);
  });
});
