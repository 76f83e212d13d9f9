/** What every journal must do, whatever it keeps its entries in. Run over each adapter by its own test. */

import { beforeEach, describe, expect, test } from 'vitest';
import { EMPTY_ACCOUNT } from '../../../src/domain/drawer.ts';
import { type Head, verifyChain } from '../../../src/domain/journal.ts';
import type { Sale } from '../../../src/domain/sale.ts';
import type { Batch, Journal } from '../../../src/ports.ts';
import { sha256Hex } from '../../../src/signing/digest.ts';
import { batchAfter, movementAt, START, saleOf } from './support.ts';

/** A book on some storage that outlives the journals over it. */
export interface JournalBook {
  /** A new journal over the same storage, as after a restart or in a second tab. */
  readonly journal: () => Journal;
  /** Puts something else where the entry was; `undefined` takes it away. */
  readonly damage: (seq: number, value: object | undefined) => Promise<void>;
}

export function describeJournal(name: string, createBook: () => JournalBook): void {
  describe(name, () => {
    let book: JournalBook;
    let journal: Journal;
    beforeEach(() => {
      book = createBook();
      journal = book.journal();
    });

    const append = async (batch: Batch): Promise<Head> => {
      expect(await journal.append(batch)).toEqual({ ok: true });
      return batch.head;
    };
    const appendSales = async (count: number): Promise<Head> => {
      let head = START;
      for (let number = 1; number <= count; number += 1) {
        head = await append(batchAfter(head, { sales: [saleOf(number)] }));
      }
      return head;
    };
    const numbers = (sales: readonly Sale[]) => sales.map(({ number }) => number);

    test('a new book is empty', async () => {
      expect(await journal.read()).toEqual({ head: undefined, live: [], newest: 0 });
      expect(await journal.recent(50)).toEqual([]);
      expect(await journal.entries(1, 10)).toEqual([]);
      expect(await journal.saleByNumber(1)).toBeUndefined();
      expect(await journal.saleByOrderNumber('none')).toBeUndefined();
      expect(await journal.text('none')).toBeUndefined();
      expect(await journal.movements(50)).toEqual([]);
    });

    test('the cash drawer is there after a restart, and a step that does not touch it leaves it alone', async () => {
      const drawer = { CNY: { ...EMPTY_ACCOUNT, putInMinor: 20_000 } };
      const first = await append({ ...batchAfter(START), drawer, movements: [movementAt(1)] });
      const next = await append(batchAfter(first, { sales: [saleOf(1)] }));
      expect(await book.journal().read()).toEqual({ head: next, live: [], newest: 1, drawer });
      const counted = { CNY: { ...EMPTY_ACCOUNT, startMinor: 19_900 } };
      await append({ ...batchAfter(next), drawer: counted, movements: [movementAt(3)] });
      expect((await book.journal().read()).drawer).toEqual(counted);
      expect(await book.journal().movements(50)).toEqual([movementAt(3), movementAt(1)]);
    });

    test('what was put in and taken out comes newest first, a page at a time', async () => {
      let head = START;
      for (let seq = 1; seq <= 9; seq += 1) {
        const movements = seq % 2 === 1 ? [movementAt(seq)] : [];
        head = await append({ ...batchAfter(head), movements });
      }
      const seqs = async (limit: number, before?: number) =>
        (await journal.movements(limit, before)).map(({ seq }) => seq);
      expect(await seqs(2)).toEqual([9, 7]);
      expect(await seqs(2, 7)).toEqual([5, 3]);
      expect(await seqs(50, 3)).toEqual([1]);
      expect(await seqs(50, 1)).toEqual([]);
      expect(await seqs(0)).toEqual([]);
      expect(await seqs(50)).toEqual([9, 7, 5, 3, 1]);
    });

    test('what was stored is there after a restart', async () => {
      const text = { commitment: 'c1', salt: 's1', text: 'two coffees' };
      const sale = saleOf(1, { live: true });
      const batch = batchAfter(START, { sales: [sale], texts: [text] });
      await append(batch);
      const restarted = book.journal();
      expect(await restarted.read()).toEqual({ head: batch.head, live: [sale], newest: 1 });
      expect(await restarted.entries(1, 10)).toEqual(batch.entries);
      expect(await restarted.text('c1')).toEqual(text);
    });

    test('several entries of one step are stored together, in order', async () => {
      const drafts = ['a', 'b', 'c'].map((kind) => ({ kind, body: {} }));
      const head = await append(batchAfter(START, { drafts }));
      const entries = await journal.entries(1, 10);
      expect(entries).toHaveLength(3);
      expect(verifyChain(entries, { after: START, head }, sha256Hex)).toEqual([]);
    });

    test('a sale that changes is replaced, and leaves the open ones when it is settled', async () => {
      const opened = await append(
        batchAfter(START, { sales: [saleOf(1, { live: true, orderNumbers: [] })] }),
      );
      await append(batchAfter(opened, { sales: [saleOf(1, { live: false, orderNumbers: ['A', 'B'] })] }));
      expect((await journal.read()).live).toEqual([]);
      expect((await journal.saleByNumber(1))?.orderNumbers).toEqual(['A', 'B']);
      expect(numbers(await journal.recent(10))).toEqual([1]);
    });

    test('open sales come oldest first', async () => {
      const sales = [3, 1, 2].map((number) => saleOf(number, { live: number !== 2 }));
      await append(batchAfter(START, { sales }));
      expect(numbers((await journal.read()).live)).toEqual([1, 3]);
    });

    test('a sale is found by any of its order numbers', async () => {
      await append(batchAfter(START, { sales: [saleOf(1, { orderNumbers: ['A', 'B'] }), saleOf(2)] }));
      expect((await journal.saleByOrderNumber('A'))?.number).toBe(1);
      expect((await journal.saleByOrderNumber('B'))?.number).toBe(1);
      expect((await journal.saleByOrderNumber('T7K2-2-1'))?.number).toBe(2);
      expect(await journal.saleByOrderNumber('C')).toBeUndefined();
    });

    test('who writes on an old head is fenced, and nothing of it is stored', async () => {
      const head = await append(batchAfter(START, { sales: [saleOf(1)] }));
      const text = { commitment: 'late', salt: 's', text: 't' };
      const late = {
        ...batchAfter(START, {
          drafts: [{ kind: 'other', body: {} }],
          sales: [saleOf(1, { live: true }), saleOf(2)],
          texts: [text],
        }),
        drawer: { CNY: EMPTY_ACCOUNT },
        movements: [movementAt(1)],
      };
      expect(await journal.append(late)).toEqual({ ok: false, refusal: 'fenced' });
      expect(await journal.read()).toEqual({ head, live: [], newest: 1 });
      expect(await journal.entries(1, 10)).toHaveLength(1);
      expect(await journal.saleByNumber(2)).toBeUndefined();
      expect(await journal.text('late')).toBeUndefined();
      expect(await journal.movements(50)).toEqual([]);
    });

    test('the same step twice is fenced the second time', async () => {
      const batch = batchAfter(START);
      await append(batch);
      expect(await book.journal().append(batch)).toEqual({ ok: false, refusal: 'fenced' });
    });

    test('of two who write at once, one is stored and one is fenced', async () => {
      const head = await append(batchAfter(START));
      const [left, right] = ['left', 'right'].map((kind) =>
        batchAfter(head, { drafts: [{ kind, body: {} }] }),
      );
      if (left === undefined || right === undefined) throw new Error('two batches');
      const results = await Promise.all([journal.append(left), book.journal().append(right)]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(results).toContainEqual({ ok: false, refusal: 'fenced' });
      expect(await journal.entries(1, 10)).toHaveLength(2);
    });

    test('another life of the till, as long as this one, is fenced', async () => {
      await append(batchAfter(START));
      const otherLife = batchAfter(START, { drafts: [{ kind: 'restored', body: {} }] }).head;
      expect(await journal.append(batchAfter({ ...otherLife, epoch: 2 }))).toEqual({
        ok: false,
        refusal: 'fenced',
      });
    });

    test('a journal that has become shorter takes nothing on top', async () => {
      const unknown = batchAfter(batchAfter(START).head);
      expect(await journal.append(unknown)).toEqual({ ok: false, refusal: 'unavailable' });
      expect(await journal.entries(1, 10)).toEqual([]);
    });

    test('a batch that does not follow its own head is a mistake and is not stored', async () => {
      const batch = batchAfter(START, { drafts: [1, 2].map(() => ({ kind: 'k', body: {} })) });
      const [first, second] = batch.entries;
      if (first === undefined || second === undefined) throw new Error('two entries');
      await expect(journal.append({ ...batch, entries: [] })).rejects.toThrow('journal-empty-append');
      await expect(journal.append({ ...batch, entries: [first] })).rejects.toThrow('journal-head-seq');
      await expect(journal.append({ ...batch, entries: [second, first] })).rejects.toThrow('journal-chain');
      await expect(journal.append({ ...batch, entries: [first, first] })).rejects.toThrow('journal-hole');
      await expect(journal.append({ ...batch, sales: [saleOf(0)] })).rejects.toThrow('journal-sale-number');
      expect((await journal.read()).head).toBeUndefined();
    });

    test('recent sales come newest first, a page at a time, without a gap', async () => {
      await appendSales(7);
      expect(numbers(await journal.recent(3))).toEqual([7, 6, 5]);
      expect(numbers(await journal.recent(3, 5))).toEqual([4, 3, 2]);
      expect(numbers(await journal.recent(3, 2))).toEqual([1]);
      expect(numbers(await journal.recent(3, 1))).toEqual([]);
      expect(numbers(await journal.recent(3, 1_000_000))).toEqual([7, 6, 5]);
      expect(numbers(await journal.recent(50))).toEqual([7, 6, 5, 4, 3, 2, 1]);
      expect(await journal.recent(0)).toEqual([]);
    });

    test('recent sales reach over a number that is not there', async () => {
      await append(batchAfter(START, { sales: [1, 2, 9, 20].map((number) => saleOf(number)) }));
      expect(numbers(await journal.recent(3))).toEqual([20, 9, 2]);
    });

    test('entries come in order, from where they are asked for and no more than asked for', async () => {
      await appendSales(5);
      const seqs = async (from: number, limit: number) =>
        (await journal.entries(from, limit)).map((entry) => (entry as { seq: number }).seq);
      expect(await seqs(1, 2)).toEqual([1, 2]);
      expect(await seqs(4, 10)).toEqual([4, 5]);
      expect(await seqs(6, 10)).toEqual([]);
    });

    test('a damaged entry is shown as it is, and a missing one is missed', async () => {
      const head = await appendSales(4);
      await book.damage(2, { seq: 2, scrambled: true });
      await book.damage(3, undefined);
      const entries = await book.journal().entries(1, 10);
      expect(entries).toHaveLength(3);
      expect(entries[1]).toEqual({ seq: 2, scrambled: true });
      expect(verifyChain(entries, { after: START, head }, sha256Hex)).toEqual([
        { kind: 'damaged', seq: 2 },
        { kind: 'missing', seq: 3, until: 3 },
      ]);
    });
  });
}
