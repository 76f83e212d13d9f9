/** What faults do to the simulated WeChat Pay: each strikes where it should, in both worlds, and the books still agree. */

import { describe, expect, it } from 'vitest';
import { control } from '../../merchant.ts';
import {
  callV2,
  close,
  type Fields,
  openWechatShop,
  pay,
  present,
  query,
  refund,
  reverse,
  type Said,
  type WechatShop,
} from './shop.ts';

const MINUTE_MS = 60_000;
const arm = (shop: WechatShop, name: string, more: Fields = {}) =>
  control(shop, 'POST /faults', { name, rail: 'wechatpay', ...more });

const customers = async (shop: WechatShop) =>
  ((await control(shop, 'GET /ledgers')).body as { customers: { amountMinor: number }[] }).customers.map(
    ({ amountMinor }) => amountMinor,
  );
const stateOf = async (shop: WechatShop, number: string) => (await query(shop, number)).body['trade_state'];

describe('the signature of an answer', () => {
  it.each([
    ['signature-bad', (said: Said) => said.isSigned && !said.isVerified],
    ['key-unknown', (said: Said) => said.isSigned && !said.isVerified],
    ['signature-missing', (said: Said) => !said.isSigned],
  ])('%s', async (name, isStruck) => {
    const shop = await openWechatShop();
    await arm(shop, name);
    const said = await pay(shop, 'ORDER1', 500);
    expect(said.status).toBe(200);
    expect(isStruck(said)).toBe(true);
    expect(await customers(shop)).toEqual([500]);
    expect((await query(shop, 'ORDER1')).isVerified).toBe(true);
  });

  it('may be the provider’s own test, once', async () => {
    const shop = await openWechatShop();
    await arm(shop, 'signature-bad', { operation: 'query', parameters: { code: 'SIGNTEST' } });
    await pay(shop, 'ORDER1', 500);
    const probe = await query(shop, 'ORDER1');
    expect(probe.headers.get('wechatpay-signature')).toMatch(/^WECHATPAY\/SIGNTEST\//);
    expect(probe.isVerified).toBe(false);
    expect((await query(shop, 'ORDER1')).isVerified).toBe(true);
  });
});

describe('a provider that is not well', () => {
  it.each([
    [undefined, 500, 'SYSTEM_ERROR'],
    ['BANKERROR', 500, 'BANKERROR'],
    ['NOT_ENOUGH', 403, 'NOT_ENOUGH'],
  ])('busy with %s: charged all the same', async (code, status, expected) => {
    const shop = await openWechatShop();
    await arm(shop, 'provider-busy', code === undefined ? {} : { parameters: { code } });
    expect(await pay(shop, 'ORDER1', 500)).toMatchObject({
      status,
      isVerified: true,
      body: { code: expected },
    });
    expect(await stateOf(shop, 'ORDER1')).toBe('SUCCESS');
  });

  it('busy, and nothing happened', async () => {
    const shop = await openWechatShop();
    await arm(shop, 'provider-busy', { parameters: { world: 'not-charged' } });
    expect((await pay(shop, 'ORDER1', 500)).status).toBe(500);
    expect((await query(shop, 'ORDER1')).status).toBe(404);
  });

  it('asked too often', async () => {
    const shop = await openWechatShop();
    await arm(shop, 'rate-limited');
    expect(await pay(shop, 'ORDER1', 500)).toMatchObject({
      status: 429,
      number: 268447840,
      isVerified: true,
      body: { code: 'FREQUENCY_LIMITED' },
    });
    expect(await customers(shop)).toEqual([]);
  });

  it.each([
    [undefined, 'USERPAYING'],
    ['absent', undefined],
  ])('whose questions lag behind (%s)', async (as, expected) => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 500);
    await arm(shop, 'query-lags', as === undefined ? {} : { parameters: { as } });
    for (let time = 0; time < 3; time += 1) expect(await stateOf(shop, 'ORDER1')).toBe(expected);
    expect(await stateOf(shop, 'ORDER1')).toBe('SUCCESS');
  });
});

describe('a rightly signed lie', () => {
  it.each([
    ['amount-wrong', { amount: { total: 501, currency: 'CNY' } }],
    ['currency-wrong', { amount: { total: 500, currency: 'USD' } }],
    ['order-wrong', { out_trade_no: 'ORDER1X' }],
  ])('%s', async (name, lie) => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 500);
    await arm(shop, name);
    expect(await query(shop, 'ORDER1')).toMatchObject({ isVerified: true, body: lie });
    expect((await query(shop, 'ORDER1')).body).toMatchObject({ amount: { total: 500, currency: 'CNY' } });
  });

  it('about a refund', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 500);
    await arm(shop, 'amount-wrong', { operation: 'refund' });
    expect((await refund(shop, ['ORDER1', 'R1'], [100, 500])).body).toMatchObject({ amount: { total: 501 } });
  });

  it('waits for an answer that has something to lie about', async () => {
    const shop = await openWechatShop();
    await arm(shop, 'amount-wrong');
    await present(shop, 'ORDER1', 500);
    expect((await query(shop, 'ORDER1')).body).toMatchObject({ amount: { total: 501 } });
  });

  it.each([
    ['amount-wrong', { total_fee: '501' }],
    ['currency-wrong', { fee_type: 'USD' }],
    ['order-wrong', { out_trade_no: 'ORDER1X' }],
  ])('in v2: %s', async (name, lie) => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 500);
    await arm(shop, name);
    expect(await callV2(shop, '/pay/orderquery', { out_trade_no: 'ORDER1' })).toMatchObject({
      isVerified: true,
      fields: lie,
    });
  });
});

