/** Webhook endpoints: where news goes, and the signed letters that carry it (card-stripe.md 2.6). */

import { cardCredentials } from '../../world/credentials.ts';
import { type JsonObject, touch, type World } from '../../world/model.ts';
import { hmacSha256 } from '../crypto.ts';
import type { Newsroom } from '../gateway.ts';
import { invalid, type Said, said } from './answers.ts';
import { EVENT_TYPES } from './events.ts';
import { mergedMetadata, type Rules, textAt, textsAt, type Values } from './parameters.ts';
import { type Endpoint, newId, seconds, shelfOf } from './records.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** About three days, less and less often. */
const GAPS_MS = [
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  ...Array<number>(4).fill(12 * HOUR_MS),
];
const MOST_ENDPOINTS = 16;

export const ENDPOINT_RULES: Rules = {
  url: { kind: 'text', max: 2_048, required: true, like: /^https?:\/\/\S+$/ },
  enabled_events: { kind: 'list', of: { kind: 'text', max: 100 }, max: 100, required: true },
  api_version: { kind: 'text', max: 40 },
  connect: { kind: 'boolean' },
  description: { kind: 'text', max: 5_000, clears: true },
  metadata: { kind: 'metadata' },
};
export const ENDPOINT_CHANGE_RULES: Rules = {
  url: { kind: 'text', max: 2_048, like: /^https?:\/\/\S+$/ },
  enabled_events: { kind: 'list', of: { kind: 'text', max: 100 }, max: 100 },
  disabled: { kind: 'boolean' },
  description: { kind: 'text', max: 5_000, clears: true },
  metadata: { kind: 'metadata' },
};

/** The secret is told once, here. The first endpoint of a world has the one that the credentials name. */
export function createEndpoint(world: World, values: Values, now: number): Said {
  const shelf = shelfOf(world);
  const enabledEvents = textsAt(values, 'enabled_events') ?? [];
  const problem = eventsProblem(enabledEvents);
  if (problem) return problem;
  if (shelf.webhooks.length >= MOST_ENDPOINTS) {
    return invalid({ message: `At most ${MOST_ENDPOINTS} webhook endpoints are possible.` });
  }
  const isFirst = shelf.webhooks.length === 0;
  const endpoint: Endpoint = {
    id: newId(world, 'we'),
    url: textAt(values, 'url') ?? '',
    events: enabledEvents,
    enabledEvents,
    isDisabled: false,
    secret: isFirst ? cardCredentials(world).webhookSecret : newId(world, 'whsec', 32),
    createdAt: now,
    apiVersion: textAt(values, 'api_version') ?? null,
    description: textAt(values, 'description') ?? null,
    metadata: mergedMetadata({}, values),
  };
  shelf.webhooks.push(endpoint);
  touch(world);
  return said({ ...endpointView(endpoint), secret: endpoint.secret });
}

export function updateEndpoint(world: World, endpoint: Endpoint, values: Values): Said {
  const enabledEvents = textsAt(values, 'enabled_events') ?? endpoint.enabledEvents;
  const problem = eventsProblem(enabledEvents);
  if (problem) return problem;
  endpoint.enabledEvents = enabledEvents;
  endpoint.isDisabled = values['disabled'] === undefined ? endpoint.isDisabled : values['disabled'] === true;
  endpoint.events = endpoint.isDisabled ? [] : enabledEvents;
  endpoint.url = textAt(values, 'url') ?? endpoint.url;
  if (values['description'] !== undefined) endpoint.description = textAt(values, 'description') ?? null;
  endpoint.metadata = mergedMetadata(endpoint.metadata, values);
  touch(world);
  return said(endpointView(endpoint));
}

export function deleteEndpoint(world: World, endpoint: Endpoint): Said {
  const shelf = shelfOf(world);
  shelf.webhooks = shelf.webhooks.filter((one) => one !== endpoint);
  touch(world);
  return said({ id: endpoint.id, object: 'webhook_endpoint', deleted: true });
}

function eventsProblem(names: readonly string[]): Said | undefined {
  const param = 'enabled_events';
  if (names.length === 0) {
    return invalid({ code: 'parameter_invalid_empty', message: 'At least one event is needed.', param });
  }
  const unknown = names.find((name) => name !== '*' && !EVENT_TYPES.some((type) => type === name));
  return unknown === undefined ? undefined : invalid({ message: `Invalid event: ${unknown}`, param });
}

export function endpointView(endpoint: Endpoint): JsonObject {
  return {
    id: endpoint.id,
    object: 'webhook_endpoint',
    api_version: endpoint.apiVersion,
    application: null,
    created: seconds(endpoint.createdAt),
    description: endpoint.description,
    enabled_events: [...endpoint.enabledEvents],
    livemode: false,
    metadata: { ...endpoint.metadata },
    status: endpoint.isDisabled ? 'disabled' : 'enabled',
    url: endpoint.url,
  };
}

/** The signature header: the time of this delivery, and the signature under each secret of the address. */
export function signatureHeader(body: string, secrets: readonly string[], now: number): string {
  const at = seconds(now);
  return [`t=${at}`, ...secrets.map((secret) => `v1=${hmacSha256(secret, `${at}.${body}`, 'hex')}`)].join(
    ',',
  );
}

export const newsroom: Newsroom = {
  gapsMs: GAPS_MS,
  write: (world, { notification }, now) => {
    const { url } = notification;
    const body = JSON.stringify(notification.body ?? {}, null, 2);
    const secrets = shelfOf(world)
      .webhooks.filter((endpoint) => endpoint.url === url)
      .map(({ secret }) => secret);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': signatureHeader(body, secrets, now),
      'user-agent': 'Stripe/1.0 (practice)',
      'cache-control': 'no-cache',
    };
    return async () => ({ url, headers, body });
  },
  isTaken: (status) => status >= 200 && status < 300,
};
