/** What the till asks of PayPal: paths, keys and bodies, and what it need not ask. */

import { describe, expect, test } from 'vitest';
import { money } from '../../../../src/domain/money.ts';
import type { OperationKind } from '../../../../src/domain/operation.ts';
import type { BuiltRequest, Order, RailAccount } from '../../../../src/providers/contract.ts';
import { paypal } from '../../../../src/providers/paypal/rail.ts';
import { CAPTURE_ID, ORDER_ID, orderOf } from './orders.ts';

const ACCOUNT: RailAccount = { appId: 'AeClientId', shopName: 'Corner shop', tillId: 'T7K2' };

function built(order: Order, account = ACCOUNT): BuiltRequest['request'] {
  const made = paypal.build(order, account);
  if (!('request' in made)) throw new Error('nothing to send');
  return made.request;
}

const body = (order: Order, account?: RailAccount): unknown => JSON.parse(built(order, account).body);

describe('an order', () => {
  test('is made for the whole amount, without shipping, to be paid at once, under our number', () => {
    const request = built(orderOf('present'));
    expect(request).toMatchObject({ method: 'POST', path: '/v2/checkout/orders', timeoutMs: 10_000 });
    expect(request.headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'paypal-request-id': 'GTA1',
      prefer: 'return=representation',
    });
    expect(JSON.parse(request.body)).toEqual({
      intent: 'CAPTURE',
      purchase_units: [
        {
          amount: { currency_code: 'USD', value: '12.50' },
          custom_id: 'GTA1',
          invoice_id: 'GTA1',
          description: 'Corner shop',
        },
      ],
      payment_source: {
        paypal: {
          experience_context: {
            brand_name: 'Corner shop',
            shipping_preference: 'NO_SHIPPING',
            user_action: 'PAY_NOW',
            payment_method_preference: 'IMMEDIATE_PAYMENT_REQUIRED',
          },
        },
      },
    });
  });

  test('in yen has no decimals', () => {
    const units = body(orderOf('present', { amount: money('JPY', 1250) }));
    expect(units).toMatchObject({ purchase_units: [{ amount: { currency_code: 'JPY', value: '1250' } }] });
  });

  test('in a currency whose decimals PayPal writes otherwise is a mistake of ours', () => {
    expect(() => built(orderOf('present', { amount: money('KWD', 1250) }))).toThrow('paypal-currency');
  });

  test('of a shop with a very long name, or none, is made as well', () => {
    const long = body(orderOf('present'), { ...ACCOUNT, shopName: '店'.repeat(200) });
    expect(long).toMatchObject({ purchase_units: [{ description: '店'.repeat(127) }] });
    expect(JSON.stringify(body(orderOf('present'), { ...ACCOUNT, shopName: ' ' }))).not.toMatch(
      /description|brand/,
    );
  });
});

describe('a capture', () => {
  test('has a key of its own for each try that was answered, and the same one as long as there was no answer', () => {
    const request = built(orderOf('capture'));
    expect(request).toMatchObject({
      method: 'POST',
      path: `/v2/checkout/orders/${ORDER_ID}/capture`,
      body: '{}',
    });
    expect(request.headers).toMatchObject({ 'paypal-request-id': 'GTA1C0', prefer: 'return=representation' });
    const again = built(orderOf('capture', { answeredBefore: 1 }));
    expect(again.headers['paypal-request-id']).toBe('GTA1C1');
  });

  test('follows by itself when the payer has approved, and after nothing else', () => {
    expect(paypal.followUp?.({ type: 'APPROVED' })).toBe('capture');
    expect(paypal.followUp?.({ type: 'AUTHORIZED' })).toBeUndefined();
    expect(paypal.followUp?.({ type: 'NEEDS_PAYER', detail: 'qr_shown' })).toBeUndefined();
  });
});