describe('a customer who pays at the worst moment', () => {
  it('just before a close: it is refused', async () => {
    const shop = await openWechatShop();
    await present(shop, 'ORDER1', 500);
    await arm(shop, 'paid-before-cancel');
    expect(await close(shop, 'ORDER1')).toMatchObject({ body: { code: 'ORDER_PAID' } });
    expect(await stateOf(shop, 'ORDER1')).toBe('SUCCESS');
  });

  it('just too late for it', async () => {
    const shop = await openWechatShop();
    await present(shop, 'ORDER1', 500);
    await arm(shop, 'paid-before-cancel', { parameters: { world: 'not-charged' } });
    expect((await close(shop, 'ORDER1')).status).toBe(204);
    expect(await customers(shop)).toEqual([]);
  });

  it('after an acknowledged close', async () => {
    const shop = await openWechatShop();
    await present(shop, 'ORDER1', 500);
    await arm(shop, 'paid-after-cancel');
    expect((await close(shop, 'ORDER1')).status).toBe(204);
    expect(await stateOf(shop, 'ORDER1')).toBe('CLOSED');
    shop.pass(3_000);
    expect(await stateOf(shop, 'ORDER1')).toBe('SUCCESS');
  });

  it('just before a reverse: it is given back', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 200_000);
    shop.pass(20_000);
    await arm(shop, 'paid-before-cancel');
    expect((await reverse(shop, 'ORDER1')).status).toBe(200);
    expect(await stateOf(shop, 'ORDER1')).toBe('REVOKED');
    expect(await customers(shop)).toEqual([200_000, -200_000]);
  });

  it('after a reverse that was taken: it can be reversed again', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 200_000);
    shop.pass(MINUTE_MS);
    await arm(shop, 'paid-after-cancel');
    expect((await reverse(shop, 'ORDER1')).status).toBe(200);
    shop.pass(3_000);
    expect(await stateOf(shop, 'ORDER1')).toBe('SUCCESS');
    expect((await reverse(shop, 'ORDER1')).status).toBe(200);
    expect(await stateOf(shop, 'ORDER1')).toBe('REVOKED');
    expect((await control(shop, 'GET /audit')).body).toEqual({ findings: [] });
  });
});

describe('a reverse that is refused', () => {
  it.each([
    [undefined, 403, 'TRADE_ERROR'],
    ['SYSTEM_ERROR', 500, 'SYSTEM_ERROR'],
    ['REVERSE_EXPIRE', 400, 'REVERSE_EXPIRE'],
  ])('with %s', async (code, status, expected) => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 500);
    shop.pass(MINUTE_MS);
    await arm(shop, 'cancel-refused', code === undefined ? {} : { parameters: { code } });
    expect(await reverse(shop, 'ORDER1')).toMatchObject({ status, body: { code: expected } });
    expect(await stateOf(shop, 'ORDER1')).toBe('SUCCESS');
    expect((await reverse(shop, 'ORDER1')).status).toBe(200);
  });

  it('while the customer pays', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 200_000);
    shop.pass(20_000);
    await arm(shop, 'cancel-refused', { parameters: { world: 'charged' } });
    expect((await reverse(shop, 'ORDER1')).status).toBe(403);
    expect(await stateOf(shop, 'ORDER1')).toBe('SUCCESS');
  });
});

describe('v2 under faults', () => {
  it('is busy in its own words, signed, and limited without a signature', async () => {
    const shop = await openWechatShop();
    await arm(shop, 'provider-busy');
    expect(await callV2(shop, '/pay/orderquery', { out_trade_no: 'ORDER1' })).toMatchObject({
      isVerified: true,
      fields: { return_code: 'SUCCESS', result_code: 'FAIL', err_code: 'SYSTEMERROR' },
    });
    await arm(shop, 'rate-limited');
    expect(await callV2(shop, '/pay/orderquery', { out_trade_no: 'ORDER1' })).toMatchObject({
      isVerified: false,
      fields: { return_code: 'FAIL' },
    });
  });

  it.each(['signature-bad', 'signature-missing', 'key-unknown'])('%s', async (name) => {
    const shop = await openWechatShop();
    await arm(shop, name);
    expect((await callV2(shop, '/pay/orderquery', { out_trade_no: 'ORDER1' })).isVerified).toBe(false);
    expect((await callV2(shop, '/pay/orderquery', { out_trade_no: 'ORDER1' })).isVerified).toBe(true);
  });
});
