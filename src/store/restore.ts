/** Puts entries of a second copy back into a book that has lost them, in one strict transaction. */

import type { IDBPDatabase } from 'idb';
import { type Head, isEntry } from '../domain/journal.ts';
import type { Connection } from './connection.ts';
import { type CopiedBook, copyLine } from './mirror/copy-format.ts';
import { PROJECTION_KEY } from './projection.ts';
import { type BookSchema, HEAD_KEY, type Restored, type RestoredNote } from './schema.ts';

const RESTORED_KEY = 'restored';

/**
 * Adds what the book lacks and raises the epoch, so that this life of the till is told from the one that was lost; sales
 * and drawer are made anew from the entries at the next opening. Answers how many entries came back; `missing` entries are
 * known of that nobody has. Rejects, with nothing stored, when the book holds something else than the copy, or cannot be
 * written.
 */
export async function restoreBook(
  connection: Connection<BookSchema>,
  copy: CopiedBook,
  missing: number,
): Promise<number> {
  return connection.use(async (database) => {
    const transaction = database.transaction(['entries', 'meta'], 'readwrite', { durability: 'strict' });
    const entries = transaction.objectStore('entries');
    const present = await entries.getAll();
    if (!present.every((entry) => isInCopy(entry, copy))) {
      transaction.abort();
      await transaction.done.catch(() => undefined);
      throw new Error('the book holds something else than its second copy');
    }
    const known = new Set(present.map(({ seq }) => seq));
    const lacking = copy.entries.filter(({ seq }) => !known.has(seq));
    const meta = transaction.objectStore('meta');
    await Promise.all([
      ...lacking.map((entry) => entries.add(entry)),
      meta.put({ ...copy.head, epoch: copy.head.epoch + 1 }, HEAD_KEY),
      meta.delete(PROJECTION_KEY),
      meta.put({ entries: lacking.length, missing, seq: copy.head.seq }, RESTORED_KEY),
      transaction.done,
    ]);
    return lacking.length;
  });
}

/** What came back before this start and is not told of in the book yet: a till that ended right then has written nothing since. */
export async function untoldRestore(
  connection: Connection<BookSchema>,
  head: Head,
): Promise<Restored | undefined> {
  const note = (await connection.use((database) => database.get('meta', RESTORED_KEY))) as
    | RestoredNote
    | undefined;
  return note?.seq === head.seq ? { entries: note.entries, missing: note.missing } : undefined;
}

function isInCopy(entry: unknown, { entries }: CopiedBook): boolean {
  if (!isEntry(entry)) return false;
  const copied = entries[entry.seq - 1];
  return copied !== undefined && copyLine(copied) === copyLine(entry);
}

/** A book that goes on with what is left of it begins another life, too. */
export async function raiseEpoch(connection: Connection<BookSchema>): Promise<void> {
  await connection.use((database) => raise(database));
}

async function raise(database: IDBPDatabase<BookSchema>): Promise<void> {
  const transaction = database.transaction('meta', 'readwrite', { durability: 'strict' });
  const head = (await transaction.store.get(HEAD_KEY)) as Head | undefined;
  if (head !== undefined) await transaction.store.put({ ...head, epoch: head.epoch + 1 }, HEAD_KEY);
  await transaction.done;
}
