/** A host whose world lives in memory: for the Node server, for MSW and for tests, with the time coming from outside. */

import { tillOnline, tillSkewMs } from '../faults/armed.ts';
import { createWebCrypto, type SimulatorCrypto } from '../gateways/crypto.ts';
import type { WireAnswer } from '../gateways/gateway.ts';
import { EXCHANGES_KEPT, type Exchange, type Step, type WorldStore } from '../gateways/store.ts';
import { apply, type Command } from '../world/apply.ts';
import { simulatedNow } from '../world/clock.ts';
import { createWorld } from '../world/create.ts';
import type { World } from '../world/model.ts';
import { type Asked, answer, answerAsked } from './shared/front.ts';
import { createWait } from './shared/waiting.ts';

/** A world as it can be written down, with the messages that are kept of it. */
export interface Snapshot {
  readonly world: World;
  readonly exchanges: readonly Exchange[];
}

export interface MemoryHostOptions {
  /** Real time, epoch milliseconds; a test's own clock if it likes. */
  readonly now: () => number;
  readonly seed: string;
  /** A world to go on with, instead of a fresh one from the seed. */
  readonly restored?: Snapshot;
  /** Web Crypto by default. */
  readonly crypto?: SimulatorCrypto;
  /** How a delayed answer waits, `delayMs` in simulated time; by default with real timers. */
  readonly wait?: (delayMs: number, signal: AbortSignal) => Promise<void>;
}

export interface MemoryHost {
  /** As `fetch`, for the provider's paths and `/_simulator/…`. */
  readonly handle: (request: Request) => Promise<Response>;
  /** The same without the objects of `fetch`, for a server that has none. */
  readonly answer: (asked: Asked) => Promise<WireAnswer>;
  readonly clock: { readonly now: () => number; readonly steady: () => number };
  readonly online: () => boolean;
  /** The world itself, settled up to now; for reading in tests. */
  readonly world: () => World;
  /** Runs a command in the world, as every call does. */
  readonly run: <R>(command: Command<R>) => R;
  readonly onChange: (listener: () => void) => () => void;
  /** Everything, as it is now; not a copy. */
  readonly snapshot: () => Snapshot;
}

export function createMemoryHost(options: MemoryHostOptions): MemoryHost {
  const { now, seed, crypto = createWebCrypto(globalThis.crypto) } = options;
  const world = options.restored?.world ?? createWorld(seed, now());
  const listeners = new Set<() => void>();
  const exchanges: Exchange[] = [...(options.restored?.exchanges ?? [])];
  const run = <R>(command: Command<R>): R => {
    const before = world.version;
    const result = apply(world, now(), command);
    if (world.version !== before) for (const listener of [...listeners]) listener();
    return result;
  };
  const record: Step['record'] = (exchange) => {
    exchanges.push(exchange);
    if (exchanges.length > EXCHANGES_KEPT) exchanges.shift();
  };
  const store: WorldStore = {
    transact: async (command) => {
      const { birth } = world;
      const result = run((draft, at) => command(draft, { now: at, realNow: now(), record }));
      if (world.birth !== birth) exchanges.length = 0;
      return result;
    },
    publicKeys: async (rail) => world.merchants.find((merchant) => merchant.rail === rail)?.publicKeys ?? [],
    exchanges: async (after) => exchanges.filter(({ seq }) => seq > after),
  };
  const onChange: MemoryHost['onChange'] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const simulated = () => simulatedNow(world.clock, now());
  const wait = options.wait ?? createWait({ now: simulated, factor: () => world.clock.factor, onChange });
  return {
    handle: (request) => answer({ store, crypto, wait }, request),
    answer: (asked) => answerAsked({ store, crypto, wait }, asked),
    clock: { now: () => simulated() + tillSkewMs(world), steady: simulated },
    online: () => tillOnline(world),
    world: () => run((draft) => draft),
    run,
    onChange,
    snapshot: () => ({ world, exchanges }),
  };
}
