/** What every journal checks of a batch before it stores it, whatever it stores it in. */

import { check } from '../domain/assert.ts';
import { GENESIS, type Head } from '../domain/journal.ts';
import type { Batch } from '../ports.ts';

/** Asserts that the batch's entries follow its `after` without a hole and lead to its `head`. */
export function checkBatch(batch: Batch): void {
  const { after, entries, head } = batch;
  check(entries.length > 0, 'journal-empty-append');
  check(entries[0]?.prev === after.hash, 'journal-chain-broken', `after ${after.seq}`);
  check(head.seq === after.seq + entries.length, 'journal-head-seq', String(head.seq));
  check(head.till === after.till && head.epoch >= after.epoch, 'journal-head-till');
  for (const [index, entry] of entries.entries()) {
    check(entry.seq === after.seq + index + 1, 'journal-hole', String(entry.seq));
    check(entry.till === head.till && entry.epoch <= head.epoch, 'journal-entry-till', String(entry.seq));
  }
  for (const sale of batch.sales) {
    check(Number.isSafeInteger(sale.number) && sale.number >= 1, 'journal-sale-number', String(sale.number));
  }
}

export type Fence = 'open' | 'fenced' | 'lost';

/**
 * Whether a batch computed on `after` may be stored where `stored` is the head: `fenced` when somebody else has
 * written since, `lost` when the store holds less than the batch was computed on.
 */
export function fence(stored: Head | undefined, after: Head): Fence {
  const seq = stored?.seq ?? 0;
  if (seq < after.seq) return 'lost';
  return seq > after.seq || (stored?.hash ?? GENESIS) !== after.hash ? 'fenced' : 'open';
}
