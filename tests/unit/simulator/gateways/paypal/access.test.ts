/** Who may call the simulated PayPal: tokens, permissions, negative testing, and what the desk gets to see. */

import { describe, expect, test } from 'vitest';
import { approve, at, issueOf, makeOrder, openShop, orderBody, paid, type Shop } from './shop.ts';

const TOKEN = 'POST /v1/oauth2/token';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` });

describe('a token', () => {
  const ask = (shop: Shop, headers: Record<string, string>, raw = 'grant_type=client_credentials') =>
    shop.call(TOKEN, undefined, { raw, isAnonymous: true, headers: { ...FORM, ...headers } });

  test('is given to who knows the secret, for nine hours', async () => {
    const shop = await openShop();
    const said = await ask(shop, basic(shop.clientId, shop.clientSecret));
    expect(said.status).toBe(200);
    expect(said.fields).toMatchObject({
      token_type: 'Bearer',
      expires_in: 32_400,
      app_id: expect.any(String),
    });
    expect(String(said.fields['access_token'])).toMatch(/^A21AA/);
  });

  test('ends', async () => {
    const shop = await openShop();
    const granted = await ask(shop, basic(shop.clientId, shop.clientSecret));
    const headers = { authorization: `Bearer ${granted.fields['access_token']}` };
    const look = () => shop.call('GET /v2/checkout/orders/A', undefined, { headers });
    shop.pass(32_399_999);
    expect((await look()).status).toBe(404);
    shop.pass(1);
    const late = await look();
    expect([late.status, late.fields['error']]).toEqual([401, 'invalid_token']);
  });

  test.each<[string, Record<string, string>, string, number, string]>([
    ['no secret', {}, 'grant_type=client_credentials', 401, 'invalid_client'],
    ['a wrong secret', basic('A', 'B'), 'grant_type=client_credentials', 401, 'invalid_client'],
    [
      'a secret that is none',
      { authorization: 'Basic ???' },
      'grant_type=client_credentials',
      401,
      'invalid_client',
    ],
    ['half a secret', { authorization: 'Basic QQ=' }, 'grant_type=client_credentials', 401, 'invalid_client'],
  ])('%s', async (_, headers, raw, status, error) => {
    const shop = await openShop();
    const said = await ask(shop, headers, raw);
    expect([said.status, said.fields['error']]).toEqual([status, error]);
    expect(said.fields['error_description']).toBeTruthy();
  });

  test('is given for client credentials only, asked for in a form', async () => {
    const shop = await openShop();
    const secret = basic(shop.clientId, shop.clientSecret);
    expect((await ask(shop, secret, 'grant_type=password')).fields['error']).toBe('unsupported_grant_type');
    expect((await ask(shop, secret, '')).fields['error']).toBe('invalid_request');
    expect((await ask(shop, { ...secret, 'content-type': 'application/json' }, '{}')).status).toBe(415);
    expect((await shop.call('GET /v1/oauth2/token', undefined, { headers: secret })).status).toBe(405);
  });

  test('that is missing, made up or of another shop opens nothing', async () => {
    const shop = await openShop();
    const other = await openShop('another shop');
    const stranger = await ask(other, basic(other.clientId, other.clientSecret));
    const line = 'GET /v2/checkout/orders/A';
    const none = await shop.call(line, undefined, { isAnonymous: true });
    expect([none.status, none.fields['name']]).toEqual([401, 'AUTHENTICATION_FAILURE']);
    for (const token of [
      'A21AA',
      `A21AA.${'0'.repeat(64)}`,
      `A21AAzzzzzzzzz.${'0'.repeat(64)}`,
      stranger.fields['access_token'],
    ]) {
      const said = await shop.call(line, undefined, { headers: { authorization: `Bearer ${token}` } });
      expect([said.status, said.fields['error']], String(token)).toEqual([401, 'invalid_token']);
    }
  });

  test('is added by the shop’s own proxy, which knows the secret', async () => {
    const shop = await openShop();
    const said = await shop.call('POST /practice/paypal/v1/oauth2/token', undefined, {
      raw: 'grant_type=client_credentials',
      isAnonymous: true,
      headers: FORM,
    });
    expect(said.status).toBe(200);
  });
});

test('what the contract does not allow is refused', async () => {
  const shop = await openShop();
  await shop.control('PATCH /merchants/paypal', { permissions: ['query'] });
  const said = await shop.call('POST /v2/checkout/orders', orderBody());
  expect([said.status, said.fields['name'], issueOf(said)]).toEqual([
    403,
    'NOT_AUTHORIZED',
    'PERMISSION_DENIED',
  ]);
});

describe('negative testing by header', () => {
  const mock = (code: unknown) => ({
    headers: { 'paypal-mock-response': JSON.stringify({ mock_application_codes: code }) },
  });

  test.each([
    ['POST /v2/checkout/orders', 'DUPLICATE_INVOICE_ID', 422],
    ['POST /v2/checkout/orders/A/capture', 'INSTRUMENT_DECLINED', 422],
    ['POST /v2/checkout/orders/A/capture', 'ORDER_ALREADY_CAPTURED', 422],
    ['POST /v2/checkout/orders/A/authorize', 'ORDER_EXPIRED', 422],
    ['GET /v2/checkout/orders/A', 'INVALID_ACCOUNT_STATUS', 401],
    ['POST /v2/payments/authorizations/A/void', 'PREVIOUSLY_VOIDED', 422],
    ['POST /v2/payments/authorizations/A/capture', 'MAX_CAPTURE_COUNT_EXCEEDED', 422],
    ['POST /v2/payments/captures/A/refund', 'PENDING_CAPTURE', 422],
    ['POST /v2/payments/captures/A/refund', 'PREVIOUS_REQUEST_IN_PROGRESS', 409],
    ['GET /v2/payments/refunds/A', 'PERMISSION_DENIED', 403],
  ])('%s answers %s', async (line, issue, status) => {
    const shop = await openShop();
    const said = await shop.call(line, line.startsWith('GET') ? undefined : {}, mock(issue));
    expect([said.status, issueOf(said)]).toEqual([status, issue]);
  });

  test('an issue of another call, an unknown one, or nonsense: then it really happens', async () => {
    const shop = await openShop();
    for (const options of [
      mock('CAPTURE_FULLY_REFUNDED'),
      mock('NOT_AN_ISSUE'),
      mock(['X']),
      { headers: { 'paypal-mock-response': '{' } },
    ])
      expect((await shop.call('POST /v2/checkout/orders', orderBody(), options)).status).toBe(201);
  });
});

describe('what the desk gets to see', () => {
  test('is what was asked and said, without tokens and secrets', async () => {
    const shop = await openShop();
    const { order } = await paid(shop);
    const seen = (await shop.control('GET /exchanges')) as unknown as readonly Record<string, unknown>[];
    expect(JSON.stringify(seen)).not.toContain(shop.clientSecret);
    const token = seen[0] ?? {};
    expect(token).toMatchObject({
      rail: 'paypal',
      operation: 'token',
      status: 200,
      checks: [{ check: 'client', ok: true }],
    });
    const capture = seen.find(({ operation }) => operation === 'capture') ?? {};
    expect(capture).toMatchObject({
      orderNumber: order,
      checks: [{ check: 'token', ok: true }],
      request: {
        method: 'POST',
        headers: { authorization: 'Bearer …', prefer: 'return=representation' },
        body: {},
      },
      answer: { status: 'COMPLETED' },
    });
  });
});

describe('faults', () => {
  test('busy and limited answers come in PayPal’s words', async () => {
    const shop = await openShop();
    const arm = (name: string, code?: string) =>
      shop.control('POST /faults', {
        name,
        operation: 'precreate',
        ...(code === undefined ? {} : { parameters: { code, world: 'not-charged' } }),
      });
    const make = () => shop.call('POST /v2/checkout/orders', orderBody());
    await arm('rate-limited');
    expect((await make()).fields['name']).toBe('RATE_LIMIT_REACHED');
    await arm('provider-busy');
    expect((await make()).status).toBe(503);
    await arm('provider-busy', 'INTERNAL_SERVER_ERROR');
    expect((await make()).fields['name']).toBe('INTERNAL_SERVER_ERROR');
    await arm('provider-busy', 'PREVIOUS_REQUEST_IN_PROGRESS');
    expect((await make()).status).toBe(409);
  });

  test.each([
    ['amount-wrong', 'value', '12.51'],
    ['currency-wrong', 'currency_code', 'EUR'],
  ])('%s lies about the money', async (name, field, lie) => {
    const shop = await openShop();
    const { order } = await paid(shop);
    await shop.control('POST /faults', { name, operation: 'query' });
    const said = await shop.call(`GET /v2/checkout/orders/${order}`);
    expect(at(said.fields, 'purchase_units', 0, 'payments', 'captures', 0, 'amount', field)).toBe(lie);
    expect(
      at(
        (await shop.call(`GET /v2/checkout/orders/${order}`)).fields,
        'purchase_units',
        0,
        'amount',
        'value',
      ),
    ).toBe('12.50');
  });

  test('order-wrong lies about the number, and waits for an answer that has one', async () => {
    const shop = await openShop();
    await shop.control('POST /faults', { name: 'order-wrong', operation: 'query' });
    expect((await shop.call('GET /v2/checkout/orders/A')).status).toBe(404);
    const id = await makeOrder(shop);
    expect(
      at((await shop.call(`GET /v2/checkout/orders/${id}`)).fields, 'purchase_units', 0, 'custom_id'),
    ).toBe('GTA1X');
  });

  test.each([
    ['waiting', 'APPROVED'],
    ['absent', undefined],
  ])('query-lags as %s does not know of the capture yet', async (as, status) => {
    const shop = await openShop();
    const id = await makeOrder(shop);
    await approve(shop, id);
    await shop.call(`POST /v2/checkout/orders/${id}/capture`);
    await shop.control('POST /faults', { name: 'query-lags', times: 1, parameters: { as } });
    const late = await shop.call(`GET /v2/checkout/orders/${id}`);
    expect(late.fields['status']).toBe(status);
    expect(at(late.fields, 'purchase_units', 0, 'payments')).toBeUndefined();
    expect((await shop.call(`GET /v2/checkout/orders/${id}`)).fields['status']).toBe('COMPLETED');
  });
});
