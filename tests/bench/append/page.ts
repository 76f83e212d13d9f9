/** Runs in the browser: the journal's append against one raw IndexedDB transaction over the same stores, and the newest fifty of many. */

import { createBook } from '../../../src/counter/book.ts';
import { decideStart } from '../../../src/counter/commands.ts';
import { type Draft, extend, type Head, newHead } from '../../../src/domain/journal.ts';
import { money } from '../../../src/domain/money.ts';
import type { Sale } from '../../../src/domain/sale.ts';
import type { Batch } from '../../../src/ports.ts';
import { sha256Hex } from '../../../src/signing/digest.ts';
import { createConnection } from '../../../src/store/connection.ts';
import { createIdbJournal } from '../../../src/store/journal.ts';
import { type BookSchema, bookDatabase } from '../../../src/store/schema.ts';

export interface Quantiles {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface AppendFigures {
  readonly journal: Quantiles;
  readonly raw: Quantiles;
}

/** A base64 signature's worth of text that does not compress. */
function noise(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(256))));
}

function draftOf(number: number): Draft {
  const answer = { trade_no: `20261123220014${number}`, buyer_pay_amount: '12.50', sign: noise() };
  return { kind: 'answer_read', body: { sale: number, operation: 'query', answer } };
}

function saleOf(number: number, live: boolean): Sale {
  return {
    till: 'BENCH',
    number,
    id: `BENCH-${number}`,
    due: money('CNY', 1250),
    openedAt: 1_760_000_000_000 + number,
    tenders: [],
    parked: false,
    isVoid: false,
    incidents: [],
    lastSeq: number,
    live,
    orderNumbers: [`BENCH-${number}-1`],
  };
}

function batchOf(head: Head, number: number): Batch {
  const stamp = { at: 1_760_000_000_000 + number, actor: 'cashier', shift: 's1' };
  const extension = extend(head, [draftOf(number)], { ...stamp, digest: sha256Hex });
  return { after: head, ...extension, sales: [saleOf(number, false)], texts: [] };
}

/** The floor: the same records into the same stores, strict, without hash, fence or care. */
function rawAppend(database: IDBDatabase, batch: Batch): Promise<void> {
  return new Promise((resolve, reject) => {
    const stores = ['entries', 'meta', 'sales', 'texts'];
    const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    for (const entry of batch.entries) transaction.objectStore('entries').add(entry);
    transaction.objectStore('meta').put(batch.head, 'head');
    for (const sale of batch.sales) transaction.objectStore('sales').put({ sale });
  });
}

function openRaw(name = 'bench-raw'): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const spec = { ...bookDatabase('live'), name };
    const opening = indexedDB.open(spec.name, spec.steps.length);
    opening.onupgradeneeded = () => {
      for (const step of spec.steps) step(opening.result, opening.transaction as IDBTransaction);
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

function quantiles(times: readonly number[]): Quantiles {
  const sorted = [...times].sort((left, right) => left - right);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Both in turn, A B B A, so that neither has the warmer disk. */
async function compareAppends(rounds: number): Promise<AppendFigures> {
  const journal = createIdbJournal(
    createConnection<BookSchema>({ ...bookDatabase('live'), name: 'bench-journal' }),
  );
  const raw = await openRaw();
  let journalHead = newHead('BENCH');
  let rawHead = newHead('BENCH');
  const journalTimes: number[] = [];
  const rawTimes: number[] = [];
  for (let number = 1; number <= rounds; number += 1) {
    const ours = async () => {
      journalTimes.push(
        await timed(async () => {
          const batch = batchOf(journalHead, number);
          const result = await journal.append(batch);
          if (!result.ok) throw new Error(result.refusal);
          journalHead = batch.head;
        }),
      );
    };
    const theirs = async () => {
      const batch = batchOf(rawHead, number);
      rawTimes.push(await timed(() => rawAppend(raw, batch)));
      rawHead = batch.head;
    };
    for (const run of number % 2 === 0 ? [ours, theirs] : [theirs, ours]) await run();
  }
  const warm = rounds / 10;
  return { journal: quantiles(journalTimes.slice(warm)), raw: quantiles(rawTimes.slice(warm)) };
}

/** The newest fifty, and a start's read, in a book of `sales` sales. */
async function readNewest(sales: number): Promise<{ readonly newest: Quantiles; readonly start: Quantiles }> {
  const name = 'bench-newest';
  const connection = createConnection<BookSchema>({ ...bookDatabase('live'), name });
  const perTransaction = 2_000;
  for (let from = 1; from <= sales; from += perTransaction) {
    await connection.use((database) => {
      const transaction = database.transaction('sales', 'readwrite');
      const puts = Array.from({ length: perTransaction }, (_, index) => {
        const sale = saleOf(from + index, from + index > sales - 3);
        return transaction.store.put(sale.live ? { sale, live: 1 } : { sale });
      });
      return Promise.all([...puts, transaction.done]);
    });
  }
  const journal = createIdbJournal(connection);
  const newest: number[] = [];
  const start: number[] = [];
  for (let run = 0; run < 200; run += 1) {
    newest.push(await timed(() => journal.recent(50)));
    start.push(await timed(() => journal.read()));
  }
  return { newest: quantiles(newest), start: quantiles(start) };
}

/**
 * From the command to its durable intent (P-12): the counter's own decision, three entries and their projection, against one
 * raw transaction with one entry.
 */
async function compareIntents(rounds: number): Promise<AppendFigures> {
  const name = 'bench-intents';
  const journal = createIdbJournal(createConnection<BookSchema>({ ...bookDatabase('live'), name }));
  let now = 1_760_000_000_000;
  const clock = { now: () => now };
  const book = createBook({
    till: 'BENCH',
    actor: () => 'cashier',
    journal,
    clock,
    digest: sha256Hex,
    onChange: () => {},
  });
  await book.reload();
  const raw = await openRaw('bench-raw-intents');
  let rawHead = newHead('BENCH');
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let number = 1; number <= rounds; number += 1) {
    now += 60_000;
    const ids = {
      tender: `T${number}`,
      attempt: `A${number}`,
      operation: `O${number}`,
      orderNumber: `GT${number}`,
    };
    const start = { rail: 'alipay', presentation: 'payment_qr', ids, now } as const;
    ours.push(
      await timed(() => book.change((view) => decideStart(view, { amount: money('CNY', 1250) }, start))),
    );
    const batch = batchOf(rawHead, number);
    theirs.push(await timed(() => rawAppend(raw, batch)));
    rawHead = batch.head;
  }
  const warm = rounds / 10;
  return { journal: quantiles(ours.slice(warm)), raw: quantiles(theirs.slice(warm)) };
}

const bench = { compareAppends, compareIntents, readNewest };

export type AppendBench = typeof bench;

Object.assign(globalThis, { bench });
