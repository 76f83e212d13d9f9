/** The simulated world in IndexedDB: shared by counter, phone, desk and worker of one browser profile. */

import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { EXCHANGES_KEPT, type Exchange, type Step } from '../../gateways/store.ts';
import { apply } from '../../world/apply.ts';
import { createWorld } from '../../world/create.ts';
import { type Trade, WORLD_FORMAT, type World } from '../../world/model.ts';

interface Schema extends DBSchema {
  /** One record: the world without its trades. */
  head: { key: 'world'; value: Head };
  /** By key; `version` is the world's when the trade last changed. */
  trades: { key: string; value: Trade; indexes: { version: number } };
  exchanges: { key: number; value: Exchange };
}

type Head = Omit<World, 'trades'>;

export interface DatabaseOptions {
  readonly name: string;
  /** Real time, epoch milliseconds. */
  readonly now: () => number;
  /** For a world that does not exist yet. */
  readonly seed: () => string;
}

export interface WorldDatabase {
  readonly transact: <R>(command: (world: World, step: Step) => R) => Promise<R>;
  /** The world as this context saw it last. */
  readonly seen: () => World | undefined;
  readonly exchanges: (after: number) => Promise<readonly Exchange[]>;
  readonly close: () => void;
}

/** The stored world was written by a newer version of this program. */
export class NewerWorld extends Error {
  constructor() {
    super('The simulated world belongs to a newer version: reload the page.');
    this.name = 'NewerWorld';
  }
}

export function createDatabase(options: DatabaseOptions): WorldDatabase {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  let cached: World | undefined;
  const forget = () => {
    opening = undefined;
  };
  const database = () => {
    opening ??= open(options.name, forget);
    return opening;
  };
  return {
    seen: () => cached,
    exchanges: async (after) => (await database()).getAll('exchanges', IDBKeyRange.lowerBound(after, true)),
    transact: async (command) => {
      const db = await database();
      const tx = db.transaction(['head', 'trades', 'exchanges'], 'readwrite', { durability: 'relaxed' });
      try {
        const world = await load(tx, () => cached, options);
        const before = { version: world.version, birth: world.birth, exchanges: world.exchanges };
        cached = undefined;
        const recorded: Exchange[] = [];
        const realNow = options.now();
        const result = apply(world, realNow, (draft, now) =>
          command(draft, { now, realNow, record: (exchange) => recorded.push(exchange) }),
        );
        await Promise.all([...save(tx, world, { before, recorded }), tx.done]);
        cached = world;
        return result;
      } catch (error) {
        abort(tx);
        throw error;
      }
    },
    close: () => {
      opening?.then((db) => db.close()).catch(() => undefined);
      forget();
    },
  };
}

async function open(name: string, forget: () => void): Promise<IDBPDatabase<Schema>> {
  try {
    const db = await openDB<Schema>(name, 1, {
      upgrade: (upgraded) => {
        upgraded.createObjectStore('head');
        upgraded.createObjectStore('trades', { keyPath: 'key' }).createIndex('version', 'version');
        upgraded.createObjectStore('exchanges', { keyPath: 'seq' });
      },
      blocking: () => {
        db.close();
        forget();
      },
      terminated: forget,
    });
    return db;
  } catch (error) {
    forget();
    throw error;
  }
}

type Transaction = IDBPTransaction<Schema, ('head' | 'trades' | 'exchanges')[], 'readwrite'>;

/** The stored world; of its trades only those are read that this context has not seen. */
async function load(
  tx: Transaction,
  seen: () => World | undefined,
  { seed, now }: DatabaseOptions,
): Promise<World> {
  const head = await tx.objectStore('head').get('world');
  if (head && head.format > WORLD_FORMAT) throw new NewerWorld();
  if (!head || head.format < WORLD_FORMAT) return { ...createWorld(seed(), now()), version: 0 };
  const cached = seen();
  const isKnown = cached !== undefined && cached.birth === head.birth && cached.version <= head.version;
  const trades: Record<string, Trade> = isKnown ? cached.trades : {};
  if (!isKnown || cached.version < head.version) {
    const since = isKnown ? cached.version : 0;
    const changed = await tx
      .objectStore('trades')
      .index('version')
      .getAll(IDBKeyRange.lowerBound(since, true));
    for (const trade of changed) trades[trade.key] = trade;
  }
  return { ...head, trades };
}

interface Saved {
  readonly before: Pick<World, 'version' | 'birth' | 'exchanges'>;
  readonly recorded: readonly Exchange[];
}

/** Stores what has changed; a fresh world (version 0 before) and a reset one replace everything. */
function save(tx: Transaction, world: World, { before, recorded }: Saved): Promise<unknown>[] {
  const isNew = before.version === 0 || world.birth !== before.birth;
  if (before.version === 0) world.version = Math.max(world.version, 1);
  if (!isNew && world.version === before.version && recorded.length === 0) return [];
  const { trades, ...head } = world;
  const tradeStore = tx.objectStore('trades');
  const exchangeStore = tx.objectStore('exchanges');
  const writes: Promise<unknown>[] = isNew ? [tradeStore.clear(), exchangeStore.clear()] : [];
  writes.push(tx.objectStore('head').put(head, 'world'));
  for (const trade of Object.values(trades)) {
    if (isNew || trade.version > before.version) writes.push(tradeStore.put(trade));
  }
  for (const exchange of recorded) writes.push(exchangeStore.put(exchange));
  const outdated = world.exchanges - EXCHANGES_KEPT;
  if (recorded.length > 0 && outdated > 0) {
    writes.push(exchangeStore.delete(IDBKeyRange.upperBound(outdated)));
  }
  return writes;
}

/** After a failed command nothing is kept; the transaction may be over by itself already. */
function abort(tx: Transaction): void {
  tx.done.catch(() => undefined);
  try {
    tx.abort();
  } catch {
    return;
  }
}
