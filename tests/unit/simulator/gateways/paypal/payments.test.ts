/** What comes after the order at the simulated PayPal: holds, their captures and ends, refunds. */

import { describe, expect, test } from 'vitest';
import {
  at,
  audit,
  type Fields,
  held,
  issueOf,
  openShop,
  orderBody,
  paid,
  REPRESENTATION,
  type Said,
  type Shop,
} from './shop.ts';

const DAY_MS = 86_400_000;
const usd = (value: string) => ({ amount: { currency_code: 'USD', value } });

describe('a hold', () => {
  const take = (shop: Shop, id: string, body?: unknown, key?: string) =>
    shop.call(`POST /v2/payments/authorizations/${id}/capture`, body, {
      headers: { ...REPRESENTATION, ...(key === undefined ? {} : { 'paypal-request-id': key }) },
    });
  const end = (shop: Shop, id: string, headers = {}) =>
    shop.call(`POST /v2/payments/authorizations/${id}/void`, undefined, { headers });
  const look = async (shop: Shop, id: string) =>
    (await shop.call(`GET /v2/payments/authorizations/${id}`)).fields;

  test('keeps the money where it is, and back from others', async () => {
    const shop = await openShop();
    await shop.control('PATCH /wallets/paypal-amy', { balanceMinor: 15_000 });
    const { order, authorization } = await held(shop);
    expect(await look(shop, authorization)).toMatchObject({
      status: 'CREATED',
      ...usd('100.00'),
      expiration_time: '2026-12-22T12:00:00Z',
      supplementary_data: { related_ids: { order_id: order } },
    });
    expect(await shop.control('GET /ledgers')).toEqual({ customers: [], providers: [], merchants: [] });
    await expect(held(shop, '60.00')).rejects.toThrow('INSTRUMENT_DECLINED');
    expect((await shop.call(`GET /v2/checkout/orders/${order}`)).fields['status']).toBe('COMPLETED');
    const again = await shop.call(`POST /v2/checkout/orders/${order}/authorize`);
    expect(issueOf(again)).toBe('ORDER_ALREADY_AUTHORIZED');
  });

  test('is captured in parts, each a payment of its own, and the rest goes on being held', async () => {
    const shop = await openShop();
    const { order, authorization } = await held(shop);
    const first = await take(shop, authorization, usd('30.00'));
    expect([first.status, first.fields['status'], first.fields['final_capture']]).toEqual([
      201,
      'COMPLETED',
      false,
    ]);
    expect((await look(shop, authorization))['status']).toBe('PARTIALLY_CAPTURED');
    const rest = await take(shop, authorization);
    expect(rest.fields).toMatchObject({ ...usd('70.00'), final_capture: true });
    expect((await look(shop, authorization))['status']).toBe('CAPTURED');
    expect(issueOf(await take(shop, authorization, usd('1.00')))).toBe('AUTHORIZATION_ALREADY_CAPTURED');
    const shown = await shop.call(`GET /v2/checkout/orders/${order}`);
    expect(at(shown.fields, 'purchase_units', 0, 'payments', 'captures')).toHaveLength(2);
    expect(await audit(shop)).toEqual([]);
  });

  test('that is captured for the last time gives the rest back', async () => {
    const shop = await openShop();
    await shop.control('PATCH /wallets/paypal-amy', { balanceMinor: 10_000 });
    const { authorization } = await held(shop);
    const last = await take(shop, authorization, {
      ...usd('40.00'),
      final_capture: true,
      invoice_id: 'I1',
      note_to_payer: 'Thanks',
    });
    expect(last.fields).toMatchObject({ final_capture: true, invoice_id: 'I1', note_to_payer: 'Thanks' });
    expect((await held(shop, '60.00')).authorization).toMatch(/^[0-9A-Z]{17}$/);
    expect(await audit(shop)).toEqual([]);
  });

  test.each([
    ['100.00', '115.00', true],
    ['100.00', '115.01', false],
    ['1000.00', '1075.00', true],
    ['1000.00', '1075.01', false],
  ])('of %s can be captured with %s: %s', async (value, captured, isTaken) => {
    const shop = await openShop();
    const { authorization } = await held(shop, value);
    const said = await take(shop, authorization, usd(captured));
    expect(isTaken ? said.status : issueOf(said)).toBe(isTaken ? 201 : 'MAX_CAPTURE_AMOUNT_EXCEEDED');
    expect(await audit(shop)).toEqual([]);
  });

  test('is captured once under one key', async () => {
    const shop = await openShop();
    const { authorization } = await held(shop);
    const [first, again] = [
      await take(shop, authorization, usd('30.00'), 'K'),
      await take(shop, authorization, usd('30.00'), 'K'),
    ];
    expect([first.status, again.status, again.fields['id']]).toEqual([201, 200, first.fields['id']]);
    shop.pass(29 * DAY_MS);
    expect((await take(shop, authorization, usd('30.00'), 'K')).fields['id']).toBe(first.fields['id']);
  });

  test('can be captured ten times at most, in its own currency, with an invoice number of its own', async () => {
    const shop = await openShop();
    const { authorization } = await held(shop);
    expect(
      issueOf(await take(shop, authorization, { amount: { currency_code: 'EUR', value: '1.00' } })),
    ).toBe('AUTH_CAPTURE_CURRENCY_MISMATCH');
    expect((await take(shop, authorization, { ...usd('1.00'), invoice_id: 'I1' })).status).toBe(201);
    expect(issueOf(await take(shop, authorization, { ...usd('1.00'), invoice_id: 'I1' }))).toBe(
      'DUPLICATE_INVOICE_ID',
    );
    for (let time = 0; time < 9; time += 1) await take(shop, authorization, usd('1.00'));
    expect(issueOf(await take(shop, authorization, usd('1.00')))).toBe('MAX_CAPTURE_COUNT_EXCEEDED');
  });

  test('is voided once, which lets the money go', async () => {
    const shop = await openShop();
    await shop.control('PATCH /wallets/paypal-amy', { balanceMinor: 10_000 });
    const { order, authorization } = await held(shop);
    const ended = await end(shop, authorization);
    expect([ended.status, ended.text]).toEqual([204, '']);
    expect((await look(shop, authorization))['status']).toBe('VOIDED');
    expect((await shop.call(`GET /v2/checkout/orders/${order}`)).fields['status']).toBe('VOIDED');
    expect(issueOf(await end(shop, authorization))).toBe('PREVIOUSLY_VOIDED');
    expect(issueOf(await take(shop, authorization))).toBe('AUTHORIZATION_VOIDED');
    const whole = await end(shop, (await held(shop)).authorization, REPRESENTATION);
    expect([whole.status, whole.fields['status']]).toEqual([200, 'VOIDED']);
    expect(await audit(shop)).toEqual([]);
  });

  test('that was captured cannot be voided; what is left of it can', async () => {
    const shop = await openShop();
    const { authorization } = await held(shop);
    await take(shop, authorization);
    expect(issueOf(await end(shop, authorization))).toBe('PREVIOUSLY_CAPTURED');
    const part = (await held(shop)).authorization;
    await take(shop, part, usd('10.00'));
    expect((await end(shop, part)).status).toBe(204);
    expect(await audit(shop)).toEqual([]);
  });

  test('ends after twenty-nine days', async () => {
    const shop = await openShop();
    const { authorization } = await held(shop);
    shop.pass(29 * DAY_MS);
    expect(issueOf(await take(shop, authorization))).toBe('AUTHORIZATION_EXPIRED');
    expect((await look(shop, authorization))['status']).toBe('VOIDED');
  });

  test('is repeated after its days of honour, not before, and not twice over', async () => {
    const shop = await openShop();
    const { authorization } = await held(shop);
    const repeat = (id: string, body?: unknown) =>
      shop.call(`POST /v2/payments/authorizations/${id}/reauthorize`, body, { headers: REPRESENTATION });
    expect(issueOf(await repeat(authorization))).toBe('REAUTHORIZATION_NOT_SUPPORTED');
    shop.pass(4 * DAY_MS);
    expect(issueOf(await repeat(authorization, { amount: { currency_code: 'EUR', value: '1.00' } }))).toBe(
      'AUTH_CURRENCY_MISMATCH',
    );
    expect(issueOf(await repeat(authorization, usd('200.00')))).toBe('TRANSACTION_REFUSED');
    const fresh = await repeat(authorization, usd('110.00'));
    expect([fresh.status, fresh.fields['status']]).toEqual([201, 'CREATED']);
    const id = String(fresh.fields['id']);
    expect(issueOf(await repeat(id))).toBe('REAUTHORIZATION_NOT_SUPPORTED');
    expect(issueOf(await end(shop, id))).toBe('CANNOT_BE_VOIDED');
    expect((await take(shop, id)).fields).toMatchObject(usd('110.00'));
    expect(await audit(shop)).toEqual([]);
  });

  test('with a capture just before the void stays captured (fault paid-before-cancel)', async () => {
    const shop = await openShop();
    const { authorization } = await held(shop);
    await shop.control('POST /faults', { name: 'paid-before-cancel' });
    expect(issueOf(await end(shop, authorization))).toBe('PREVIOUSLY_CAPTURED');
    expect((await look(shop, authorization))['status']).toBe('CAPTURED');
    const other = (await held(shop)).authorization;
    await shop.control('POST /faults', {
      name: 'cancel-refused',
      parameters: { code: 'PREVIOUSLY_CAPTURED' },
    });
    expect(issueOf(await end(shop, other))).toBe('PREVIOUSLY_CAPTURED');
    expect((await look(shop, other))['status']).toBe('CREATED');
    expect(await audit(shop)).toEqual([]);
  });

  test('nobody made is not found', async () => {
    const shop = await openShop();
    for (const line of ['GET', 'POST :/capture', 'POST :/void', 'POST :/reauthorize']) {
      const [method, rest = ''] = line.split(' :');
      const said = await shop.call(
        `${method} /v2/payments/authorizations/0AA00000AA000000A${rest}`,
        method === 'GET' ? undefined : {},
      );
      expect([said.status, issueOf(said)], line).toEqual([404, 'INVALID_RESOURCE_ID']);
    }
  });
});

