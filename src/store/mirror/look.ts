/** What a start finds in a book and in its second copy together, and the bringing back of what only the copy holds. */

import type { Journal } from '../../ports.ts';
import { restoreBook, untoldRestore } from '../restore.ts';
import type { Restored } from '../schema.ts';
import { checkStart, type StartFinding, type StartParts } from '../start-check.ts';
import { holdAgainstCopy } from './compare.ts';
import type { CopyTail } from './copy-format.ts';
import { mergeCopies } from './copy-format.ts';
import type { SecondCopy } from './second-copy.ts';

export interface Looked {
  readonly finding: StartFinding;
  /** Where the copy is to be continued. */
  readonly agreesUpTo: number;
  readonly restored?: Restored;
}

export interface LookParts extends StartParts {
  readonly journal: Pick<Journal, 'entries'>;
  readonly secondCopy: SecondCopy | undefined;
  /** Asked for before, since the copy's worker has to start. */
  readonly tails: Promise<readonly CopyTail[] | undefined> | undefined;
}

/** Looks; and where `isToRestore`, brings a lost book back from its copy. What cannot be brought back stays lost. */
export async function lookAtBook(parts: LookParts, isToRestore: boolean): Promise<Looked> {
  const found = await checkStart(parts);
  const compared = await holdAgainstCopy(found, await parts.tails, parts.journal);
  const looked: Looked = isToRestore ? await restore(compared, parts) : compared;
  if (looked.finding.kind !== 'ready' || looked.restored !== undefined) return looked;
  const restored = await untoldRestore(parts.connection, looked.finding.head);
  return restored === undefined ? looked : { ...looked, restored };
}

async function restore(looked: Looked, parts: LookParts): Promise<Looked> {
  const { finding } = looked;
  if (finding.kind !== 'lost' || finding.copy === undefined || parts.secondCopy === undefined) return looked;
  const { copy, note } = finding;
  try {
    const copied = mergeCopies(copy.till, await parts.secondCopy.read(copy.till), parts.digest);
    const { till, seq } = copied.head;
    const missing = Math.max(0, Math.max(note?.seq ?? 0, copy.seq) - seq);
    const entries = await restoreBook(parts.connection, copied, missing);
    // From now on no more than this is remembered: the next start must not miss it again.
    await parts.notes.write({ book: parts.book, till, seq, notedAt: parts.clock.now() });
    const ready = { kind: 'ready', head: copied.head, endedCleanly: false, damages: [] } as const;
    return { finding: ready, agreesUpTo: 0, restored: { entries, missing } };
  } catch {
    return looked;
  }
}
