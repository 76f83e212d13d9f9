/** Orders at the simulated PayPal: made, shown, approved on a phone, captured, changed. */

import { describe, expect, test } from 'vitest';
import { approve, at, audit, issueOf, makeOrder, openShop, orderBody, REPRESENTATION } from './shop.ts';

const CREATE = 'POST /v2/checkout/orders';

describe('an order', () => {
  test('is made with a link for the payer, and says no more than was asked for', async () => {
    const shop = await openShop();
    const said = await shop.call(CREATE, orderBody());
    expect(said.status).toBe(201);
    const id = String(said.fields['id']);
    expect(id).toMatch(/^[0-9A-Z]{17}$/);
    expect(said.fields).toEqual({
      id,
      status: 'PAYER_ACTION_REQUIRED',
      payment_source: { paypal: {} },
      links: [
        { href: `https://api-m.sandbox.paypal.com/v2/checkout/orders/${id}`, rel: 'self', method: 'GET' },
        {
          href: `https://www.sandbox.paypal.com/checkoutnow?token=${id}`,
          rel: 'payer-action',
          method: 'GET',
        },
      ],
    });
    expect(said.headers.get('paypal-debug-id')).toBeTruthy();
  });

  test('without a source is CREATED, with the older link, until its source is confirmed', async () => {
    const shop = await openShop();
    const made = await shop.call(CREATE, orderBody('5.00', { payment_source: undefined }), {
      headers: REPRESENTATION,
    });
    expect(made.fields).toMatchObject({
      status: 'CREATED',
      intent: 'CAPTURE',
      create_time: '2026-11-23T12:00:00Z',
    });
    expect(at(made.fields, 'links', 1, 'rel')).toBe('approve');
    expect(at(made.fields, 'purchase_units', 0)).toMatchObject({
      reference_id: 'default',
      amount: { currency_code: 'USD', value: '5.00' },
      payee: { email_address: 'shop@example.com' },
      custom_id: 'GTA1',
    });
    const path = `POST /v2/checkout/orders/${made.fields['id']}/confirm-payment-source`;
    const confirmed = await shop.call(path, { payment_source: { paypal: {} } });
    expect(confirmed.fields['status']).toBe('PAYER_ACTION_REQUIRED');
    await approve(shop, String(made.fields['id']));
    expect(issueOf(await shop.call(path, { payment_source: { paypal: {} } }))).toBe(
      'PAYMENT_ALREADY_APPROVED',
    );
  });

  test('is approved on the phone, which moves no money, and captured, which does', async () => {
    const shop = await openShop();
    const id = await makeOrder(shop);
    await approve(shop, id);
    const show = `GET /v2/checkout/orders/${id}`;
    const approved = (await shop.call(show)).fields;
    expect(approved).toMatchObject({
      status: 'APPROVED',
      payer: { email_address: 'amy@example.com', name: { given_name: 'Amy', surname: 'Carter' } },
    });
    expect(await shop.control('GET /ledgers')).toEqual({ customers: [], providers: [], merchants: [] });
    const captured = await shop.call(`POST /v2/checkout/orders/${id}/capture`, undefined, {
      headers: REPRESENTATION,
    });
    expect(captured.status).toBe(201);
    expect(captured.fields).toMatchObject({ id, status: 'COMPLETED', update_time: '2026-11-23T12:00:00Z' });
    expect(at(captured.fields, 'purchase_units', 0, 'payments', 'captures', 0)).toMatchObject({
      status: 'COMPLETED',
      amount: { currency_code: 'USD', value: '12.50' },
      final_capture: true,
      custom_id: 'GTA1',
      seller_receivable_breakdown: {
        gross_amount: { value: '12.50' },
        paypal_fee: { value: '0.38' },
        net_amount: { value: '12.12' },
      },
    });
    expect((await shop.call(show)).fields).toEqual(captured.fields);
    const { customers } = await shop.control('GET /ledgers');
    expect(customers).toMatchObject([
      { orderNumber: 'GTA1', kind: 'payment', amountMinor: 1250, currency: 'USD' },
    ]);
    expect(await audit(shop)).toEqual([]);
  });

  test('in yen is paid in whole yen by somebody who has some', async () => {
    const shop = await openShop();
    const amount = { currency_code: 'JPY', value: '1250' };
    const id = await makeOrder(shop, orderBody('', {}, { amount }));
    const content = `https://www.paypal.com/checkoutnow?token=${id}`;
    expect(await shop.control('POST /wallets/paypal-amy/scan', { content })).toMatchObject({
      error: 'unknown-order',
    });
    await approve(shop, id, 'paypal-yuki');
    const said = await shop.call(`POST /v2/checkout/orders/${id}/capture`, {}, { headers: REPRESENTATION });
    expect(at(said.fields, 'purchase_units', 0, 'payments', 'captures', 0, 'amount')).toEqual(amount);
    expect(await audit(shop)).toEqual([]);
  });

  test('that nobody approved in three hours is forgotten', async () => {
    const shop = await openShop();
    const id = await makeOrder(shop);
    shop.pass(3 * 3_600_000);
    const gone = await shop.call(`GET /v2/checkout/orders/${id}`);
    expect([gone.status, gone.fields['name'], issueOf(gone)]).toEqual([
      404,
      'RESOURCE_NOT_FOUND',
      'INVALID_RESOURCE_ID',
    ]);
  });
});

