/** What a start finds in a book, before anything else is done with it: new, as it was left, hurt, or lost. */

import { type Damage, type Digest, type Head, isEntry } from '../domain/journal.ts';
import type { Clock, Journal, Random } from '../ports.ts';
import { type Connection, StoreUnavailable } from './connection.ts';
import { createIdbJournal } from './journal.ts';
import { rotateLog } from './log-rotation.ts';
import type { CopyTail } from './mirror/copy-format.ts';
import type { OpenRefusal } from './open.ts';
import { beginRun, staleRuns } from './run-marker.ts';
import type { BookName, BookSchema, ShopSchema, TillNote } from './schema.ts';
import type { TillNotes } from './till-note.ts';
import { TAIL_LENGTH, verifySteadily, verifyTail } from './verify.ts';

export type StartFinding =
  /** Nothing is stored and nothing is remembered: this is a new till. */
  | { readonly kind: 'first' }
  /** The journal is there. `damages` lists what is wrong with its newest entries and no person has accepted; empty when all is well. */
  | {
      readonly kind: 'ready';
      readonly head: Head;
      /** Whether the last run ended by itself; if not, the engine's log has been rotated. */
      readonly endedCleanly: boolean;
      readonly damages: readonly Damage[];
    }
  /** The book holds less than this device remembers, or not the till it remembers: restore, never begin anew silently (INV-19). */
  | {
      readonly kind: 'lost';
      readonly note: TillNote | undefined;
      readonly head: Head | undefined;
      /** The end of the second copy, where there is one to restore from. */
      readonly copy?: CopyTail;
    }
  /** The storage cannot be had; no payment may begin (INV-15). */
  | { readonly kind: 'refused'; readonly refusal: OpenRefusal };

export interface StartParts {
  readonly book: BookName;
  readonly connection: Connection<BookSchema>;
  readonly shop: Connection<ShopSchema>;
  readonly notes: TillNotes;
  readonly clock: Clock;
  readonly random: Random;
  readonly digest: Digest;
  readonly runId: string;
  /** Runs that are alive, this one left out or not (`createRunLocks`). */
  readonly alive: () => Promise<ReadonlySet<string>>;
}

/** Looks at the book and marks this run in it. Never rejects for a storage that fails: that is the finding. */
export async function checkStart(parts: StartParts): Promise<StartFinding> {
  try {
    const endedCleanly = await markRun(parts);
    return await find(parts, endedCleanly);
  } catch (error) {
    if (error instanceof StoreUnavailable) {
      return { kind: 'refused', refusal: error.refusal === 'lost' ? 'unavailable' : error.refusal };
    }
    if (error instanceof DOMException) {
      const isFull = error.name === 'QuotaExceededError';
      return { kind: 'refused', refusal: isFull ? 'full' : 'unavailable' };
    }
    throw error;
  }
}

/** Whether the runs before ended cleanly. The log must be rotated before the first write of this run, and the stale marker go after it: a crash in between rotates again. */
async function markRun(parts: StartParts): Promise<boolean> {
  const alive = await parts.alive();
  const stale = await parts.connection.use((database) => staleRuns(database, alive));
  const crashed = stale.filter((id) => id !== parts.runId);
  if (crashed.length > 0) await rotateLog(parts.shop, parts.random);
  const run = { id: parts.runId, startedAt: parts.clock.now() };
  await parts.connection.use((database) => beginRun(database, run, crashed));
  return crashed.length === 0;
}

async function find(parts: StartParts, endedCleanly: boolean): Promise<StartFinding> {
  const { book, notes, digest } = parts;
  const journal = createIdbJournal(parts.connection);
  // The note first: one that another window writes meanwhile would know more than the head that was read before it.
  const note = await notes.read(book);
  const { head: found } = await journal.read();
  if (found === undefined) {
    const isEmpty = (await journal.entries(1, 1)).length === 0;
    return isEmpty && note === undefined ? { kind: 'first' } : { kind: 'lost', note, head: found };
  }
  if (note !== undefined && (note.till !== found.till || note.seq > found.seq)) {
    return { kind: 'lost', note, head: found };
  }
  const checked = await verifySteadily(journal, found, (head) => verifyTail(journal, head, digest));
  const { head } = checked;
  const damages = await withoutAccepted(journal, checked.damages);
  await notes.write({ book, till: head.till, seq: head.seq, notedAt: parts.clock.now() });
  return { kind: 'ready', head, endedCleanly, damages };
}

/** Damage that a person went on with stands in the journal behind it (`book.damaged`), and is not asked about at every start. */
async function withoutAccepted(
  journal: Pick<Journal, 'entries'>,
  damages: readonly Damage[],
): Promise<readonly Damage[]> {
  const [first] = damages;
  if (first === undefined) return damages;
  const behind = await journal.entries(first.seq + 1, TAIL_LENGTH);
  const accepted = behind.flatMap((entry) =>
    isEntry(entry) && entry.kind === 'book.damaged' ? [entry.body['seq']] : [],
  );
  return damages.filter((damage) => !accepted.includes(damage.seq));
}
