/** The simulated worlds that demos make: known by their seeds, so that a demo that was left halfway stops no clock for good. */

import type { AppDeps } from '../deps.ts';
import type { DemoName } from '../routes.ts';

type Practice = NonNullable<AppDeps['practice']>;

const MARK = 'demo ';

/** The world's seed for a demo and the seed of its link. */
export function demoWorldSeed(name: DemoName, seed: string): string {
  return `${MARK}${name} ${seed}`;
}

/** Lets time run again in a world whose demo was closed while time stood still; anybody else's clock is left alone. */
export async function restartClock({ control }: Practice): Promise<void> {
  const seed = fieldOf(await control('version'), 'seed');
  if (typeof seed !== 'string' || !seed.startsWith(MARK)) return;
  if (fieldOf(await control('clock'), 'factor') === 0) await control('clock', { factor: 1 });
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
