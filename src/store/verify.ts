/** Checks a stored journal against its own chain: the tail at each start, all of it on demand. */

import {
  type Damage,
  type Digest,
  GENESIS,
  type Head,
  hashOf,
  isEntry,
  verifyChain,
} from '../domain/journal.ts';
import type { Journal } from '../ports.ts';

/** How many of the newest entries a start checks: about 2 ms of hashing (P-17). */
export const TAIL_LENGTH = 200;

const CHUNK_LENGTH = 1_000;

/** Checks the newest entries up to `head`, the first of them on trust. Rejects when the store is gone. */
export async function verifyTail(
  journal: Pick<Journal, 'entries'>,
  head: Head,
  digest: Digest,
): Promise<readonly Damage[]> {
  const from = Math.max(1, head.seq - TAIL_LENGTH + 1);
  // One more than there should be: an entry behind the head is damage too.
  const entries = await journal.entries(from, TAIL_LENGTH + 1);
  return verifyChain(entries, { after: anchor(head, from, entries[0]), head }, digest);
}

/**
 * Damage as `look` finds it up to the head, looked for again when the journal has gone on meanwhile: an entry that another
 * window has just written is none. Rejects when the store is gone.
 */
export async function verifySteadily(
  journal: Pick<Journal, 'read'>,
  first: Head,
  look: (head: Head) => Promise<readonly Damage[]>,
): Promise<{ readonly head: Head; readonly damages: readonly Damage[] }> {
  let head = first;
  for (;;) {
    const damages = await look(head);
    if (damages.length === 0) return { head, damages };
    const { head: now = head } = await journal.read();
    if (now.seq <= head.seq) return { head, damages };
    head = now;
  }
}

/** Checks every entry, a chunk at a time, so that the page stays alive; `progress` hears how far it is. Rejects when the store is gone. */
export async function verifyAll(
  journal: Pick<Journal, 'entries'>,
  head: Head,
  options: { readonly digest: Digest; readonly progress?: (checked: number, total: number) => void },
): Promise<readonly Damage[]> {
  const damages: Damage[] = [];
  let after = anchor(head, 1, undefined);
  for (;;) {
    // One more than is checked: what the next entry says of the last one tells which of the two is wrong.
    const found = await journal.entries(after.seq + 1, CHUNK_LENGTH + 1);
    const chunk = found.slice(0, CHUNK_LENGTH);
    const isLast = found.length <= CHUNK_LENGTH;
    const end = isLast ? head : endOf(chunk, found.at(-1), { after, digest: options.digest });
    damages.push(...verifyChain(chunk, { after, head: end }, options.digest));
    options.progress?.(Math.min(end.seq, head.seq), head.seq);
    if (isLast) return damages;
    after = end;
  }
}

/** Where the chain stands before entry `from`, told by what that entry says of it; the genesis before the first. */
function anchor(head: Head, from: number, first: unknown): Head {
  return { ...head, seq: from - 1, hash: from > 1 && isEntry(first) ? first.prev : GENESIS };
}

/** Where the chain should stand at the end of a chunk that `next` follows. */
function endOf(
  chunk: readonly unknown[],
  next: unknown,
  { after, digest }: { readonly after: Head; readonly digest: Digest },
): Head {
  const last = chunk.at(-1);
  const seq = keyOf(last) ?? after.seq + chunk.length;
  if (isEntry(next) && next.seq === seq + 1) return { ...after, seq, hash: next.prev };
  return { ...after, seq, hash: isEntry(last) ? hashOf(last, digest) : GENESIS };
}

/** The store's own key of what it holds, also when that is no entry any more. */
export function keyOf(value: unknown): number | undefined {
  const seq =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['seq'] : undefined;
  return typeof seq === 'number' && Number.isSafeInteger(seq) ? seq : undefined;
}
