/**
 * Makes the engine begin a new log file after an unclean end. Chromium's LevelDB goes on writing behind a torn record
 * and deletes the whole origin at the reopening after; once the log has been rotated, what was written survives
 * (reliability 0.2).
 */

import type { Random } from '../ports.ts';
import type { Connection } from './connection.ts';
import type { ShopSchema } from './schema.ts';

/** Under 64 kB, or Chromium keeps the value in a file of its own, beside the log. */
const RECORD_BYTES = 60_000;
/** Together over 4 MB, LevelDB's write buffer: a full buffer is what begins a new log. */
const RECORDS = 80;
const RECORDS_PER_TRANSACTION = 10;

/** Writes and deletes 4.8 MB of random bytes (they must not compress). Takes a quarter to half a second; must end before any other write. Rejects with StoreUnavailable. */
export async function rotateLog(shop: Connection<ShopSchema>, random: Random): Promise<void> {
  await shop.use(async (database) => {
    for (let written = 0; written < RECORDS; written += RECORDS_PER_TRANSACTION) {
      const transaction = database.transaction('scratch', 'readwrite', { durability: 'strict' });
      const adds = Array.from({ length: RECORDS_PER_TRANSACTION }, () =>
        transaction.store.add(new Uint8Array(random.bytes(RECORD_BYTES))),
      );
      await Promise.all([...adds, transaction.done]);
    }
    const emptying = database.transaction('scratch', 'readwrite', { durability: 'strict' });
    await Promise.all([emptying.store.clear(), emptying.done]);
  });
}
