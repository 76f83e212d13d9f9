/** The calls of the card gateway: method, path, what they take, what they are, and who carries them out. */

import type { JsonObject, World } from '../../world/model.ts';
import { missingObject, type Said, said } from './answers.ts';
import { confirmWith } from './confirming.ts';
import { cancelIntent, captureIntent } from './ending.ts';
import type { Cause } from './events.ts';
import { CANCEL_RULES, CAPTURE_RULES, CONFIRM_RULES, CREATE_RULES, UPDATE_RULES } from './intent-rules.ts';
import { createIntent, listedIntents, retrieveIntent, updateIntent } from './intents.ts';
import { type Listed, PAGE_RULES, page, TIMED_PAGE_RULES } from './lists.ts';
import { createMethod, findMethod, METHOD_RULES } from './methods.ts';
import { type Rules, textAt, type Values } from './parameters.ts';
import { TERMINAL_ROUTES } from './reader-routes.ts';
import { type Deal, dealById, dealsOf, seconds, shelfOf } from './records.ts';
import { cancelRefund, createRefund, refundById, updateRefund } from './refunding.ts';
import { type Call, type CardRoute, cardRoute, METADATA, TEXT } from './route.ts';
import { SEARCH_RULES, search } from './search.ts';
import { chargeView, methodView, movementsOf, movementView, refundView } from './views.ts';
import {
  createEndpoint,
  deleteEndpoint,
  ENDPOINT_CHANGE_RULES,
  ENDPOINT_RULES,
  endpointView,
  updateEndpoint,
} from './webhooks.ts';

const INTENTS = '/v1/payment_intents';
const REFUND_RULES: Rules = {
  payment_intent: TEXT,
  charge: TEXT,
  amount: { kind: 'integer', min: 1 },
  currency: { kind: 'text', max: 3 },
  instructions_email: { kind: 'text', max: 512 },
  metadata: METADATA,
  reason: { kind: 'choice', of: ['duplicate', 'fraudulent', 'requested_by_customer'] },
  refund_application_fee: { kind: 'boolean' },
  reverse_transfer: { kind: 'boolean' },
};

const INTENT_ROUTES: readonly CardRoute[] = [
  cardRoute(`POST ${INTENTS}`, ['pay', CREATE_RULES], ({ world, values, cause }) =>
    createIntent(world, values, cause),
  ),
  cardRoute(`GET ${INTENTS}`, ['query', { ...TIMED_PAGE_RULES, customer: TEXT }], ({ world, values }) =>
    page(listedIntents(world), values, { url: INTENTS, kind: 'payment_intent' }),
  ),
  cardRoute(`GET ${INTENTS}/search`, ['query', SEARCH_RULES], ({ world, values }) =>
    search(listedIntents(world), values, `${INTENTS}/search`),
  ),
  cardRoute(`GET ${INTENTS}/{id}`, ['query', { client_secret: TEXT }], ({ world, id }) =>
    retrieveIntent(world, id),
  ),
  cardRoute(`POST ${INTENTS}/{id}`, ['pay', UPDATE_RULES], onIntent(updateIntent)),
  cardRoute(`POST ${INTENTS}/{id}/confirm`, ['pay', CONFIRM_RULES], onIntent(confirmWith)),
  cardRoute(`POST ${INTENTS}/{id}/capture`, ['capture', CAPTURE_RULES], onIntent(captureIntent)),
  cardRoute(`POST ${INTENTS}/{id}/cancel`, ['cancel', CANCEL_RULES], onIntent(cancelIntent)),
];

const REFUND_ROUTES: readonly CardRoute[] = [
  cardRoute('POST /v1/refunds', ['refund', REFUND_RULES], ({ world, values, cause }) =>
    createRefund(world, values, cause),
  ),
  cardRoute(
    'GET /v1/refunds',
    ['refund-query', { ...TIMED_PAGE_RULES, payment_intent: TEXT, charge: TEXT }],
    ({ world, values }) => listRefunds(world, values),
  ),
  cardRoute('GET /v1/refunds/{id}', ['refund-query', {}], ({ world, id }) => {
    const found = refundById(world, id);
    return found ? said(refundView(found.deal, found.refund)) : missingObject('refund', id, 'id');
  }),
  cardRoute('POST /v1/refunds/{id}', ['refund', { metadata: METADATA }], ({ world, id, values, cause }) => {
    const found = refundById(world, id);
    return found ? updateRefund(world, found, { values, cause }) : missingObject('refund', id, 'id');
  }),
  cardRoute('POST /v1/refunds/{id}/cancel', ['refund', {}], ({ world, id }) => {
    const found = refundById(world, id);
    return found ? cancelRefund(found.deal, found.refund) : missingObject('refund', id, 'id');
  }),
];

