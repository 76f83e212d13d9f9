/** What the simulated UnionPay gateway checks before it looks at the business, and how it signs. */

import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { control } from '../../merchant.ts';
import { buildMessage, call, type Form, openUnionPayShop, payForm, queryForm, readAnswer } from './shop.ts';

const ORDER = 'ORDER0001';
const AT = '20261123120000';
const QUERY = queryForm(ORDER, AT);
const PAY = payForm(ORDER, '100', '6288000000000000000');

describe('every answer is signed, and carries the certificate of the key', () => {
  it('also when the order is unknown', async () => {
    const shop = await openUnionPayShop();
    const said = await call(shop, QUERY);
    expect(said).toMatchObject({ status: 200, isVerified: true, form: { respCode: '34', orderId: ORDER } });
  });

  it('also to a stranger', async () => {
    const shop = await openUnionPayShop();
    const said = await call(shop, { ...QUERY, merId: '777290000000000' });
    expect(said).toMatchObject({ isVerified: true, form: { respCode: '31' } });
  });

  it('is not percent-encoded', async () => {
    const shop = await openUnionPayShop();
    const { raw, form } = await call(shop, QUERY);
    expect(raw).toContain('respMsg=查无此交易[34]&');
    expect(form['signPubKeyCert']).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
  });
});

describe('what a message must have', () => {
  const common = ['version', 'encoding', 'signMethod', 'certId', 'txnType', 'txnSubType', 'bizType'];
  it.each([...common, 'accessType', 'merId', 'orderId', 'txnTime'])(
    'no message goes without %s',
    async (name) => {
      const shop = await openUnionPayShop();
      const said = await call(shop, { ...QUERY, [name]: '' });
      expect(said).toMatchObject({
        isVerified: true,
        form: { respCode: '13', respMsg: `交易要素缺失[${name}]` },
      });
    },
  );

  it.each(['txnAmt', 'currencyCode', 'backUrl', 'channelType', 'qrNo', 'termId'])(
    'a payment by code does not go without %s',
    async (name) => {
      const shop = await openUnionPayShop();
      expect((await call(shop, { ...PAY, [name]: '' })).form).toMatchObject({
        respCode: '13',
        respMsg: `交易要素缺失[${name}]`,
      });
    },
  );

  it.each([
    ['version', '5.0.0'],
    ['encoding', 'GBK'],
    ['signMethod', '11'],
    ['certId', 'AB12'],
    ['bizType', '000201'],
    ['accessType', '2'],
    ['channelType', '05'],
    ['merId', '77729'],
    ['orderId', 'SHORT'],
    ['orderId', 'WITH-DASH-0001'],
    ['orderId', 'A'.repeat(41)],
    ['txnTime', '20261323120000'],
    ['txnTime', '2026-11-23 12:00'],
    ['txnAmt', '0'],
    ['txnAmt', '1.00'],
    ['txnAmt', '0100'],
    ['txnAmt', '1234567890123'],
    ['currencyCode', '840'],
    ['qrNo', '62880000000000000000A'],
    ['termId', 'T7K2'],
    ['backUrl', 'shop.example.com/notify'],
    ['orderDesc', 'a=b'],
    ['reqReserved', 'a&respCode=00'],
    ['payTimeout', 'soon'],
  ])('%s may not be %s', async (name, value) => {
    const shop = await openUnionPayShop();
    const said = await call(shop, { ...PAY, [name]: value });
    expect(said).toMatchObject({
      isVerified: true,
      form: { respCode: '10', respMsg: `报文格式错误[${name}]` },
    });
    expect(said.form[name]).toBeUndefined();
  });

  it.each([
    [{ txnType: '01', txnSubType: '01' }, undefined],
    [{ txnType: '71' }, undefined],
    [{}, '/gateway/api/queryTrans.do'],
    [QUERY, '/gateway/api/backTransReq.do'],
  ] as const)('is one this address knows: %j at %s', async (change, path) => {
    const shop = await openUnionPayShop();
    const options = path === undefined ? {} : { path };
    expect((await call(shop, { ...PAY, ...change }, options)).form).toMatchObject({
      respCode: '10',
      respMsg: '报文格式错误[txnType]',
    });
  });

  it('is a form in which no name comes twice', async () => {
    const shop = await openUnionPayShop();
    const twice = `${await buildMessage(shop, QUERY).text()}&orderId=ORDER0002`;
    for (const body of [twice, '{"orderId":"ORDER0001"}', '']) {
      const url = 'http://simulator.test/gateway/api/queryTrans.do';
      const said = await readAnswer(shop, await shop.host.handle(new Request(url, { method: 'POST', body })));
      expect(said).toMatchObject({
        isVerified: true,
        form: { respCode: '10', respMsg: '报文格式错误[form]' },
      });
    }
  });
});

