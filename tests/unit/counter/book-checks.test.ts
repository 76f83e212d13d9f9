/** What the book will neither read nor write: less than was seen before, and what could not be read again. */

import { describe, expect, test } from 'vitest';
import { createBook } from '../../../src/counter/book.ts';
import type { Fact } from '../../../src/domain/facts.ts';
import { newHead } from '../../../src/domain/journal.ts';
import type { JournalState } from '../../../src/ports.ts';
import { sha256Hex } from '../../../src/signing/digest.ts';
import { createMemoryJournal } from '../../../src/store/memory-journal.ts';
import { NOW } from '../../support/attempts.ts';
import { saleWith } from '../../support/sales.ts';

const opened = (sale: number, dueMinor = 100): Fact => ({
  kind: 'sale.opened',
  body: { sale, currency: 'CNY', dueMinor },
});
const moved = (amountMinor: number): Fact => ({
  kind: 'drawer.moved',
  body: { movement: 'paid_in', currency: 'CNY', amountMinor, reason: 'other' },
});

/** A book with one sale in it; from then on it reads and seals as told. */
async function bookWith(change: { read?: Partial<JournalState>; digest?: (text: string) => string } = {}) {
  const journal = createMemoryJournal();
  let isChanged = false;
  const book = createBook({
    till: 'T7K2',
    actor: () => 'cashier',
    journal: {
      ...journal,
      read: async () => ({ ...(await journal.read()), ...(isChanged ? change.read : {}) }),
    },
    clock: { now: () => NOW },
    digest: sha256Hex,
    onChange: () => undefined,
  });
  await book.change(() => ({ facts: [opened(1)] }));
  isChanged = true;
  return { book, journal };
}

const head = { ...newHead('T7K2', 2), seq: 1 };

describe('a book is not read', () => {
  test.each([
    ['INV-19 book-never-shrinks', { head: undefined, live: [], newest: 0 }],
    ['INV-19 book-never-shrinks', { head: newHead('T7K2') }],
    ['INV-19 same-till', { head: { ...head, till: 'T9' } }],
    ['INV-19 same-life-or-later', { head: { ...head, epoch: 0 } }],
    ['INV-03 newest-is-newest', { newest: 0 }],
  ] as const)('%s: and what was known stays', async (rule, read) => {
    const { book } = await bookWith({ read });
    await expect(book.reload()).rejects.toThrow(rule);
    expect(book.view().newest).toBe(1);
  });

  test('INV-19 no-sales-without-entries: where its sales stand alone', async () => {
    const journal = createMemoryJournal();
    const read = async () => ({ head: undefined, live: [saleWith([])], newest: 1 });
    const book = createBook({
      till: 'T7K2',
      actor: () => 'cashier',
      journal: { ...journal, read },
      clock: { now: () => NOW },
      digest: sha256Hex,
      onChange: () => undefined,
    });
    await expect(book.reload()).rejects.toThrow('INV-19 no-sales-without-entries');
  });

  test('and a later life of the same till is', async () => {
    const { book } = await bookWith({ read: { head } });
    expect((await book.reload()).head.epoch).toBe(2);
  });
});

describe('a change is not written', () => {
  const note = { commitment: 'c', salt: 's', text: 't' };

  test.each([
    [
      'INV-07 entry-can-be-read',
      { ...opened(2), body: { sale: 2, currency: 'CNY', dueMinor: 1, note: '\ud800' } } as Fact,
    ],
    ['INV-14 due-above-zero', opened(2, 0)],
    ['INV-14 drawer-movement', moved(-5)],
    ['INV-14 drawer-movement', moved(0.5)],
    ['INV-07 sales-are-counted', opened(3)],
  ] as const)('%s: and the book goes on', async (rule, fact) => {
    const { book, journal } = await bookWith();
    const stored = (await journal.read()).head;
    // What cannot be written as JSON does not even get a hash.
    const told = rule === 'INV-07 entry-can-be-read' ? 'json-lone-surrogate' : rule;
    await expect(book.change(() => ({ facts: [fact] }))).rejects.toThrow(told);
    expect((await journal.read()).head).toEqual(stored);
    expect(await book.change(() => ({ facts: [opened(2)] }))).toMatchObject({ ok: true });
  });

  test('INV-07 text-has-its-entry: a text that no entry speaks of', async () => {
    const { book } = await bookWith();
    const change = book.change(() => ({ facts: [opened(2)], texts: [note] }));
    await expect(change).rejects.toThrow('INV-07 text-has-its-entry');
  });
});
