/** What the simulated PayPal reports to the shop: its transactions and its balances. */

import { expect, test } from 'vitest';
import { at, openShop, orderBody, paid, REPRESENTATION } from './shop.ts';

const HOUR_MS = 3_600_000;
const DAY = 'start_date=2026-11-23T00:00:00Z&end_date=2026-11-24T00:00:00Z';
const LIST = 'GET /v1/reporting/transactions';

test('a payment and its refund are listed three hours later, with what PayPal kept', async () => {
  const shop = await openShop();
  const { capture } = await paid(shop, orderBody('12.50', {}, { invoice_id: 'I1' }));
  const refund = await shop.call(
    `POST /v2/payments/captures/${capture}/refund`,
    { amount: { currency_code: 'USD', value: '5.00' }, invoice_id: 'R1' },
    { headers: REPRESENTATION },
  );
  expect((await shop.call(`${LIST}?${DAY}`)).fields['total_items']).toBe(0);
  shop.pass(3 * HOUR_MS);
  const { fields } = await shop.call(`${LIST}?${DAY}`);
  expect(fields).toMatchObject({ total_items: 2, total_pages: 1, page: 1 });
  expect(at(fields, 'transaction_details')).toMatchObject([
    {
      transaction_info: {
        transaction_id: capture,
        transaction_event_code: 'T0006',
        transaction_amount: { currency_code: 'USD', value: '12.50' },
        fee_amount: { value: '-0.38' },
        transaction_status: 'S',
        invoice_id: 'I1',
        custom_field: 'GTA1',
      },
      payer_info: { email_address: 'amy@example.com' },
    },
    {
      transaction_info: {
        transaction_id: refund.fields['id'],
        paypal_reference_id: capture,
        transaction_event_code: 'T1107',
        transaction_amount: { value: '-5.00' },
        invoice_id: 'R1',
      },
    },
  ]);
  const second = await shop.call(`${LIST}?${DAY}&page_size=1&page=2`);
  expect(at(second.fields, 'transaction_details', 0, 'transaction_info', 'transaction_id')).toBe(
    refund.fields['id'],
  );
});

test.each([
  ['no dates', ''],
  ['a date without a time', 'start_date=2026-11-23&end_date=2026-11-24'],
  ['more than 31 days', 'start_date=2026-10-01T00:00:00Z&end_date=2026-11-23T00:00:00Z'],
  ['an end before the start', 'start_date=2026-11-23T00:00:00Z&end_date=2026-11-22T00:00:00Z'],
  ['more than three years back', 'start_date=2020-11-23T00:00:00Z&end_date=2020-11-24T00:00:00Z'],
  ['an endless page', `${DAY}&page_size=501`],
  ['a page before the first', `${DAY}&page=0`],
])('%s is refused', async (_, query) => {
  const shop = await openShop();
  const said = await shop.call(`${LIST}?${query}`);
  expect([said.status, said.fields['name']]).toEqual([400, 'VALIDATION_ERROR']);
});

test('the balances are those of the shop, by currency', async () => {
  const shop = await openShop();
  await paid(shop);
  const { fields } = await shop.call('GET /v1/reporting/balances');
  expect(at(fields, 'balances')).toMatchObject([
    { currency: 'USD', primary: true, total_balance: { currency_code: 'USD', value: '12.50' } },
  ]);
  expect(at((await shop.call('GET /v1/reporting/balances?currency_code=EUR')).fields, 'balances')).toEqual(
    [],
  );
  expect((await shop.call('GET /v1/reporting/balances?as_of_time=now')).status).toBe(400);
});
