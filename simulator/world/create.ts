/** A fresh world: its customers, the shop and the providers, all from a seed. */

import { customers } from './customers.ts';
import { shopAccounts } from './merchants.ts';
import { WORLD_FORMAT, type World } from './model.ts';
import { seedFrom } from './random.ts';
import { staticCodes } from './static-codes.ts';

/** A world as it is before anything happened. `realNow`: epoch milliseconds at which simulated time is real time. */
export function createWorld(seed: string, realNow: number): World {
  return {
    format: WORLD_FORMAT,
    birth: 1,
    seed,
    version: 1,
    random: seedFrom(seed),
    serial: 0,
    exchanges: 0,
    clock: { realAt: realNow, simulatedAt: realNow, factor: 1 },
    wallets: customers(),
    merchants: shopAccounts(identitySeed(seed)),
    staticCodes: staticCodes(),
    codes: [],
    faults: [],
    held: [],
    trades: {},
    shelves: {},
    nextDueAt: null,
    promotionMinor: {},
  };
}

/** Starts a world afresh in place; versions go on growing, so that nobody takes the new world for an old one. */
export function resetWorld(world: World, seed: string, realNow: number): void {
  const { birth, version } = world;
  Object.assign(world, createWorld(seed, realNow));
  world.birth = birth + 1;
  world.version = version + 1;
}

/** The seed of a world that is reset without naming one: another story for the same shop. */
export function nextSeed(seed: string): string {
  return `${seed}+`;
}

/** The seed of a world beside another one of the same shop. */
export function parallelSeed(seed: string, name: string): string {
  return `${seed}/${name}`;
}

/** The part of a seed that the shop's ids and secrets come from: it stays over `nextSeed` and `parallelSeed`. */
export function identitySeed(seed: string): string {
  return seed.replace(/[/+].*$/s, '');
}
