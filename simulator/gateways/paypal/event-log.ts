/** Webhooks v1: the events that happened, one of them again, and one on trial. */

import type { JsonObject, Notification, Trade, World } from '../../world/model.ts';
import { touch } from '../../world/model.ts';
import { queueNotification, webhooksOf } from '../../world/notifications.ts';
import { createTrade, tradeByKey } from '../../world/trades.ts';
import type { Answer } from '../gateway.ts';
import type { Call } from './call.ts';
import { eventId, eventView, isEventType } from './events.ts';
import { isObject } from './inspection.ts';
import { ok } from './problems.ts';
import { keyOf } from './records.ts';
import { link, money, time } from './views.ts';
import { invalid, unknownId, urlDetails } from './webhooks.ts';

const EVENTS_SHOWN = 10;
const MAX_EVENTS_SHOWN = 300;
/** Where events on trial hang, since they belong to no order; so many of them are kept. */
const TRIAL_KEY = keyOf('TRIAL');
const TRIALS_KEPT = 20;

interface Happened {
  readonly trade: Trade;
  readonly notification: Notification;
}

export function listEvents({ world, query }: Call): Answer {
  const size = Number(query.get('page_size') ?? EVENTS_SHOWN);
  if (!Number.isSafeInteger(size) || size < 1 || size > MAX_EVENTS_SHOWN)
    return invalid(world, [{ field: 'page_size', location: 'query', issue: 'Not a number of events.' }]);
  const [start, end] = [query.get('start_time'), query.get('end_time')].map((text) =>
    text === null ? undefined : Date.parse(text),
  );
  if (Number.isNaN(start ?? 0) || Number.isNaN(end ?? 0))
    return invalid(world, [{ field: 'start_time', location: 'query', issue: 'Not a time.' }]);
  const type = query.get('event_type');
  const found = happened(world)
    .filter(({ notification: { at } }) => at >= (start ?? 0) && at <= (end ?? Number.POSITIVE_INFINITY))
    .filter(({ notification }) => type === null || notification.event === type)
    .slice(0, size)
    .map(({ trade, notification }) => eventView(world, trade, notification));
  return ok(200, {
    events: found,
    count: found.length,
    links: [link('self', '/v1/notifications/webhooks-events')],
  });
}

export function showEvent({ world, ids }: Call): Answer {
  const found = happened(world).find(({ notification }) => eventId(notification) === ids[0]);
  return found === undefined ? unknownId(world) : ok(200, eventView(world, found.trade, found.notification));
}

/** Delivers an event once more, to the webhooks that are named or to all that had it. */
export function resendEvent({ world, ids, body, now }: Call): Answer {
  const found = happened(world).find(({ notification }) => eventId(notification) === ids[0]);
  if (found === undefined) return unknownId(world);
  const named = Array.isArray(body['webhook_ids']) ? body['webhook_ids'] : undefined;
  const urls = webhooksOf(world, 'paypal')
    .filter(({ id }) => named?.includes(id) ?? true)
    .map(({ url }) => url);
  const again = found.trade.notifications.filter(
    ({ id, url }) => id === found.notification.id && urls.includes(url),
  );
  for (const notification of again) {
    notification.attempts = 0;
    notification.nextAt = now;
  }
  touch(world, found.trade);
  return ok(202, eventView(world, found.trade, found.notification));
}

/** An event that nothing stands behind, for a listener on trial. */
export function simulateEvent({ world, body, now }: Call): Answer {
  const type = body['event_type'];
  if (typeof type !== 'string' || !isEventType(type))
    return invalid(world, [{ field: 'event_type', location: 'body', issue: 'Not an event type.' }]);
  const webhook = webhooksOf(world, 'paypal').find(({ id }) => id === body['webhook_id']);
  if (body['webhook_id'] !== undefined && webhook === undefined) return unknownId(world);
  const url = webhook?.url ?? body['url'];
  const details = urlDetails(url);
  if (details.length > 0) return invalid(world, details);
  const trade = trialTrade(world, now);
  trade.notifications = trade.notifications.slice(-TRIALS_KEPT);
  queueNotification(world, trade, { event: type, at: now, url: String(url), body: sample(now) });
  const notification = trade.notifications.at(-1);
  return notification === undefined ? ok(202, {}) : ok(202, eventView(world, trade, notification));
}

/** Each event once, newest first. */
function happened(world: World): Happened[] {
  const seen = new Set<string>();
  return Object.values(world.trades)
    .filter((trade) => trade.rail === 'paypal' && isObject(trade.detail))
    .flatMap((trade) => trade.notifications.map((notification) => ({ trade, notification })))
    .filter(({ notification: { id } }) => !seen.has(id) && seen.add(id))
    .sort((one, other) => other.notification.at - one.notification.at);
}

function trialTrade(world: World, now: number): Trade {
  return (
    tradeByKey(world, TRIAL_KEY) ??
    createTrade(world, now, {
      rail: 'paypal',
      key: TRIAL_KEY,
      orderNumber: 'TRIAL',
      flow: 'unknown',
      subject: '',
      amountMinor: 0,
      currency: 'USD',
      expiresAt: now,
      notifyUrl: null,
      status: 'dead',
      detail: { kind: 'trial' },
    })
  );
}

function sample(now: number): JsonObject {
  return { id: '2GG279541U471931P', status: 'COMPLETED', amount: money('USD', 100), create_time: time(now) };
}
