/** The host in the counter's, the phone's or the worker's own context, over the one world of this browser profile. */

import { tillOnline, tillSkewMs } from '../faults/armed.ts';
import { createWebCrypto } from '../gateways/crypto.ts';
import type { WorldStore } from '../gateways/store.ts';
import { simulatedNow } from '../world/clock.ts';
import type { World, WorldClock } from '../world/model.ts';
import { createDatabase, NewerWorld, type WorldDatabase } from './shared/database.ts';
import { answer } from './shared/front.ts';
import { createWait } from './shared/waiting.ts';

export interface PracticeHostOptions {
  /** The database's name, `guitai-simulator` by default. */
  readonly name?: string;
  /** Real time, `Date.now` by default. */
  readonly now?: () => number;
  /** The seed of a world that does not exist yet; chance by default. */
  readonly seed?: string;
}

/** What every host posts after a change, and what listeners get. */
export interface WorldNews {
  readonly birth: number;
  readonly version: number;
  /** Number of the last message exchanged. */
  readonly exchanges: number;
  readonly clock: WorldClock;
  readonly tillSkewMs: number;
  readonly tillOnline: boolean;
}

export interface PracticeHost {
  /**
   * As `fetch`, for the provider's paths and `/_simulator/…` on any origin. Rejects with a TypeError when request or
   * answer is lost (`cause` is `offline` when the request certainly never left), and with the signal's reason.
   */
  readonly handle: (request: Request) => Promise<Response>;
  /** The till's clock: simulated time plus the till's skew, epoch milliseconds; its steady time knows no skew. */
  readonly clock: { readonly now: () => number; readonly steady: () => number };
  /** False while the till has no network: fault `offline`. */
  readonly online: () => boolean;
  /** Calls back after each change of the world, wherever it was made; returns how to stop that. */
  readonly onChange: (listener: (news: WorldNews) => void) => () => void;
  readonly close: () => void;
}

export const WORLD_CHANNEL = 'practice-world';
const DATABASE_NAME = 'guitai-simulator';

/** Opens the world, makes it if there is none, and follows its changes until `close`. */
export async function openPracticeHost(options: PracticeHostOptions = {}): Promise<PracticeHost> {
  const { name = DATABASE_NAME, now = Date.now, seed } = options;
  const database = createDatabase({ name, now, seed: () => seed ?? crypto.randomUUID() });
  const channel = new BroadcastChannel(name === DATABASE_NAME ? WORLD_CHANNEL : `${WORLD_CHANNEL}:${name}`);
  const listeners = new Set<(news: WorldNews) => void>();
  let news = await firstNews(database, now);
  const take = (next: WorldNews) => {
    news = next;
    for (const listener of [...listeners]) listener(next);
  };
  channel.onmessage = (event: MessageEvent<unknown>) => {
    if (isNews(event.data) && isNewer(event.data, news)) take(event.data);
  };
  const store = createStore(database, (world) => {
    const next = newsOf(world);
    if (!isNewer(next, news)) return;
    channel.postMessage(next);
    take(next);
  });
  const onChange: PracticeHost['onChange'] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const simulated = () => simulatedNow(news.clock, now());
  const wait = createWait({ now: simulated, factor: () => news.clock.factor, onChange });
  const deps = { store, crypto: createWebCrypto(crypto), wait };
  return {
    handle: async (request) => {
      try {
        return await answer(deps, request);
      } catch (error) {
        if (!(error instanceof NewerWorld)) throw error;
        const body = JSON.stringify({ error: 'newer-world', message: error.message });
        return new Response(body, { status: 409, headers: { 'content-type': 'application/json' } });
      }
    },
    clock: { now: () => simulated() + news.tillSkewMs, steady: simulated },
    online: () => news.tillOnline,
    onChange,
    close: () => {
      channel.close();
      database.close();
      listeners.clear();
    },
  };
}

function createStore(database: WorldDatabase, changed: (world: World) => void): WorldStore {
  const transact: WorldStore['transact'] = async (command) => {
    const result = await database.transact(command);
    const world = database.seen();
    if (world) changed(world);
    return result;
  };
  const keysIn = (world: World | undefined, rail: string) =>
    world?.merchants.find((merchant) => merchant.rail === rail)?.publicKeys;
  return {
    transact,
    publicKeys: async (rail, fresh) => {
      const known = fresh ? undefined : keysIn(database.seen(), rail);
      return known ?? (await transact((world) => keysIn(world, rail) ?? []));
    },
    exchanges: database.exchanges,
  };
}

/** A world that is too new to be read still leaves a clock: real time. Every call then asks for a reload. */
async function firstNews(database: WorldDatabase, now: () => number): Promise<WorldNews> {
  try {
    return await database.transact(newsOf);
  } catch (error) {
    if (!(error instanceof NewerWorld)) throw error;
    const at = now();
    const clock = { realAt: at, simulatedAt: at, factor: 1 };
    return { birth: 0, version: 0, exchanges: 0, clock, tillSkewMs: 0, tillOnline: true };
  }
}

function newsOf(world: World): WorldNews {
  const { birth, version, exchanges, clock } = world;
  return {
    birth,
    version,
    exchanges,
    clock: { ...clock },
    tillSkewMs: tillSkewMs(world),
    tillOnline: tillOnline(world),
  };
}

/** Versions grow over resets too; a message alone changes only the count of messages. */
function isNewer(next: WorldNews, known: WorldNews): boolean {
  if (next.version !== known.version) return next.version > known.version;
  return next.birth === known.birth && next.exchanges > known.exchanges;
}

function isNews(data: unknown): data is WorldNews {
  return typeof data === 'object' && data !== null && 'version' in data && 'clock' in data;
}
