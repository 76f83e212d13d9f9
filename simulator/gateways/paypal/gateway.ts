/** The simulated PayPal: OAuth, Orders v2, Payments v2, Webhooks v1 and Reporting v1, as strict as the real one. */

import { PAYPAL_WEBHOOK_CERTIFICATE } from '../../world/certificates.ts';
import { GATEWAY_PUBLIC_KEY } from '../../world/keys.ts';
import { merchantOf } from '../../world/merchants.ts';
import type { Json, JsonObject, RawCall, World } from '../../world/model.ts';
import type { SimulatorCrypto } from '../crypto.ts';
import type { Answer, Check, Gateway, OpenCall, WireAnswer } from '../gateway.ts';
import type { Call } from './call.ts';
import { transmissionText } from './events.ts';
import { isObject } from './inspection.ts';
import { isIssueName } from './issues.ts';
import { mockedIssue } from './mock.ts';
import { ALGORITHM, CERTIFICATE_PATH, paypalNews } from './news.ts';
import { bearerProblem, issueToken } from './oauth.ts';
import { bare, NOWHERE, type Numbered, oauthProblem, ok, problem } from './problems.ts';
import { rawMember } from './raw-member.ts';
import { MAX_KEY_LENGTH } from './request-ids.ts';
import { type Route, routeOf } from './routes.ts';
import { tamper } from './tamper.ts';
import { verifySignature } from './webhooks.ts';

const TOKEN_PATH = '/v1/oauth2/token';
const VERIFY_PATH = '/v1/notifications/verify-webhook-signature';

export const paypalGateway: Gateway = {
  rail: 'paypal',
  paths: [
    TOKEN_PATH,
    /^\/v2\/checkout\/orders(\/|$)/,
    /^\/v2\/payments\/(authorizations|captures|refunds)\//,
    /^\/v1\/notifications\//,
    /^\/v1\/reporting\/(transactions|balances)$/,
  ],
  methods: ['GET', 'POST', 'PATCH', 'DELETE'],
  open,
  tamper,
  seal,
  news: paypalNews,
};

async function open(
  call: RawCall,
  _publicKeys: readonly string[],
  crypto: SimulatorCrypto,
): Promise<OpenCall> {
  const { route } = routeOf(call.method, call.path);
  const isToken = call.path === TOKEN_PATH;
  const body = readJson(call.body);
  const isRight = call.path === VERIFY_PATH && (await isSignedByUs(call.body, crypto));
  const isAside = call.path === VERIFY_PATH || call.path === CERTIFICATE_PATH;
  return {
    operation: isToken ? 'token' : isAside ? 'webhooks' : (route?.operation ?? null),
    orderNumber: orderNumberIn(body, call.path),
    request: forTheDesk(call, body),
    checks: [],
    perform: (world, now) => {
      if (call.path === CERTIFICATE_PATH) return certificate();
      if (isToken) return withCheck('client', tokenAnswer(world, call, now));
      const bearer = bearerProblem(world, call, now);
      if (bearer !== null) return withCheck('token', unauthorized(world, bearer));
      return withCheck('token', act(world, { call, body, isRight }, now));
    },
    refuse: (fault, code) => refusal(fault, code),
  };
}

interface Asked {
  readonly call: RawCall;
  readonly body: Json | undefined;
  readonly isRight: boolean;
}

function act(world: World, asked: Asked, now: number): Answer {
  const { call, isRight } = asked;
  const { route, methods } = routeOf(call.method, call.path);
  if (call.path === VERIFY_PATH && call.method === 'POST') {
    const made = makeCall(world, asked, { now });
    return 'status' in made ? made : verifySignature(made, isRight);
  }
  if (route === undefined) return methods.length === 0 ? bare(world, 404) : notAllowed(world, methods);
  if (!merchantOf(world, 'paypal').permissions.includes(route.operation))
    return problem(world, 'PERMISSION_DENIED');
  const mocked = mockedIssue(call.headers['paypal-mock-response'], route.letter);
  if (mocked !== undefined) return problem(world, mocked);
  const made = makeCall(world, asked, { now, route });
  return 'status' in made ? made : route.act(made);
}

