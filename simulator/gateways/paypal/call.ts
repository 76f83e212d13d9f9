/** One call that was read: what its handler gets, and how its answer is chosen by `Prefer`. */

import type { JsonObject, Trade, World } from '../../world/model.ts';
import { queueNotification } from '../../world/notifications.ts';
import type { Answer } from '../gateway.ts';
import { ok } from './problems.ts';
import { madeBefore, type RequestKey, remember } from './request-ids.ts';

export interface Call {
  readonly world: World;
  /** Simulated time. */
  readonly now: number;
  readonly body: JsonObject;
  /** What the path's groups matched. */
  readonly ids: readonly string[];
  readonly query: URLSearchParams;
  readonly key: RequestKey | undefined;
  /** `Prefer: return=representation`. */
  readonly wantsAll: boolean;
}

/** Whole or minimal, as the caller prefers. */
export function shown(
  { wantsAll }: Call,
  status: number,
  { all, minimal }: { readonly all: JsonObject; readonly minimal: JsonObject },
): Answer {
  return ok(status, wantsAll ? all : minimal);
}

/** The id, status and links of a view: what `return=minimal` means for payments. */
export function minimalOf(view: JsonObject): JsonObject {
  return { id: view['id'], status: view['status'], links: view['links'] };
}

/** What an earlier call under the same key made; undefined when this is the first one. */
export function replayed({ world, key, now }: Call): string | undefined {
  return madeBefore(world, key, now);
}

export function keep({ world, key, now }: Call, made: string): void {
  remember(world, key, { made, now });
}

/** Tells subscribers, now or when it will have happened, with the resource as it is then. */
export function tell(
  { world, now }: Call,
  trade: Trade,
  {
    event,
    resource,
    at = now,
  }: { readonly event: string; readonly resource: JsonObject; readonly at?: number },
): void {
  queueNotification(world, trade, { event, at, body: resource });
}
