/** wechatpay-axios-plugin, unmodified, at the v2 interface: XML, MD5 and HMAC-SHA256, every answer's digest checked by the SDK. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Hash, Transformer } from 'wechatpay-axios-plugin';
import {
  advance,
  control,
  type Fields,
  openSdkShop,
  paymentCode,
  post,
  query,
  type SdkShop,
  sdkFor,
  tap,
} from '../support/wechatpay-sdk.ts';

let shop: SdkShop;

beforeEach(async () => {
  shop = await openSdkShop();
});

afterEach(() => shop.server.close());

/** One call in v2's words; the SDK adds nonce and sign, and rejects what is not signed or not a success. */
async function call(path: string, fields: Fields, signType?: string): Promise<Fields> {
  const { appid, mchid } = shop.account;
  const sign = signType === undefined ? {} : { sign_type: signType };
  return (await post(shop, `v2/${path}`, { appid, mch_id: mchid, ...sign, ...fields })).data;
}

const purchase = (number: string, fen: number): Fields => ({
  body: '拿铁 & <茶>',
  out_trade_no: number,
  total_fee: fen,
  spbill_create_ip: '127.0.0.1',
});

const micropay = async (number: string, fen: number, wallet = 'lin', signType?: string) =>
  call('pay/micropay', { ...purchase(number, fen), auth_code: await paymentCode(shop, wallet) }, signType);

/** What the SDK was told when it rejected. */
async function told(answer: Promise<unknown>): Promise<Fields> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason as { response?: { data: Fields } },
  );
  return error?.response?.data ?? {};
}

describe.each([undefined, 'MD5', 'HMAC-SHA256'])('signed by %s', (signType) => {
  it('pays by code, and finds it', async () => {
    const paid = await micropay('ORDER1', 6000, 'chen', signType);
    expect(paid).toMatchObject({ result_code: 'SUCCESS', total_fee: '6000', cash_fee: '5300' });
    expect(paid['sign']).toHaveLength(signType === 'HMAC-SHA256' ? 64 : 32);
    const found = await call('pay/orderquery', { out_trade_no: 'ORDER1' }, signType);
    expect(found).toMatchObject({ trade_state: 'SUCCESS', transaction_id: paid['transaction_id'] });
  });

  it('places an order with a QR', async () => {
    const order = {
      ...purchase('ORDER1', 880),
      notify_url: 'http://127.0.0.1:9/v2',
      trade_type: 'NATIVE',
      product_id: '1',
    };
    expect(await call('pay/unifiedorder', order, signType)).toMatchObject({
      trade_type: 'NATIVE',
      code_url: expect.stringMatching(/^weixin:\/\/wxpay\//),
    });
  });
});

describe('the other calls', () => {
  it('reverse', async () => {
    await micropay('ORDER1', 500);
    expect(await told(call('secapi/pay/reverse', { out_trade_no: 'ORDER1' }))).toMatchObject({ recall: 'Y' });
    await advance(shop, 15_000);
    expect(await call('secapi/pay/reverse', { out_trade_no: 'ORDER1' })).toMatchObject({ recall: 'N' });
    expect(await query(shop, 'ORDER1')).toMatchObject({ trade_state: 'REVOKED' });
  });

  it('closeorder', async () => {
    const order = {
      ...purchase('ORDER1', 880),
      notify_url: 'http://127.0.0.1:9/v2',
      trade_type: 'NATIVE',
      product_id: '1',
    };
    await call('pay/unifiedorder', order);
    await advance(shop, 299_000);
    expect(await told(call('pay/closeorder', { out_trade_no: 'ORDER1' }))).toMatchObject({
      err_code: 'INVALID_REQUEST',
    });
    await advance(shop, 1_000);
    expect(await call('pay/closeorder', { out_trade_no: 'ORDER1' })).toMatchObject({
      result_code: 'SUCCESS',
    });
  });

  it('refund and refundquery', async () => {
    await micropay('ORDER1', 1000);
    const refund = { out_trade_no: 'ORDER1', out_refund_no: 'R1', total_fee: 1000, refund_fee: 300 };
    expect(await call('secapi/pay/refund', refund)).toMatchObject({ refund_fee: '300' });
    expect(await call('pay/refundquery', { out_trade_no: 'ORDER1' })).toMatchObject({
      refund_count: '1',
      refund_status_0: 'PROCESSING',
    });
  });

  it('downloadbill says that there is none yet', async () => {
    await micropay('ORDER1', 1000);
    const { now } = await control<{ now: number }>(shop, 'GET /clock');
    const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
    const answer = told(call('pay/downloadbill', { bill_date: today }));
    expect(await answer).toMatchObject({ return_code: 'FAIL', error_code: '20003' });
  });
});

describe('what is refused', () => {
  it('is told with a code', async () => {
    expect(await told(micropay('ORDER1', 100_000))).toMatchObject({ err_code: 'USERPAYING' });
    expect(await told(micropay('ORDER2', 5_000, 'zhao'))).toMatchObject({ err_code: 'NOTENOUGH' });
    expect(await told(call('pay/orderquery', { out_trade_no: 'ORDER9' }))).toMatchObject({
      err_code: 'ORDERNOTEXIST',
    });
  });

  it('a key that is not the shop’s', async () => {
    shop = { ...shop, sdk: sdkFor(shop, { secret: 'x'.repeat(32) }) };
    expect(await told(call('pay/orderquery', { out_trade_no: 'ORDER1' }))).toMatchObject({
      return_code: 'FAIL',
      return_msg: '签名错误，请检查后再试',
    });
  });

  it.each(['signature-bad', 'signature-missing', 'key-unknown'])('by the SDK under %s', async (name) => {
    await micropay('ORDER1', 100);
    await control(shop, 'POST /faults', { name });
    await expect(call('pay/orderquery', { out_trade_no: 'ORDER1' })).rejects.toThrow();
    expect(await call('pay/orderquery', { out_trade_no: 'ORDER1' })).toMatchObject({
      trade_state: 'SUCCESS',
    });
  });
});

describe('news', () => {
  let till: Server;
  let address: string;
  const received: string[] = [];

  beforeEach(async () => {
    received.length = 0;
    till = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push(Buffer.concat(chunks).toString());
        const code = received.length > 1 ? 'SUCCESS' : 'FAIL';
        response.end(`<xml><return_code><![CDATA[${code}]]></return_code></xml>`);
      });
    });
    await new Promise<void>((resolve) => till.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(till.address() as AddressInfo).port}/v2`;
  });

  afterEach(() => {
    till.closeAllConnections();
    till.close();
  });

  it('come as signed XML until the shop says SUCCESS', async () => {
    const order = {
      ...purchase('ORDER1', 880),
      notify_url: address,
      trade_type: 'NATIVE',
      product_id: '1',
    };
    const { code_url: content } = await call('pay/unifiedorder', order, 'HMAC-SHA256');
    await tap(shop, ['lin', 'scan'], { content });
    await tap(shop, ['lin', 'confirm']);
    const arrived = (count: number) => expect.poll(() => received.length, { timeout: 5_000 }).toBe(count);
    await arrived(1);
    await advance(shop, 15_000);
    await arrived(2);
    const toObject = Transformer.toObject.bind({ url: '/v2' }) as (xml: string) => Record<string, string>;
    const news = toObject(received[0] ?? '');
    expect(news).toMatchObject({ result_code: 'SUCCESS', out_trade_no: 'ORDER1', total_fee: '880' });
    expect(news['sign']).toBe(Hash.sign('HMAC-SHA256', news, shop.account.apiV2Key));
  });
});