describe('a refund', () => {
  const back = (shop: Shop, capture: string, body?: unknown, key?: string) =>
    shop.call(`POST /v2/payments/captures/${capture}/refund`, body, {
      headers: { ...REPRESENTATION, ...(key === undefined ? {} : { 'paypal-request-id': key }) },
    });
  const status = async (shop: Shop, capture: string) =>
    (await shop.call(`GET /v2/payments/captures/${capture}`)).fields['status'];

  test('without an amount gives all back', async () => {
    const shop = await openShop();
    const { order, capture } = await paid(shop);
    const said = await back(shop, capture);
    expect(said.status).toBe(201);
    expect(said.fields).toMatchObject({
      status: 'COMPLETED',
      ...usd('12.50'),
      custom_id: 'GTA1',
      seller_payable_breakdown: { total_refunded_amount: { value: '12.50' } },
    });
    expect(await status(shop, capture)).toBe('REFUNDED');
    expect(issueOf(await back(shop, capture))).toBe('CAPTURE_FULLY_REFUNDED');
    const shown = (await shop.call(`GET /v2/checkout/orders/${order}`)).fields;
    expect(shown['status']).toBe('COMPLETED');
    expect(at(shown, 'purchase_units', 0, 'payments', 'refunds', 0)).toEqual(said.fields);
    expect((await shop.call(`GET /v2/payments/refunds/${said.fields['id']}`)).fields).toEqual(said.fields);
    expect(await audit(shop)).toEqual([]);
  });

  test('in parts adds up, and never to more than there was', async () => {
    const shop = await openShop();
    const { capture } = await paid(shop);
    const part = await back(shop, capture, {
      ...usd('5.00'),
      invoice_id: 'R1',
      custom_id: 'C1',
      note_to_payer: 'Sorry',
    });
    expect(part.fields).toMatchObject({ invoice_id: 'R1', custom_id: 'C1', note_to_payer: 'Sorry' });
    expect(await status(shop, capture)).toBe('PARTIALLY_REFUNDED');
    expect(issueOf(await back(shop, capture, usd('7.51')))).toBe('REFUND_AMOUNT_EXCEEDED');
    expect(issueOf(await back(shop, capture, { ...usd('1.00'), invoice_id: 'R1' }))).toBe(
      'DUPLICATE_INVOICE_ID',
    );
    const rest = await back(shop, capture, usd('7.50'));
    expect(at(rest.fields, 'seller_payable_breakdown', 'total_refunded_amount', 'value')).toBe('12.50');
    expect(await status(shop, capture)).toBe('REFUNDED');
    expect(await audit(shop)).toEqual([]);
  });

  test('under one key goes once, for forty-five days', async () => {
    const shop = await openShop();
    const { capture } = await paid(shop);
    const [first, again] = [
      await back(shop, capture, usd('5.00'), 'R1'),
      await back(shop, capture, usd('5.00'), 'R1'),
    ];
    expect([first.status, again.status, again.fields]).toEqual([201, 200, first.fields]);
    shop.pass(45 * DAY_MS - 1);
    expect((await back(shop, capture, usd('5.00'), 'R1')).status).toBe(200);
    shop.pass(1);
    expect((await back(shop, capture, usd('5.00'), 'R1')).status).toBe(201);
    expect(await audit(shop)).toEqual([]);
  });

  test('in another currency, of nothing, or of what the shop has not got is refused', async () => {
    const shop = await openShop();
    const { capture } = await paid(shop);
    expect(issueOf(await back(shop, capture, { amount: { currency_code: 'EUR', value: '1.00' } }))).toBe(
      'REFUND_CAPTURE_CURRENCY_MISMATCH',
    );
    expect(issueOf(await back(shop, capture, usd('0.00')))).toBe('CANNOT_BE_ZERO_OR_NEGATIVE');
    await shop.control('PATCH /merchants/paypal', { balanceMinor: 100 });
    expect(issueOf(await back(shop, capture, usd('5.00')))).toBe('REFUND_FAILED_INSUFFICIENT_FUNDS');
    expect((await back(shop, capture, usd('1.00'))).status).toBe(201);
  });

  test('may stay pending, and comes through by itself', async () => {
    const shop = await openShop();
    const { capture } = await paid(shop);
    await shop.control('POST /faults', { name: 'refund-pending', parameters: { delayMs: DAY_MS } });
    const said = await back(shop, capture, usd('5.00'));
    expect(said.fields).toMatchObject({ status: 'PENDING', status_details: { reason: 'ECHECK' } });
    expect(await status(shop, capture)).toBe('COMPLETED');
    expect(issueOf(await back(shop, capture, usd('7.51')))).toBe('REFUND_AMOUNT_EXCEEDED');
    expect(await audit(shop)).toEqual([]);
    shop.pass(DAY_MS);
    const shown = await shop.call(`GET /v2/payments/refunds/${said.fields['id']}`);
    expect(shown.fields['status']).toBe('COMPLETED');
    expect(await status(shop, capture)).toBe('PARTIALLY_REFUNDED');
    expect(await audit(shop)).toEqual([]);
  });

  test('may fail in the end, and the whole can go once more', async () => {
    const shop = await openShop();
    const { capture } = await paid(shop);
    await shop.control('POST /faults', { name: 'refund-fails' });
    const said = await back(shop, capture);
    expect(said.fields['status']).toBe('PENDING');
    shop.pass(60_000);
    const shown = await shop.call(`GET /v2/payments/refunds/${said.fields['id']}`);
    expect(shown.fields['status']).toBe('FAILED');
    expect(await status(shop, capture)).toBe('COMPLETED');
    expect((await back(shop, capture)).fields['status']).toBe('COMPLETED');
    expect(await status(shop, capture)).toBe('REFUNDED');
    expect(await audit(shop)).toEqual([]);
  });

  test('is possible ten times, and for half a year', async () => {
    const shop = await openShop();
    const { capture } = await paid(shop);
    for (let time = 0; time < 10; time += 1)
      expect((await back(shop, capture, usd('0.01'))).status).toBe(201);
    expect(issueOf(await back(shop, capture, usd('0.01')))).toBe('MAX_NUMBER_OF_REFUNDS_EXCEEDED');
    const old = await paid(shop, orderBody('1.00'));
    shop.pass(180 * DAY_MS);
    expect(issueOf(await back(shop, old.capture))).toBe('REFUND_TIME_LIMIT_EXCEEDED');
  });

  test('of a capture of a hold is a refund like any other', async () => {
    const shop = await openShop();
    const { authorization } = await held(shop);
    const said = await shop.call(`POST /v2/payments/authorizations/${authorization}/capture`, usd('30.00'));
    const id = String(said.fields['id']);
    expect(said.fields).toEqual({ id, status: 'COMPLETED', links: said.fields['links'] });
    expect(
      at(
        (await shop.call(`GET /v2/payments/captures/${id}`)).fields,
        'supplementary_data',
        'related_ids',
        'authorization_id',
      ),
    ).toBe(authorization);
    expect((await back(shop, id)).fields).toMatchObject(usd('30.00'));
    expect(await audit(shop)).toEqual([]);
  });

  test('of nothing is not found', async () => {
    const shop = await openShop();
    expect(issueOf(await back(shop, '0AA00000AA000000A'))).toBe('INVALID_RESOURCE_ID');
    expect(issueOf(await shop.call('GET /v2/payments/captures/0AA00000AA000000A'))).toBe(
      'INVALID_RESOURCE_ID',
    );
    expect(issueOf(await shop.call('GET /v2/payments/refunds/0AA00000AA000000A'))).toBe(
      'INVALID_RESOURCE_ID',
    );
  });
});

