/** Events: what happened, with the object as it was then; kept with its intent and told to those who subscribed. */

import { type JsonObject, touch, type World } from '../../world/model.ts';
import { queueNotification } from '../../world/notifications.ts';
import { type Deal, detailOf, newId, seconds, shelfOf } from './records.ts';

/** The version in which everything here is written. */
export const API_VERSION = '2026-10-28.endive';

/** Which request is being carried out; none for what happens by itself. */
export interface Cause {
  readonly now: number;
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
}

/** More of one intent are not kept: the oldest go. */
const KEPT_PER_INTENT = 40;

export const EVENT_TYPES = [
  'charge.captured',
  'charge.expired',
  'charge.failed',
  'charge.refund.updated',
  'charge.refunded',
  'charge.succeeded',
  'payment_intent.amount_capturable_updated',
  'payment_intent.canceled',
  'payment_intent.created',
  'payment_intent.payment_failed',
  'payment_intent.processing',
  'payment_intent.requires_action',
  'payment_intent.succeeded',
  'refund.created',
  'refund.failed',
  'refund.updated',
  'terminal.reader.action_failed',
  'terminal.reader.action_succeeded',
  'terminal.reader.action_updated',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Writes an event down and queues it for every endpoint that wants it. */
export function emit(
  world: World,
  deal: Deal,
  news: { readonly type: EventType; readonly object: JsonObject; readonly cause: Cause },
): void {
  const { trade, intent } = deal;
  const { type, object, cause } = news;
  const pending = shelfOf(world).webhooks.filter(
    ({ events }) => events.includes('*') || events.includes(type),
  );
  const event: JsonObject = {
    id: newId(world, 'evt'),
    object: 'event',
    api_version: API_VERSION,
    created: seconds(cause.now),
    data: { object },
    livemode: false,
    pending_webhooks: pending.length,
    request: { id: cause.requestId, idempotency_key: cause.idempotencyKey },
    type,
  };
  intent.events = [...intent.events, event].slice(-KEPT_PER_INTENT);
  trade.detail = detailOf(intent);
  touch(world, trade);
  queueNotification(world, trade, { event: type, at: cause.now, body: event });
}
