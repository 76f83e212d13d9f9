/** Version 3 at the simulated Alipay: the Authorization header over the raw request, headers that sign the answer, errors by status. */

import { createCipheriv, createDecipheriv, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  ALIPAY_CERT_SN,
  APP_CERT_SN,
  ROOT_CERT_SN,
} from '../../../../../simulator/gateways/alipay/certificates.ts';
import { control, type Fields, payContent, paymentCode, scanAndPay } from '../../merchant.ts';
import { type AlipayShop, buildV3, callV3, openAlipayShop, readV3, type V3Options } from './v3-shop.ts';

const QUERY = '/v3/alipay/trade/query?out_trade_no=A1';
const body = async (shop: AlipayShop, orderNumber = 'A1', amount = '18.50', wallet = 'lin') =>
  payContent(orderNumber, amount, await paymentCode(shop, wallet));
const post = (shop: AlipayShop, name: string, content: Fields) =>
  callV3(shop, `/v3/alipay/trade/${name}`, { body: content });

describe('a call', () => {
  it('that pays and asks is answered with fields alone, signed in headers', async () => {
    const shop = await openAlipayShop();
    const paid = await post(shop, 'pay', await body(shop));
    expect(paid).toMatchObject({
      status: 200,
      isVerified: true,
      body: { out_trade_no: 'A1', total_amount: '18.50' },
    });
    expect(paid.body).not.toHaveProperty('code');
    expect(paid.headers.get('alipay-trace-id')).toMatch(/^20261123\d+$/);
    expect(paid.headers.get('alipay-sn')).toBeNull();
    const asked = await callV3(shop, QUERY);
    expect(asked).toMatchObject({ status: 200, isVerified: true, body: { trade_status: 'TRADE_SUCCESS' } });
  });

  it('for which the customer types the password is a success without a payment in it', async () => {
    const shop = await openAlipayShop();
    const said = await post(shop, 'pay', await body(shop, 'A1', '888.00'));
    expect(said).toMatchObject({ status: 200, body: { out_trade_no: 'A1' } });
    expect(said.body).not.toHaveProperty('gmt_payment');
  });

  it('does all that version 2 does, on the same trades', async () => {
    const shop = await openAlipayShop();
    const { body: made } = await post(shop, 'precreate', {
      out_trade_no: 'B1',
      total_amount: '5.00',
      subject: '茶',
      notify_url: 'http://shop.test/notify',
    });
    await scanAndPay(shop, String(made['qr_code']));
    const refund = { out_trade_no: 'B1', refund_amount: '2.00', out_request_no: 'B1-1' };
    expect((await post(shop, 'refund', refund)).body).toMatchObject({ fund_change: 'Y', refund_fee: '2.00' });
    const asked = await post(shop, 'fastpay/refund/query', {
      out_trade_no: 'B1',
      out_request_no: 'B1-1',
      query_options: ['gmt_refund_pay'],
    });
    expect(asked.body).toMatchObject({
      refund_status: 'REFUND_SUCCESS',
      gmt_refund_pay: '2026-11-23 12:00:00',
    });
    expect((await post(shop, 'cancel', { out_trade_no: 'B1' })).body).toMatchObject({ action: 'refund' });
    expect((await post(shop, 'close', { out_trade_no: 'B1' })).body).toMatchObject({
      code: 'ACQ.TRADE_STATUS_ERROR',
    });
    const news = Object.values(shop.host.world().trades)[0]?.notifications.map(({ event, url }) => [
      event,
      url,
    ]);
    expect(news).toEqual(['paid', 'refunded', 'refunded'].map((event) => [event, 'http://shop.test/notify']));
  });

  it.each([
    ['query_options=fund_bill_list&query_options=mdiscount_amount', 200],
    ['query_options=fund_bill_list,mdiscount_amount', 200],
    ['query_options=%5B%22fund_bill_list%22%5D', 200],
    ['query_options=everything', 400],
  ])('lists what it wants to know as %s', async (options, status) => {
    const shop = await openAlipayShop();
    await post(shop, 'pay', await body(shop));
    expect((await callV3(shop, `${QUERY}&${options}`)).status).toBe(status);
  });

  it('is verified as it came, whatever else it could look like', async () => {
    const shop = await openAlipayShop();
    const target = '/v3/alipay/trade/query?out_trade_no=x+1%E4%B8%AD';
    expect((await callV3(shop, target)).body).toMatchObject({ code: 'ACQ.INVALID_PARAMETER' });
    const request = buildV3(shop, target);
    const other = new Request(
      'http://simulator.test/v3/alipay/trade/query?out_trade_no=x%201%E4%B8%AD',
      request,
    );
    expect(await readV3(shop, await shop.host.handle(other))).toMatchObject({
      status: 401,
      body: { code: 'invalid-signature' },
    });
  });

  it('is the same under the practice prefix, which nobody signs', async () => {
    const shop = await openAlipayShop();
    const request = buildV3(shop, QUERY);
    const prefixed = new Request(request.url.replace('/v3/', '/practice/alipay/v3/'), request);
    expect(await readV3(shop, await shop.host.handle(prefixed))).toMatchObject({
      isVerified: true,
      body: { code: 'ACQ.TRADE_NOT_EXIST' },
    });
  });
});

