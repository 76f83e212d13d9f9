/** Who may call the simulated v3 gateway, and how it says no: headers, authorization, signature, fields, and its own signature. */

import { createSign, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { control } from '../../merchant.ts';
import { BY_ORDER, type CallOptions, call, type Fields, openWechatShop, qrOrder, query } from './shop.ts';

const NATIVE = 'POST /v3/pay/transactions/native';

async function order(change: Fields, options: CallOptions = {}) {
  const shop = await openWechatShop();
  return call(shop, NATIVE, { ...qrOrder(shop, 'ORDER1', 500), ...change }, options);
}

describe('every answer', () => {
  it('is signed with the platform’s certificate, and carries a number for support', async () => {
    const said = await order({});
    expect(said).toMatchObject({ status: 200, isVerified: true, number: 0 });
    const { account } = await openWechatShop();
    expect(said.headers.get('wechatpay-serial')).toBe(account.platformSerial);
    expect(said.headers.get('request-id')).toMatch(/^[0-9A-F]{42}-0$/);
    expect(said.headers.get('wechatpay-signature-type')).toBe('WECHATPAY2-SHA256-RSA2048');
  });

  it('is signed with the public key when the caller names its id', async () => {
    const { account } = await openWechatShop();
    const said = await order({}, { headers: { 'wechatpay-serial': account.publicKeyId } });
    expect(said).toMatchObject({ status: 200, isVerified: true });
    expect(said.headers.get('wechatpay-serial')).toBe(account.publicKeyId);
  });

  it('is signed when it says no, too, with the number of the reason', async () => {
    const said = await query(await openWechatShop(), 'NOBODY');
    expect(said).toMatchObject({
      status: 404,
      isVerified: true,
      number: 268512771,
      body: { code: 'ORDER_NOT_EXIST', message: '订单不存在' },
    });
  });
});

describe('who is not let in, without a signature since nobody knows who it is', () => {
  it.each([
    ['no authorization', { headers: { authorization: null } }, 'Authorization 不合法'],
    ['another scheme', { headers: { authorization: 'Bearer 1' } }, 'Authorization 不合法'],
    ['a field too few', { authorization: { signature: '' } }, 'Authorization 不合法'],
    ['a field too many', { authorization: { extra: '1' } }, 'Authorization 不合法'],
    ['another merchant', { authorization: { mchid: '1900000000' } }, '商户号不存在或与证书不匹配'],
    ['another certificate', { authorization: { serial_no: '00' } }, '商户证书序列号有误'],
    ['a time that is no number', { authorization: { timestamp: 'now' } }, '5 分钟'],
    ['a wrong signature', { authorization: { signature: 'AAAA' } }, '签名错误'],
    ['a signature over another body', { signedBody: '{}' }, '签名错误'],
  ] as const)('%s', async (_, options, message) => {
    const said = await order({}, options);
    expect(said).toMatchObject({ status: 401, isSigned: false, number: 268443699 });
    expect(said.body).toMatchObject({ code: 'SIGN_ERROR' });
    expect(said.body['message']).toContain(message);
  });

  it.each([
    [300_000, 200],
    [301_000, 401],
    [-300_000, 200],
    [-301_000, 401],
  ])('a clock that is off by %d ms: %d', async (offMs, status) => {
    const shop = await openWechatShop();
    const timestamp = String(Math.floor((shop.now() + offMs) / 1000));
    const said = await call(shop, NATIVE, qrOrder(shop, 'ORDER1', 500), { authorization: { timestamp } });
    expect(said.status).toBe(status);
  });

  it('takes the five fields in any order, with or without spaces', async () => {
    const shop = await openWechatShop();
    const path = `${BY_ORDER}/NOBODY?mchid=${shop.account.mchid}`;
    for (const join of [',', ', ', ' , ']) {
      const timestamp = String(shop.now() / 1000);
      const signature = createSign('RSA-SHA256')
        .update(`GET\n${path}\n${timestamp}\nabc\n\n`)
        .sign(shop.account.merchantPrivateKey, 'base64');
      const fields = [
        `signature="${signature}"`,
        `serial_no="${shop.account.merchantSerial}"`,
        'nonce_str="abc"',
        `timestamp="${timestamp}"`,
        `mchid="${shop.account.mchid}"`,
      ];
      const headers = { authorization: `WECHATPAY2-SHA256-RSA2048 ${fields.join(join)}` };
      expect((await call(shop, `GET ${path}`, undefined, { headers })).status).toBe(404);
    }
  });

  it('lets in a key that the shop has registered', async () => {
    const shop = await openWechatShop();
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const mine = { ...shop, account: { ...shop.account, merchantPrivateKey: privateKey } };
    expect((await query(mine, 'NOBODY')).status).toBe(401);
    await control(shop, 'PUT /merchants/wechatpay/key', { publicKey });
    expect((await query(mine, 'NOBODY')).status).toBe(404);
    expect((await query(shop, 'NOBODY')).status).toBe(404);
  });
});

describe('a request that breaks the rules of the interface', () => {
  it.each([
    ['no Accept', { accept: null }, '缺少 Accept 或 User-Agent'],
    ['no User-Agent', { 'user-agent': null }, '缺少 Accept 或 User-Agent'],
    ['another Accept', { accept: 'text/html' }, 'Accept 须为 application/json'],
    ['another Content-Type', { 'content-type': 'text/plain' }, 'Content-Type 须为 application/json'],
    ['a key that nobody has', { 'wechatpay-serial': 'PUB_KEY_ID_0' }, 'Wechatpay-Serial'],
  ] as const)('%s', async (_, headers, message) => {
    const said = await order({}, { headers });
    expect(said).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
    expect(said.body['message']).toContain(message);
  });

  it.each([
    ['POST /v3/pay/transactions/app', 404, 'RESOURCE_NOT_EXISTS'],
    ['GET /v3/pay/transactions/native', 405, 'INVALID_REQUEST'],
    ['POST /v3/certificates', 405, 'INVALID_REQUEST'],
    ['GET /v3/bill/other', 404, 'RESOURCE_NOT_EXISTS'],
  ])('%s → %d', async (line, status, code) => {
    expect(await call(await openWechatShop(), line, {})).toMatchObject({ status, body: { code } });
  });

  it('without the permission for a call', async () => {
    const shop = await openWechatShop();
    await control(shop, 'PATCH /merchants/wechatpay', { permissions: ['query'] });
    expect(await call(shop, NATIVE, qrOrder(shop, 'ORDER1', 500))).toMatchObject({
      status: 403,
      isVerified: true,
      body: { code: 'NO_AUTH' },
    });
  });
});

describe('a field that is not in order is named', () => {
  it.each<readonly [Fields, string]>([
    [{ appid: undefined }, '/appid'],
    [{ mchid: undefined }, '/mchid'],
    [{ description: undefined }, '/description'],
    [{ description: '' }, '/description'],
    [{ description: 'x'.repeat(128) }, '/description'],
    [{ description: '咖啡☕🥐' }, '/description'],
    [{ description: null }, '/description'],
    [{ description: 7 }, '/description'],
    [{ out_trade_no: 'SHORT' }, '/out_trade_no'],
    [{ out_trade_no: 'x'.repeat(33) }, '/out_trade_no'],
    [{ out_trade_no: 'ORDER.1' }, '/out_trade_no'],
    [{ out_trade_no: undefined }, '/out_trade_no'],
    [{ notify_url: undefined }, '/notify_url'],
    [{ notify_url: 'news' }, '/notify_url'],
    [{ notify_url: 'https://shop.example/news?from=wechat' }, '/notify_url'],
    [{ notify_url: `https://shop.example/${'x'.repeat(255)}` }, '/notify_url'],
    [{ attach: 'x'.repeat(129) }, '/attach'],
    [{ goods_tag: 'x'.repeat(33) }, '/goods_tag'],
    [{ support_fapiao: 'yes' }, '/support_fapiao'],
    [{ time_expire: 'soon' }, '/time_expire'],
    [{ time_expire: '2026-13-45T10:00:00+08:00' }, '/time_expire'],
    [{ time_expire: '2026-11-23 14:00:00' }, '/time_expire'],
    [{ amount: undefined }, '/amount'],
    [{ amount: 500 }, '/amount'],
    [{ amount: {} }, '/amount/total'],
    [{ amount: { total: 0 } }, '/amount/total'],
    [{ amount: { total: -1 } }, '/amount/total'],
    [{ amount: { total: 1.5 } }, '/amount/total'],
    [{ amount: { total: '500' } }, '/amount/total'],
    [{ amount: { total: 10_000_000_001 } }, '/amount/total'],
    [{ amount: { total: 500, currency: 'USD' } }, '/amount/currency'],
    [{ amount: { total: 500, tip: 1 } }, '/amount/tip'],
    [{ detail: { goods_detail: [{ merchant_goods_id: 'A' }] } }, '/detail/goods_detail/0/quantity'],
    [{ detail: { goods_detail: {} } }, '/detail/goods_detail'],
    [{ scene_info: { device_id: 'T1' } }, '/scene_info/payer_client_ip'],
    [{ scene_info: [] }, '/scene_info'],
    [{ settle_info: { profit_sharing: 'N' } }, '/settle_info/profit_sharing'],
    [{ payer: { openid: 'o1' } }, '/payer'],
    [{ total_fee: 500 }, '/total_fee'],
  ])('%j', async (change, field) => {
    const said = await order(change);
    expect(said).toMatchObject({ status: 400, isVerified: true });
    expect(said.body).toMatchObject({ code: 'PARAM_ERROR', detail: { field, location: 'body' } });
    expect([268435461, 270924358]).toContain(said.number);
  });

  it('tells a field that nobody asked for by a number of its own', async () => {
    expect((await order({ total_fee: 500 })).number).toBe(270924358);
    expect((await order({ amount: {} })).number).toBe(268435461);
  });

  it.each(['[]', '"text"', '{', 'null'])('a body that is %s', async (raw) => {
    expect(await order({}, { raw })).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR' } });
  });

  it('another shop’s numbers', async () => {
    const merchant = await order({ mchid: '1900000000' });
    expect(merchant).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR' } });
    const app = await order({ appid: 'wx0000000000000000' });
    expect(app).toMatchObject({ status: 400, number: 268445527, body: { code: 'APPID_MCHID_NOT_MATCH' } });
  });

  it('a question without the merchant’s number, or with another’s', async () => {
    const shop = await openWechatShop();
    expect(await call(shop, `GET ${BY_ORDER}/ORDER1`)).toMatchObject({
      status: 400,
      body: { code: 'PARAM_ERROR', detail: { field: 'mchid', location: 'query' } },
    });
    expect(await call(shop, `GET ${BY_ORDER}/ORDER1?mchid=1`)).toMatchObject({
      status: 400,
      body: { code: 'PARAM_ERROR' },
    });
  });
});

describe('what the desk sees of a call', () => {
  it('is what was checked, and no more of a payment code than its end', async () => {
    const shop = await openWechatShop();
    const content = {
      ...qrOrder(shop, 'ORDER1', 500),
      payer: { auth_code: '138812345678901234' },
    };
    await call(shop, 'POST /v3/pay/transactions/codepay', content);
    const { body } = await control(shop, 'GET /exchanges');
    expect(JSON.stringify(body)).not.toContain('138812345678901234');
    expect(body).toMatchObject([
      {
        rail: 'wechatpay',
        operation: 'pay',
        orderNumber: 'ORDER1',
        request: { payer: { auth_code: '…1234' } },
        checks: [
          { check: 'headers', ok: true },
          { check: 'authorization', ok: true },
          { check: 'signature', ok: true },
        ],
        status: 400,
      },
    ]);
  });
});
