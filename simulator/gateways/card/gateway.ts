/** The simulated card provider: the part of Stripe that a shop needs, at its real paths, as strict as the real one. */

import type { FaultName } from '../../faults/catalogue.ts';
import { cardSecretKey } from '../../world/credentials.ts';
import { merchantOf } from '../../world/merchants.ts';
import type { Json, JsonObject, RawCall, World } from '../../world/model.ts';
import type { Answer, Gateway, OpenCall, WireAnswer } from '../gateway.ts';
import { errorBody, invalid, type Said, shown } from './answers.ts';
import { authenticated } from './authentication.ts';
import { API_VERSION, type Cause } from './events.ts';
import { expandAll } from './expand.ts';
import { type FormTree, readForm } from './form.ts';
import { type Asked, keep, lookUp } from './idempotency.ts';
import { readParameters, rulesIn, textsAt } from './parameters.ts';
import { type KeptAnswer, newId } from './records.ts';
import type { CardRoute } from './route.ts';
import { ROUTES } from './routes.ts';
import { settleDeals } from './settle.ts';
import { newsroom } from './webhooks.ts';

const FORM = 'application/x-www-form-urlencoded';
const FAMILIES =
  'payment_intents|refunds|charges|balance_transactions|payment_methods|events|webhook_endpoints|terminal|test_helpers|customers|setup_intents|checkout|balance|payouts|tokens|disputes|account';

export const cardGateway: Gateway = {
  rail: 'card',
  paths: [new RegExp(`^/v1/(${FAMILIES})(/|$)`)],
  methods: ['GET', 'POST', 'DELETE'],
  open,
  tamper,
  seal,
  news: newsroom,
};

interface Request {
  readonly call: RawCall;
  readonly route: CardRoute | undefined;
  readonly id: string;
  /** Undefined when the form or the query string is malformed. */
  readonly form: FormTree | undefined;
}

async function open(call: RawCall): Promise<OpenCall> {
  const route = ROUTES.find((one) => one.method === call.method && one.path.test(call.path));
  const id = decode(route?.path.exec(call.path)?.[1] ?? '');
  const form = readForm(call.method === 'POST' ? call.body : call.query);
  const request = { call, route, id, form };
  let kept: KeptAnswer | undefined;
  return {
    operation: route?.operation ?? null,
    orderNumber: orderNumberOf(form, id),
    request: masked(form ?? {}),
    checks: [],
    perform: (world, now) => {
      settleDeals(world, now);
      const requestId = newId(world, 'req', 14);
      const performed = perform(world, request, { now, requestId });
      kept = performed.kept;
      return performed.answer;
    },
    // Called after the request was performed, in the same step: what is kept under the key becomes the failure.
    refuse: (fault, code) => refuse(fault, code, kept),
  };
}

interface Moment {
  readonly now: number;
  readonly requestId: string;
}

interface Performed {
  readonly answer: Answer;
  readonly kept?: KeptAnswer;
}

function perform(world: World, request: Request, { now, requestId }: Moment): Performed {
  const { call } = request;
  const secretKey = cardSecretKey(world);
  const auth = authenticated(call, secretKey);
  const checks = [{ check: 'secret key', ok: auth === undefined }];
  const headers: Record<string, string> = { 'request-id': requestId, 'stripe-version': versionOf(call) };
  const answering = ({ status, body }: Said): Answer => ({
    status,
    fields: body,
    signed: false,
    checks,
    headers,
  });
  if (auth) {
    headers['www-authenticate'] = 'Basic realm="Stripe"';
    return { answer: answering(auth) };
  }
  const key = call.method === 'POST' ? call.headers['idempotency-key'] : undefined;
  const asked: Asked | undefined =
    key === undefined || key === ''
      ? undefined
      : { key, request: `${call.method} ${call.path}\n${call.body}` };
  if (asked !== undefined) headers['idempotency-key'] = asked.key;
  const found = asked === undefined ? ({ kind: 'new' } as const) : lookUp(world, asked, now);
  if (found.kind === 'refused') return { answer: answering(found.answer) };
  if (found.kind === 'replay') {
    headers['idempotent-replayed'] = 'true';
    headers['original-request'] = found.kept.requestId;
    if (found.answer.status >= 500) headers['stripe-should-retry'] = 'false';
    return { answer: answering(found.answer) };
  }
  const cause: Cause = { now, requestId, idempotencyKey: asked?.key ?? null };
  const said = carryOut(world, request, cause);
  const kept = asked && said.kept ? keep(world, asked, { answer: said, requestId, now }) : undefined;
  const answer = answering(said);
  return kept === undefined ? { answer } : { answer, kept };
}

