/** One append as one strict IndexedDB transaction: raw requests, since this is the one path where each millisecond is waited for (P-10). */

import type { Head } from '../domain/journal.ts';
import type { Batch } from '../ports.ts';
import { type Fence, fence } from './batch.ts';
import { errorName } from './open.ts';
import { DRAWER_KEY, HEAD_KEY, type StoredSale } from './schema.ts';

export type AppendOutcome =
  | 'stored'
  | Exclude<Fence, 'open'>
  /** The engine said that there is no room; nothing was stored. */
  | 'full'
  /** Aborted without a reason, as WebKit does on a full disk. */
  | 'aborted'
  /** The connection is dead; whether the transaction was stored is not known. */
  | 'dead';

/** How long one transaction may take; strict commits on the slowest flash need a tenth of a second. */
const PATIENCE_MS = 10_000;

/** Stores entries, head, projections and texts together or not at all. Resolves after the transaction has ended, or the patience. Never rejects. */
export function appendOnce(database: IDBDatabase, batch: Batch): Promise<AppendOutcome> {
  return new Promise((resolve) => {
    let transaction: IDBTransaction;
    try {
      // `strict`, always: relaxed commits were lost in 10 of 10 power cuts (reliability 0.1, INV-09).
      transaction = database.transaction(['entries', 'meta', 'sales', 'movements', 'texts'], 'readwrite', {
        durability: 'strict',
      });
    } catch {
      resolve('dead');
      return;
    }
    let refused: AppendOutcome | undefined;
    const timer = setTimeout(() => resolve(abort(transaction)), PATIENCE_MS);
    const end = (outcome: AppendOutcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    transaction.oncomplete = () => end('stored');
    transaction.onabort = () => end(refused ?? abortOutcome(transaction.error));
    try {
      // The read is queued in front of the writes and costs no round trip: by its answer all may still be undone.
      const stored = transaction.objectStore('meta').get(HEAD_KEY);
      stored.onsuccess = () => {
        const state = fence(stored.result as Head | undefined, batch.after);
        if (state === 'open') return;
        refused = state;
        abort(transaction);
      };
      queueWrites(transaction, batch);
    } catch (error) {
      refused = errorName(error) === 'QuotaExceededError' ? 'full' : 'dead';
      abort(transaction);
    }
  });
}

function queueWrites(transaction: IDBTransaction, batch: Batch): void {
  const entries = transaction.objectStore('entries');
  for (const entry of batch.entries) entries.add(entry);
  const meta = transaction.objectStore('meta');
  meta.put(batch.head, HEAD_KEY);
  if (batch.drawer !== undefined) meta.put(batch.drawer, DRAWER_KEY);
  const sales = transaction.objectStore('sales');
  for (const sale of batch.sales) {
    const stored: StoredSale = sale.live ? { sale, live: 1 } : { sale };
    sales.put(stored);
  }
  const movements = transaction.objectStore('movements');
  for (const movement of batch.movements ?? []) movements.put(movement);
  const texts = transaction.objectStore('texts');
  for (const text of batch.texts) texts.put(text);
}

function abort(transaction: IDBTransaction): AppendOutcome {
  try {
    transaction.abort();
  } catch {
    // It has ended, or is ending: its own event, or the head found after reopening, tells how.
  }
  return 'dead';
}

function abortOutcome(error: DOMException | null): AppendOutcome {
  if (error === null) return 'aborted';
  if (error.name === 'QuotaExceededError') return 'full';
  return error.name === 'ConstraintError' ? 'fenced' : 'dead';
}
