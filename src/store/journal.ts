/** The journal of one book, kept in IndexedDB. */

import { type IDBPDatabase, unwrap } from 'idb';
import type { Drawer, DrawerMovement } from '../domain/drawer.ts';
import type { Head } from '../domain/journal.ts';
import type { Sale } from '../domain/sale.ts';
import type { AppendResult, Batch, Journal, JournalState } from '../ports.ts';
import { type AppendOutcome, appendOnce } from './append.ts';
import { checkBatch, fence } from './batch.ts';
import { type Connection, StoreUnavailable } from './connection.ts';
import { type BookSchema, DRAWER_KEY, HEAD_KEY, type StoredSale } from './schema.ts';

/** Where nothing ever stays. */
const MARK_KEY = 'mark';

type BookDatabase = IDBPDatabase<BookSchema>;

/**
 * The Journal port over a connection. Reads reject with StoreUnavailable when the database is gone, or when it holds
 * less than this journal has already seen in it (F-09).
 */
export function createIdbJournal(connection: Connection<BookSchema>): Journal {
  let seen = 0;

  const read = async (): Promise<JournalState> => {
    const state = await connection.use(readState);
    if ((state.head?.seq ?? 0) < seen) throw new StoreUnavailable('lost');
    seen = state.head?.seq ?? 0;
    return state;
  };
  const append = async (batch: Batch): Promise<AppendResult> => {
    checkBatch(batch);
    const result = await appendOnConnection(connection, batch);
    if (result.ok) seen = batch.head.seq;
    return result;
  };
  return {
    read,
    append,
    canWrite: () => connection.use(writeMark).catch(() => false),
    recent: (limit, before) => connection.use((database) => recentSales(database, limit, before)),
    saleByOrderNumber: (orderNumber) =>
      connection.use(
        async (database) => (await database.getFromIndex('sales', 'orderNumbers', orderNumber))?.sale,
      ),
    saleByNumber: (number) => connection.use(async (database) => (await database.get('sales', number))?.sale),
    movements: (limit, before) => connection.use((database) => newestMovements(database, limit, before)),
    entries: (from, limit) =>
      connection.use((database) => database.getAll('entries', IDBKeyRange.lowerBound(from), limit)),
    text: (commitment) => connection.use((database) => database.get('texts', commitment)),
  };
}

/** A mark beside the journal, made durable and taken away again: what a full disk refuses. */
async function writeMark(database: BookDatabase): Promise<true> {
  const transaction = database.transaction('meta', 'readwrite', { durability: 'strict' });
  await Promise.all([
    transaction.store.put(0, MARK_KEY),
    transaction.store.delete(MARK_KEY),
    transaction.done,
  ]);
  return true;
}

async function readState(database: BookDatabase): Promise<JournalState> {
  const transaction = database.transaction(['meta', 'sales']);
  const sales = transaction.objectStore('sales');
  const meta = transaction.objectStore('meta');
  const [head, drawer, live, newest] = await Promise.all([
    meta.get(HEAD_KEY),
    meta.get(DRAWER_KEY),
    sales.index('live').getAll(),
    newestNumber(sales),
  ]);
  return {
    head: head as Head | undefined,
    live: live.map(({ sale }) => sale),
    newest,
    drawer: drawer as Drawer | undefined,
  };
}

/** Keys first, then their whole range at once: entries of other kinds lie between, so that a range alone says nothing of how many. */
async function newestMovements(
  database: BookDatabase,
  limit: number,
  before = Number.POSITIVE_INFINITY,
): Promise<readonly DrawerMovement[]> {
  const { store } = database.transaction('movements');
  const below = IDBKeyRange.upperBound(before, true);
  const keys = await store.getAllKeys(below);
  const from = keys.at(-limit) ?? keys[0];
  if (from === undefined || limit === 0) return [];
  const range = await store.getAll(IDBKeyRange.bound(from, before, false, true));
  return range.reverse();
}

/** The highest sale number. One step of a cursor over keys is one look-up; a walk along a cursor would not be (P-14). */
async function newestNumber(sales: SalesKeys): Promise<number> {
  const last = await sales.openKeyCursor(null, 'prev');
  return last?.primaryKey ?? 0;
}

interface SalesKeys {
  openKeyCursor(query: null, direction: 'prev'): Promise<{ readonly primaryKey: number } | null>;
}

/** Whole ranges at a time: numbers have no holes, so that the first range holds all but in a damaged store. */
async function recentSales(
  database: BookDatabase,
  limit: number,
  before: number | undefined,
): Promise<readonly Sale[]> {
  const newestFirst: Sale[] = [];
  const { store } = database.transaction('sales');
  let below = Math.min(before ?? Number.POSITIVE_INFINITY, (await newestNumber(store)) + 1);
  while (below > 1 && newestFirst.length < limit) {
    const from = Math.max(1, below - limit);
    const range = await store.getAll(IDBKeyRange.bound(from, below, false, true));
    newestFirst.push(...range.map(({ sale }: StoredSale) => sale).reverse());
    below = from;
  }
  return newestFirst.slice(0, limit);
}

/** Tries twice: the second time on a new connection, and only when the head found there says that the first left nothing. */
async function appendOnConnection(connection: Connection<BookSchema>, batch: Batch): Promise<AppendResult> {
  let opened = await connection.database();
  let outcome: AppendOutcome = 'dead';
  for (let tries = 1; opened.ok; tries += 1) {
    outcome = await appendOnce(unwrap(opened.database), batch);
    if (outcome === 'stored') return { ok: true };
    if (outcome === 'fenced') return { ok: false, refusal: 'fenced' };
    if (outcome === 'full') return { ok: false, refusal: 'full' };
    if (outcome === 'lost') return { ok: false, refusal: 'unavailable' };
    opened = await connection.renew(opened.database);
    const found = opened.ok ? await storedAfterwards(opened.database, batch) : 'unknown';
    if (found === 'stored') return { ok: true };
    if (found === 'fenced') return { ok: false, refusal: 'fenced' };
    if (found !== 'open' || tries === 2) break;
  }
  const isFull = opened.ok ? outcome === 'aborted' : opened.refusal === 'full';
  return { ok: false, refusal: isFull ? 'full' : 'unavailable' };
}

/** What the head says of a batch whose transaction ended in the dark. */
async function storedAfterwards(
  database: BookDatabase,
  batch: Batch,
): Promise<'stored' | 'open' | 'fenced' | 'unknown'> {
  try {
    const head = (await database.get('meta', HEAD_KEY)) as Head | undefined;
    if (head?.hash === batch.head.hash) return 'stored';
    const state = fence(head, batch.after);
    return state === 'lost' ? 'unknown' : state;
  } catch {
    return 'unknown';
  }
}
