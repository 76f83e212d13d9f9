/** The counter's records as they are found on the disk, read past the program's own store, and proven without its code. */

import { createHash } from 'node:crypto';
import type { Sale } from '../../src/domain/sale.ts';
import { eventually, type Running } from './browsers/engine.ts';
import * as page from './page.ts';
import { QUESTIONS } from './words.ts';

export interface StoredEntry {
  readonly till: string;
  readonly epoch: number;
  readonly seq: number;
  readonly prev: string;
  readonly at: number;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Book {
  readonly head: { readonly till: string; readonly seq: number; readonly hash: string };
  readonly entries: readonly StoredEntry[];
  readonly sales: readonly Sale[];
}

/** Rejects when the live book cannot be read for a while; somebody answers what the counter asks about lost records. */
export function readBook(browser: Running): Promise<Book> {
  return eventually('the records', async () => {
    await browser.run(page.pressAny, QUESTIONS);
    const book = (await browser.run(page.readBook)) as Book | null;
    return book?.head ? book : undefined;
  });
}

/** JSON with sorted names and no blanks, written a second time on purpose. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}

/** Where the chain is broken, from the first entry to the head; nothing when it is whole. */
export function chainBreaks({ head, entries }: Book): readonly string[] {
  const breaks: string[] = [];
  let hash = '0'.repeat(64);
  entries.forEach((entry, index) => {
    if (entry.seq !== index + 1) breaks.push(`entry ${index + 1} has the number ${entry.seq}`);
    if (entry.till !== head.till) breaks.push(`entry ${entry.seq} is another till's`);
    if (entry.prev !== hash) breaks.push(`entry ${entry.seq} does not follow the one before`);
    hash = createHash('sha256').update(canonical(entry)).digest('hex');
  });
  if (head.seq !== entries.length) breaks.push(`the head says ${head.seq}, there are ${entries.length}`);
  if (head.hash !== hash) breaks.push('the head has another hash than the last entry');
  return breaks;
}

/** Entries that were there and are not any more, or are others. */
export function missingFrom(later: Book, earlier: Book): readonly string[] {
  return earlier.entries.flatMap((entry) => {
    const now = later.entries[entry.seq - 1];
    if (now === undefined) return [`entry ${entry.seq} (${entry.kind}) is gone`];
    return canonical(now) === canonical(entry) ? [] : [`entry ${entry.seq} (${entry.kind}) was changed`];
  });
}

/** What the second copy holds otherwise than the book. */
export function copyDifferences(book: Book, files: Readonly<Record<string, string>>): readonly string[] {
  const copied = new Map<number, string>();
  for (const name of Object.keys(files).sort()) {
    for (const line of (files[name] ?? '').split('\n').slice(0, -1)) {
      const entry = parse(line);
      if (entry?.till === book.head.till) copied.set(entry.seq, line);
    }
  }
  const highest = Math.max(0, ...copied.keys());
  const beyond = [...copied.keys()].filter((seq) => seq > book.head.seq);
  return [
    ...book.entries.flatMap((entry) => {
      const line = copied.get(entry.seq);
      if (line === undefined)
        return [`entry ${entry.seq} (${entry.kind}) is not in the copy, which goes to ${highest}`];
      return line === canonical(entry) ? [] : [`entry ${entry.seq} is another in the copy`];
    }),
    ...beyond.map((seq) => `entry ${seq} is in the copy alone`),
  ];
}

// A line that was torn off is no entry; the next file has it again.
function parse(line: string): StoredEntry | undefined {
  try {
    return JSON.parse(line) as StoredEntry;
  } catch {
    return undefined;
  }
}
