/** The second copy of a till's journal, and what is put back from it when the browser has lost its database (F-07 to F-09). */

import { type Entry, type Head, isEntry } from '../../../src/domain/journal.ts';
import { createDrawerLog, foldEntries } from '../../../src/domain/rebuild.ts';
import type { Sale } from '../../../src/domain/sale.ts';
import type { MemoryStore } from '../../../src/store/memory-journal.ts';

/** What `book.restored` says of it. */
export interface Restored {
  readonly entries: number;
  readonly missing: number;
}

/** The store as its entries say, from entry `from` on lost and put back, in another life of the till: as `src/store/restore.ts`. */
export function loseAndRestore(store: MemoryStore, from: number): Restored | undefined {
  const { head } = store;
  const copy = [...store.entries.values()].filter(isWhole);
  if (head === undefined || copy.length < head.seq) return undefined;
  const sales = new Map<number, Sale>();
  const log = createDrawerLog();
  if (!foldEntries(sales, copy, log).ok) return undefined;
  begin(store, { ...head, epoch: head.epoch + 1 });
  for (const entry of copy) store.entries.set(entry.seq, entry);
  for (const sale of sales.values()) {
    store.sales.set(sale.number, sale);
    if (sale.live) store.live.add(sale.number);
    for (const orderNumber of sale.orderNumbers) store.numberByOrderNumber.set(orderNumber, sale.number);
    store.newest = Math.max(store.newest, sale.number);
  }
  store.drawer = log.drawer;
  store.movements.push(...log.movements);
  return { entries: head.seq - from + 1, missing: 0 };
}

/** As `isEntry`; but this world's time has parts of a millisecond, which a device's clock has not. */
function isWhole(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && isEntry({ ...value, at: 0 });
}

/** Nothing of what was there stays. */
function begin(store: MemoryStore, head: Head): void {
  for (const kept of [store.entries, store.sales, store.live, store.numberByOrderNumber, store.texts])
    kept.clear();
  store.head = head;
  store.newest = 0;
  store.drawer = undefined;
  store.movements.length = 0;
}
