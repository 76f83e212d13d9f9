/** The disk of one till: it outlives tabs, takes its time, fails, is full, says "no" after it has written, and drops what was not durable. */

import type { AppendResult, Batch, Journal } from '../../../src/ports.ts';
import {
  createMemoryJournal,
  createMemoryStore,
  type MemoryStore,
} from '../../../src/store/memory-journal.ts';
import type { Mix } from './mix.ts';
import type { Chance } from './random.ts';
import type { Restoring } from './sabotage.ts';
import { loseAndRestore, type Restored } from './second-copy.ts';
import type { Notebook } from './seen.ts';
import type { SwarmTime } from './time.ts';

export interface Disk {
  readonly store: MemoryStore;
  /** The journal as one tab has it; `isAlive` tells whether the tab still waits for what it wrote. */
  readonly journalOf: (tab: number, isAlive: () => boolean) => Journal;
  /** The browser begins, with no other tab open: what the second copy had to bring back, if anything was lost. */
  readonly start: () => Restored | undefined;
}

export interface DiskParts {
  readonly time: SwarmTime;
  readonly mix: Mix;
  readonly chance: Chance;
  readonly notebook: Notebook;
  readonly isUnsafe: () => boolean;
  /** Called when entries are durable. */
  readonly onWritten: (till: string, tab: number) => void;
  /** Takes the place of the journal over the store: for a rule that is broken on purpose. */
  readonly wrap?: ((journal: Journal, store: MemoryStore) => Journal) | undefined;
  /** Takes the place of what brings a lost book back. */
  readonly restore?: Restoring | undefined;
}

type Refusal = Extract<AppendResult, { readonly ok: false }>['refusal'];

export function createDisk(parts: DiskParts, till: string): Disk {
  const { time, mix, notebook, isUnsafe } = parts;
  const chance = parts.chance.fork(`disk ${till}`);
  const fate = parts.chance.fork(`lost ${till}`);
  const store = createMemoryStore();
  const plain = createMemoryJournal(store);
  const journal = parts.wrap?.(plain, store) ?? plain;
  let outage: { readonly refusal: 'full' | 'unavailable'; readonly until: number } | undefined;

  const struck = (what: string): void => notebook.see({ t: 'fault', till, kind: 'storage', what });

  function failing(): 'full' | 'unavailable' | undefined {
    if (outage !== undefined && (time.now() >= outage.until || !isUnsafe())) outage = undefined;
    if (outage === undefined && isUnsafe() && chance.happens(mix.rates.storage)) {
      const lastsMs = chance.happens(0.5) ? 1 : chance.whole(1, 30) * 1_000;
      outage = { refusal: chance.pick(['full', 'unavailable']), until: time.now() + lastsMs };
      struck(outage.refusal);
    }
    return outage?.refusal;
  }

  async function write(tab: number, isAlive: () => boolean, batch: Batch): Promise<AppendResult> {
    const writeMs = chance.whole(mix.writeMs[0], mix.writeMs[1]) / 2;
    const refusal = failing();
    if (writeMs > 0) await time.sleep(writeMs);
    if (refusal !== undefined) return refused(tab, batch, refusal);
    // What a tab had begun to write when it ended may have become durable, or not.
    if (!isAlive() && chance.happens(0.5)) {
      struck('dropped');
      return { ok: false, refusal: 'unavailable' };
    }
    const result = await journal.append(batch);
    if (!result.ok) return refused(tab, batch, result.refusal);
    // What is in the store counts, not what was to be written.
    for (const { seq } of batch.entries) {
      const entry = store.entries.get(seq);
      if (typeof entry === 'object' && entry !== null) notebook.see({ t: 'entry', till, tab, seq, entry });
    }
    parts.onWritten(till, tab);
    if (writeMs > 0) await time.sleep(writeMs);
    if (isUnsafe() && chance.happens(mix.rates.storage)) {
      struck('unsure');
      return { ok: false, refusal: 'unavailable' };
    }
    if (isAlive()) notebook.see({ t: 'acknowledged', till, tab, seq: batch.head.seq });
    return result;
  }

  /** What came back, up to which entry: until more is written nobody has told of it, as `src/store/restore.ts` keeps it. */
  let untold: { readonly seq: number; readonly restored: Restored | undefined } | undefined;

  function start(): Restored | undefined {
    const seq = store.head?.seq ?? 0;
    if (seq === 0 || !isUnsafe() || !fate.happens(mix.rates.wipe))
      return untold?.seq === seq ? untold.restored : undefined;
    const isAll = fate.happens(0.5);
    const before = store.head;
    const restored = (parts.restore ?? loseAndRestore)(store, isAll ? 1 : fate.whole(1, seq));
    if (store.head !== before) notebook.see({ t: 'fault', till, kind: 'wipe', what: isAll ? 'all' : 'end' });
    untold = { seq, restored };
    return restored;
  }

  function refused(tab: number, batch: Batch, refusal: Refusal): AppendResult {
    const keys = batch.entries.flatMap(({ kind, body }) =>
      kind === 'operation.sent' ? [String(body['key'])] : [],
    );
    notebook.see({ t: 'refused', till, tab, refusal, keys: keys.join(' ') });
    return { ok: false, refusal };
  }

  return {
    store,
    start,
    journalOf: (tab, isAlive) => ({ ...journal, append: (batch) => write(tab, isAlive, batch) }),
  };
}
