/** An exported file brought back into a book that has lost its records: looked at first, and never over what is there (S-45). */

import type { Digest, Entry } from '../domain/journal.ts';
import { canonicalJson } from '../domain/json.ts';
import type { Clock } from '../ports.ts';
import type { Connection } from './connection.ts';
import { type ExportHeader, verifyExport } from './export.ts';
import { createIdbJournal } from './journal.ts';
import { restoreBook } from './restore.ts';
import type { BookName, BookSchema, Restored } from './schema.ts';
import type { TillNotes } from './till-note.ts';

/** Why a file cannot be brought back. */
export type BackupProblem =
  | 'too_large'
  | 'not_an_export'
  | 'newer_format'
  | 'damaged'
  /** This device remembers another till for that book. */
  | 'other_till'
  /** That book is in use. */
  | 'in_use'
  /** The book holds entries that the file does not have. */
  | 'own_records'
  | 'storage_failed';

/** What a file would bring, before anything is changed. */
export interface Backup {
  readonly book: BookName;
  readonly till: string;
  /** How many entries it adds. */
  readonly entries: number;
  /** How many later entries this device remembers that the file does not have. */
  readonly missing: number;
  /** When it was exported, epoch milliseconds. */
  readonly exportedAt: number;
  readonly bringBack: () => Promise<BroughtBack>;
}

export type BackupReading =
  | { readonly ok: true; readonly backup: Backup }
  | { readonly ok: false; readonly problem: BackupProblem };

export type BroughtBack =
  | { readonly ok: true; readonly restored: Restored }
  | { readonly ok: false; readonly problem: BackupProblem };

export interface BackupParts {
  readonly connection: (book: BookName) => Connection<BookSchema>;
  /** The book that is open and taking payments, if one is. */
  readonly inUse: BookName | undefined;
  readonly notes: TillNotes;
  readonly clock: Clock;
  readonly digest: Digest;
}

/** About a hundred thousand entries. */
export const MOST_BYTES = 64 * 1024 * 1024;

/** Reads and checks a whole file; changes nothing. Never rejects for what a file or the storage may be. */
export async function readBackup(
  parts: BackupParts,
  file: Pick<Blob, 'size' | 'text'>,
): Promise<BackupReading> {
  if (file.size > MOST_BYTES) return refuse('too_large');
  const text = await file.text().catch(() => '');
  const checked = verifyExport(text, parts.digest);
  if (!checked.ok) return refuse(checked.problem);
  const { header, entries } = checked;
  if (header.book === parts.inUse) return refuse('in_use');
  const note = await parts.notes.read(header.book);
  if (note !== undefined && note.till !== header.till) return refuse('other_till');
  const connection = parts.connection(header.book);
  try {
    const present = await createIdbJournal(connection).entries(1, entries.length + 1);
    const isIn = (entry: unknown, index: number): boolean =>
      canonicalJson({ ...entries[index] }) === canonicalJson({ ...(entry as object) });
    if (present.length > entries.length || !present.every(isIn)) return refuse('own_records');
    const restored = {
      entries: entries.length - present.length,
      missing: Math.max(0, (note?.seq ?? 0) - header.seq),
    };
    const { book, till, exportedAt } = header;
    const bringBack = (): Promise<BroughtBack> => restore(parts, { header, entries, restored });
    return { ok: true, backup: { book, till, exportedAt, ...restored, bringBack } };
  } catch {
    return refuse('storage_failed');
  } finally {
    connection.close();
  }
}

async function restore(
  { connection: connectionOf, notes, clock }: BackupParts,
  found: {
    readonly header: ExportHeader;
    readonly entries: readonly Entry[];
    readonly restored: Restored;
  },
): Promise<BroughtBack> {
  const { book, till, seq, hash } = found.header;
  const connection = connectionOf(book);
  try {
    // A life that this device has already begun must not be told from the file's by nothing.
    const { head } = await createIdbJournal(connection).read();
    const epoch = Math.max(found.header.epoch, head?.epoch ?? 0);
    const copy = { head: { till, epoch, seq, hash }, entries: found.entries };
    await restoreBook(connection, copy, found.restored.missing);
    // From now on no more than this is remembered: the next start must not miss it again.
    await notes.write({ book, till, seq, notedAt: clock.now() });
    return { ok: true, restored: found.restored };
  } catch {
    return refuse('storage_failed');
  } finally {
    connection.close();
  }
}

function refuse(problem: BackupProblem): { readonly ok: false; readonly problem: BackupProblem } {
  return { ok: false, problem };
}