describe('what is wrong is told with a status, a code, a sentence and a link', () => {
  const cases: readonly (readonly [string, string, V3Options, number, string, boolean])[] = [
    ['no such method', '/v3/alipay/trade/steal', {}, 400, 'invalid-method', false],
    [
      'the other HTTP method',
      '/v3/alipay/trade/query',
      { body: { out_trade_no: 'A1' } },
      400,
      'invalid-method',
      false,
    ],
    ['no header', QUERY, { headers: { authorization: '' } }, 401, 'missing-signature', false],
    ['another scheme', QUERY, { mend: () => 'Bearer abc' }, 400, 'invalid-signature-type', false],
    ['no application', QUERY, { fields: { app_id: '' } }, 400, 'missing-app-id', false],
    ['no nonce', QUERY, { fields: { nonce: '' } }, 400, 'invalid-parameter', false],
    ['no time', QUERY, { fields: { timestamp: '' } }, 400, 'missing-timestamp', false],
    [
      'no signature',
      QUERY,
      { mend: (line) => line.replace(/,sign=.*/, '') },
      401,
      'missing-signature',
      false,
    ],
    [
      'seconds for milliseconds',
      QUERY,
      { fields: { timestamp: '1795406400' } },
      400,
      'invalid-timestamp',
      false,
    ],
    ['a stranger', QUERY, { fields: { app_id: '2021000000000009' } }, 400, 'invalid-app-id', false],
    [
      'a body that is no JSON by its own word',
      '/v3/alipay/trade/close',
      { body: 'a=b', headers: { 'content-type': 'text/plain' } },
      400,
      'invalid-format',
      false,
    ],
    [
      'a body that is no JSON',
      '/v3/alipay/trade/close',
      { body: '{"out_trade_no":' },
      400,
      'illegal-json',
      true,
    ],
    ['a list for a body', '/v3/alipay/trade/close', { body: '[]' }, 400, 'illegal-json', true],
    [
      'an old time',
      QUERY,
      { fields: { timestamp: String(Date.UTC(2026, 10, 23, 3, 54)) } },
      400,
      'invalid-timestamp',
      true,
    ],
    ['a token nobody gave', QUERY, { token: '202611BBabc' }, 401, 'invalid-app-auth-token', true],
    [
      'a certificate without the root’s',
      QUERY,
      { fields: { app_cert_sn: APP_CERT_SN } },
      400,
      'missing-alipay-root-cert-sn',
      true,
    ],
    [
      'the root’s alone',
      QUERY,
      { headers: { 'alipay-root-cert-sn': ROOT_CERT_SN } },
      400,
      'missing-app-cert-sn',
      true,
    ],
    ['no such order', QUERY, {}, 400, 'ACQ.TRADE_NOT_EXIST', true],
    [
      'an order number that cannot be',
      '/v3/alipay/trade/query?out_trade_no=a-b',
      {},
      400,
      'ACQ.INVALID_PARAMETER',
      true,
    ],
  ];

  it.each(cases)('%s', async (_what, target, options, status, code, isSigned) => {
    const shop = await openAlipayShop();
    const said = await callV3(shop, target, options);
    expect(said).toMatchObject({ status, isVerified: isSigned, body: { code } });
    expect(said.body['message']).toEqual(expect.any(String));
    expect(said.body['links']).toEqual([
      { link: expect.stringMatching(/^https:/), desc: expect.any(String) },
    ]);
  });

  it('a signature by another key', async () => {
    const shop = await openAlipayShop();
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const signWith = stranger.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(await callV3(shop, QUERY, { signWith })).toMatchObject({
      status: 401,
      body: { code: 'invalid-signature' },
    });
  });

  it('no permission, too many calls, and trouble of the provider’s own', async () => {
    const shop = await openAlipayShop();
    const fault = async (order: object) => {
      await control(shop, 'POST /faults', { rail: 'alipay', ...order });
      return callV3(shop, QUERY);
    };
    expect(await fault({ name: 'rate-limited' })).toMatchObject({
      status: 429,
      body: { code: 'app-call-limited' },
    });
    expect(await fault({ name: 'provider-busy' })).toMatchObject({
      status: 500,
      body: { code: 'unknow-error' },
    });
    const system = { name: 'provider-busy', parameters: { code: 'ACQ.SYSTEM_ERROR' } };
    expect(await fault(system)).toMatchObject({ status: 500, body: { code: 'ACQ.SYSTEM_ERROR' } });
    await control(shop, 'PATCH /merchants/alipay', { permissions: ['pay'] });
    expect(await callV3(shop, QUERY)).toMatchObject({
      status: 403,
      body: { code: 'insufficient-isv-permissions' },
    });
  });

  it.each(['signature-bad', 'signature-missing', 'key-unknown'])(
    'answers under %s do not verify',
    async (name) => {
      const shop = await openAlipayShop();
      await control(shop, 'POST /faults', { name, rail: 'alipay' });
      const said = await callV3(shop, QUERY);
      expect(said.isVerified).toBe(false);
      expect(said.headers.get('alipay-sn') !== null).toBe(name === 'key-unknown');
    },
  );

  it('lies under a right signature', async () => {
    const shop = await openAlipayShop();
    await post(shop, 'pay', await body(shop));
    await control(shop, 'POST /faults', { name: 'amount-wrong', rail: 'alipay' });
    expect(await callV3(shop, QUERY)).toMatchObject({ isVerified: true, body: { total_amount: '18.51' } });
  });
});

