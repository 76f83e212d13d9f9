/** A journal whose storage fails on purpose, for tests and the simulation: a wrapper around any journal. */

import type { AppendResult, Batch, Journal } from '../ports.ts';

export type StorageFault =
  /** No room; nothing is stored. */
  | 'full'
  /** The storage does not answer; nothing is stored. */
  | 'unavailable'
  /** Stored, but the answer says `unavailable`: the connection died at the commit. */
  | 'unsure'
  /** Says stored and keeps nothing: a disk that lies, and then a power cut. */
  | 'drop'
  /** Never answers; nothing is stored: the program stopped before the commit. */
  | 'freeze_before'
  /** Never answers, but it is stored: the program stopped after the commit. */
  | 'freeze_after';

/** `faultAt` says what happens to the nth append (1, 2, 3 …) of this wrapper; `undefined` means that it works. Reads pass through. */
export function createFaultyJournal(
  inner: Journal,
  faultAt: (nth: number) => StorageFault | undefined,
): Journal {
  let appends = 0;
  return {
    ...inner,
    append: (batch) => {
      appends += 1;
      return appendWith(inner, batch, faultAt(appends));
    },
  };
}

async function appendWith(
  inner: Journal,
  batch: Batch,
  fault: StorageFault | undefined,
): Promise<AppendResult> {
  switch (fault) {
    case undefined:
      return inner.append(batch);
    case 'full':
    case 'unavailable':
      return { ok: false, refusal: fault };
    case 'unsure':
      await inner.append(batch);
      return { ok: false, refusal: 'unavailable' };
    case 'drop':
      return { ok: true };
    case 'freeze_before':
      return never();
    case 'freeze_after':
      await inner.append(batch);
      return never();
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}