describe('whose message it is', () => {
  const changed = (form: Form) => {
    form['orderId'] = 'ORDER0002';
  };

  it('is the merchant’s by its key, over all fields', async () => {
    const shop = await openUnionPayShop();
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const signWith = stranger.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const options of [{ signWith }, { mend: changed }])
      expect((await call(shop, QUERY, options)).form).toMatchObject({
        respCode: '11',
        respMsg: '验证签名失败[signature]',
      });
  });

  it('names the certificate of that key', async () => {
    const shop = await openUnionPayShop();
    expect((await call(shop, { ...QUERY, certId: '123' })).form).toMatchObject({
      respCode: '11',
      respMsg: '验证签名失败[certId]',
    });
  });

  it('may be signed with a key that was registered since', async () => {
    const shop = await openUnionPayShop();
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    await control(shop, 'PUT /merchants/unionpay/key', { publicKey });
    const signWith = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect((await call(shop, QUERY, { signWith })).form['respCode']).toBe('34');
  });

  it('wants what the contract allows', async () => {
    const shop = await openUnionPayShop();
    await control(shop, 'PATCH /merchants/unionpay', { permissions: ['pay'] });
    expect((await call(shop, QUERY)).form['respCode']).toBe('43');
  });
});

describe('faults', () => {
  const said = async (fault: object, form: Form = QUERY) => {
    const shop = await openUnionPayShop();
    const armed = await control(shop, 'POST /faults', { rail: 'unionpay', ...fault });
    expect(armed.status).toBe(200);
    return call(shop, form);
  };

  it('speak with UnionPay’s codes', async () => {
    expect((await said({ name: 'provider-busy' })).form['respCode']).toBe('06');
    expect((await said({ name: 'provider-busy', parameters: { code: '04' } })).form['respCode']).toBe('04');
    expect((await said({ name: 'rate-limited' })).form['respCode']).toBe('37');
  });

  it.each(['signature-bad', 'signature-missing', 'key-unknown'])('%s does not verify', async (name) => {
    expect((await said({ name })).isVerified).toBe(false);
  });

  it('lie about order, amount and currency under a right signature', async () => {
    expect(await said({ name: 'order-wrong' })).toMatchObject({
      isVerified: true,
      form: { orderId: `${ORDER}X` },
    });
    const more = await said({ name: 'amount-wrong' }, PAY);
    expect(more).toMatchObject({ isVerified: true, form: { txnAmt: '101' } });
    const foreign = await said({ name: 'currency-wrong' }, PAY);
    expect(foreign).toMatchObject({ isVerified: true, form: { currencyCode: '840' } });
  });
});

it('shows the desk what was asked, without the signature and the payment code', async () => {
  const shop = await openUnionPayShop();
  await call(shop, PAY);
  const { body } = await control(shop, 'GET /exchanges?after=0');
  const [exchange] = body as readonly { request: Form; rail: string; operation: string }[];
  expect(exchange).toMatchObject({
    rail: 'unionpay',
    operation: 'pay',
    request: { qrNo: '…0000', orderId: ORDER },
  });
  expect(JSON.stringify(exchange)).not.toContain('6288000000000000000');
  expect(exchange?.request['signature']).toBeUndefined();
});

it('answers POST only', async () => {
  const shop = await openUnionPayShop();
  const url = 'http://simulator.test/gateway/api/queryTrans.do';
  expect((await shop.host.handle(new Request(url))).status).toBe(405);
});
