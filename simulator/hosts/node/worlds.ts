/** Parallel worlds behind one server: each test of a suite names its own by a header, and none disturbs another. */

import type { SimulatorCrypto } from '../../gateways/crypto.ts';
import { parallelSeed } from '../../world/create.ts';
import { createMemoryHost, type MemoryHost, type Snapshot } from '../memory.ts';

export const WORLD_HEADER = 'x-simulator-world';
/** The world of a request that names none. */
export const DEFAULT_WORLD = 'default';
export const MOST_WORLDS = 64;
const NAME = /^[\w.-]{1,64}$/;

export interface WorldsOptions {
  readonly now: () => number;
  readonly crypto: SimulatorCrypto;
  /** The default world's; another's begins with it, so that all know the shop by the same ids and secrets. */
  readonly seed: string;
  readonly restored?: Readonly<Record<string, Snapshot>>;
  /** Called with each world when it opens; what it returns is called when the world ends. */
  readonly onOpen: (host: MemoryHost) => () => void;
}

export type WorldRefusal = 'bad-name' | 'too-many';

export interface Worlds {
  /** The world of a name, made when it is first asked for. */
  readonly get: (name: string) => MemoryHost | WorldRefusal;
  readonly list: () => readonly { readonly name: string; readonly host: MemoryHost }[];
  /** Forgets a world; the next request that names it begins a fresh one. */
  readonly forget: (name: string) => boolean;
  readonly close: () => void;
}

export function openWorlds({ now, crypto, seed, restored = {}, onOpen }: WorldsOptions): Worlds {
  const open = new Map<string, { readonly host: MemoryHost; readonly end: () => void }>();
  const add = (name: string, snapshot?: Snapshot): MemoryHost => {
    const ownSeed = name === DEFAULT_WORLD ? seed : parallelSeed(seed, name);
    const host = createMemoryHost({ now, crypto, seed: ownSeed, ...(snapshot && { restored: snapshot }) });
    open.set(name, { host, end: onOpen(host) });
    return host;
  };
  add(DEFAULT_WORLD, restored[DEFAULT_WORLD]);
  for (const [name, snapshot] of Object.entries(restored)) if (!open.has(name)) add(name, snapshot);
  const forget = (name: string) => {
    open.get(name)?.end();
    return open.delete(name);
  };
  return {
    get: (name) => {
      const known = open.get(name);
      if (known) return known.host;
      if (!NAME.test(name)) return 'bad-name';
      return open.size < MOST_WORLDS ? add(name) : 'too-many';
    },
    list: () => [...open].map(([name, { host }]) => ({ name, host })),
    forget: (name) => name !== DEFAULT_WORLD && forget(name),
    close: () => {
      for (const name of [...open.keys()]) forget(name);
    },
  };
}
