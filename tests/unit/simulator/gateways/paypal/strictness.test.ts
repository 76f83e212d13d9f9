/** Bad requests to the simulated PayPal: each gets the provider's own error, and none breaks it. */

import { describe, expect, test } from 'vitest';
import { IMPOSSIBLE, item, MALFORMED, unit, usd } from './bad-orders.ts';
import { at, type CallOptions, issueOf, makeOrder, openShop, orderBody, type Said } from './shop.ts';

const CREATE = 'POST /v2/checkout/orders';
function expectEnvelope(said: Said, status: number, issue: string | undefined): void {
  expect([said.status, issueOf(said)], said.text).toEqual([status, issue]);
  expect(said.fields).toMatchObject({ name: expect.any(String), message: expect.any(String) });
  expect(said.fields['debug_id']).toBe(said.headers.get('paypal-debug-id'));
  expect(said.headers.get('content-type')).toBe('application/json');
}

describe('an order that is not well-formed', () => {
  test.each(MALFORMED)('%s', async (_, body, issue) => {
    const shop = await openShop();
    expectEnvelope(await shop.call(CREATE, body), 400, issue);
    expect(await shop.control('GET /payment-qrs')).toEqual([]);
  });

  test('tells which field is wrong, and what was in it', async () => {
    const shop = await openShop();
    const said = await shop.call(CREATE, unit({ description: 'd'.repeat(128), soft_descriptor: '' }));
    expect(at(said.fields, 'details')).toMatchObject([
      { field: '/purchase_units/0/description', value: 'd'.repeat(128), location: 'body' },
      { field: '/purchase_units/0/soft_descriptor', value: '' },
    ]);
  });
});

describe('an order that makes no sense', () => {
  test.each(IMPOSSIBLE)('%s', async (_, body, issue) => {
    const shop = await openShop();
    expectEnvelope(await shop.call(CREATE, body), 422, issue);
  });

  test('a card, with a key: the account takes none', async () => {
    const shop = await openShop();
    const options = { headers: { 'paypal-request-id': 'K' } };
    expectEnvelope(
      await shop.call(CREATE, orderBody('1.00', { payment_source: { card: {} } }), options),
      422,
      'NOT_ENABLED_FOR_CARD_PROCESSING',
    );
    expectEnvelope(
      await shop.call(CREATE, orderBody('1.00', { payment_source: { blik: {} } }), options),
      400,
      'NOT_SUPPORTED',
    );
  });

  test('with all its parts right it is made', async () => {
    const shop = await openShop();
    const breakdown = {
      item_total: usd('10.00'),
      tax_total: usd('1.00'),
      shipping: usd('2.00'),
      handling: usd('0.50'),
      insurance: usd('0.50'),
      shipping_discount: usd('1.00'),
      discount: usd('3.00'),
    };
    const body = unit({
      items: [item({ tax: usd('0.50'), sku: 'T', description: '', category: 'PHYSICAL_GOODS' })],
      amount: { ...usd('10.00'), breakdown },
    });
    expect((await shop.call(CREATE, body)).status).toBe(201);
  });
});

describe('a call that is not one', () => {
  const cases: readonly [
    what: string,
    line: string,
    options: CallOptions & { readonly body?: unknown },
    status: number,
    name: string,
  ][] = [
    ['text', CREATE, { raw: '{}', headers: { 'content-type': 'text/plain' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'a form',
      CREATE,
      { raw: 'intent=CAPTURE', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['half a body', CREATE, { raw: '{"intent":' }, 400, 'INVALID_REQUEST'],
    ['no body', CREATE, {}, 400, 'INVALID_REQUEST'],
    [
      'an endless key',
      CREATE,
      { body: orderBody(), headers: { 'paypal-request-id': 'k'.repeat(109) } },
      400,
      'INVALID_REQUEST',
    ],
    ['a path that there is not', 'GET /v2/checkout/orders/A/items', {}, 404, 'RESOURCE_NOT_FOUND'],
    ['a method that there is not', 'DELETE /v2/checkout/orders/A', {}, 405, 'METHOD_NOT_SUPPORTED'],
    ['all orders at once', 'GET /v2/checkout/orders', {}, 405, 'METHOD_NOT_SUPPORTED'],
    [
      'an order that there is not',
      'GET /v2/checkout/orders/5O190127TN364715T',
      {},
      404,
      'RESOURCE_NOT_FOUND',
    ],
    ['a name out of every object', 'GET /v2/checkout/orders/__proto__', {}, 404, 'RESOURCE_NOT_FOUND'],
    [
      'a capture of an order that there is not',
      'POST /v2/checkout/orders/5O190127TN364715T/capture',
      {},
      404,
      'RESOURCE_NOT_FOUND',
    ],
    [
      'a change of an order that there is not',
      'PATCH /v2/checkout/orders/5O190127TN364715T',
      { body: [] },
      404,
      'RESOURCE_NOT_FOUND',
    ],
    [
      'a change that is no list',
      'PATCH /v2/checkout/orders/5O190127TN364715T',
      { body: {} },
      400,
      'INVALID_REQUEST',
    ],
  ];
  test.each(cases)('%s', async (_, line, { body, ...options }, status, name) => {
    const shop = await openShop();
    const said = await shop.call(line, body, options);
    expect([said.status, said.fields['name']]).toEqual([status, name]);
    expect(said.fields['debug_id']).toBeTruthy();
  });

  test('fields of an order that cannot be asked for alone', async () => {
    const shop = await openShop();
    const id = await makeOrder(shop);
    expectEnvelope(
      await shop.call(`GET /v2/checkout/orders/${id}?fields=payer`),
      400,
      'INVALID_PARAMETER_VALUE',
    );
    expect((await shop.call(`GET /v2/checkout/orders/${id}?fields=payment_source`)).status).toBe(200);
  });
});