describe('a question', () => {
  const ASKING: readonly OperationKind[] = ['query', 'cancel', 'close', 'refund_query'];

  test.each(ASKING)('%s asks for the order by PayPal’s number', (kind) => {
    expect(built(orderOf(kind))).toMatchObject({
      method: 'GET',
      path: `/v2/checkout/orders/${ORDER_ID}`,
      body: '',
    });
  });

  test.each(['query', 'cancel', 'close'] as const)(
    '%s of an order whose making had no answer need not be asked: nobody can pay it',
    (kind) => {
      const { tradeNumber: _, ...order } = orderOf(kind);
      expect(paypal.build(order, ACCOUNT)).toMatchObject({
        known: { about: 'attempt', event: { type: 'CLOSED' }, claim: { orderNumber: 'GTA1' } },
      });
    },
  );
});

describe('a refund', () => {
  test('goes to the payment under its own number, as key and as invoice number', () => {
    const request = built(orderOf('refund'));
    expect(request).toMatchObject({ method: 'POST', path: `/v2/payments/captures/${CAPTURE_ID}/refund` });
    expect(request.headers['paypal-request-id']).toBe('GTA1R1');
    expect(JSON.parse(request.body)).toEqual({
      amount: { currency_code: 'USD', value: '5.00' },
      invoice_id: 'GTA1R1',
      custom_id: 'GTA1',
    });
  });
});

describe('what may become part of a path', () => {
  test.each(['', '../x', 'a', 'A/B', 'A?B', 'A'.repeat(37)])('never %s', (number) => {
    expect(() => built(orderOf('query', { tradeNumber: number }))).toThrow('paypal-order-id');
    expect(() => built(orderOf('refund', { paymentNumber: number }))).toThrow('paypal-capture-id');
  });
});

test('a PayPal payment is never made by payment code, nor with a card reader', () => {
  expect(() => built(orderOf('pay'))).toThrow('paypal-operation');
  expect(() => built(orderOf('collect'))).toThrow('paypal-operation');
});

test('the token travels as a bearer’s', () => {
  const request = built(orderOf('query'));
  expect(paypal.attach(request, 'A21AA').headers).toEqual({
    accept: 'application/json',
    authorization: 'Bearer A21AA',
  });
});

describe('the token', () => {
  const ask = (status: number, fields: unknown) => {
    const text = typeof fields === 'string' ? fields : JSON.stringify(fields);
    return paypal.token?.read({ status, headers: {}, bytes: new TextEncoder().encode(text) });
  };
  const GOOD = { access_token: 'A21AA', token_type: 'Bearer', expires_in: 32_400 };

  test('is asked for without any secret: what stands before PayPal adds it', () => {
    expect(paypal.token?.build(ACCOUNT)).toEqual({
      method: 'POST',
      path: '/v1/oauth2/token',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
      timeoutMs: 10_000,
    });
  });

  test('is good for as long as PayPal says', () => {
    expect(ask(200, GOOD)).toEqual({ token: 'A21AA', lifeMs: 32_400_000 });
  });

  test.each([
    ['a wrong secret', 401, { error: 'invalid_client' }, 'setup_app'],
    ['an app that may not', 400, { error: 'unauthorized_client' }, 'setup_app'],
    ['another refusal', 400, { error: 'unsupported_grant_type' }, 'provider_odd'],
    ['too many questions', 429, {}, 'provider_limited'],
    ['a provider that is down', 503, '', 'provider_busy'],
    ['a sign-in page', 200, '<!doctype html>', 'answer_garbled'],
    ['no token', 200, { ...GOOD, access_token: '' }, 'provider_odd'],
    ['a token that would end its header', 200, { ...GOOD, access_token: 'A\r\nB: C' }, 'provider_odd'],
    ['a token of another kind', 200, { ...GOOD, token_type: 'MAC' }, 'provider_odd'],
    ['a token without an end', 200, { ...GOOD, expires_in: '32400' }, 'provider_odd'],
    ['a token that is over', 200, { ...GOOD, expires_in: 0 }, 'provider_odd'],
  ])('%s', (_, status, fields, fault) => {
    expect(ask(status, fields)).toEqual({ fault });
  });
});
