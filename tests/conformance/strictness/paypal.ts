/** Requests that PayPal refuses, with PayPal's issues: the door, orders, payments, webhooks, reports. */

import { IMPOSSIBLE, MALFORMED } from '../../unit/simulator/gateways/paypal/bad-orders.ts';
import { type Fields, orderBody } from '../../unit/simulator/gateways/paypal/shop.ts';
import type { BadRequest, StrictShop } from './bad-request.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const GRANT = 'grant_type=client_credentials';
const NOBODY = '5O190127TN364715T';

function build(line: string, body: unknown, headers: Readonly<Record<string, string>>): Request {
  const [method = 'GET', path = ''] = line.split(' ');
  const sent = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  return new Request(`http://paypal.test${path}`, {
    method,
    headers,
    ...(sent === undefined ? {} : { body: sent }),
  });
}

const basic = ({ credentials: { paypal } }: StrictShop) =>
  `Basic ${btoa(`${paypal.clientId}:${paypal.clientSecret}`)}`;

async function bearer(shop: StrictShop): Promise<{ authorization: string }> {
  const asked = build('POST /v1/oauth2/token', GRANT, { ...FORM_TYPE, authorization: basic(shop) });
  const granted = (await (await shop.host.handle(asked)).json()) as { access_token: string };
  return { authorization: `Bearer ${granted.access_token}` };
}

async function call(shop: StrictShop, line: string, body?: unknown): Promise<Fields> {
  const headers = { ...(await bearer(shop)), ...JSON_TYPE, prefer: 'return=representation' };
  return (await (await shop.host.handle(build(line, body, headers))).json()) as Fields;
}

