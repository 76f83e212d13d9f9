/** What the gateway keeps beside its trades: idempotency keys and the application's webhooks. */

import { type JsonObject, touch, type World } from '../../world/model.ts';
import type { Webhook } from '../../world/notifications.ts';

export type KeyLife = 'orders' | 'payments';

export interface KeptKey extends JsonObject {
  /** The id of what the call made. */
  readonly made: string;
  readonly until: number;
}

export interface Shelf extends JsonObject {
  /** By how long they are kept, then by path and key. */
  readonly keys: Readonly<Record<KeyLife, Record<string, KeptKey>>>;
  readonly webhooks: readonly Webhook[];
}

export function shelfOf(world: World): Shelf {
  return { keys: { orders: {}, payments: {} }, webhooks: [], ...world.shelves.paypal };
}

export function changeShelf(world: World, change: Partial<Shelf>): void {
  world.shelves.paypal = { ...shelfOf(world), ...(change as JsonObject) };
  touch(world);
}