const RECORD_ROUTES: readonly CardRoute[] = [
  cardRoute(
    'GET /v1/charges',
    ['query', { ...TIMED_PAGE_RULES, payment_intent: TEXT, customer: TEXT }],
    ({ world, values }) =>
      page(listedCharges(world, textAt(values, 'payment_intent')), values, {
        url: '/v1/charges',
        kind: 'charge',
      }),
  ),
  cardRoute('GET /v1/charges/search', ['query', SEARCH_RULES], ({ world, values }) =>
    search(listedCharges(world, undefined), values, '/v1/charges/search'),
  ),
  cardRoute('GET /v1/charges/{id}', ['query', {}], ({ world, id }) =>
    one(listedCharges(world, undefined), id, 'charge'),
  ),
  cardRoute(
    'GET /v1/balance_transactions',
    ['query', { ...TIMED_PAGE_RULES, currency: TEXT, source: TEXT, type: TEXT }],
    ({ world, values, cause }) => listMovements(world, values, cause),
  ),
  cardRoute('GET /v1/balance_transactions/{id}', ['query', {}], ({ world, id, cause }) => {
    const movement = dealsOf(world)
      .flatMap(movementsOf)
      .find((candidate) => candidate.id === id);
    return movement
      ? said(movementView(movement, cause.now))
      : missingObject('balance_transaction', id, 'id');
  }),
  cardRoute(
    'GET /v1/events',
    [
      'query',
      {
        ...TIMED_PAGE_RULES,
        type: TEXT,
        types: { kind: 'list', of: TEXT, max: 20 },
        delivery_success: { kind: 'boolean' },
      },
    ],
    ({ world, values }) => page(listedEvents(world, values), values, { url: '/v1/events', kind: 'event' }),
  ),
  cardRoute('GET /v1/events/{id}', ['query', {}], ({ world, id }) =>
    one(listedEvents(world, {}), id, 'event'),
  ),
];

const METHOD_ROUTES: readonly CardRoute[] = [
  cardRoute('POST /v1/payment_methods', ['pay', METHOD_RULES], ({ world, values, cause }) =>
    createMethod(world, values, cause.now),
  ),
  cardRoute('GET /v1/payment_methods/{id}', ['query', {}], ({ world, id }) => {
    const method = findMethod(world, id);
    return method ? said(methodView(method)) : missingObject('PaymentMethod', id, 'payment_method');
  }),
];

const WEBHOOKS = '/v1/webhook_endpoints';
const WEBHOOK_ROUTES: readonly CardRoute[] = [
  cardRoute(`POST ${WEBHOOKS}`, ['webhooks', ENDPOINT_RULES], ({ world, values, cause }) =>
    createEndpoint(world, values, cause.now),
  ),
  cardRoute(`GET ${WEBHOOKS}`, ['webhooks', PAGE_RULES], ({ world, values }) =>
    page(listedEndpoints(world), values, { url: WEBHOOKS, kind: 'webhook_endpoint' }),
  ),
  cardRoute(`GET ${WEBHOOKS}/{id}`, ['webhooks', {}], ({ world, id }) =>
    one(listedEndpoints(world), id, 'webhook_endpoint'),
  ),
  cardRoute(`POST ${WEBHOOKS}/{id}`, ['webhooks', ENDPOINT_CHANGE_RULES], ({ world, id, values }) => {
    const endpoint = shelfOf(world).webhooks.find((candidate) => candidate.id === id);
    return endpoint ? updateEndpoint(world, endpoint, values) : missingObject('webhook_endpoint', id, 'id');
  }),
  cardRoute(`DELETE ${WEBHOOKS}/{id}`, ['webhooks', {}], ({ world, id }) => {
    const endpoint = shelfOf(world).webhooks.find((candidate) => candidate.id === id);
    return endpoint ? deleteEndpoint(world, endpoint) : missingObject('webhook_endpoint', id, 'id');
  }),
];

