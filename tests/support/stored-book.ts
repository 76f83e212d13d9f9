/** What a real browser has on its disk: the book as it is stored, read without the program's own store. */

import type { Page } from 'playwright';
import { expect } from 'vitest';
import { type Damage, type Entry, GENESIS, type Head, verifyChain } from '../../src/domain/journal.ts';
import type { Sale } from '../../src/domain/sale.ts';
import { sha256Hex } from '../../src/signing/digest.ts';
import { differences, ledgerDifferences } from './audit.ts';
import type { Counter } from './counter.ts';

export interface StoredBook {
  readonly head: Head;
  readonly entries: readonly Entry[];
  readonly sales: readonly Sale[];
}

/** The whole book; rejects where there is none. */
export async function readBook(page: Page, book: 'practice' | 'live' = 'practice'): Promise<StoredBook> {
  const stored = await page.evaluate(readStores, `guitai-${book}`);
  return stored as StoredBook;
}

// Runs in the page.
async function readStores(name: string): Promise<unknown> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await done(indexedDB.open(name));
  try {
    const transaction = database.transaction(['meta', 'entries', 'sales']);
    const [head, entries, sales] = await Promise.all([
      done(transaction.objectStore('meta').get('head')),
      done(transaction.objectStore('entries').getAll()),
      done(transaction.objectStore('sales').getAll()),
    ]);
    return { head, entries, sales: sales.map(({ sale }) => sale) };
  } finally {
    database.close();
  }
}

/** Everything that is wrong with the chain from its first entry to its head; nothing when all is well. */
export function damagesOf({ head, entries }: StoredBook): readonly Damage[] {
  return verifyChain(entries, { after: { ...head, seq: 0, hash: GENESIS }, head }, sha256Hex);
}

/** The book has no damage, and customer, provider and shop say the same of every order. */
export async function expectAgreement(
  { page, control }: Counter,
  how: 'open' | 'settled' = 'open',
): Promise<void> {
  const book = await readBook(page);
  expect(damagesOf(book)).toEqual([]);
  const sales = new Map(book.sales.map((sale) => [sale.number, sale]));
  const audited = { control: (path: string) => control(path), store: { sales } };
  const found = how === 'open' ? await ledgerDifferences(audited) : await differences(audited);
  expect(found).toEqual([]);
}

export interface Exchange {
  readonly operation: string;
  readonly orderNumber: string | null;
  readonly arrival: string;
}

/** The messages that reached the provider; none may have left twice that asks for money. */
export async function expectNothingSentTwice({
  control,
}: Pick<Counter, 'control'>): Promise<readonly Exchange[]> {
  const exchanges = await control<readonly Exchange[]>('exchanges?after=0');
  const asked = exchanges
    .filter(({ operation, arrival }) => ['pay', 'precreate'].includes(operation) && arrival !== 'repeated')
    .map(({ orderNumber }) => orderNumber);
  expect(asked).toEqual([...new Set(asked)]);
  return exchanges;
}
