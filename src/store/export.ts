/** The journal as a file that a person can keep: JSON Lines, a header and then every entry in canonical JSON. */

import {
  type Damage,
  type Digest,
  type Entry,
  GENESIS,
  type Head,
  isEntry,
  newHead,
  verifyChain,
} from '../domain/journal.ts';
import { canonicalJson } from '../domain/json.ts';
import type { Clock, Journal } from '../ports.ts';
import type { BookName } from './schema.ts';
import { keyOf } from './verify.ts';

export const EXPORT_FORMAT = 'guitai-journal';
export const EXPORT_VERSION = 1;

const CHUNK_LENGTH = 500;

/** The first line of the file. */
export interface ExportHeader {
  readonly format: typeof EXPORT_FORMAT;
  readonly version: number;
  /** Said in words too, so that practice is never taken for money (S-71). */
  readonly book: BookName;
  readonly till: string;
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
  /** Epoch milliseconds. */
  readonly exportedAt: number;
}

/** The file's lines, each ending in a line feed. Free text and keys stay on the device. Damaged entries are written as they are found. Rejects when the store is gone. */
export async function* exportLines(
  journal: Pick<Journal, 'entries'>,
  command: { readonly book: BookName; readonly head: Head; readonly clock: Clock },
): AsyncGenerator<string> {
  const { book, head } = command;
  const header: ExportHeader = {
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    book,
    ...head,
    exportedAt: command.clock.now(),
  };
  yield `${canonicalJson({ ...header })}\n`;
  for (let from = 1; from <= head.seq; from += CHUNK_LENGTH) {
    // Asked for by range of `seq`, so that a hole in a damaged store shifts nothing.
    const until = Math.min(head.seq, from + CHUNK_LENGTH - 1);
    for (const entry of await journal.entries(from, CHUNK_LENGTH)) {
      if ((keyOf(entry) ?? 0) > until) break;
      yield `${isEntry(entry) ? canonicalJson({ ...entry }) : (JSON.stringify(entry) ?? 'null')}\n`;
    }
  }
}

/** The whole file in memory, ready to be handed to the person. */
export async function exportBlob(
  journal: Pick<Journal, 'entries'>,
  command: { readonly book: BookName; readonly head: Head; readonly clock: Clock },
): Promise<Blob> {
  const lines: string[] = [];
  for await (const line of exportLines(journal, command)) lines.push(line);
  return new Blob(lines, { type: 'application/jsonl' });
}

/** Such as `guitai-practice-journal-T7K2-314.jsonl`. */
export function exportFileName(book: BookName, head: Head): string {
  return `guitai-${book}-journal-${head.till.replaceAll(/[^\w-]/g, '_')}-${head.seq}.jsonl`;
}

export type ExportCheck =
  | { readonly ok: true; readonly header: ExportHeader; readonly entries: readonly Entry[] }
  /** Not a journal's file at all, or cut off in its first line. */
  | { readonly ok: false; readonly problem: 'not_an_export' }
  /** Written by a newer version of the counter. */
  | { readonly ok: false; readonly problem: 'newer_format' }
  | {
      readonly ok: false;
      readonly problem: 'damaged';
      readonly header: ExportHeader;
      readonly damages: readonly Damage[];
    };

/** Checks a file's text against its own header and chain. That the header is the till's own is for the seal to say, not for this. */
export function verifyExport(text: string, digest: Digest): ExportCheck {
  const [first = '', ...rest] = text.split('\n');
  const header = parseLine(first);
  if (!isObject(header) || header['format'] !== EXPORT_FORMAT) return { ok: false, problem: 'not_an_export' };
  if (typeof header['version'] === 'number' && header['version'] > EXPORT_VERSION) {
    return { ok: false, problem: 'newer_format' };
  }
  if (!isHeader(header)) return { ok: false, problem: 'not_an_export' };
  const { till, epoch, seq, hash } = header;
  const lines = (rest.at(-1) === '' ? rest.slice(0, -1) : rest).map(parseLine);
  const damages = verifyChain(lines, { after: newHead(till), head: { till, epoch, seq, hash } }, digest);
  if (damages.length > 0) return { ok: false, problem: 'damaged', header, damages };
  return { ok: true, header, entries: lines.filter(isEntry) };
}

/** Deeper than any entry is. */
const MOST_LEVELS = 16;

/** Names that reach into the language itself; no entry uses them (S-45). */
const HOSTILE_NAMES = ['__proto__', 'constructor', 'prototype'];

function parseLine(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return isHarmless(value, MOST_LEVELS) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isHarmless(value: unknown, levels: number): boolean {
  if (!isObject(value)) return true;
  return (
    levels > 0 &&
    Object.entries(value).every(([name, inner]) => {
      return !HOSTILE_NAMES.includes(name) && isHarmless(inner, levels - 1);
    })
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isHeader(value: Record<string, unknown>): value is Record<string, unknown> & ExportHeader {
  const isCount = (count: unknown) => Number.isSafeInteger(count) && (count as number) >= 0;
  const { hash } = value;
  return (
    (value['book'] === 'practice' || value['book'] === 'live') &&
    typeof value['till'] === 'string' &&
    [value['version'], value['epoch'], value['seq'], value['exportedAt']].every(isCount) &&
    typeof hash === 'string' &&
    hash.length === GENESIS.length
  );
}
