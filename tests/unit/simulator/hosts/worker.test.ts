/** The routes of the service worker: what is the simulator's, and what is not. */

import { describe, expect, it } from 'vitest';
import { practiceRoutes } from '../../../../simulator/hosts/worker.ts';
import { buildRequest, openShop, readAnswer } from '../merchant.ts';

const ORIGIN = 'http://localhost:4173';

describe('the worker', () => {
  it('answers the control interface', async () => {
    const response = await practiceRoutes(
      openShop().host,
      ORIGIN,
    )(new Request(`${ORIGIN}/_simulator/wallets`));
    expect(await response?.json()).toContainEqual(expect.objectContaining({ id: 'lin' }));
  });

  it.each([
    `${ORIGIN}/`,
    `${ORIGIN}/gateway.do`,
    `${ORIGIN}/live/alipay/gateway.do`,
    `${ORIGIN}/practice`,
    'https://openapi.alipay.com/practice/alipay/gateway.do',
  ])('leaves %s alone', (url) => {
    expect(practiceRoutes(openShop().host, ORIGIN)(new Request(url))).toBeUndefined();
  });

  it('passes a lost request on as a network error', async () => {
    const shop = openShop();
    await shop.host.handle(
      new Request(`${ORIGIN}/_simulator/faults`, { method: 'POST', body: '{"name":"request-lost"}' }),
    );
    const request = buildRequest(shop, 'alipay.trade.query', { out_trade_no: 'A1' });
    const url = request.url.replace('http://simulator.test', `${ORIGIN}/practice/alipay`);
    const routes = practiceRoutes(shop.host, ORIGIN);
    const sent = routes(
      new Request(url, { method: 'POST', body: new URLSearchParams(await request.text()) }),
    );
    await expect(sent).rejects.toThrow(TypeError);
  });
});

it('verifies what came under the prefix as if there were none', async () => {
  const shop = openShop();
  const request = buildRequest(shop, 'alipay.trade.query', { out_trade_no: 'A1' });
  const url = request.url.replace('http://simulator.test', `${ORIGIN}/practice/alipay`);
  const body = new URLSearchParams(await request.text());
  const response = await practiceRoutes(shop.host, ORIGIN)(new Request(url, { method: 'POST', body }));
  if (!response) throw new Error('the route does not answer');
  expect(await readAnswer(response)).toMatchObject({
    isVerified: true,
    node: { sub_code: 'ACQ.TRADE_NOT_EXIST' },
  });
});
