/** Marks in the book which contexts have it open, so that the next start knows whether the last one ended by itself. */

import type { IDBPDatabase } from 'idb';
import { type BookSchema, RUN_PREFIX, type RunMarker } from './schema.ts';

const ALL_RUNS = () => IDBKeyRange.bound(RUN_PREFIX, `${RUN_PREFIX}\uffff`);

/** The ids of runs that left a marker and are not alive: each stands for an unclean end. */
export async function staleRuns(
  database: IDBPDatabase<BookSchema>,
  alive: ReadonlySet<string>,
): Promise<readonly string[]> {
  const keys = await database.getAllKeys('meta', ALL_RUNS());
  return keys.map((key) => key.slice(RUN_PREFIX.length)).filter((id) => !alive.has(id));
}

/** Marks this run and takes the stale markers away, durably. */
export async function beginRun(
  database: IDBPDatabase<BookSchema>,
  run: { readonly id: string; readonly startedAt: number },
  stale: readonly string[],
): Promise<void> {
  const transaction = database.transaction('meta', 'readwrite', { durability: 'strict' });
  const marker: RunMarker = { startedAt: run.startedAt };
  await Promise.all([
    transaction.store.put(marker, RUN_PREFIX + run.id),
    ...stale.map((id) => transaction.store.delete(RUN_PREFIX + id)),
    transaction.done,
  ]);
}

/** Takes this run's marker away, best effort: meant for `pagehide`, where nothing can be waited for. A page that comes back from the back-forward cache begins again. */
export async function endRun(database: IDBPDatabase<BookSchema>, id: string): Promise<void> {
  const transaction = database.transaction('meta', 'readwrite', { durability: 'strict' });
  await Promise.all([transaction.store.delete(RUN_PREFIX + id), transaction.done]);
}

/** Which runs are alive, told by the Web Locks they hold until they end in whatever way. */
export interface RunLocks {
  /** Holds this run's lock for as long as the context lives. */
  readonly hold: (id: string) => void;
  readonly alive: () => Promise<ReadonlySet<string>>;
}

const LOCK_PREFIX = 'guitai-run/';

/** Without a lock manager no run counts as alive: a second tab then rotates the log once too often, which is safe. */
export function createRunLocks(locks: Pick<LockManager, 'request' | 'query'> | undefined): RunLocks {
  return {
    hold: (id) => {
      locks?.request(LOCK_PREFIX + id, () => new Promise<never>(() => {})).catch(() => {});
    },
    alive: async () => {
      const held = (await locks?.query())?.held ?? [];
      const names = held.map(({ name }) => name ?? '').filter((name) => name.startsWith(LOCK_PREFIX));
      return new Set(names.map((name) => name.slice(LOCK_PREFIX.length)));
    },
  };
}
