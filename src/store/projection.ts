/** Keeps the stored sales what the journal says: made anew from the entries when another version of the program stored them. */

import { isEntry } from '../domain/journal.ts';
import { foldEntries } from '../domain/rebuild.ts';
import type { Sale } from '../domain/sale.ts';
import type { Journal } from '../ports.ts';
import type { Connection } from './connection.ts';
import type { BookSchema } from './schema.ts';

/** Raised whenever the shape of a stored sale changes. */
export const PROJECTION_VERSION = 1;

const KEY = 'projection';
const CHUNK_LENGTH = 1_000;

/** Rebuilds the sales if they are of another version; `newer` when the journal itself is. Rejects when the store is gone. */
export async function ensureProjections(
  connection: Connection<BookSchema>,
  journal: Pick<Journal, 'entries'>,
): Promise<'kept' | 'rebuilt' | 'newer'> {
  const stored = await connection.use((database) => database.get('meta', KEY));
  if (stored === PROJECTION_VERSION) return 'kept';
  const sales = new Map<number, Sale>();
  for (let from = 1; ; ) {
    const chunk = (await journal.entries(from, CHUNK_LENGTH)).filter(isEntry);
    const last = chunk.at(-1);
    if (last === undefined) break;
    if (!foldEntries(sales, chunk).ok) return 'newer';
    from = last.seq + 1;
  }
  await connection.use((database) => {
    const transaction = database.transaction(['sales', 'meta'], 'readwrite', { durability: 'strict' });
    const rows = transaction.objectStore('sales');
    const puts = [...sales.values()].map((sale) => rows.put(sale.live ? { sale, live: 1 } : { sale }));
    return Promise.all([
      ...puts,
      transaction.objectStore('meta').put(PROJECTION_VERSION, KEY),
      transaction.done,
    ]);
  });
  return 'rebuilt';
}
