/** Bad requests against every gateway, over HTTP: each is answered with the provider's own error, and none with a 500. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatorServer } from '../../simulator/hosts/node/server.ts';
import { ALIPAY } from './strictness/alipay.ts';
import { type BadRequest, openStrictShop, type StrictShop } from './strictness/bad-request.ts';
import { CARD } from './strictness/card.ts';
import { CARD_RECORDS } from './strictness/card-records.ts';
import { PAYPAL } from './strictness/paypal.ts';
import { UNIONPAY } from './strictness/unionpay.ts';
import { WECHATPAY } from './strictness/wechatpay.ts';
import { WECHATPAY_BUSINESS } from './strictness/wechatpay-business.ts';
import { WECHATPAY_V2 } from './strictness/wechatpay-v2.ts';

/** A rail's table; a new rail adds one line. */
const TABLES: readonly (readonly BadRequest[])[] = [
  ALIPAY,
  CARD,
  CARD_RECORDS,
  PAYPAL,
  UNIONPAY,
  WECHATPAY,
  WECHATPAY_BUSINESS,
  WECHATPAY_V2,
];
const rows = TABLES.flat();

let shop: StrictShop;
let server: SimulatorServer;

beforeAll(async () => {
  ({ shop, server } = await openStrictShop());
});

beforeEach(async () => {
  await fetch(`${shop.url}/_simulator/reset`, { method: 'POST', body: '{"seed":"strict"}' });
});

afterAll(() => server.close());

describe.each([...new Set(rows.map(({ rail }) => rail))])('%s refuses', (rail) => {
  it.each(rows.filter((row) => row.rail === rail))('$title', async ({ request, expect: expected }) => {
    const response = await shop.host.handle(await request(shop));
    const body = await response.text();
    expect(
      expected.says.filter((words) => !body.includes(words)),
      body,
    ).toEqual([]);
    expect(response.status).toBe(expected.status);
    expect(response.status).not.toBe(500);
  });
});

it('every bad request is another one', () => {
  const titles = rows.map(({ rail, title }) => `${rail}: ${title}`);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  expect(rows.length).toBeGreaterThanOrEqual(60);
});
