/** The journal in IndexedDB: the contract of every journal, and what it does when the engine fails. */

import { type IDBPDatabase, unwrap } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Connection } from '../../../src/store/connection.ts';
import { createIdbJournal } from '../../../src/store/journal.ts';
import type { BookSchema } from '../../../src/store/schema.ts';
import { describeJournal } from './journal-contract.ts';
import { batchAfter, bookConnection, freshDatabases, START, saleOf } from './support.ts';

describeJournal('the journal in IndexedDB', () => {
  freshDatabases();
  return {
    journal: () => createIdbJournal(bookConnection()),
    damage: (seq, value) =>
      bookConnection().use((database) => {
        const { store } = database.transaction('entries', 'readwrite');
        return value === undefined ? store.delete(seq) : store.put(value as never).then(() => {});
      }),
  };
});

const realTransaction = IDBDatabase.prototype.transaction;

async function opened(connection: Connection<BookSchema>): Promise<IDBPDatabase<BookSchema>> {
  const result = await connection.database();
  if (!result.ok) throw new Error(result.refusal);
  return result.database;
}

describe('the storage fails', () => {
  let connection: Connection<BookSchema>;
  beforeEach(() => {
    freshDatabases();
    connection = bookConnection();
  });
  afterEach(() => vi.restoreAllMocks());

  /** Ends the next `times` writing transactions as `end` says, whatever connection they run on. */
  function endNext(times: number, end: (transaction: IDBTransaction) => void): void {
    let left = times;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...args: Parameters<IDBDatabase['transaction']>
    ) {
      const transaction = realTransaction.apply(this, args);
      if (args[1] === 'readwrite' && left > 0) {
        left -= 1;
        end(transaction);
      }
      return transaction;
    });
  }
  const abortWith = (error: DOMException | null) => (transaction: IDBTransaction) => {
    Object.defineProperty(transaction, 'error', { get: () => error, set: () => {} });
    queueMicrotask(() => transaction.abort());
  };
  /** The transaction is stored, but its connection dies before it can say so. */
  const dieAfterCommit = (transaction: IDBTransaction) => {
    Object.defineProperty(transaction, 'oncomplete', { get: () => null, set: () => {} });
    transaction.addEventListener('complete', () => {
      Object.defineProperty(transaction, 'error', { value: new DOMException('lost', 'AbortError') });
      transaction.onabort?.(new Event('abort'));
    });
  };

  test('an engine that closed the connection is opened again and nothing is lost', async () => {
    const journal = createIdbJournal(connection);
    const first = batchAfter(START, { sales: [saleOf(1)] });
    await journal.append(first);
    (await opened(connection)).close();
    expect(await journal.append(batchAfter(first.head))).toEqual({ ok: true });
    (await opened(connection)).close();
    expect((await journal.read()).head?.seq).toBe(2);
    (await opened(connection)).close();
    expect(await journal.recent(5)).toHaveLength(1);
  });

  test('a full disk is said to be full, and nothing is stored', async () => {
    const journal = createIdbJournal(connection);
    endNext(1, abortWith(new DOMException('no room', 'QuotaExceededError')));
    expect(await journal.append(batchAfter(START))).toEqual({ ok: false, refusal: 'full' });
    expect((await journal.read()).head).toBeUndefined();
    expect(await journal.append(batchAfter(START))).toEqual({ ok: true });
  });

  test('whether there is room again is found out beside the journal, which stays as it is', async () => {
    const journal = createIdbJournal(connection);
    await journal.append(batchAfter(START));
    const before = await journal.read();
    expect(await journal.canWrite?.()).toBe(true);
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    expect(await journal.canWrite?.()).toBe(false);
    vi.restoreAllMocks();
    expect(await journal.read()).toEqual(before);
  });

  test('a full disk that shows while writing is said to be full', async () => {
    const journal = createIdbJournal(connection);
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    expect(await journal.append(batchAfter(START))).toEqual({ ok: false, refusal: 'full' });
    expect((await journal.read()).head).toBeUndefined();
  });

  test('one abort without a reason is tried again, two mean that the disk is full', async () => {
    const journal = createIdbJournal(connection);
    endNext(1, abortWith(null));
    const first = batchAfter(START);
    expect(await journal.append(first)).toEqual({ ok: true });
    endNext(2, abortWith(null));
    expect(await journal.append(batchAfter(first.head))).toEqual({ ok: false, refusal: 'full' });
    expect((await journal.read()).head).toEqual(first.head);
  });

  test('an unknown error twice makes the storage unavailable', async () => {
    const journal = createIdbJournal(connection);
    endNext(2, abortWith(new DOMException('server lost', 'UnknownError')));
    expect(await journal.append(batchAfter(START))).toEqual({ ok: false, refusal: 'unavailable' });
    expect(await journal.entries(1, 10)).toEqual([]);
  });

  test('a step that was stored although its connection died counts as stored, once', async () => {
    const journal = createIdbJournal(connection);
    const batch = batchAfter(START, { sales: [saleOf(1)] });
    endNext(1, dieAfterCommit);
    expect(await journal.append(batch)).toEqual({ ok: true });
    expect(await journal.entries(1, 10)).toHaveLength(1);
    expect((await journal.read()).head).toEqual(batch.head);
  });

  test('where somebody else wrote while the connection died, the step is fenced', async () => {
    const other = createIdbJournal(bookConnection());
    endNext(1, abortWith(null));
    const raced = createIdbJournal({
      ...connection,
      renew: async (dead) => {
        await other.append(batchAfter(START, { drafts: [{ kind: 'k', body: { by: 'another window' } }] }));
        return connection.renew(dead);
      },
    });
    expect(await raced.append(batchAfter(START))).toEqual({ ok: false, refusal: 'fenced' });
    expect(await other.entries(1, 10)).toHaveLength(1);
  });

  test('where the book is emptied while the connection died, the step is not stored', async () => {
    const first = batchAfter(START);
    await createIdbJournal(connection).append(first);
    endNext(1, abortWith(null));
    const emptied = createIdbJournal({
      ...connection,
      renew: (dead) => {
        freshDatabases();
        return connection.renew(dead);
      },
    });
    expect((await emptied.append(batchAfter(first.head))).ok).toBe(false);
    expect(await emptied.entries(1, 10)).toEqual([]);
  });

  test('where nothing can be read afterwards either, the step is not taken for stored', async () => {
    endNext(1, abortWith(new DOMException('', 'UnknownError')));
    const blind = createIdbJournal({
      ...connection,
      renew: async (dead) => {
        const renewed = await connection.renew(dead);
        if (renewed.ok) renewed.database.close();
        return renewed;
      },
    });
    expect(await blind.append(batchAfter(START))).toEqual({ ok: false, refusal: 'unavailable' });
  });

  test('a write that the engine refuses for another reason stores nothing', async () => {
    const journal = createIdbJournal(connection);
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('', 'DataError');
    });
    expect(await journal.append(batchAfter(START))).toEqual({ ok: false, refusal: 'unavailable' });
    add.mockRestore();
    expect((await journal.read()).head).toBeUndefined();
  });

  test('a database that cannot be opened again makes the step unavailable', async () => {
    const journal = createIdbJournal(connection);
    (await opened(connection)).close();
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('gone', 'UnknownError');
    });
    expect(await journal.append(batchAfter(START))).toEqual({ ok: false, refusal: 'unavailable' });
    await expect(journal.read()).rejects.toMatchObject({ refusal: 'unavailable' });
  });

  test('a database emptied behind our back is not taken for a new one', async () => {
    const journal = createIdbJournal(connection);
    const first = batchAfter(START);
    await journal.append(first);
    connection.close();
    freshDatabases();
    await expect(journal.read()).rejects.toMatchObject({ name: 'StoreUnavailable', refusal: 'lost' });
    expect(await journal.append(batchAfter(first.head))).toEqual({ ok: false, refusal: 'unavailable' });
  });

  test('an entry that is already there fences, even where the head was lost', async () => {
    const journal = createIdbJournal(connection);
    await journal.append(batchAfter(START));
    await connection.use((database) => database.delete('meta', 'head'));
    expect(await createIdbJournal(connection).append(batchAfter(START))).toEqual({
      ok: false,
      refusal: 'fenced',
    });
  });

  test('every write of the journal asks for strict durability', async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await createIdbJournal(connection).append(batchAfter(START));
    const writes = transaction.mock.calls.filter(([, mode]) => mode === 'readwrite');
    expect(writes).not.toHaveLength(0);
    for (const [, , options] of writes) expect(options).toEqual({ durability: 'strict' });
  });

  test('an engine that never answers is given up after a while', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const journal = createIdbJournal(connection);
      const raw = unwrap(await opened(connection));
      vi.spyOn(raw, 'transaction').mockReturnValue(silentTransaction());
      vi.spyOn(indexedDB, 'open').mockReturnValue({ addEventListener: () => {} } as never);
      const answer = journal.append(batchAfter(START));
      await vi.advanceTimersByTimeAsync(30_000);
      expect(await answer).toEqual({ ok: false, refusal: 'unavailable' });
    } finally {
      vi.useRealTimers();
    }
  });
});

function silentTransaction(): IDBTransaction {
  const request = {};
  const store = { get: () => request, add: () => request, put: () => request };
  return { objectStore: () => store, abort: () => {} } as unknown as IDBTransaction;
}
