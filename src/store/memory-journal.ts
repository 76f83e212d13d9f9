/** The journal in memory: for a counter without a disk, for tests and for the simulation. */

import type { Drawer, DrawerMovement } from '../domain/drawer.ts';
import type { Entry, Head } from '../domain/journal.ts';
import type { Sale } from '../domain/sale.ts';
import type { AppendResult, Batch, Journal, SideText } from '../ports.ts';
import { checkBatch, fence } from './batch.ts';

/** What a memory journal keeps. It outlives the journal over it, as a disk outlives a program. */
export interface MemoryStore {
  head: Head | undefined;
  /** By `seq`. `unknown`, since a test may damage them. */
  readonly entries: Map<number, unknown>;
  readonly sales: Map<number, Sale>;
  /** Numbers of the sales that are open or watched. */
  readonly live: Set<number>;
  readonly numberByOrderNumber: Map<string, number>;
  readonly texts: Map<string, SideText>;
  newest: number;
  drawer: Drawer | undefined;
  /** Oldest first. */
  readonly movements: DrawerMovement[];
}

export function createMemoryStore(): MemoryStore {
  return {
    head: undefined,
    entries: new Map(),
    sales: new Map(),
    live: new Set(),
    numberByOrderNumber: new Map(),
    texts: new Map(),
    newest: 0,
    drawer: undefined,
    movements: [],
  };
}

/** The Journal port over a memory store. Sales and entries are kept as they are given: nobody may change them afterwards. */
export function createMemoryJournal(store: MemoryStore = createMemoryStore()): Journal {
  return {
    read: async () => ({
      head: store.head,
      live: [...store.live].sort((left, right) => left - right).flatMap((number) => saleIn(store, number)),
      newest: store.newest,
      drawer: store.drawer,
    }),
    append: async (batch) => appendTo(store, batch),
    recent: async (limit, before) => recentIn(store, limit, before ?? store.newest + 1),
    saleByOrderNumber: async (orderNumber) => {
      const number = store.numberByOrderNumber.get(orderNumber);
      return number === undefined ? undefined : store.sales.get(number);
    },
    saleByNumber: async (number) => store.sales.get(number),
    movements: async (limit, before = Number.POSITIVE_INFINITY) =>
      store.movements
        .filter(({ seq }) => seq < before)
        .reverse()
        .slice(0, limit),
    entries: async (from, limit) => entriesIn(store, from, limit),
    text: async (commitment) => store.texts.get(commitment),
  };
}

function appendTo(store: MemoryStore, batch: Batch): AppendResult {
  checkBatch(batch);
  const state = fence(store.head, batch.after);
  if (state === 'lost') return { ok: false, refusal: 'unavailable' };
  if (state === 'fenced' || batch.entries.some(({ seq }: Entry) => store.entries.has(seq))) {
    return { ok: false, refusal: 'fenced' };
  }
  for (const entry of batch.entries) store.entries.set(entry.seq, entry);
  store.head = batch.head;
  for (const sale of batch.sales) keepSale(store, sale);
  if (batch.drawer !== undefined) store.drawer = batch.drawer;
  store.movements.push(...(batch.movements ?? []));
  for (const text of batch.texts) store.texts.set(text.commitment, text);
  return { ok: true };
}

function keepSale(store: MemoryStore, sale: Sale): void {
  for (const orderNumber of store.sales.get(sale.number)?.orderNumbers ?? []) {
    store.numberByOrderNumber.delete(orderNumber);
  }
  store.sales.set(sale.number, sale);
  for (const orderNumber of sale.orderNumbers) store.numberByOrderNumber.set(orderNumber, sale.number);
  if (sale.live) store.live.add(sale.number);
  else store.live.delete(sale.number);
  store.newest = Math.max(store.newest, sale.number);
}

function saleIn(store: MemoryStore, number: number): readonly Sale[] {
  const sale = store.sales.get(number);
  return sale === undefined ? [] : [sale];
}

function recentIn(store: MemoryStore, limit: number, below: number): readonly Sale[] {
  const newestFirst: Sale[] = [];
  for (
    let number = Math.min(below - 1, store.newest);
    number >= 1 && newestFirst.length < limit;
    number -= 1
  ) {
    newestFirst.push(...saleIn(store, number));
  }
  return newestFirst;
}

function entriesIn(store: MemoryStore, from: number, limit: number): readonly unknown[] {
  const found: unknown[] = [];
  const last = store.head?.seq ?? 0;
  for (let seq = Math.max(1, from); seq <= last && found.length < limit; seq += 1) {
    if (store.entries.has(seq)) found.push(store.entries.get(seq));
  }
  return found;
}