describe('payments that are not well-formed', () => {
  const expectRefused = (said: Said, status: number, issue: string) =>
    expect([said.status, issueOf(said)]).toEqual([status, issue]);

  test.each<[body: Fields, issue: string]>([
    [{ amount: '5.00' }, 'INVALID_PARAMETER_SYNTAX'],
    [{ amount: { currency_code: 'USD', value: 5 } }, 'INVALID_PARAMETER_SYNTAX'],
    [{ invoice_id: '' }, 'INVALID_STRING_LENGTH'],
    [{ custom_id: 'c'.repeat(128) }, 'INVALID_STRING_LENGTH'],
    [{ note_to_payer: 'n'.repeat(256) }, 'INVALID_STRING_LENGTH'],
    [{ payment_instruction: {} }, 'NOT_SUPPORTED'],
  ])('a refund with %j', async (body, issue) => {
    const shop = await openShop();
    const { capture } = await paid(shop);
    expectRefused(await shop.call(`POST /v2/payments/captures/${capture}/refund`, body), 400, issue);
  });

  test.each<[body: Fields, issue: string]>([
    [{ amount: {} }, 'MISSING_REQUIRED_PARAMETER'],
    [{ final_capture: 'yes' }, 'INVALID_PARAMETER_SYNTAX'],
    [{ soft_descriptor: 's'.repeat(23) }, 'INVALID_STRING_LENGTH'],
    [{ note_to_payer: 'n'.repeat(256) }, 'INVALID_STRING_LENGTH'],
  ])('a capture of a hold with %j', async (body, issue) => {
    const shop = await openShop();
    const { authorization } = await held(shop);
    expectRefused(
      await shop.call(`POST /v2/payments/authorizations/${authorization}/capture`, body),
      400,
      issue,
    );
  });
});
