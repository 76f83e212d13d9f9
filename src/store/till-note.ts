/** What this device remembers of a book outside the book: an emptied database must never pass for a new till (INV-19). */

import type { Connection } from './connection.ts';
import type { BookName, ShopSchema, TillNote } from './schema.ts';

/** As much of the platform's CacheStorage as is needed. */
export interface NoteCaches {
  open(name: string): Promise<{
    match(url: string): Promise<Response | undefined>;
    put(url: string, response: Response): Promise<void>;
    delete(url: string): Promise<boolean>;
  }>;
}

export interface TillNotes {
  /** All that is remembered of the book: the note with the highest `seq` of those that can be read. */
  readonly read: (book: BookName) => Promise<TillNote | undefined>;
  /** Remembers in both places; resolves when at least it has been tried. Write one after the first append of a new till. */
  readonly write: (note: TillNote) => Promise<void>;
  /** Forgets, when a person has decided that the book shall begin anew. */
  readonly forget: (book: BookName) => Promise<void>;
}

const CACHE_NAME = 'guitai-till';

/** A path that no route serves: the cache is used as a drawer, not as a cache. */
function drawer(book: BookName): string {
  return `/.guitai/till/${book}`;
}

/**
 * Keeps each note in the shop's database and in Cache Storage, which engines lose separately from IndexedDB.
 * Either may be missing or fail; the other one then has to do.
 */
export function createTillNotes(shop: Connection<ShopSchema>, caches: NoteCaches | undefined): TillNotes {
  return {
    read: async (book) => {
      const found = await Promise.all([
        attempt(() => shop.use((database) => database.get('tills', book))),
        attempt(async () => noteFrom(await (await caches?.open(CACHE_NAME))?.match(drawer(book)), book)),
      ]);
      const notes = found.filter((note) => note !== undefined);
      return notes.sort((left, right) => right.seq - left.seq)[0];
    },
    write: async (note) => {
      await Promise.all([
        attempt(() =>
          shop.use((database) => {
            const transaction = database.transaction('tills', 'readwrite', { durability: 'strict' });
            return Promise.all([transaction.store.put(note), transaction.done]);
          }),
        ),
        attempt(async () =>
          (await caches?.open(CACHE_NAME))?.put(drawer(note.book), new Response(JSON.stringify(note))),
        ),
      ]);
    },
    forget: async (book) => {
      await Promise.all([
        attempt(() =>
          shop.use((database) => {
            const transaction = database.transaction('tills', 'readwrite', { durability: 'strict' });
            return Promise.all([transaction.store.delete(book), transaction.done]);
          }),
        ),
        attempt(async () => (await caches?.open(CACHE_NAME))?.delete(drawer(book))),
      ]);
    },
  };
}

/** One of two copies: its failure is not the failure of the whole. */
async function attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

async function noteFrom(response: Response | undefined, book: BookName): Promise<TillNote | undefined> {
  const value: unknown = await response?.json();
  if (typeof value !== 'object' || value === null) return undefined;
  const { till, seq, notedAt } = value as Record<string, unknown>;
  if (typeof till !== 'string' || !Number.isSafeInteger(seq) || !Number.isSafeInteger(notedAt))
    return undefined;
  return { book, till, seq: seq as number, notedAt: notedAt as number };
}
