/** Webhooks v1: subscriptions, the events that were sent, and whether a signature is PayPal's. */

import { paypalCredentials } from '../../world/credentials.ts';
import type { JsonObject, World } from '../../world/model.ts';
import { type Webhook, webhooksOf } from '../../world/notifications.ts';
import type { Answer } from '../gateway.ts';
import type { Call } from './call.ts';
import { EVENT_TYPES, isEventType } from './events.ts';
import { Inspection, isObject } from './inspection.ts';
import { ok, v1Problem } from './problems.ts';
import { newId } from './records.ts';
import { changeShelf, shelfOf } from './shelf.ts';
import { link } from './views.ts';

const PATH = '/v1/notifications/webhooks';
const MAX_WEBHOOKS = 10;
const MAX_URL = 2_048;
/** Plain HTTP only where nothing leaves the house. */
const LOCAL =
  /^(localhost|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|\[::1\]|[\w.-]+\.(local|test))$/;

export function createWebhook({ world, body }: Call): Answer {
  const details = [...urlDetails(body['url']), ...eventDetails(body['event_types'])];
  if (details.length > 0) return invalid(world, details);
  const webhooks = webhooksOf(world, 'paypal');
  const url = String(body['url']);
  if (webhooks.some((one) => one.url === url)) return urlTaken(world);
  if (webhooks.length >= MAX_WEBHOOKS)
    return v1Problem(world, 400, {
      name: 'WEBHOOK_NUMBER_LIMIT_EXCEEDED',
      message: 'The application has as many webhooks as it can have.',
    });
  // The first one has the id that the credentials name, so that a listener can be set up before it.
  const { webhookId } = paypalCredentials(world);
  const id = webhooks.some((one) => one.id === webhookId) ? newId(world) : webhookId;
  const webhook: Webhook = { id, url, events: eventNames(body['event_types']) };
  changeShelf(world, { webhooks: [...webhooks, webhook] });
  return ok(201, webhookView(webhook));
}

export function listWebhooks({ world, query }: Call): Answer {
  const anchor = query.get('anchor_type') ?? 'APPLICATION';
  if (anchor !== 'APPLICATION' && anchor !== 'ACCOUNT')
    return invalid(world, [
      { field: 'anchor_type', value: anchor, location: 'query', issue: 'Not a kind of anchor.' },
    ]);
  return ok(200, { webhooks: webhooksOf(world, 'paypal').map(webhookView) });
}

export function showWebhook(call: Call): Answer {
  const webhook = find(call);
  return webhook === undefined ? unknownId(call.world) : ok(200, webhookView(webhook));
}

export function listEventTypes({ world, ids }: Call): Answer {
  const { events = ['*'] } = webhooksOf(world, 'paypal').find(({ id }) => id === ids[0]) ?? {};
  if (ids[0] !== undefined && !webhooksOf(world, 'paypal').some(({ id }) => id === ids[0]))
    return unknownId(world);
  const names = events.includes('*') ? Object.keys(EVENT_TYPES) : events;
  const types = names.map((name) => ({ name, description: EVENT_TYPES[name]?.summary, status: 'ENABLED' }));
  return ok(200, { event_types: types });
}

/** Replaces the address or the events. */
export function changeWebhook(call: Call): Answer {
  const { world, body } = call;
  const before = find(call);
  if (before === undefined) return unknownId(world);
  const changes = Array.isArray(body['patches']) ? body['patches'] : [];
  let after = before;
  for (const [index, change] of changes.entries()) {
    const { op, path, value } = isObject(change) ? change : {};
    const at = `/${index}`;
    if (op !== 'replace') return invalid(world, [{ field: `${at}/op`, issue: 'Only replace is possible.' }]);
    const details =
      path === '/url'
        ? urlDetails(value)
        : path === '/event_types'
          ? eventDetails(value)
          : [{ field: `${at}/path`, issue: 'Only /url and /event_types can be replaced.' }];
    if (details.length > 0) return invalid(world, details);
    if (
      path === '/url' &&
      webhooksOf(world, 'paypal').some((one) => one.url === value && one.id !== before.id)
    )
      return urlTaken(world);
    after = path === '/url' ? { ...after, url: String(value) } : { ...after, events: eventNames(value) };
  }
  if (JSON.stringify(after) === JSON.stringify(before))
    return v1Problem(world, 400, {
      name: 'WEBHOOK_PATCH_REQUEST_NO_CHANGE',
      message: 'The webhook is like this already.',
    });
  const webhooks = webhooksOf(world, 'paypal').map((one) => (one.id === after.id ? after : one));
  changeShelf(world, { webhooks });
  return ok(200, webhookView(after));
}

