/** The journal's envelope and hash chain: how entries are made, checked and told from tampered ones. Pure; the digest comes in. */

import { check } from './assert.ts';
import { canonicalJson, isWritableJson, type JsonObject } from './json.ts';

/** The version of the envelope and of the bodies inside it; older ones are brought up on read (`upcast.ts`). */
export const ENTRY_VERSION = 1;

/** One line of the journal, exactly as it is hashed and kept. */
export interface Entry {
  readonly v: number;
  /** The installation that wrote it. */
  readonly till: string;
  /** Raised whenever a till goes on from a restored copy, so that two lives of one till cannot be mixed up. */
  readonly epoch: number;
  /** 1, 2, 3 … without a hole. */
  readonly seq: number;
  /** Hash of the entry before; `GENESIS` for the first. */
  readonly prev: string;
  /** The till's clock when it was written, epoch milliseconds. Never used for order (INV-17). */
  readonly at: number;
  readonly actor: string;
  readonly shift?: string;
  readonly kind: string;
  readonly body: JsonObject;
}

/** What a caller says; the chain adds the rest. */
export interface Draft {
  readonly kind: string;
  readonly body: JsonObject;
}

/** Where the chain stands. */
export interface Head {
  readonly till: string;
  readonly epoch: number;
  /** 0 before the first entry. */
  readonly seq: number;
  readonly hash: string;
}

export const GENESIS = '0'.repeat(64);

/** SHA-256 over UTF-8 text, as 64 lower-case hex digits; synchronous, so that a chain can grow inside one transaction. */
export type Digest = (text: string) => string;

/** Who writes, when, and by which digest the chain grows. */
export interface Seal {
  readonly at: number;
  readonly actor: string;
  readonly shift?: string;
  readonly digest: Digest;
}

export interface Extension {
  readonly entries: readonly Entry[];
  readonly head: Head;
}

export function newHead(till: string, epoch = 1): Head {
  return { till, epoch, seq: 0, hash: GENESIS };
}

export function hashOf(entry: Entry, digest: Digest): string {
  return digest(canonicalJson({ ...entry }));
}

/** The entries that follow `head` for these drafts, and the head after them. */
export function extend(head: Head, drafts: readonly Draft[], { digest, ...stamp }: Seal): Extension {
  check(drafts.length > 0, 'journal-empty-append');
  const entries: Entry[] = [];
  let next = head;
  for (const draft of drafts) {
    const entry: Entry = {
      v: ENTRY_VERSION,
      till: next.till,
      epoch: next.epoch,
      seq: next.seq + 1,
      prev: next.hash,
      ...stamp,
      kind: draft.kind,
      body: draft.body,
    };
    entries.push(entry);
    next = { ...next, seq: entry.seq, hash: hashOf(entry, digest) };
  }
  return { entries, head: next };
}

/** What a check of the chain can find; `seq` is the entry that is wrong, or the first that is not there. */
export type Damage =
  /** The stored thing is not an entry at all. */
  | { readonly kind: 'damaged'; readonly seq: number }
  /** Entries `seq` … `until` are not there. */
  | { readonly kind: 'missing'; readonly seq: number; readonly until: number }
  /** The entry is whole, but it is not the one that was written. */
  | { readonly kind: 'rewritten'; readonly seq: number };

/** Checks entries in the order of `seq` that should follow `after` and lead to `head`; lists every damage found (INV-07). */
export function verifyChain(
  entries: Iterable<unknown>,
  bounds: { readonly after: Head; readonly head: Head },
  digest: Digest,
): readonly Damage[] {
  const damages: Damage[] = [];
  let { seq } = bounds.after;
  let hash: string | undefined = bounds.after.hash;
  for (const candidate of entries) {
    if (!isEntry(candidate)) {
      seq += 1;
      damages.push({ kind: 'damaged', seq });
      hash = undefined;
      continue;
    }
    if (candidate.seq > seq + 1) {
      damages.push({ kind: 'missing', seq: seq + 1, until: candidate.seq - 1 });
      hash = undefined;
    } else if (candidate.seq <= seq || candidate.till !== bounds.head.till) {
      damages.push({ kind: 'rewritten', seq: candidate.seq });
      continue;
    } else if (hash !== undefined && candidate.prev !== hash) {
      damages.push({ kind: 'rewritten', seq: seq === bounds.after.seq ? candidate.seq : seq });
    }
    seq = candidate.seq;
    hash = hashOf(candidate, digest);
  }
  if (seq < bounds.head.seq) damages.push({ kind: 'missing', seq: seq + 1, until: bounds.head.seq });
  else if (seq > bounds.head.seq) damages.push({ kind: 'rewritten', seq: bounds.head.seq + 1 });
  else if (hash !== undefined && hash !== bounds.head.hash) damages.push({ kind: 'rewritten', seq });
  return damages;
}

/** Whether a stored thing has the shape of an entry, and one that can be hashed: what cannot was not written by a till. */
export function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Record<string, unknown>;
  return (
    isCount(entry['v']) &&
    isCount(entry['epoch']) &&
    isCount(entry['seq']) &&
    typeof entry['till'] === 'string' &&
    typeof entry['prev'] === 'string' &&
    /^[0-9a-f]{64}$/.test(entry['prev']) &&
    Number.isSafeInteger(entry['at']) &&
    typeof entry['actor'] === 'string' &&
    (entry['shift'] === undefined || typeof entry['shift'] === 'string') &&
    typeof entry['kind'] === 'string' &&
    typeof entry['body'] === 'object' &&
    entry['body'] !== null &&
    isWritableJson(entry)
  );
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}
