/** What the simulated Alipay gateway checks before it looks at the business, and how it signs. */

import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { APP_ID, beijing, buildRequest, call, control, NOON, openShop, readAnswer } from '../../merchant.ts';

const QUERY = 'alipay.trade.query';
const CONTENT = { out_trade_no: 'A1' };

function without(name: string) {
  return { parameters: { [name]: '' }, mend: (all: Record<string, string>) => delete all[name] };
}

describe('set-up mistakes are told without a signature', () => {
  it.each([
    ['app_id', '40001', 'isv.missing-app-id'],
    ['sign_type', '40001', 'isv.missing-signature-type'],
    ['sign', '40001', 'isv.missing-signature'],
    ['timestamp', '40001', 'isv.missing-timestamp'],
    ['version', '40001', 'isv.missing-version'],
    ['charset', '40002', 'isv.invalid-charset'],
  ])('a call without %s', async (name, code, subCode) => {
    const said = await call(openShop(), QUERY, CONTENT, without(name));
    expect(said).toMatchObject({ status: 200, isSigned: false, node: { code, sub_code: subCode } });
    expect(said.raw).toContain('"alipay_trade_query_response"');
  });

  it.each([
    [{ app_id: '2021999999999999' }, 'isv.invalid-app-id'],
    [{ sign_type: 'RSA' }, 'isv.invalid-signature-type'],
    [{ version: '2.0' }, 'isv.invalid-version'],
    [{ format: 'XML' }, 'isv.invalid-format'],
    [{ charset: 'gbk' }, 'isv.invalid-charset'],
    [{ encrypt_type: 'DES' }, 'isv.invalid-encrypt-type'],
  ])('a call with %j', async (parameters, subCode) => {
    const said = await call(openShop(), QUERY, CONTENT, { parameters });
    expect(said).toMatchObject({ isSigned: false, node: { code: '40002', sub_code: subCode } });
  });

  it('a method that does not exist', async () => {
    const said = await call(openShop(), 'alipay.trade.steal', CONTENT);
    expect(said).toMatchObject({ isSigned: false, node: { sub_code: 'isv.invalid-method' } });
  });

  it('a call without a method, in the general error node', async () => {
    const said = await call(openShop(), QUERY, CONTENT, without('method'));
    expect(said.raw).toContain('"error_response"');
    expect(said.node).toMatchObject({ sub_code: 'isv.missing-method' });
  });

  it('a charset that stands in the body only', async () => {
    const shop = openShop();
    const request = buildRequest(shop, QUERY, CONTENT);
    const url = new URL(request.url);
    const body = new URLSearchParams(await request.text());
    body.set('charset', url.searchParams.get('charset') ?? '');
    url.searchParams.delete('charset');
    const said = await readAnswer(await shop.host.handle(new Request(url, { method: 'POST', body })));
    expect(said.node).toMatchObject({ sub_code: 'isv.invalid-charset' });
  });

  it('a signature by another key, or over other parameters', async () => {
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const signWith = stranger.export({ type: 'pkcs8', format: 'pem' }).toString();
    const shop = openShop();
    const changed = (all: Record<string, string>) => {
      all['biz_content'] = '{"out_trade_no":"A2"}';
    };
    for (const options of [{ signWith }, { mend: changed }]) {
      const said = await call(shop, QUERY, CONTENT, options);
      expect(said).toMatchObject({ isSigned: false, node: { sub_code: 'isv.invalid-signature' } });
    }
  });
});

describe('what comes after the signature is told with one', () => {
  it.each([
    [-5 * 60_000, true],
    [5 * 60_000, true],
    [-5 * 60_000 - 1_000, false],
    [5 * 60_000 + 1_000, false],
  ])('a clock that is %d ms off', async (skewMs, isTaken) => {
    const parameters = { timestamp: beijing(NOON + skewMs) };
    const said = await call(openShop(), QUERY, CONTENT, { parameters });
    expect(said.isVerified).toBe(true);
    expect(said.node['sub_code']).toBe(isTaken ? 'ACQ.TRADE_NOT_EXIST' : 'isv.invalid-timestamp');
  });

  it('takes UTC, as SDKs write it in that zone, but no date that is none', async () => {
    const utc = new Date(NOON).toISOString().slice(0, 19).replace('T', ' ');
    const taken = await call(openShop(), QUERY, CONTENT, { parameters: { timestamp: utc } });
    expect(taken.node).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' });
    for (const timestamp of ['2026-02-30 12:00:00', 'soon']) {
      const said = await call(openShop(), QUERY, CONTENT, { parameters: { timestamp } });
      expect(said.node).toMatchObject({ code: '40002', sub_code: 'isv.invalid-timestamp' });
    }
  });

  it('a method that the contract does not allow', async () => {
    const shop = openShop();
    await control(shop, 'PATCH /merchants/alipay', { permissions: ['pay'] });
    const said = await call(shop, QUERY, CONTENT);
    expect(said).toMatchObject({
      isVerified: true,
      node: { code: '40006', sub_code: 'isv.insufficient-isv-permissions' },
    });
  });

  it('content that is no JSON object', async () => {
    const shop = openShop();
    for (const content of [[], 'text'] as unknown as Record<string, unknown>[]) {
      const said = await call(shop, QUERY, content);
      expect(said).toMatchObject({ isVerified: true, node: { sub_code: 'ACQ.INVALID_PARAMETER' } });
    }
  });

  it('gives every answer a trace id of its own', async () => {
    const shop = openShop();
    const traces = await Promise.all(
      [1, 2].map(async () =>
        (await shop.host.handle(buildRequest(shop, QUERY, CONTENT))).headers.get('trace_id'),
      ),
    );
    expect(new Set(traces).size).toBe(2);
    expect(traces[0]).toMatch(/^20261123\d+$/);
  });
});

it('answers no other path and no other way of asking', async () => {
  const { host } = openShop();
  expect((await host.handle(new Request('http://simulator.test/other', { method: 'POST' }))).status).toBe(
    404,
  );
  const url = 'http://simulator.test/gateway.do';
  expect((await host.handle(new Request(url, { method: 'PUT', body: 'a=b' }))).status).toBe(405);
});

it('takes all parameters in the query string too', async () => {
  const shop = openShop();
  const request = buildRequest(shop, QUERY, CONTENT);
  const { biz_content: content = '' } = Object.fromEntries(new URLSearchParams(await request.text()));
  const url = new URL(request.url);
  url.searchParams.set('biz_content', content);
  const said = await readAnswer(await shop.host.handle(new Request(url)));
  expect(said).toMatchObject({ isVerified: true, node: { sub_code: 'ACQ.TRADE_NOT_EXIST' } });
});

it('reads at most 64 KB', async () => {
  const { host } = openShop();
  const request = new Request('http://simulator.test/gateway.do', {
    method: 'POST',
    body: 'x'.repeat(65_537),
  });
  expect((await host.handle(request)).status).toBe(413);
});

it('is the same gateway under the practice prefix, which is no part of what is verified', async () => {
  const shop = openShop();
  const request = buildRequest(shop, QUERY, CONTENT, { parameters: { app_id: APP_ID } });
  const prefixed = new Request(request.url.replace('/gateway.do', '/practice/alipay/gateway.do'), {
    method: 'POST',
    body: new URLSearchParams(await request.text()),
  });
  expect((await readAnswer(await shop.host.handle(prefixed))).node).toMatchObject({
    sub_code: 'ACQ.TRADE_NOT_EXIST',
  });
});