describe('certificate mode', () => {
  const certified = {
    fields: { app_cert_sn: APP_CERT_SN },
    headers: { 'alipay-root-cert-sn': ROOT_CERT_SN },
  };

  it('names Alipay’s certificate in the answer', async () => {
    const shop = await openAlipayShop();
    const said = await callV3(shop, QUERY, certified);
    expect(said.isVerified).toBe(true);
    expect(said.headers.get('alipay-sn')).toBe(ALIPAY_CERT_SN);
  });

  it.each([
    ['app-cert-not-exist', { ...certified, fields: { app_cert_sn: ALIPAY_CERT_SN } }],
    ['invalid-alipay-root-cert-sn', { ...certified, headers: { 'alipay-root-cert-sn': APP_CERT_SN } }],
  ])('refuses other certificates: %s', async (code, options) => {
    const shop = await openAlipayShop();
    expect((await callV3(shop, QUERY, options)).body).toMatchObject({ code });
  });

  it('hands out Alipay’s certificate', async () => {
    const shop = await openAlipayShop();
    const path = '/v3/alipay/open/app/alipaycert/download?alipay_cert_sn=';
    const said = await callV3(shop, `${path}${ALIPAY_CERT_SN}`);
    const pem = Buffer.from(String(said.body['alipay_cert_content']), 'base64').toString();
    expect(pem).toBe(shop.credentials.gatewayCertificate);
    expect((await callV3(shop, `${path}${APP_CERT_SN}`)).body).toMatchObject({
      code: 'alipay-cert-not-exist',
    });
    expect((await callV3(shop, path)).body).toMatchObject({ code: 'ACQ.INVALID_PARAMETER' });
  });
});

