/** `PayPal-Request-Id`: what was done under a key is not done again; its latest state is told instead. */

import type { World } from '../../world/model.ts';
import { changeShelf, type KeptKey, type KeyLife, shelfOf } from './shelf.ts';

const HOUR_MS = 3_600_000;
/** Orders keep keys six hours, payments forty-five days (paypal.md 1.4). */
const LIVES_MS: Readonly<Record<KeyLife, number>> = { orders: 6 * HOUR_MS, payments: 45 * 24 * HOUR_MS };
export const MAX_KEY_LENGTH = 108;

/** The key of one call: the same text at another path is another key. */
export interface RequestKey {
  readonly path: string;
  readonly id: string;
  readonly life: KeyLife;
}

/** The id of what an earlier call under this key made. */
export function madeBefore(world: World, key: RequestKey | undefined, now: number): string | undefined {
  if (key === undefined) return undefined;
  const kept = shelfOf(world).keys[key.life][nameOf(key)];
  return kept !== undefined && now < kept.until ? kept.made : undefined;
}

/** Remembers what a call made under its key; the oldest keys are forgotten when they are over. */
export function remember(
  world: World,
  key: RequestKey | undefined,
  { made, now }: { readonly made: string; readonly now: number },
): void {
  if (key === undefined) return;
  const { keys } = shelfOf(world);
  const kept = keys[key.life];
  forgetOld(kept, now);
  const name = nameOf(key);
  delete kept[name];
  kept[name] = { made, until: now + LIVES_MS[key.life] };
  changeShelf(world, { keys });
}

/** Keys of one life stand in the order in which they end, so that one look at the oldest is mostly enough. */
function forgetOld(kept: Record<string, KeptKey>, now: number): void {
  for (const [name, { until }] of Object.entries(kept)) {
    if (now < until) return;
    delete kept[name];
  }
}

function nameOf({ path, id }: RequestKey): string {
  return `${path} ${id}`;
}
