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

/** One place that a note is kept in. Each may be missing, may fail, and may be lost without the others. */
export interface NotePlace {
  readonly read: (book: BookName) => Promise<TillNote | undefined>;
  readonly write: (note: TillNote) => Promise<unknown>;
  readonly forget: (book: BookName) => Promise<unknown>;
}

export interface TillNotes {
  /** All that is remembered of the book: the note with the highest `seq` of those that can be read. */
  readonly read: (book: BookName) => Promise<TillNote | undefined>;
  /** Remembers in every place; resolves when at least it has been tried. Write one after the first append of a new till. */
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
 * Keeps each note in the shop's database, in Cache Storage, which engines lose separately from IndexedDB, and in `more`.
 * Any of them may be missing or fail; the others then have to do.
 */
export function createTillNotes(
  shop: Connection<ShopSchema>,
  caches: NoteCaches | undefined,
  more: readonly NotePlace[] = [],
): TillNotes {
  const places = [inDatabase(shop), ...(caches === undefined ? [] : [inCache(caches)]), ...more];
  const everywhere = <Result>(work: (place: NotePlace) => Promise<Result>) =>
    Promise.all(places.map((place) => attempt(() => work(place))));
  return {
    read: async (book) => {
      const found = await everywhere((place) => place.read(book));
      const notes = found.filter((note) => note !== undefined);
      return notes.sort((left, right) => right.seq - left.seq)[0];
    },
    write: async (note) => {
      await everywhere((place) => place.write(note));
    },
    forget: async (book) => {
      await everywhere((place) => place.forget(book));
    },
  };
}

function inDatabase(shop: Connection<ShopSchema>): NotePlace {
  return {
    read: (book) => shop.use((database) => database.get('tills', book)),
    write: (note) =>
      shop.use((database) => {
        const transaction = database.transaction('tills', 'readwrite', { durability: 'strict' });
        return Promise.all([transaction.store.put(note), transaction.done]);
      }),
    forget: (book) =>
      shop.use((database) => {
        const transaction = database.transaction('tills', 'readwrite', { durability: 'strict' });
        return Promise.all([transaction.store.delete(book), transaction.done]);
      }),
  };
}

function inCache(caches: NoteCaches): NotePlace {
  return {
    read: async (book) =>
      noteFrom(await (await (await caches.open(CACHE_NAME)).match(drawer(book)))?.json(), book),
    write: async (note) =>
      (await caches.open(CACHE_NAME)).put(drawer(note.book), new Response(JSON.stringify(note))),
    forget: async (book) => (await caches.open(CACHE_NAME)).delete(drawer(book)),
  };
}

/** One of several copies: its failure is not the failure of the whole. */
async function attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

/** A note from whatever was found in a place that anything may have been written into. */
export function noteFrom(value: unknown, book: BookName): TillNote | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { till, seq, notedAt } = value as Record<string, unknown>;
  if (typeof till !== 'string' || !Number.isSafeInteger(seq) || !Number.isSafeInteger(notedAt))
    return undefined;
  return { book, till, seq: seq as number, notedAt: notedAt as number };
}
