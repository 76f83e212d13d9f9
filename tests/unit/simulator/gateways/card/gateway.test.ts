/** The card gateway as a whole: keys, permissions, versions, what is written down, and that nothing makes it stumble. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../../../../simulator/gateways/card/routes.ts';
import { signatureHeader } from '../../../../../simulator/gateways/card/webhooks.ts';
import { INTENT, openCardShop } from './shop.ts';

describe('who calls', () => {
  it.each([
    ['nobody', {}, 401],
    ['a stranger', { authorization: 'Bearer sk_test_0000000000000000' }, 401],
    ['somebody with a short key', { authorization: 'Bearer sk' }, 401],
    ['a page with its publishable key', { authorization: 'Bearer pk_test_0000000000000000' }, 403],
    ['another scheme', { authorization: 'Digest x' }, 401],
    ['basic authentication that is no base64', { authorization: 'Basic ***' }, 401],
  ])('%s is turned away', async (_, headers, status) => {
    const { call } = openCardShop();
    const said = await call('GET /v1/payment_intents', {}, { authorization: '', ...headers });
    expect(said).toMatchObject({ status, error: { type: 'invalid_request_error' } });
    expect(JSON.stringify(said.body)).not.toContain('0000000000000000');
  });

  it('may give the key as the name of basic authentication', async () => {
    const { call, secretKey } = openCardShop();
    const authorization = `Basic ${btoa(`${secretKey}:`)}`;
    expect((await call('GET /v1/payment_intents', {}, { authorization })).status).toBe(200);
  });

  it('needs the permission for what is asked', async () => {
    const { call, control } = openCardShop();
    await control('PATCH /merchants/card', { permissions: ['query'] });
    expect(await call('POST /v1/payment_intents', INTENT)).toMatchObject({ status: 403 });
    expect((await call('GET /v1/payment_intents')).status).toBe(200);
  });
});

describe('every answer', () => {
  it('names its request and its version', async () => {
    const { call } = openCardShop();
    const { headers } = await call('POST /v1/payment_intents', INTENT, { 'stripe-version': '2024-06-20' });
    expect(headers.get('request-id')).toMatch(/^req_\w{14}$/);
    expect(headers.get('stripe-version')).toBe('2024-06-20');
    expect(await call('GET /v1/events', {}, { 'stripe-version': 'yesterday' })).toMatchObject({
      status: 400,
    });
  });

  it('is written down without a card number or a security code', async () => {
    const { call, control } = openCardShop();
    const card = {
      type: 'card',
      'card[number]': '4242424242424242',
      'card[exp_month]': '1',
      'card[exp_year]': '30',
      'card[cvc]': '987',
    };
    await call('POST /v1/payment_methods', card);
    const log = JSON.stringify((await control('GET /exchanges')).body);
    expect(log).toContain('•••• 4242');
    expect(log).not.toContain('4242424242424242');
    expect(log).not.toContain('987');
  });

  it('to a call that nobody knows says so', async () => {
    const { call } = openCardShop();
    for (const line of [
      'GET /v1/customers',
      'DELETE /v1/payment_intents/pi_1',
      'POST /v1/terminal/readers/tmr_1/dance',
    ]) {
      expect(await call(line)).toMatchObject({ status: 404, error: { type: 'invalid_request_error' } });
    }
  });
});

describe('idempotency keys', () => {
  it('are too long beyond 255 characters', async () => {
    const { call } = openCardShop();
    const headers = { 'idempotency-key': 'k'.repeat(256) };
    expect(await call('POST /v1/payment_intents', INTENT, headers)).toMatchObject({
      status: 400,
      error: { type: 'idempotency_error' },
    });
  });

  it('mean nothing to a question', async () => {
    const { call } = openCardShop();
    const headers = { 'idempotency-key': 'same' };
    await call('GET /v1/payment_intents', {}, headers);
    expect((await call('GET /v1/refunds', {}, headers)).status).toBe(200);
  });

  it('are kept for the newest requests only, so that the world stays small', async () => {
    const { call, host } = openCardShop();
    for (let number = 0; number < 230; number += 1) {
      await call('POST /v1/terminal/connection_tokens', {}, { 'idempotency-key': `key-${number}` });
    }
    expect(host.world().shelves.card?.['keys']).toHaveLength(200);
  });
});

it('signs letters as the documents do', () => {
  expect(signatureHeader('{"id":"evt_1"}', ['whsec_test_secret'], 1_700_000_000_999)).toBe(
    't=1700000000,v1=248a374f50f943a28b0f6ab50faf9a7e7e29b710fa26df9fb1618b9bf8ea9c9a',
  );
});

it('never stumbles, whatever is asked', async () => {
  const { call, control, readerId } = openCardShop();
  const { body } = await call('POST /v1/payment_intents', INTENT);
  const ids = [String(body['id']), readerId, 'pi_nobody', '..%2F..', '%zz'];
  const names = [
    ...new Set(ROUTES.flatMap(({ rules }) => Object.keys(rules))),
    'constructor',
    '__proto__[x]',
    'a[b',
    'expand[]',
  ];
  const values = [
    '',
    '1',
    '-1',
    '99999999',
    '1e9',
    'true',
    'card_present',
    'pm_card_visa',
    'x'.repeat(600),
    '[]',
    String(body['id']),
  ];
  const lines = ROUTES.map(({ method, path }) => [
    method,
    path.source.slice(1, -1).replaceAll('\\/', '/').replaceAll('\\.', '.'),
  ]);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...lines),
      fc.constantFrom(...ids),
      fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...values), { maxKeys: 5 }),
      async ([method, path], id, form) => {
        const said = await call(`${method} ${path?.replace('([^/]+)', id)}`, form);
        expect(said.status).toBeLessThan(500);
        if (said.status !== 200) expect(said.error['message']).toEqual(expect.any(String));
      },
    ),
    { numRuns: 400 },
  );
  expect((await control('GET /audit')).body).toEqual({ findings: [] });
});
