/** Keeps the stored projections what the journal says: made anew from the entries when another version of the program stored them. */

import type { IDBPDatabase } from 'idb';
import { isEntry } from '../domain/journal.ts';
import { createDrawerLog, type DrawerLog, foldEntries } from '../domain/rebuild.ts';
import type { Sale } from '../domain/sale.ts';
import type { Journal } from '../ports.ts';
import type { Connection } from './connection.ts';
import { type BookSchema, DRAWER_KEY } from './schema.ts';

/** Raised whenever the shape of what is stored changes. 2: the cash drawer. */
export const PROJECTION_VERSION = 2;

export const PROJECTION_KEY = 'projection';
const CHUNK_LENGTH = 1_000;

/** Rebuilds sales and drawer if they are of another version; `newer` when the journal itself is. Rejects when the store is gone. */
export async function ensureProjections(
  connection: Connection<BookSchema>,
  journal: Pick<Journal, 'entries'>,
): Promise<'kept' | 'rebuilt' | 'newer'> {
  const stored = await connection.use((database) => database.get('meta', PROJECTION_KEY));
  if (stored === PROJECTION_VERSION) return 'kept';
  const sales = new Map<number, Sale>();
  const log = createDrawerLog();
  for (let from = 1; ; ) {
    const chunk = (await journal.entries(from, CHUNK_LENGTH)).filter(isEntry);
    const last = chunk.at(-1);
    if (last === undefined) break;
    if (!foldEntries(sales, chunk, log).ok) return 'newer';
    from = last.seq + 1;
  }
  await connection.use((database) => storeAll(database, sales, log));
  return 'rebuilt';
}

function storeAll(
  database: IDBPDatabase<BookSchema>,
  sales: ReadonlyMap<number, Sale>,
  { drawer, movements }: DrawerLog,
): Promise<unknown> {
  const stores = ['sales', 'movements', 'meta'] as const;
  const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
  const rows = transaction.objectStore('sales');
  const meta = transaction.objectStore('meta');
  return Promise.all([
    ...[...sales.values()].map((sale) => rows.put(sale.live ? { sale, live: 1 } : { sale })),
    ...movements.map((movement) => transaction.objectStore('movements').put(movement)),
    meta.put(drawer, DRAWER_KEY),
    meta.put(PROJECTION_VERSION, PROJECTION_KEY),
    transaction.done,
  ]);
}