describe('a capture', () => {
  const capture = async (shop: Awaited<ReturnType<typeof openShop>>, id: string, key?: string) =>
    shop.call(
      `POST /v2/checkout/orders/${id}/capture`,
      {},
      {
        headers: { ...REPRESENTATION, ...(key === undefined ? {} : { 'paypal-request-id': key }) },
      },
    );

  test('before the payer has approved is refused', async () => {
    const shop = await openShop();
    const id = await makeOrder(shop);
    expect(issueOf(await capture(shop, id))).toBe('ORDER_NOT_APPROVED');
  });

  test('a second time is refused, and told again under the same key', async () => {
    const shop = await openShop();
    const id = await makeOrder(shop);
    await approve(shop, id);
    const first = await capture(shop, id, 'K1');
    const again = await capture(shop, id, 'K1');
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.fields).toEqual(first.fields);
    const other = await capture(shop, id, 'K2');
    expect([other.status, issueOf(other)]).toEqual([422, 'ORDER_ALREADY_CAPTURED']);
    shop.pass(6 * 3_600_000);
    expect(issueOf(await capture(shop, id, 'K1'))).toBe('ORDER_ALREADY_CAPTURED');
    expect(await audit(shop)).toEqual([]);
  });

  test('of a payer who is short asks for other money, and the same order can be approved again', async () => {
    const shop = await openShop();
    const id = await makeOrder(shop);
    await approve(shop, id, 'paypal-ben');
    const declined = await capture(shop, id);
    expect([declined.status, issueOf(declined)]).toEqual([422, 'INSTRUMENT_DECLINED']);
    expect(at(declined.fields, 'links', 1)).toMatchObject({
      rel: 'redirect',
      href: `https://www.sandbox.paypal.com/checkoutnow?token=${id}`,
    });
    expect((await shop.call(`GET /v2/checkout/orders/${id}`)).fields['status']).toBe('PAYER_ACTION_REQUIRED');
    expect(issueOf(await capture(shop, id))).toBe('PAYER_ACTION_REQUIRED');
    await approve(shop, id);
    expect((await capture(shop, id)).status).toBe(201);
    expect(await audit(shop)).toEqual([]);
  });

  test('is declined too often in the end', async () => {
    const shop = await openShop();
    const id = await makeOrder(shop);
    for (let time = 0; time < 5; time += 1) {
      await approve(shop, id, 'paypal-ben');
      expect(issueOf(await capture(shop, id))).toBe('INSTRUMENT_DECLINED');
    }
    await approve(shop, id);
    expect(issueOf(await capture(shop, id))).toBe('MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED');
  });

  test.each([
    ['frozen', 'PAYER_ACCOUNT_RESTRICTED'],
    ['locked', 'PAYER_ACCOUNT_LOCKED_OR_CLOSED'],
    ['risk', 'TRANSACTION_REFUSED'],
  ])('of an account that is %s is refused: %s', async (state, issue) => {
    const shop = await openShop();
    const id = await makeOrder(shop);
    await approve(shop, id);
    await shop.control('PATCH /wallets/paypal-amy', { state });
    expect(issueOf(await capture(shop, id))).toBe(issue);
    expect(await shop.control('GET /ledgers')).toEqual({ customers: [], providers: [], merchants: [] });
  });

  test('over the payer’s limit is refused', async () => {
    const shop = await openShop();
    await shop.control('PATCH /wallets/paypal-amy', { limits: { perPaymentMinor: 1_000 } });
    const id = await makeOrder(shop);
    await approve(shop, id);
    expect(issueOf(await capture(shop, id))).toBe('TRANSACTION_LIMIT_EXCEEDED');
  });

  test('of an order that is to be authorized is refused, and the other way round', async () => {
    const shop = await openShop();
    const id = await makeOrder(shop, orderBody('12.50', { intent: 'AUTHORIZE' }));
    await approve(shop, id);
    expect(issueOf(await capture(shop, id))).toBe('ACTION_DOES_NOT_MATCH_INTENT');
    const other = await makeOrder(shop);
    await approve(shop, other);
    const authorized = await shop.call(`POST /v2/checkout/orders/${other}/authorize`);
    expect(issueOf(authorized)).toBe('ACTION_DOES_NOT_MATCH_INTENT');
  });

  test('under an invoice number that was paid is refused, as is another order under it', async () => {
    const shop = await openShop();
    const [one, other] = [
      orderBody('1.00', {}, { invoice_id: 'I1' }),
      orderBody('2.00', {}, { invoice_id: 'I1' }),
    ];
    const ids = [await makeOrder(shop, one), await makeOrder(shop, other)];
    for (const id of ids) await approve(shop, id);
    expect((await capture(shop, ids[0] ?? '')).status).toBe(201);
    expect(issueOf(await capture(shop, ids[1] ?? ''))).toBe('DUPLICATE_INVOICE_ID');
    expect(issueOf(await shop.call(CREATE, other))).toBe('DUPLICATE_INVOICE_ID');
  });
});