/** Reads what every call has; or what is wrong with it. */
function makeCall(
  world: World,
  { call, body }: Asked,
  { now, route }: { readonly now: number; readonly route?: Route },
): Call | Answer {
  const hasBody = call.body !== '';
  const type = (call.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const wantsBody = call.method === 'POST' || call.method === 'PATCH';
  if (wantsBody && hasBody && type !== 'application/json') return bare(world, 415);
  if (wantsBody && (hasBody || route?.mayBeEmpty !== true)) {
    const isRightKind = call.method === 'PATCH' ? Array.isArray(body) : isObject(body);
    if (!isRightKind) return problem(world, 'MALFORMED_REQUEST_JSON', { field: '/' });
  }
  const id = call.headers['paypal-request-id'];
  if (id !== undefined && (id === '' || id.length > MAX_KEY_LENGTH))
    return problem(world, 'INVALID_STRING_LENGTH', {
      field: 'PayPal-Request-Id',
      value: id,
      location: 'header',
    });
  const prefer = call.headers['prefer'] ?? '';
  const patches = Array.isArray(body) ? { patches: body } : {};
  return {
    world,
    now,
    body: isObject(body) ? body : patches,
    ids: route === undefined ? [] : (route.path.exec(call.path) ?? []).slice(1),
    query: new URLSearchParams(call.query),
    key:
      route?.keys === undefined || id === undefined ? undefined : { path: call.path, id, life: route.keys },
    wantsAll: /(^|[,;\s])return=representation($|[,;\s])/.test(prefer),
  };
}

function tokenAnswer(world: World, call: RawCall, now: number): Answer {
  return call.method === 'POST' ? issueToken(world, call, now) : notAllowed(world, ['POST']);
}

function unauthorized(world: Numbered, bearer: 'missing' | 'invalid'): Answer {
  if (bearer === 'missing') return bare(world, 401);
  return oauthProblem(401, 'invalid_token', 'The access token is not one of ours, or it has expired.');
}

function notAllowed(world: World, methods: readonly string[]): Answer {
  const { fields } = bare(world, 400);
  return {
    ...ok(405, { ...fields, name: 'METHOD_NOT_SUPPORTED', message: `Use ${methods.join(', ')}.` }),
    headers: { allow: methods.join(', ') },
  };
}

function withCheck(check: Check['check'], answer: Answer): Answer {
  return { ...answer, checks: [{ check, ok: answer.status !== 401 }] };
}

function certificate(): Answer {
  return {
    ...ok(200, { certificate: CERTIFICATE_PATH }),
    content: PAYPAL_WEBHOOK_CERTIFICATE,
    headers: { 'content-type': 'application/x-pem-file' },
  };
}

/** Faults in PayPal's words: one of its issues, or the name of an error. */
function refusal(fault: 'provider-busy' | 'rate-limited', code = 'SERVICE_UNAVAILABLE'): Answer {
  if (fault === 'rate-limited') return bare(NOWHERE, 429);
  if (isIssueName(code)) return problem(NOWHERE, code);
  if (code === 'invalid_token') return unauthorized(NOWHERE, 'invalid');
  return bare(NOWHERE, code === 'INTERNAL_SERVER_ERROR' ? 500 : 503);
}

function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Whether a transmission that a merchant asks about was signed here, over the event's text as it was sent. */
async function isSignedByUs(text: string, crypto: SimulatorCrypto): Promise<boolean> {
  const event = rawMember(text, 'webhook_event');
  const body = readJson(text);
  if (event === undefined || !isObject(body) || body['auth_algo'] !== ALGORITHM) return false;
  const signed = transmissionText({
    id: String(body['transmission_id']),
    time: String(body['transmission_time']),
    webhookId: String(body['webhook_id']),
    body: event,
  });
  return crypto.verify(GATEWAY_PUBLIC_KEY, signed, String(body['transmission_sig']));
}

/** Our number where the call says one, or else PayPal's id in its path. */
function orderNumberIn(body: Json | undefined, path: string): string | null {
  const units = isObject(body) ? body['purchase_units'] : undefined;
  const unit = Array.isArray(units) ? units[0] : undefined;
  const number = isObject(unit) ? (unit['custom_id'] ?? unit['invoice_id']) : undefined;
  if (typeof number === 'string') return number;
  return /^\/v2\/[a-z]+\/[a-z]+\/([A-Z0-9]+)/.exec(path)?.[1] ?? null;
}

const SHOWN_HEADERS = ['paypal-request-id', 'prefer', 'paypal-mock-response'];

/** What was asked; a token or a secret is never shown. */
function forTheDesk(call: RawCall, body: Json | undefined): JsonObject {
  const headers = Object.entries(call.headers).filter(([name]) => SHOWN_HEADERS.includes(name));
  const scheme = /^(\w+) /.exec(call.headers['authorization'] ?? '')?.[1];
  return {
    method: call.method,
    ...(call.query === '' ? {} : { query: call.query }),
    headers: {
      ...Object.fromEntries(headers),
      ...(scheme === undefined ? {} : { authorization: `${scheme} …` }),
    },
    body: body ?? (call.body === '' ? null : call.body.slice(0, 200)),
  };
}

/** PayPal signs no answers; only its number for support travels in the headers too. */
async function seal(answer: Answer, { trace }: { readonly trace: string }): Promise<WireAnswer> {
  const { status, fields, content, headers } = answer;
  const debug = fields?.['debug_id'];
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'paypal-debug-id': typeof debug === 'string' ? debug : trace,
      ...headers,
    },
    body: content ?? (fields === null ? '' : JSON.stringify(fields)),
  };
}