describe('content encryption', () => {
  const vector = Buffer.alloc(16);
  const encrypted = (shop: AlipayShop, content: Fields, key = shop.credentials.aesKey) => {
    const cipher = createCipheriv('aes-128-cbc', Buffer.from(key, 'base64'), vector);
    return cipher.update(JSON.stringify(content), 'utf8', 'base64') + cipher.final('base64');
  };
  const decrypted = (shop: AlipayShop, text: string) => {
    const decipher = createDecipheriv('aes-128-cbc', Buffer.from(shop.credentials.aesKey, 'base64'), vector);
    return JSON.parse(decipher.update(text, 'base64', 'utf8') + decipher.final('utf8')) as Fields;
  };
  const headers = { 'content-type': 'text/plain', 'alipay-encrypt-type': 'AES' };

  it('covers both ways, and what is signed is the encrypted text', async () => {
    const shop = await openAlipayShop();
    const said = await callV3(shop, '/v3/alipay/trade/pay', {
      body: encrypted(shop, await body(shop)),
      headers,
    });
    expect(said).toMatchObject({ status: 200, isVerified: true });
    expect(said.headers.get('alipay-encrypt-type')).toBe('AES');
    expect(decrypted(shop, said.raw)).toMatchObject({ out_trade_no: 'A1', total_amount: '18.50' });
    const { body: messages } = await control(shop, 'GET /exchanges?after=0');
    expect(JSON.stringify(messages)).not.toContain('auth_code');
  });

  it('tells errors in the clear', async () => {
    const shop = await openAlipayShop();
    const ask = (text: string, more = headers) =>
      callV3(shop, '/v3/alipay/trade/close', { body: text, headers: more });
    expect(await ask(encrypted(shop, { out_trade_no: 'A1' }))).toMatchObject({
      status: 400,
      body: { code: 'ACQ.TRADE_NOT_EXIST' },
    });
    const otherKey = Buffer.alloc(16, 7).toString('base64');
    expect((await ask(encrypted(shop, { out_trade_no: 'A1' }, otherKey))).body).toMatchObject({
      code: 'decryption-error-unknown',
    });
    expect((await ask('not base64!')).body).toMatchObject({ code: 'decryption-error-unknown' });
    expect((await ask('abc', { ...headers, 'alipay-encrypt-type': 'DES' })).body).toMatchObject({
      code: 'invalid-encrypt-type',
    });
  });
});

it('a service provider’s token is a line of its own in what is signed', async () => {
  const shop = await openAlipayShop();
  const token = shop.credentials.appAuthToken;
  expect((await callV3(shop, QUERY, { token })).body).toMatchObject({ code: 'ACQ.TRADE_NOT_EXIST' });
  const unsigned = { headers: { 'alipay-app-auth-token': token } };
  expect((await callV3(shop, QUERY, unsigned)).body).toMatchObject({ code: 'invalid-signature' });
});

it('shows the desk what was asked, without signature and payment code', async () => {
  const shop = await openAlipayShop();
  const content = await body(shop);
  await post(shop, 'pay', content);
  const { body: messages } = await control(shop, 'GET /exchanges?after=0');
  const text = JSON.stringify(messages);
  expect(text).toContain('POST /v3/alipay/trade/pay');
  expect(text).not.toContain(String(content['auth_code']));
  expect(text).not.toContain('sign=');
});