describe('the same key', () => {
  test('makes one order, and tells its latest state', async () => {
    const shop = await openShop();
    const options = { headers: { 'paypal-request-id': 'GTA1' } };
    const first = await shop.call(CREATE, orderBody(), options);
    await approve(shop, String(first.fields['id']));
    const again = await shop.call(CREATE, orderBody(), options);
    expect([again.status, again.fields['id'], again.fields['status']]).toEqual([
      200,
      first.fields['id'],
      'APPROVED',
    ]);
    shop.pass(6 * 3_600_000);
    const later = await shop.call(CREATE, orderBody(), options);
    expect([later.status, later.fields['id'] === first.fields['id']]).toEqual([201, false]);
  });

  test('is not kept for what was refused', async () => {
    const shop = await openShop();
    const options = { headers: { 'paypal-request-id': 'GTA1' } };
    expect((await shop.call(CREATE, orderBody('0.00'), options)).status).toBe(422);
    expect((await shop.call(CREATE, orderBody(), options)).status).toBe(201);
  });
});

describe('a change', () => {
  const change = (path: string, op: string, value?: unknown) => [
    { op, path, ...(value === undefined ? {} : { value }) },
  ];
  const UNIT = "/purchase_units/@reference_id=='default'";

  async function created() {
    const shop = await openShop();
    const id = await makeOrder(shop, orderBody('12.50', { payment_source: undefined }));
    const patch = (changes: unknown) => shop.call(`PATCH /v2/checkout/orders/${id}`, changes);
    const unit = async () =>
      at((await shop.call(`GET /v2/checkout/orders/${id}`)).fields, 'purchase_units', 0);
    return { shop, id, patch, unit };
  }

  test('replaces the amount, and adds and removes what else may change', async () => {
    const { patch, unit } = await created();
    const amount = { currency_code: 'USD', value: '20.00' };
    const said = await patch([
      { op: 'replace', path: `${UNIT}/amount`, value: amount },
      { op: 'add', path: `${UNIT}/invoice_id`, value: 'I1' },
      { op: 'remove', path: `${UNIT}/custom_id` },
    ]);
    expect([said.status, said.text]).toEqual([204, '']);
    expect(await unit()).toMatchObject({ amount, invoice_id: 'I1' });
    expect(await unit()).not.toHaveProperty('custom_id');
  });

  test.each([
    ['what is not there', change(`${UNIT}/invoice_id`, 'replace', 'I1'), 'INVALID_PATCH_OPERATION'],
    ['what is there already', change(`${UNIT}/custom_id`, 'add', 'B'), 'INVALID_PATCH_OPERATION'],
    ['what cannot be removed', change(`${UNIT}/amount`, 'remove'), 'INVALID_PATCH_OPERATION'],
    ['what cannot change', change(`${UNIT}/payee`, 'replace', {}), 'FIELD_NOT_PATCHABLE'],
    [
      'another unit',
      change("/purchase_units/@reference_id=='B'/amount", 'replace', {}),
      'REFERENCE_ID_NOT_FOUND',
    ],
    ['nothing of an order', change('/status', 'replace', 'COMPLETED'), 'NOT_PATCHABLE'],
    ['no pointer', change('amount', 'replace', {}), 'INVALID_JSON_POINTER_FORMAT'],
    ['without a value', change(`${UNIT}/amount`, 'replace'), 'PATCH_VALUE_REQUIRED'],
    ['without a path', [{ op: 'replace', value: 1 }], 'PATCH_PATH_REQUIRED'],
    ['without an operation', [{ path: '/intent' }], 'MISSING_REQUIRED_PARAMETER'],
    ['in a way that there is not', change('/intent', 'test', 'CAPTURE'), 'INVALID_PARAMETER_VALUE'],
    [
      'an intent that there is not',
      change('/intent', 'replace', 'SAVE'),
      'UNSUPPORTED_PATCH_PARAMETER_VALUE',
    ],
    [
      'to an amount of nothing',
      change(`${UNIT}/amount`, 'replace', { currency_code: 'USD', value: '0' }),
      'CANNOT_BE_ZERO_OR_NEGATIVE',
    ],
    ['nothing at all', [], 'MISSING_REQUIRED_PARAMETER'],
  ])('of %s is refused: %s', async (_, changes, issue) => {
    const { patch, unit } = await created();
    const before = await unit();
    expect(issueOf(await patch(changes))).toBe(issue);
    expect(await unit()).toEqual(before);
  });

  test('of the amount is refused once the payer approved another one', async () => {
    const { shop, id, patch } = await created();
    await approve(shop, id);
    const amount = { currency_code: 'USD', value: '20.00' };
    expect(issueOf(await patch(change(`${UNIT}/amount`, 'replace', amount)))).toBe(
      'AMOUNT_CHANGE_NOT_ALLOWED',
    );
    expect((await patch(change(`${UNIT}/custom_id`, 'replace', 'B'))).status).toBe(204);
    await shop.call(`POST /v2/checkout/orders/${id}/capture`);
    expect(issueOf(await patch(change(`${UNIT}/custom_id`, 'replace', 'C')))).toBe('ORDER_ALREADY_COMPLETED');
  });

  test('of an order that waits for its payer is refused', async () => {
    const shop = await openShop();
    const id = await makeOrder(shop);
    const said = await shop.call(
      `PATCH /v2/checkout/orders/${id}`,
      change(`${UNIT}/custom_id`, 'replace', 'B'),
    );
    expect(issueOf(said)).toBe('NOT_PATCHABLE');
  });
});
