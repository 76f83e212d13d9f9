/** Damage anywhere in a stored journal is found. */

import { describe, expect, test } from 'vitest';
import type { Head } from '../../../src/domain/journal.ts';
import { sha256Hex } from '../../../src/signing/digest.ts';
import {
  createMemoryJournal,
  createMemoryStore,
  type MemoryStore,
} from '../../../src/store/memory-journal.ts';
import { TAIL_LENGTH, verifyAll, verifySteadily, verifyTail } from '../../../src/store/verify.ts';
import { batchAfter, START } from './support.ts';

async function bookOf(count: number): Promise<{ store: MemoryStore; head: Head }> {
  const store = createMemoryStore();
  const drafts = Array.from({ length: count }, (_, index) => ({ kind: 'k', body: { index } }));
  const batch = batchAfter(START, { drafts });
  await createMemoryJournal(store).append(batch);
  return { store, head: batch.head };
}

const all = (store: MemoryStore, head: Head) =>
  verifyAll(createMemoryJournal(store), head, { digest: sha256Hex });
const tail = (store: MemoryStore, head: Head) => verifyTail(createMemoryJournal(store), head, sha256Hex);
const change = (store: MemoryStore, seq: number) =>
  store.entries.set(seq, { ...(store.entries.get(seq) as object), at: 1 });

describe('checking a journal', () => {
  test.each([1, 2, 199, 200, 201, 999, 1000, 1001, 2345])(
    'a whole journal of %i entries is whole',
    async (count) => {
      const { store, head } = await bookOf(count);
      expect(await tail(store, head)).toEqual([]);
      expect(await all(store, head)).toEqual([]);
    },
  );

  test('an entry that another window writes meanwhile is no damage, one that was changed is', async () => {
    const { store, head } = await bookOf(5);
    const journal = createMemoryJournal(store);
    const batch = batchAfter(head);
    let isFirst = true;
    const look = async (upTo: Head) => {
      if (isFirst) await journal.append(batch);
      isFirst = false;
      return verifyTail(journal, upTo, sha256Hex);
    };
    expect(await verifySteadily(journal, head, look)).toEqual({ head: batch.head, damages: [] });
    const { seq } = batch.head;
    change(store, seq);
    const changed = [{ kind: 'rewritten', seq }];
    expect((await verifySteadily(journal, batch.head, look)).damages).toEqual(changed);
  });

  test('an empty journal is whole', async () => {
    expect(await all(createMemoryStore(), START)).toEqual([]);
  });

  test.each([1, 500, 999, 1000, 1001, 1002, 2000, 2001, 2344])(
    'a change to entry %i is found',
    async (seq) => {
      const { store, head } = await bookOf(2345);
      change(store, seq);
      expect(await all(store, head)).toEqual([{ kind: 'rewritten', seq }]);
    },
  );

  test.each([1, 999, 1000, 1001, 2000])('a missing entry %i is found', async (seq) => {
    const { store, head } = await bookOf(2345);
    store.entries.delete(seq);
    expect(await all(store, head)).toEqual([{ kind: 'missing', seq, until: seq }]);
  });

  test.each([1, 999, 1000, 1001, 2345])('entry %i that is no entry any more is found', async (seq) => {
    const { store, head } = await bookOf(2345);
    store.entries.set(seq, { seq, nonsense: true });
    expect(await all(store, head)).toEqual([{ kind: 'damaged', seq }]);
  });

  test.each([
    ['nothing at all', undefined],
    ['no thing', 7],
    ['without a number', { nonsense: true }],
    ['with a number that is none', { seq: '1000' }],
  ])('a last entry of a piece that is %s is found', async (_, value) => {
    const { store, head } = await bookOf(1500);
    store.entries.set(1000, value);
    expect(await all(store, head)).toContainEqual({ kind: 'damaged', seq: 1000 });
  });

  test('two neighbours that are no entries, over the end of a piece, are found', async () => {
    const { store, head } = await bookOf(1500);
    for (const seq of [1000, 1001]) store.entries.set(seq, { seq, nonsense: true });
    expect(await all(store, head)).toEqual([
      { kind: 'damaged', seq: 1000 },
      { kind: 'damaged', seq: 1001 },
    ]);
  });

  test('a journal that was cut off is found', async () => {
    const { store, head } = await bookOf(1500);
    for (let seq = 1001; seq <= 1500; seq += 1) store.entries.delete(seq);
    expect(await all(store, head)).toEqual([{ kind: 'missing', seq: 1001, until: 1500 }]);
    expect(await tail(store, head)).toEqual([{ kind: 'missing', seq: 1301, until: 1500 }]);
  });

  test('the tail sees the newest entries only', async () => {
    const { store, head } = await bookOf(TAIL_LENGTH + 50);
    change(store, 10);
    expect(await tail(store, head)).toEqual([]);
    change(store, TAIL_LENGTH + 40);
    expect(await tail(store, head)).toEqual([{ kind: 'rewritten', seq: TAIL_LENGTH + 40 }]);
  });

  test('how far it is can be shown', async () => {
    const { store, head } = await bookOf(2345);
    const seen: (readonly [number, number])[] = [];
    const progress = (checked: number, total: number) => seen.push([checked, total]);
    await verifyAll(createMemoryJournal(store), head, { digest: sha256Hex, progress });
    expect(seen).toEqual([
      [1000, 2345],
      [2000, 2345],
      [2345, 2345],
    ]);
  });
});
