/** What the tests of the store have in common: a till, its sales and batches, and databases in memory. */

import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { DrawerMovement } from '../../../src/domain/drawer.ts';
import { type Draft, extend, type Head, newHead } from '../../../src/domain/journal.ts';
import { money } from '../../../src/domain/money.ts';
import type { Sale } from '../../../src/domain/sale.ts';
import type { Batch, SideText } from '../../../src/ports.ts';
import { sha256Hex } from '../../../src/signing/digest.ts';
import { type Connection, type ConnectionNews, createConnection } from '../../../src/store/connection.ts';
import { type BookSchema, bookDatabase, SHOP_DATABASE, type ShopSchema } from '../../../src/store/schema.ts';

export const TILL = 'T7K2';
export const START = newHead(TILL);

/** Forgets every database, as a fresh browser profile would. */
export function freshDatabases(): void {
  globalThis.indexedDB = new IDBFactory();
}

export function bookConnection(tell?: (news: ConnectionNews) => void): Connection<BookSchema> {
  return createConnection<BookSchema>(bookDatabase('practice'), tell);
}

export function shopConnection(): Connection<ShopSchema> {
  return createConnection<ShopSchema>(SHOP_DATABASE);
}

export function saleOf(number: number, more: Partial<Sale> = {}): Sale {
  return {
    till: TILL,
    number,
    id: `sale-${number}`,
    due: money('CNY', 100 * number),
    openedAt: 1_760_000_000_000 + number,
    tenders: [],
    parked: false,
    isVoid: false,
    incidents: [],
    lastSeq: number,
    live: false,
    orderNumbers: [`T7K2-${number}-1`],
    ...more,
  };
}

/** ¥200.00 of change money, put in by entry `seq`. */
export function movementAt(seq: number): DrawerMovement {
  const at = 1_760_000_000_000 + seq;
  return {
    seq,
    at,
    actor: 'cashier',
    movement: 'float',
    currency: 'CNY',
    amountMinor: 20_000,
    expectedMinor: 0,
  };
}

export interface BatchContent {
  readonly drafts?: readonly Draft[];
  readonly sales?: readonly Sale[];
  readonly texts?: readonly SideText[];
}

/** A batch that follows `after`; without drafts it holds one entry. */
export function batchAfter(after: Head, content: BatchContent = {}): Batch {
  const drafts = content.drafts ?? [{ kind: 'sale_opened', body: { number: after.seq + 1 } }];
  const stamp = { at: 1_760_000_000_000 + after.seq, actor: 'cashier' };
  return {
    after,
    ...extend(after, drafts, { ...stamp, digest: sha256Hex }),
    sales: content.sales ?? [],
    texts: content.texts ?? [],
  };
}