export function deleteWebhook(call: Call): Answer {
  const webhook = find(call);
  if (webhook === undefined) return unknownId(call.world);
  const { webhooks } = shelfOf(call.world);
  changeShelf(call.world, { webhooks: webhooks.filter((one) => one.id !== webhook.id) });
  return ok(204, null);
}

/** What `open` found out about the signature, which cannot be checked inside a step. */
export function verifySignature({ world, body }: Call, isRight: boolean): Answer {
  const inspection = new Inspection();
  const text = (name: string, max: number) => inspection.text(body, `/${name}`, { isRequired: true, max });
  for (const [name, max] of Object.entries({
    auth_algo: 100,
    cert_url: 500,
    transmission_id: 50,
    transmission_sig: 500,
    transmission_time: 100,
    webhook_id: 50,
  }))
    text(name, max);
  if (!isObject(body['webhook_event'])) inspection.note('MISSING_REQUIRED_PARAMETER', '/webhook_event');
  if (!inspection.isClean)
    return invalid(
      world,
      inspection.details.map(({ field = '', issue }) => ({ field, location: 'body', issue })),
    );
  const isKnown = webhooksOf(world, 'paypal').some(({ id }) => id === body['webhook_id']);
  return ok(200, { verification_status: isRight && isKnown ? 'SUCCESS' : 'FAILURE' });
}

export function invalid(world: World, details: readonly JsonObject[]): Answer {
  return v1Problem(world, 400, {
    name: 'VALIDATION_ERROR',
    message: 'The request is not valid; see details.',
    details,
  });
}

export function unknownId(world: World): Answer {
  return v1Problem(world, 404, { name: 'INVALID_RESOURCE_ID', message: 'There is nothing with this id.' });
}

/** Why an address cannot be one; used for events on trial as well. */
export function urlDetails(url: unknown): JsonObject[] {
  const field = { field: 'url', location: 'body' };
  if (typeof url !== 'string' || url === '') return [{ ...field, issue: 'It is missing.' }];
  if (url.length > MAX_URL || !URL.canParse(url))
    return [{ ...field, value: url, issue: 'Not a valid address.' }];
  const { protocol, hostname } = new URL(url);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOCAL.test(hostname));
  return isSafe ? [] : [{ ...field, value: url, issue: 'Not a valid address: it has to be https.' }];
}

function eventDetails(types: unknown): JsonObject[] {
  const field = { field: 'event_types', location: 'body' };
  if (!Array.isArray(types) || types.length === 0) return [{ ...field, issue: 'It is missing.' }];
  const unknown = types.filter((type) => {
    const name = isObject(type) ? type['name'] : undefined;
    return typeof name !== 'string' || (name !== '*' && !isEventType(name));
  });
  return unknown.length === 0
    ? []
    : [{ ...field, value: JSON.stringify(unknown), issue: 'Not an event type.' }];
}

function eventNames(types: unknown): string[] {
  const names = Array.isArray(types) ? types.map((type) => (isObject(type) ? String(type['name']) : '')) : [];
  return [...new Set(names)];
}

function find({ world, ids }: Call): Webhook | undefined {
  return webhooksOf(world, 'paypal').find(({ id }) => id === ids[0]);
}

function urlTaken(world: World): Answer {
  return v1Problem(world, 400, {
    name: 'WEBHOOK_URL_ALREADY_EXISTS',
    message: 'There is a webhook for this address.',
  });
}

function webhookView({ id, url, events }: Webhook): JsonObject {
  const types = events.map((name) =>
    name === '*'
      ? { name, description: 'All events' }
      : { name, description: EVENT_TYPES[name]?.summary, status: 'ENABLED' },
  );
  const path = `${PATH}/${id}`;
  return {
    id,
    url,
    event_types: types,
    links: [link('self', path), link('update', path, 'PATCH'), link('delete', path, 'DELETE')],
  };
}