export const ROUTES: readonly CardRoute[] = [
  ...INTENT_ROUTES,
  ...REFUND_ROUTES,
  ...RECORD_ROUTES,
  ...METHOD_ROUTES,
  ...TERMINAL_ROUTES,
  ...WEBHOOK_ROUTES,
];

type OnIntent = (world: World, deal: Deal, asked: { readonly values: Values; readonly cause: Cause }) => Said;

function onIntent(act: OnIntent): (call: Call) => Said {
  return ({ world, id, values, cause }) => {
    const deal = dealById(world, id);
    return deal ? act(world, deal, { values, cause }) : missingObject('payment_intent', id, 'intent');
  };
}

function one(things: readonly Listed[], id: string, kind: string): Said {
  const found = things.find((candidate) => candidate.id === id);
  return found ? said(found.view()) : missingObject(kind, id, 'id');
}

function listRefunds(world: World, values: Values): Said {
  const intentId = textAt(values, 'payment_intent');
  if (intentId !== undefined && !dealById(world, intentId)) {
    return missingObject('payment_intent', intentId, 'payment_intent');
  }
  const chargeId = textAt(values, 'charge');
  const things = dealsOf(world).flatMap((deal) =>
    deal.intent.refunds
      .filter(
        (refund) =>
          (intentId === undefined || deal.intent.id === intentId) &&
          (chargeId === undefined || refund.charge === chargeId),
      )
      .map((refund): Listed & { at: number } => ({
        id: refund.id,
        at: refund.at,
        created: seconds(refund.at),
        view: () => refundView(deal, refund),
      })),
  );
  return page(newestFirst(things), values, { url: '/v1/refunds', kind: 'refund' });
}

function listedCharges(world: World, intentId: string | undefined): readonly Listed[] {
  const things = dealsOf(world)
    .filter(({ intent }) => intentId === undefined || intent.id === intentId)
    .flatMap((deal) =>
      deal.intent.charges.map((charge): Listed & { at: number } => ({
        id: charge.id,
        at: charge.at,
        created: seconds(charge.at),
        view: () => chargeView(deal, charge),
      })),
    );
  return newestFirst(things);
}

function listMovements(world: World, values: Values, { now }: Cause): Said {
  const source = textAt(values, 'source');
  const type = textAt(values, 'type');
  const currency = textAt(values, 'currency');
  const things = dealsOf(world)
    .flatMap(movementsOf)
    .filter((movement) => source === undefined || movement.source === source)
    .filter((movement) => type === undefined || movement.type === type)
    .filter(({ deal }) => currency === undefined || deal.trade.currency.toLowerCase() === currency)
    .map((movement) => ({
      id: movement.id,
      at: movement.at,
      created: seconds(movement.at),
      view: () => movementView(movement, now),
    }));
  return page(newestFirst(things), values, { url: '/v1/balance_transactions', kind: 'balance_transaction' });
}

/** Events by type; a type may end in `.*`. */
function listedEvents(world: World, values: Values): readonly Listed[] {
  const type = textAt(values, 'type');
  const types = Array.isArray(values['types']) ? values['types'].map(String) : undefined;
  const fits = (name: string) =>
    (type === undefined || (type.endsWith('*') ? name.startsWith(type.slice(0, -1)) : name === type)) &&
    (types === undefined || types.includes(name));
  const events = dealsOf(world).flatMap(({ intent }) => intent.events);
  const things = events
    .filter((event) => fits(String(event['type'])))
    .map((event: JsonObject) => {
      const created = Number(event['created']);
      return { id: String(event['id']), at: created, created, view: () => event };
    });
  return newestFirst(things);
}

function listedEndpoints(world: World): readonly Listed[] {
  return shelfOf(world)
    .webhooks.map((endpoint) => ({
      id: endpoint.id,
      created: seconds(endpoint.createdAt),
      view: () => endpointView(endpoint),
    }))
    .reverse();
}

/** Of the same moment what comes later in its own list is the newer one. */
function newestFirst<T extends { readonly at: number }>(things: readonly T[]): T[] {
  return [...things].reverse().sort((left, right) => right.at - left.at);
}