function carryOut(world: World, { call, route, id, form }: Request, cause: Cause): Said {
  if (!route) {
    const message = `Unrecognized request URL (${call.method}: ${shown(call.path)}).`;
    return { ...invalid({ message }), status: 404 };
  }
  if (!merchantOf(world, 'card').permissions.includes(route.operation)) {
    const message = 'This key does not have the permission that the request needs.';
    return { ...invalid({ message }), status: 403 };
  }
  const version = call.headers['stripe-version'];
  if (version !== undefined && !/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(version)) {
    return invalid({ message: `Invalid Stripe API version: ${shown(version)}` });
  }
  if (call.method === 'POST' && call.body !== '' && !isForm(call)) {
    return invalid({ message: `Invalid request: the content type of a POST must be ${FORM}.` });
  }
  if (!form) return invalid({ message: 'Invalid request: the parameters could not be read.' });
  const read = readParameters(form, rulesIn(route.rules, versionOf(call)));
  if (!read.ok) return read.problem;
  const answer = route.act({ world, id, values: read.value, cause });
  return expandAll(world, answer, { paths: textsAt(read.value, 'expand') ?? [], now: cause.now });
}

function isForm({ headers }: RawCall): boolean {
  return (headers['content-type'] ?? FORM).toLowerCase().startsWith(FORM);
}

function versionOf({ headers }: RawCall): string {
  return headers['stripe-version'] ?? API_VERSION;
}

/** What a failing provider says. A request that was carried out keeps the failure under its key, for good. */
function refuse(
  fault: 'provider-busy' | 'rate-limited',
  code: string | undefined,
  kept: KeptAnswer | undefined,
): Answer {
  if (fault === 'rate-limited' || code === 'rate_limit') {
    return failing(429, { code: 'rate_limit', message: 'Too many requests.' });
  }
  if (code === 'idempotency_key_in_use') {
    const message = 'Another request with the same idempotency key is being carried out.';
    return {
      ...failing(409, { code, type: 'idempotency_error', message }),
      headers: { 'stripe-should-retry': 'true' },
    };
  }
  if (code === 'lock_timeout') {
    return failing(429, { code, message: 'The object is in use by another request.' });
  }
  const answer = failing(500, { type: 'api_error', message: 'Something went wrong at the provider.' });
  if (kept) {
    kept.status = answer.status;
    kept.body = JSON.stringify(answer.fields);
  }
  return { ...answer, headers: { 'stripe-should-retry': 'false' } };
}

function failing(status: number, problem: Parameters<typeof errorBody>[0]): Answer {
  return { status, fields: errorBody(problem), signed: false };
}

/** A lie about an intent: another amount, another currency, another order. */
function tamper(answer: Answer, fault: FaultName): Answer | undefined {
  const { fields } = answer;
  if (fields?.['object'] !== 'payment_intent') return undefined;
  const lie = (change: JsonObject): Answer => ({ ...answer, fields: { ...fields, ...change } });
  switch (fault) {
    case 'amount-wrong':
      return lie({
        amount: Number(fields['amount']) + 1,
        amount_received: Number(fields['amount_received']) + 1,
      });
    case 'currency-wrong':
      return lie({ currency: fields['currency'] === 'usd' ? 'eur' : 'usd' });
    case 'order-wrong':
      return lie({ id: 'pi_3AnotherOrderAltogether00', metadata: { order: 'ANOTHER' } });
    default:
      return undefined;
  }
}

async function seal(answer: Answer, { trace }: { readonly trace: string }): Promise<WireAnswer> {
  return {
    status: answer.status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-cache, no-store',
      'request-id': `req_${trace}`,
      ...answer.headers,
    },
    body: `${JSON.stringify(answer.fields, null, 2)}\n`,
  };
}

function orderNumberOf(form: FormTree | undefined, id: string): string | null {
  const metadata = form?.['metadata'];
  const named = typeof metadata === 'object' ? metadata['order'] : undefined;
  const intent = form?.['payment_intent'];
  if (typeof named === 'string' && named !== '') return named;
  if (typeof intent === 'string' && intent !== '') return intent;
  return id.startsWith('pi_') ? id : null;
}

/** Card numbers and security codes are never shown, not even of test cards. */
function masked(tree: FormTree): JsonObject {
  const fields: Record<string, Json> = {};
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value !== 'string') fields[name] = masked(value);
    else if (name === 'number') fields[name] = `•••• ${value.slice(-4)}`;
    else fields[name] = name === 'cvc' ? '•••' : value;
  }
  return fields;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
