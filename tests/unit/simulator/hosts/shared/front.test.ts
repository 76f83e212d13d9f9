/** What stands before every world: who answers where, how much may be sent, and the secrets that the shop's proxy adds. */

import { describe, expect, it } from 'vitest';
import type { WorldStore } from '../../../../../simulator/gateways/store.ts';
import { isAnswered, isServed } from '../../../../../simulator/hosts/shared/front.ts';
import { addShopSecret } from '../../../../../simulator/hosts/shared/proxy.ts';
import { createWorld } from '../../../../../simulator/world/create.ts';
import { credentialsOf } from '../../../../../simulator/world/credentials.ts';
import type { RawCall } from '../../../../../simulator/world/model.ts';
import { NOON, openShop } from '../../merchant.ts';

const send = (path: string, init?: RequestInit) =>
  openShop().host.handle(new Request(`http://simulator.test${path}`, init));

describe('an address', () => {
  it('is answered by the provider whose it is, by its real path or under the shop’s own', () => {
    expect(isAnswered('/gateway.do')).toBe(true);
    expect(isAnswered('/practice/alipay/gateway.do')).toBe(true);
    expect(isAnswered('/_simulator/wallets')).toBe(true);
    expect(isAnswered('/simulator/')).toBe(false);
    expect([isServed('/gateway.do'), isServed('/practice/alipay/gateway.do')]).toEqual([false, true]);
  });

  it('of one provider is not answered under the name of another', async () => {
    expect((await send('/practice/wechatpay/gateway.do', { method: 'POST' })).status).toBe(404);
    expect((await send('/practice/alipay/gateway.do', { method: 'POST' })).status).toBe(200);
    expect((await send('/nothing')).status).toBe(404);
  });

  it('says which methods it takes', async () => {
    const response = await send('/gateway.do', { method: 'PUT' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, expect.stringContaining('POST')]);
  });
});

it('at most 64 KB are read, counted in bytes', async () => {
  const body = '元'.repeat(22_000);
  expect((await send('/gateway.do', { method: 'POST', body })).status).toBe(413);
  expect((await send('/gateway.do', { method: 'POST', body: body.slice(200) })).status).toBe(200);
});

describe('the shop’s proxy', () => {
  const world = createWorld('proxy', NOON);
  const { paypal, card } = credentialsOf(world);
  const store: WorldStore = {
    transact: async (command) => command(world, { now: NOON, realNow: NOON, record: () => undefined }),
    publicKeys: async () => [],
    exchanges: async () => [],
  };
  const call = (path: string, headers: RawCall['headers'] = {}): RawCall => ({
    method: 'POST',
    path,
    query: '',
    headers,
    body: '',
  });

  it('adds what a browser must not hold', async () => {
    const token = await addShopSecret(store, 'paypal', call('/v1/oauth2/token'));
    const basic = Buffer.from(`${paypal.clientId}:${paypal.clientSecret}`).toString('base64');
    expect(token.headers['authorization']).toBe(`Basic ${basic}`);
    const payment = await addShopSecret(store, 'card', call('/v1/payment_intents'));
    expect(payment.headers['authorization']).toBe(`Bearer ${card.secretKey}`);
  });

  it('adds nothing where the call says itself whose it is, or signs', async () => {
    const own = await addShopSecret(store, 'card', call('/v1/refunds', { authorization: 'Bearer mine' }));
    expect(own.headers['authorization']).toBe('Bearer mine');
    for (const [rail, path] of [
      ['paypal', '/v2/checkout/orders'],
      ['wechatpay', '/v3/pay/transactions/native'],
    ] as const) {
      expect((await addShopSecret(store, rail, call(path))).headers['authorization']).toBeUndefined();
    }
  });

  it('says what a browser says of itself, unless the caller does', async () => {
    const silent = await addShopSecret(store, 'wechatpay', call('/v3/certificates'));
    expect(silent.headers['user-agent']).toMatch(/^Mozilla/);
    const named = await addShopSecret(store, 'wechatpay', call('/v3/certificates', { 'user-agent': 'till' }));
    expect(named.headers['user-agent']).toBe('till');
  });
});