/** What is asked. */
interface Row {
  readonly line: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** A row whose request may need something prepared, such as an order that was paid. */
function row(
  title: string,
  prepare: (shop: StrictShop) => Promise<Row> | Row,
  expected: BadRequest['expect'],
): BadRequest {
  return {
    rail: 'paypal',
    title,
    request: async (shop) => {
      const { line, body, headers } = await prepare(shop);
      return build(line, body, {
        ...(await bearer(shop)),
        ...(body === undefined ? {} : JSON_TYPE),
        ...headers,
      });
    },
    expect: expected,
  };
}

const issue = (status: number, name: string): BadRequest['expect'] => ({
  status,
  says: [`"issue":"${name}"`, '"debug_id"'],
});
const named = (status: number, name: string): BadRequest['expect'] => ({
  status,
  says: [`"name":"${name}"`, '"debug_id"'],
});

const ask = (line: string, body?: unknown, headers: Row['headers'] = {}): Row => ({ line, body, headers });

async function made(shop: StrictShop, more: Fields = {}): Promise<string> {
  return String((await call(shop, 'POST /v2/checkout/orders', orderBody('10.00', more)))['id']);
}

async function approved(shop: StrictShop, more: Fields = {}, wallet = 'paypal-amy'): Promise<string> {
  const id = await made(shop, more);
  const content = `https://www.sandbox.paypal.com/checkoutnow?token=${id}`;
  const phone = `http://paypal.test/_simulator/wallets/${wallet}`;
  await shop.host.handle(new Request(`${phone}/scan`, { method: 'POST', body: JSON.stringify({ content }) }));
  await shop.host.handle(new Request(`${phone}/confirm`, { method: 'POST', body: '{}' }));
  return id;
}

/** The id of the payment in an order's answer. */
function paymentIn(order: Fields, kind: 'captures' | 'authorizations'): string {
  const found = new RegExp(`"${kind}":\\[\\{"id":"([0-9A-Z]+)"`).exec(JSON.stringify(order));
  return found?.[1] ?? '';
}

async function paid(shop: StrictShop): Promise<string> {
  const id = await approved(shop);
  return paymentIn(await call(shop, `POST /v2/checkout/orders/${id}/capture`, {}), 'captures');
}

async function held(shop: StrictShop): Promise<string> {
  const id = await approved(shop, { intent: 'AUTHORIZE' });
  return paymentIn(await call(shop, `POST /v2/checkout/orders/${id}/authorize`, {}), 'authorizations');
}

function token(
  title: string,
  headers: (shop: StrictShop) => Readonly<Record<string, string>>,
  [status, error]: readonly [number, string],
  body = GRANT,
): BadRequest {
  return {
    rail: 'paypal',
    title: `token: ${title}`,
    request: (shop) => build('POST /v1/oauth2/token', body, headers(shop)),
    expect: { status, says: [`"error":"${error}"`] },
  };
}

const DOOR: readonly BadRequest[] = [
  token('no secret', () => FORM_TYPE, [401, 'invalid_client']),
  token('a wrong secret', () => ({ ...FORM_TYPE, authorization: `Basic ${btoa('A:B')}` }), [
    401,
    'invalid_client',
  ]),
  token(
    'a secret as a bearer’s',
    (shop) => ({ ...FORM_TYPE, authorization: `Bearer ${shop.credentials.paypal.clientSecret}` }),
    [401, 'invalid_client'],
  ),
  token(
    'another grant',
    (shop) => ({ ...FORM_TYPE, authorization: basic(shop) }),
    [400, 'unsupported_grant_type'],
    'grant_type=password',
  ),
  token(
    'no grant',
    (shop) => ({ ...FORM_TYPE, authorization: basic(shop) }),
    [400, 'invalid_request'],
    'a=b',
  ),
  token(
    'JSON',
    (shop) => ({ ...JSON_TYPE, authorization: basic(shop) }),
    [415, 'unsupported_media_type'],
    '{}',
  ),
  row(
    'a token that was made up',
    () => ask('GET /v2/checkout/orders/A', undefined, { authorization: 'Bearer A21AA' }),
    { status: 401, says: ['"error":"invalid_token"'] },
  ),
  row(
    'no token',
    () => ask('GET /v2/checkout/orders/A', undefined, { authorization: '' }),
    named(401, 'AUTHENTICATION_FAILURE'),
  ),
  row(
    'a body that is text',
    () => ask('POST /v2/checkout/orders', '{}', { 'content-type': 'text/plain' }),
    named(415, 'UNSUPPORTED_MEDIA_TYPE'),
  ),
  row(
    'half a body',
    () => ask('POST /v2/checkout/orders', '{"intent"'),
    issue(400, 'MALFORMED_REQUEST_JSON'),
  ),
  row(
    'an endless key',
    () => ask('POST /v2/checkout/orders', {}, { 'paypal-request-id': 'k'.repeat(109) }),
    issue(400, 'INVALID_STRING_LENGTH'),
  ),
  row('a path that there is not', () => ask('GET /v2/checkout/orders/A/B'), named(404, 'RESOURCE_NOT_FOUND')),
  row(
    'a method that there is not',
    () => ask('DELETE /v2/checkout/orders/A'),
    named(405, 'METHOD_NOT_SUPPORTED'),
  ),
];

const order = (title: string, path: string, expected: BadRequest['expect']): BadRequest =>
  row(`order: ${title}`, () => ask(path, path.startsWith('GET') ? undefined : {}), expected);

const ORDERS: readonly BadRequest[] = [
  ...MALFORMED.map(([what, body, name]) =>
    row(`order: ${what}`, () => ask('POST /v2/checkout/orders', body), issue(400, name)),
  ),
  ...IMPOSSIBLE.map(([what, body, name]) =>
    row(`order: ${what}`, () => ask('POST /v2/checkout/orders', body), issue(422, name)),
  ),
  order('nobody’s', `GET /v2/checkout/orders/${NOBODY}`, issue(404, 'INVALID_RESOURCE_ID')),
  order(
    'a capture of nobody’s',
    `POST /v2/checkout/orders/${NOBODY}/capture`,
    issue(404, 'INVALID_RESOURCE_ID'),
  ),
  order(
    'a hold of nobody’s',
    `POST /v2/checkout/orders/${NOBODY}/authorize`,
    issue(404, 'INVALID_RESOURCE_ID'),
  ),
  row(
    'order: a field that cannot be asked for',
    async (shop) => ask(`GET /v2/checkout/orders/${await made(shop)}?fields=payer`),
    issue(400, 'INVALID_PARAMETER_VALUE'),
  ),
  row(
    'order: captured before it is approved',
    async (shop) => ask(`POST /v2/checkout/orders/${await made(shop)}/capture`, {}),
    issue(422, 'ORDER_NOT_APPROVED'),
  ),
  row(
    'order: authorized although it is to be captured',
    async (shop) => ask(`POST /v2/checkout/orders/${await approved(shop)}/authorize`, {}),
    issue(422, 'ACTION_DOES_NOT_MATCH_INTENT'),
  ),
  row(
    'order: a payer without money',
    async (shop) => ask(`POST /v2/checkout/orders/${await approved(shop, {}, 'paypal-ben')}/capture`, {}),
    issue(422, 'INSTRUMENT_DECLINED'),
  ),
  row(
    'order: a payer who is restricted',
    async (shop) => ask(`POST /v2/checkout/orders/${await approved(shop, {}, 'paypal-lou')}/capture`, {}),
    issue(422, 'PAYER_ACCOUNT_RESTRICTED'),
  ),
  row(
    'order: changed while it waits for its payer',
    async (shop) =>
      ask(`PATCH /v2/checkout/orders/${await made(shop)}`, [
        { op: 'replace', path: '/intent', value: 'CAPTURE' },
      ]),
    issue(422, 'NOT_PATCHABLE'),
  ),
];

const payment = (
  title: string,
  kind: 'captures' | 'authorizations',
  [rest, body]: readonly [string, unknown],
  expected: BadRequest['expect'],
): BadRequest =>
  row(
    title,
    async (shop) =>
      ask(`POST /v2/payments/${kind}/${await (kind === 'captures' ? paid(shop) : held(shop))}/${rest}`, body),
    expected,
  );

const dollars = (value: string, currency = 'USD') => ({ amount: { currency_code: currency, value } });

const PAYMENTS: readonly BadRequest[] = [
  payment(
    'refund: more than was paid',
    'captures',
    ['refund', dollars('10.01')],
    issue(422, 'REFUND_AMOUNT_EXCEEDED'),
  ),
  payment(
    'refund: nothing',
    'captures',
    ['refund', dollars('0.00')],
    issue(422, 'CANNOT_BE_ZERO_OR_NEGATIVE'),
  ),
  payment(
    'refund: three decimals',
    'captures',
    ['refund', dollars('1.001')],
    issue(422, 'DECIMAL_PRECISION'),
  ),
  payment(
    'refund: another currency',
    'captures',
    ['refund', dollars('1.00', 'EUR')],
    issue(422, 'REFUND_CAPTURE_CURRENCY_MISMATCH'),
  ),
  payment(
    'refund: an endless note',
    'captures',
    ['refund', { note_to_payer: 'n'.repeat(256) }],
    issue(400, 'INVALID_STRING_LENGTH'),
  ),
  payment(
    'refund: an amount that is text',
    'captures',
    ['refund', { amount: '1.00' }],
    issue(400, 'INVALID_PARAMETER_SYNTAX'),
  ),
  payment(
    'hold: more than may be captured',
    'authorizations',
    ['capture', dollars('11.51')],
    issue(422, 'MAX_CAPTURE_AMOUNT_EXCEEDED'),
  ),
  payment(
    'hold: captured in another currency',
    'authorizations',
    ['capture', dollars('1.00', 'EUR')],
    issue(422, 'AUTH_CAPTURE_CURRENCY_MISMATCH'),
  ),
  payment(
    'hold: the last capture said in words',
    'authorizations',
    ['capture', { final_capture: 'yes' }],
    issue(400, 'INVALID_PARAMETER_SYNTAX'),
  ),
  payment(
    'hold: repeated too soon',
    'authorizations',
    ['reauthorize', {}],
    issue(422, 'REAUTHORIZATION_NOT_SUPPORTED'),
  ),
  row(
    'refund: of nobody’s payment',
    () => ask(`POST /v2/payments/captures/${NOBODY}/refund`, {}),
    issue(404, 'INVALID_RESOURCE_ID'),
  ),
  row('refund: nobody’s', () => ask(`GET /v2/payments/refunds/${NOBODY}`), issue(404, 'INVALID_RESOURCE_ID')),
  row(
    'hold: nobody’s',
    () => ask(`POST /v2/payments/authorizations/${NOBODY}/void`),
    issue(404, 'INVALID_RESOURCE_ID'),
  ),
];

const HOOKS = 'POST /v1/notifications/webhooks';
const TRANSACTIONS = 'GET /v1/reporting/transactions';

const ASIDE: readonly BadRequest[] = [
  row(
    'webhook: no address',
    () => ask(HOOKS, { event_types: [{ name: '*' }] }),
    named(400, 'VALIDATION_ERROR'),
  ),
  row(
    'webhook: an address without protection',
    () => ask(HOOKS, { url: 'http://shop.example.com/', event_types: [{ name: '*' }] }),
    named(400, 'VALIDATION_ERROR'),
  ),
  row(
    'webhook: an unknown event',
    () => ask(HOOKS, { url: 'https://shop.example.com/', event_types: [{ name: 'PAID' }] }),
    named(400, 'VALIDATION_ERROR'),
  ),
  row(
    'webhook: nobody’s',
    () => ask(`GET /v1/notifications/webhooks/${NOBODY}`),
    named(404, 'INVALID_RESOURCE_ID'),
  ),
  row(
    'webhook: a question without a signature',
    () => ask('POST /v1/notifications/verify-webhook-signature', { webhook_event: {} }),
    named(400, 'VALIDATION_ERROR'),
  ),
  row(
    'webhook: an event on trial that there is not',
    () => ask('POST /v1/notifications/simulate-event', { url: 'https://a.example/', event_type: 'PAID' }),
    named(400, 'VALIDATION_ERROR'),
  ),
  row('report: no dates', () => ask(TRANSACTIONS), named(400, 'VALIDATION_ERROR')),
  row(
    'report: more than a month',
    () => ask(`${TRANSACTIONS}?start_date=2026-01-01T00:00:00Z&end_date=2026-03-01T00:00:00Z`),
    named(400, 'VALIDATION_ERROR'),
  ),
];

export const PAYPAL: readonly BadRequest[] = [...DOOR, ...ORDERS, ...PAYMENTS, ...ASIDE];
