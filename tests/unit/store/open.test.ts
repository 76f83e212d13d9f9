/** Opening and migrating a book, and each reason why it cannot be opened. */

import { forceCloseDatabase } from 'fake-indexeddb';
import { unwrap } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createConnection, StoreUnavailable } from '../../../src/store/connection.ts';
import { createIdbJournal } from '../../../src/store/journal.ts';
import { openDatabase, openRefusal } from '../../../src/store/open.ts';
import { type BookSchema, bookDatabase, type DatabaseSpec } from '../../../src/store/schema.ts';
import { BOOK_V1, buildBookV1 } from './fixtures/book-v1.ts';
import { bookConnection, freshDatabases } from './support.ts';

const ignore = () => {};
const practice = bookDatabase('practice');
/** The same book one version later. */
const nextVersion: DatabaseSpec = {
  ...practice,
  steps: [...practice.steps, (database) => database.createObjectStore('extra')],
};

beforeEach(freshDatabases);
afterEach(() => vi.restoreAllMocks());

describe('opening a book', () => {
  test('practice and live are two databases', () => {
    expect(practice.name).toBe('guitai-practice');
    expect(bookDatabase('live').name).toBe('guitai-live');
  });

  test('a book of version 1 opens with everything in it', async () => {
    await buildBookV1(practice.name);
    const journal = createIdbJournal(bookConnection());
    expect(await journal.read()).toEqual({ head: BOOK_V1.head, live: BOOK_V1.sales, newest: 1 });
    expect(await journal.entries(1, 10)).toEqual(BOOK_V1.entries);
    expect(await journal.saleByOrderNumber('T7K2-1-1')).toEqual(BOOK_V1.sales[0]);
    expect(await journal.text('c1')).toEqual(BOOK_V1.texts[0]);
    expect(await journal.movements(10)).toEqual([]);
  });

  test('a new version takes only the steps that an old book has not taken', async () => {
    await buildBookV1(practice.name);
    const connection = createConnection<BookSchema>(nextVersion);
    const names = await connection.use(async (database) => [...database.objectStoreNames]);
    expect(names).toContain('extra');
    expect((await createIdbJournal(connection).read()).head).toEqual(BOOK_V1.head);
  });

  test('a new book has every store', async () => {
    const names = await bookConnection().use(async (database) => [...database.objectStoreNames]);
    expect(names).toEqual(['entries', 'keys', 'meta', 'movements', 'sales', 'texts']);
  });

  test('a book that a newer version has opened is refused', async () => {
    const newer = await openDatabase(nextVersion, ignore);
    if (newer.ok) newer.database.close();
    expect(await openDatabase(practice, ignore)).toEqual({ ok: false, refusal: 'newer' });
  });

  test('an open book makes way for a newer version and says so', async () => {
    const news: unknown[] = [];
    const connection = bookConnection((item) => news.push(item));
    await connection.database();
    expect((await openDatabase(nextVersion, ignore)).ok).toBe(true);
    expect(news).toEqual([{ kind: 'opened' }, { kind: 'closed', reason: 'upgrade' }]);
    expect(await connection.database()).toEqual({ ok: false, refusal: 'newer' });
    await expect(createIdbJournal(connection).read()).rejects.toEqual(new StoreUnavailable('newer'));
  });

  test('an open book that another page deletes says that it is gone, not that a newer version was there', async () => {
    const news: unknown[] = [];
    await bookConnection((item) => news.push(item)).database();
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(practice.name).onsuccess = resolve;
    });
    expect(news).toEqual([{ kind: 'opened' }, { kind: 'closed', reason: 'deleted' }]);
  });

  test('a tab that does not let go blocks, and the late opening is closed again', async () => {
    const holder = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(practice.name, 1);
      opening.onsuccess = () => resolve(opening.result);
    });
    expect(await openDatabase(nextVersion, ignore)).toEqual({ ok: false, refusal: 'blocked' });
    holder.close();
    const again = await openDatabase(nextVersion, ignore);
    expect(again.ok).toBe(true);
  });

  test('a browser that gives no storage is said to deny it', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError');
    });
    expect(await openDatabase(practice, ignore)).toEqual({ ok: false, refusal: 'denied' });
    vi.stubGlobal('indexedDB', undefined);
    expect((await openDatabase(practice, ignore)).ok).toBe(false);
    vi.unstubAllGlobals();
  });

  test('an engine that does not answer is refused after ten seconds', async () => {
    vi.useFakeTimers();
    vi.spyOn(indexedDB, 'open').mockReturnValue({ addEventListener: ignore } as never);
    const opening = openDatabase(practice, ignore);
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    expect(await opening).toEqual({ ok: false, refusal: 'unavailable' });
  });

  test.each([
    ['VersionError', 'newer'],
    ['QuotaExceededError', 'full'],
    ['SecurityError', 'denied'],
    ['InvalidStateError', 'denied'],
    ['UnknownError', 'unavailable'],
    ['AbortError', 'unavailable'],
  ])('%s means %s', (name, refusal) => {
    expect(openRefusal(new DOMException('', name))).toBe(refusal);
  });

  test('a mistake in the work itself is not taken for a lost connection', async () => {
    let runs = 0;
    const work = bookConnection().use(async () => {
      runs += 1;
      throw new TypeError('mistake');
    });
    await expect(work).rejects.toThrow(TypeError);
    expect(runs).toBe(1);
  });

  test('what is no error at all says nothing', () => {
    expect(openRefusal(null)).toBe('unavailable');
    expect(openRefusal('QuotaExceededError')).toBe('unavailable');
  });

  test('a connection that the engine ends says so, and the next work opens another', async () => {
    const news: unknown[] = [];
    const connection = bookConnection((item) => news.push(item));
    const first = await connection.database();
    if (!first.ok) throw new Error(first.refusal);
    forceCloseDatabase(unwrap(first.database) as never);
    expect(news.at(-1)).toEqual({ kind: 'closed', reason: 'terminated' });
    expect(await connection.use(async (database) => database === first.database)).toBe(false);
  });

  test('of a connection that was given up its end is no news for the next one', async () => {
    const connection = bookConnection();
    const first = await connection.database();
    if (!first.ok) throw new Error(first.refusal);
    connection.close();
    const second = connection.database();
    forceCloseDatabase(unwrap(first.database) as never);
    expect(await connection.database()).toBe(await second);
    expect((await second).ok).toBe(true);
  });

  test('work on a dead connection that cannot be opened again says why', async () => {
    const connection = bookConnection();
    const first = await connection.database();
    if (first.ok) first.database.close();
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError');
    });
    const work = connection.use((database) => database.get('meta', 'head'));
    await expect(work).rejects.toEqual(new StoreUnavailable('full'));
  });

  test('a mistake that shows only on the new connection is a mistake', async () => {
    let runs = 0;
    const work = bookConnection().use(async () => {
      runs += 1;
      throw runs === 1 ? new DOMException('', 'InvalidStateError') : new TypeError('mistake');
    });
    await expect(work).rejects.toThrow(TypeError);
    expect(runs).toBe(2);
  });

  test('several who find the same connection dead open one new one between them', async () => {
    const news: string[] = [];
    const connection = bookConnection(({ kind }) => news.push(kind));
    const first = await connection.database();
    if (first.ok) first.database.close();
    const reads = [1, 2, 3].map(() => connection.use((database) => database.get('meta', 'head')));
    expect(await Promise.all(reads)).toEqual([undefined, undefined, undefined]);
    expect(news).toEqual(['opened', 'opened']);
  });

  test('work that finds the connection dead twice is unavailable', async () => {
    const work = bookConnection().use(async () => {
      throw new DOMException('closed', 'InvalidStateError');
    });
    await expect(work).rejects.toEqual(new StoreUnavailable('unavailable'));
  });
});
