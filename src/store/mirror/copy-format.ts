/** The second copy's files as text: one JSON line per journal entry, one file per run, and what several files say together. */

import { type Digest, type Entry, type Head, isEntry, newHead, verifyChain } from '../../domain/journal.ts';
import { canonicalJson } from '../../domain/json.ts';

/** Where a file stands among the others. */
export interface CopyName {
  readonly till: string;
  /** Counts the files of a till; a later file stands for later writing. */
  readonly ordinal: number;
  readonly run: string;
}

/** The newest entry that a till's files hold. */
export interface CopyTail {
  readonly till: string;
  readonly epoch: number;
  readonly seq: number;
  /** When the entry was written, epoch milliseconds. */
  readonly at: number;
  /** The entry in canonical JSON, to be compared with the book's own. */
  readonly line: string;
}

/** Entries that follow each other from the first without a hole, each proven by the next. */
export interface CopiedBook {
  readonly head: Head;
  readonly entries: readonly Entry[];
}

const NAME = /^([\w-]+)\.(\d{6})\.([\w-]+)\.jsonl$/;

export function copyFileName({ till, ordinal, run }: CopyName): string {
  return `${till}.${String(ordinal).padStart(6, '0')}.${run}.jsonl`;
}

/** Undefined for a file that is none of ours. */
export function readCopyName(name: string): CopyName | undefined {
  const [, till, ordinal, run] = NAME.exec(name) ?? [];
  if (till === undefined || ordinal === undefined || run === undefined) return undefined;
  return { till, ordinal: Number(ordinal), run };
}

export function copyLine(entry: Entry): string {
  return canonicalJson({ ...entry });
}

/** The last whole entry of a text that may begin and end in the middle of a line, as a kill leaves it. */
export function lastEntry(text: string): Entry | undefined {
  return entriesIn(text).at(-1);
}

/** The newest of several last entries: a later life of the till counts more than a longer one. */
export function tailOf(entries: readonly Entry[]): CopyTail | undefined {
  const newest = [...entries].sort((left, right) => left.epoch - right.epoch || left.seq - right.seq).at(-1);
  if (newest === undefined) return undefined;
  const { till, epoch, seq, at } = newest;
  return { till, epoch, seq, at, line: copyLine(newest) };
}

/**
 * What a till's files hold together, `texts` in the order of their names: of two entries with one number that of the later
 * life counts, then that of the later file. Ends before the first hole and before the first entry that the chain refutes.
 */
export function mergeCopies(till: string, texts: readonly string[], digest: Digest): CopiedBook {
  const bySeq = new Map<number, Entry>();
  for (const entry of texts.flatMap(entriesIn)) {
    const known = bySeq.get(entry.seq);
    if (entry.till === till && (known === undefined || entry.epoch >= known.epoch))
      bySeq.set(entry.seq, entry);
  }
  const entries: Entry[] = [];
  for (let entry = bySeq.get(1); entry !== undefined; entry = bySeq.get(entry.seq + 1)) entries.push(entry);
  return proven(till, entries, digest);
}

/** The longest beginning that the chain bears out. */
function proven(till: string, entries: readonly Entry[], digest: Digest): CopiedBook {
  const after = newHead(till);
  const head = headOf(till, entries, digest);
  const [damage] = verifyChain(entries, { after, head }, digest);
  if (damage === undefined) return { head, entries };
  return proven(till, entries.slice(0, damage.seq - 1), digest);
}

function headOf(till: string, entries: readonly Entry[], digest: Digest): Head {
  const last = entries.at(-1);
  if (last === undefined) return newHead(till);
  return { till, epoch: last.epoch, seq: last.seq, hash: digest(copyLine(last)) };
}

function entriesIn(text: string): Entry[] {
  // What follows the last line feed was torn off, or is nothing.
  return text.split('\n').slice(0, -1).map(parse).filter(isEntry);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
