/** What is kept where: the databases, their stores and indexes, and the steps that lead from one version to the next. */

import type { DBSchema } from 'idb';
import type { Drawer, DrawerMovement } from '../domain/drawer.ts';
import type { Entry, Head } from '../domain/journal.ts';
import type { Sale } from '../domain/sale.ts';
import type { SideText } from '../ports.ts';

/** The two books; their databases share nothing (S-71). */
export type BookName = 'practice' | 'live';

/** A sale as it is kept. A boolean cannot be an index key, so `live` is there (as 1) or not there. */
export interface StoredSale {
  readonly sale: Sale;
  readonly live?: 1;
}

/** One context that has the book open; a marker without a living context means an unclean end. */
export interface RunMarker {
  readonly startedAt: number;
}

/** A key as it is kept: what is private or secret is a `CryptoKey` that cannot be exported (S-10). */
export interface StoredKey {
  readonly ref: string;
  readonly key: CryptoKey;
  /** The public half, DER SubjectPublicKeyInfo; empty where a key has none. */
  readonly publicBytes: Uint8Array<ArrayBuffer>;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly source: 'made' | 'imported' | 'fetched';
  /** Until when it may be used, epoch milliseconds; for good when missing. */
  readonly validUntil?: number;
}

/** What a device remembers of a book outside the book, so that an emptied database is noticed (INV-19). */
export interface TillNote {
  readonly book: BookName;
  readonly till: string;
  /** The journal reached at least this entry … */
  readonly seq: number;
  /** … at this time, epoch milliseconds. */
  readonly notedAt: number;
}

/** What came back, and how many entries are known of that nobody has any more. */
export interface Restored {
  readonly entries: number;
  readonly missing: number;
}

/** What was brought back into a book, and up to which entry it then went. */
export interface RestoredNote extends Restored {
  readonly seq: number;
}

export interface BookSchema extends DBSchema {
  /** Append-only (INV-07): `add`, never `put` or `delete`. */
  entries: { key: number; value: Entry };
  /** `head`, `drawer`, `projection` (a version), `restored`, and `run/<id>` for each context that has the book open. */
  meta: { key: string; value: Head | Drawer | RunMarker | RestoredNote | number };
  /** Projections of the journal, replaced as they change. */
  sales: { key: number; value: StoredSale; indexes: { live: number; orderNumbers: string } };
  /** What was put into the cash drawer, taken out of it and counted, by the entry that says so: a projection, too. */
  movements: { key: number; value: DrawerMovement };
  /** Free text that may be erased; the journal holds only commitments (S-53). */
  texts: { key: string; value: SideText };
  keys: { key: string; value: StoredKey };
}

export interface ShopSchema extends DBSchema {
  /** One record, saved whole; checked when read. */
  settings: { key: string; value: unknown };
  tills: { key: string; value: TillNote };
  /** Filled and emptied to rotate the engine's log (`log-rotation.ts`). */
  scratch: { key: number; value: Uint8Array<ArrayBuffer> };
}

/** Takes a database from one version to the next, inside the upgrade's transaction; it must not wait for anything else. */
export type MigrationStep = (database: IDBDatabase, transaction: IDBTransaction) => void;

export interface DatabaseSpec {
  readonly name: string;
  /** `steps[n]` leads from version n to n + 1; the last one gives the current version. A step is never changed once released. */
  readonly steps: readonly MigrationStep[];
}

export const HEAD_KEY = 'head';
export const DRAWER_KEY = 'drawer';
export const RUN_PREFIX = 'run/';

const BOOK_STEPS: readonly MigrationStep[] = [
  (database) => {
    database.createObjectStore('entries', { keyPath: 'seq' });
    database.createObjectStore('meta');
    const sales = database.createObjectStore('sales', { keyPath: 'sale.number' });
    sales.createIndex('live', 'live');
    sales.createIndex('orderNumbers', 'sale.orderNumbers', { multiEntry: true });
    database.createObjectStore('texts', { keyPath: 'commitment' });
    database.createObjectStore('keys', { keyPath: 'ref' });
  },
  (database) => {
    database.createObjectStore('movements', { keyPath: 'seq' });
  },
];

const SHOP_STEPS: readonly MigrationStep[] = [
  (database) => {
    database.createObjectStore('settings');
    database.createObjectStore('tills', { keyPath: 'book' });
    database.createObjectStore('scratch', { autoIncrement: true });
  },
];

/** The database of a book: `guitai-practice` or `guitai-live`. */
export function bookDatabase(book: BookName): DatabaseSpec {
  return { name: `guitai-${book}`, steps: BOOK_STEPS };
}

/** The settings of this device; nothing of a book is in it but the name of its till. */
export const SHOP_DATABASE: DatabaseSpec = { name: 'guitai-shop', steps: SHOP_STEPS };
