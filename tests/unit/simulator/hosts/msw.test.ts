/** The simulator behind MSW: anybody's code that calls the provider's real address meets the simulated one. */

import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSimulatorHandlers } from '../../../../simulator/hosts/msw.ts';
import { buildRequest, NOON, readAnswer } from '../merchant.ts';

const { host, handlers } = createSimulatorHandlers({ now: () => NOON, seed: 'msw' });
const server = setupServer(...handlers);
const shop = { host, now: () => NOON };

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

async function query(): Promise<Response> {
  const request = buildRequest(shop, 'alipay.trade.query', { out_trade_no: 'A1' });
  const url = request.url.replace('http://simulator.test', 'https://openapi.alipay.com');
  return fetch(url, { method: 'POST', body: new URLSearchParams(await request.text()) });
}

it('answers at the provider’s own address, signed', async () => {
  expect(await readAnswer(await query())).toMatchObject({ isVerified: true, node: { code: '40004' } });
});

it('loses a request as a network does', async () => {
  const order = { method: 'POST', body: JSON.stringify({ name: 'request-lost' }) };
  expect((await fetch('https://openapi.alipay.com/_simulator/faults', order)).status).toBe(200);
  await expect(query()).rejects.toThrow(TypeError);
});
