/** Brings an entry that an older version wrote up to today's shape, on read; what is stored and hashed stays as it was. */

import { check } from './assert.ts';
import { ENTRY_VERSION, type Entry } from './journal.ts';

/** What a step may change: what was said, not who said it when and where it stands in the chain. */
export type EntryContent = Pick<Entry, 'kind' | 'body'>;

/** Keyed by the version it takes; gives the content of the next version. A step is never changed once released. */
export type UpcastTable = Readonly<Record<number, (content: EntryContent) => EntryContent>>;

/** Version 1 is the first: nothing is older. */
const UPCASTS: UpcastTable = {};

export type Upcast =
  | { readonly ok: true; readonly entry: Entry }
  /** `newer`: written by a later version of the counter; it must be read by that one (F-11). */
  | { readonly ok: false; readonly refusal: 'newer' };

/** The entry as today's code reads it. Verify the chain before: an upcast entry has another hash. */
export function upcast(entry: Entry, table: UpcastTable = UPCASTS, current: number = ENTRY_VERSION): Upcast {
  if (entry.v > current) return { ok: false, refusal: 'newer' };
  let content: EntryContent = { kind: entry.kind, body: entry.body };
  for (let version = entry.v; version < current; version += 1) {
    const step = table[version];
    check(step !== undefined, 'upcast-step-missing', String(version));
    content = step(content);
  }
  return { ok: true, entry: { ...entry, v: current, kind: content.kind, body: content.body } };
}
