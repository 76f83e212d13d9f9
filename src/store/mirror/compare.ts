/** Holds what a start has found in the book against the second copy, which no start may know better than (INV-19). */

import { type Entry, type Head, isEntry } from '../../domain/journal.ts';
import type { Journal } from '../../ports.ts';
import type { StartFinding } from '../start-check.ts';
import { type CopyTail, copyLine } from './copy-format.ts';

export interface Compared {
  readonly finding: StartFinding;
  /** The copy agrees with the book up to this entry, and is to be continued behind it. */
  readonly agreesUpTo: number;
}

/**
 * An empty book is lost when a copy stands beside it, and a shorter one has lost its end. A copy that says something else
 * than the book of the same life means that one of the two was rewritten. Rejects when the store is gone.
 */
export async function holdAgainstCopy(
  finding: StartFinding,
  tails: readonly CopyTail[] | undefined,
  journal: Pick<Journal, 'entries'>,
): Promise<Compared> {
  const none = { finding, agreesUpTo: 0 };
  if (tails === undefined || finding.kind === 'refused') return none;
  if (finding.kind === 'first') {
    const copy = newestOf(tails);
    return copy === undefined
      ? none
      : { finding: { kind: 'lost', note: undefined, head: undefined, copy }, agreesUpTo: 0 };
  }
  const till = finding.kind === 'lost' ? (finding.head ?? finding.note)?.till : finding.head.till;
  const copy = tails.find((tail) => tail.till === till);
  if (copy === undefined) return none;
  if (finding.kind === 'lost') {
    const isMore = finding.head === undefined || isBeyond(copy, finding.head);
    return isMore ? { finding: { ...finding, copy }, agreesUpTo: 0 } : none;
  }
  return compare(finding, copy, await entryAt(journal, copy.seq));
}

function compare(
  finding: Extract<StartFinding, { kind: 'ready' }>,
  copy: CopyTail,
  own: Entry | undefined,
): Compared {
  const { head } = finding;
  if (isBeyond(copy, head)) {
    return { finding: { kind: 'lost', note: undefined, head, copy }, agreesUpTo: 0 };
  }
  if (own !== undefined && copyLine(own) === copy.line) return { finding, agreesUpTo: copy.seq };
  // Of a life that ended with a loss the copy may well know what the book no longer does.
  if (copy.epoch < head.epoch) return { finding, agreesUpTo: 0 };
  const damages = [...finding.damages, { kind: 'rewritten', seq: copy.seq } as const];
  return { finding: { ...finding, damages }, agreesUpTo: 0 };
}

function isBeyond(copy: CopyTail, head: Head): boolean {
  return copy.epoch > head.epoch || (copy.epoch === head.epoch && copy.seq > head.seq);
}

function newestOf(tails: readonly CopyTail[]): CopyTail | undefined {
  return [...tails].sort((left, right) => left.at - right.at).at(-1);
}

async function entryAt(journal: Pick<Journal, 'entries'>, seq: number): Promise<Entry | undefined> {
  const [found] = await journal.entries(seq, 1);
  return isEntry(found) && found.seq === seq ? found : undefined;
}
