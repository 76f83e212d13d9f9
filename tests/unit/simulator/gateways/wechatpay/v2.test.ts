/** The v2 interface of the simulated WeChat Pay: XML, MD5 and HMAC-SHA256, and one world with v3. */

import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { control } from '../../merchant.ts';
import { callV2, openWechatShop, pay, paymentCode, query, scanAndPay, type WechatShop } from './shop.ts';

type Texts = Record<string, string>;

const MINUTE_MS = 60_000;
const fieldsOf = async (shop: WechatShop, path: string, fields: Texts) =>
  (await callV2(shop, path, fields)).fields;

const purchase = (number: string, fen: number): Texts => ({
  body: '咖啡 & <茶>',
  out_trade_no: number,
  total_fee: String(fen),
  spbill_create_ip: '127.0.0.1',
});
const shownOrder = (number: string, fen: number): Texts => ({
  ...purchase(number, fen),
  notify_url: 'http://127.0.0.1:9/v2',
  trade_type: 'NATIVE',
  product_id: '1',
});
const micropay = async (shop: WechatShop, number: string, fen: number, wallet = 'lin') =>
  callV2(shop, '/pay/micropay', { ...purchase(number, fen), auth_code: await paymentCode(shop, wallet) });

describe('who is let in', () => {
  it.each(['MD5', 'HMAC-SHA256'])('whoever signs by %s, and is answered likewise', async (signType) => {
    const shop = await openWechatShop();
    const said = await callV2(shop, '/pay/orderquery', { out_trade_no: 'NOBODY' }, { signType });
    expect(said).toMatchObject({
      isVerified: true,
      fields: {
        return_code: 'SUCCESS',
        appid: shop.account.appid,
        mch_id: shop.account.mchid,
        result_code: 'FAIL',
        err_code: 'ORDERNOTEXIST',
      },
    });
  });

  it.each([
    ['a wrong signature', { sign: 'A'.repeat(32) }, '签名错误'],
    ['a signature in small letters', { sign: 'lower' }, '签名错误'],
    ['no signature', { sign: '' }, '签名错误'],
    ['something changed after it was signed', { out_trade_no: 'OTHER1' }, '签名错误'],
    ['another merchant', { mch_id: '1900000000' }, 'mch_id'],
    ['another application', { appid: 'wx0000000000000000' }, 'appid'],
    ['another kind of signature', { sign_type: 'SHA1' }, 'sign_type'],
  ])('but not with %s', async (_, change, message) => {
    const shop = await openWechatShop();
    const said = await callV2(
      shop,
      '/pay/orderquery',
      { out_trade_no: 'ORDER1' },
      {
        mend: (all) => {
          const lower =
            'sign' in change && change.sign === 'lower' ? { sign: String(all['sign']).toLowerCase() } : {};
          Object.assign(all, change, lower);
        },
      },
    );
    expect(said).toMatchObject({ isVerified: false, fields: { return_code: 'FAIL' } });
    expect(said.fields).not.toHaveProperty('sign');
    expect(said.fields['return_msg']).toContain(message);
  });

  it.each([
    '',
    'oops',
    '<xml><a>1</a>',
    '<xml><a>1</a><a>2</a></xml>',
    '<xml><a><b>1</b></a></xml>',
    '<!DOCTYPE xml [<!ENTITY a "b">]><xml><a>&a;</a></xml>',
    '<json/>',
  ])('nor with XML such as %j', async (body) => {
    const shop = await openWechatShop();
    const request = new Request('http://simulator.test/pay/orderquery', { method: 'POST', body });
    expect(await (await shop.host.handle(request)).text()).toContain('XML 格式错误');
  });

  it('nor by GET', async () => {
    const shop = await openWechatShop();
    const answer = await shop.host.handle(new Request('http://simulator.test/pay/orderquery'));
    expect(await answer.text()).toContain('post');
  });

  it('nor without the permission', async () => {
    const shop = await openWechatShop();
    await control(shop, 'PATCH /merchants/wechatpay', { permissions: ['query'] });
    expect((await micropay(shop, 'ORDER1', 100)).fields).toMatchObject({ err_code: 'NOAUTH' });
  });
});

describe('micropay', () => {
  it('tells what was paid, in texts', async () => {
    const shop = await openWechatShop();
    const said = await micropay(shop, 'ORDER1', 6000, 'chen');
    expect(said).toMatchObject({
      isVerified: true,
      fields: {
        result_code: 'SUCCESS',
        trade_type: 'MICROPAY',
        total_fee: '6000',
        settlement_total_fee: '5500',
        cash_fee: '5300',
        coupon_fee: '700',
        out_trade_no: 'ORDER1',
        transaction_id: expect.stringMatching(/^4200\d{24}$/),
        time_end: '20261123120000',
      },
    });
    expect((await query(shop, 'ORDER1')).body).toMatchObject({ trade_state: 'SUCCESS' });
  });

  it('asks for the password from 1000 yuan on', async () => {
    const shop = await openWechatShop();
    expect((await micropay(shop, 'ORDER1', 100_000)).fields).toMatchObject({
      result_code: 'FAIL',
      err_code: 'USERPAYING',
    });
    const asked = { out_trade_no: 'ORDER1' };
    expect(await fieldsOf(shop, '/pay/orderquery', asked)).toMatchObject({ trade_state: 'USERPAYING' });
    await control(shop, 'POST /wallets/wechatpay-lin/confirm', { password: '123456' });
    expect(await fieldsOf(shop, '/pay/orderquery', asked)).toMatchObject({
      trade_state: 'SUCCESS',
      cash_fee: '100000',
    });
  });

  it.each([
    ['zhao', 1251, 'NOTENOUGH'],
    ['liu', 100, 'TRADE_ERROR'],
    ['ma', 10_001, 'TRADE_ERROR'],
  ])('%s, asked for %d: %s', async (wallet, fen, code) => {
    expect((await micropay(await openWechatShop(), 'ORDER1', fen, wallet)).fields).toMatchObject({
      result_code: 'FAIL',
      err_code: code,
    });
  });

  it.each([
    [{ auth_code: '123' }, 'AUTH_CODE_INVALID'],
    [{ auth_code: '138812345678901234' }, 'AUTH_CODE_ERROR'],
    [{ auth_code: '' }, 'LACK_PARAMS'],
    [{ total_fee: '0' }, 'PARAM_ERROR'],
    [{ total_fee: '1.00' }, 'PARAM_ERROR'],
    [{ body: 'x'.repeat(129) }, 'PARAM_ERROR'],
    [{ fee_type: 'USD' }, 'PARAM_ERROR'],
    [{ out_trade_no: 'a b' }, 'PARAM_ERROR'],
    [{ spbill_create_ip: '' }, 'LACK_PARAMS'],
  ])('with %j: %s', async (change, code) => {
    const shop = await openWechatShop();
    const fields = { ...purchase('ORDER1', 100), auth_code: await paymentCode(shop), ...change };
    expect(await fieldsOf(shop, '/pay/micropay', fields)).toMatchObject({ err_code: code });
  });

  it('again is answered as it stands, with a fresh nonce', async () => {
    const shop = await openWechatShop();
    const fields = { ...purchase('ORDER1', 100), auth_code: await paymentCode(shop) };
    const first = await fieldsOf(shop, '/pay/micropay', fields);
    const second = await fieldsOf(shop, '/pay/micropay', fields);
    expect(second['transaction_id']).toBe(first['transaction_id']);
    expect((await micropay(shop, 'ORDER1', 100)).fields).toMatchObject({ err_code: 'ORDERPAID' });
  });
});

describe('unifiedorder and closeorder', () => {
  it('make a QR that anybody may scan, and end it after five minutes at the earliest', async () => {
    const shop = await openWechatShop();
    const order = await fieldsOf(shop, '/pay/unifiedorder', shownOrder('ORDER1', 880));
    expect(order).toMatchObject({
      result_code: 'SUCCESS',
      trade_type: 'NATIVE',
      prepay_id: expect.stringMatching(/^wx\d+$/),
    });
    await fieldsOf(shop, '/pay/unifiedorder', shownOrder('ORDER2', 880));
    await scanAndPay(shop, order['code_url'] ?? '');
    const closed = (number: string) => fieldsOf(shop, '/pay/closeorder', { out_trade_no: number });
    expect(await closed('ORDER2')).toMatchObject({ result_code: 'FAIL', err_code: 'INVALID_REQUEST' });
    shop.pass(5 * MINUTE_MS);
    expect(await closed('ORDER2')).toMatchObject({ result_code: 'SUCCESS' });
    expect(await closed('ORDER1')).toMatchObject({ err_code: 'ORDERPAID' });
    expect(await closed('ORDER3')).toMatchObject({ err_code: 'ORDERNOTEXIST' });
    expect((await query(shop, 'ORDER2')).body).toMatchObject({ trade_state: 'CLOSED' });
  });

  it('end the order when the shop says so', async () => {
    const shop = await openWechatShop();
    await fieldsOf(shop, '/pay/unifiedorder', {
      ...shownOrder('ORDER1', 880),
      time_expire: '20261123120500',
    });
    shop.pass(5 * MINUTE_MS);
    expect(await fieldsOf(shop, '/pay/orderquery', { out_trade_no: 'ORDER1' })).toMatchObject({
      trade_state: 'CLOSED',
      trade_state_desc: '订单已关闭',
    });
  });

  it.each([
    [{ trade_type: 'JSAPI' }, 'PARAM_ERROR'],
    [{ notify_url: '' }, 'LACK_PARAMS'],
    [{ product_id: '' }, 'LACK_PARAMS'],
    [{ time_expire: 'soon' }, 'PARAM_ERROR'],
  ])('with %j: %s', async (change, code) => {
    const shop = await openWechatShop();
    const said = await fieldsOf(shop, '/pay/unifiedorder', { ...shownOrder('ORDER1', 880), ...change });
    expect(said).toMatchObject({ err_code: code });
  });
});

describe('reverse', () => {
  it('gives a payment back, and says whether to send it again', async () => {
    const shop = await openWechatShop();
    await micropay(shop, 'ORDER1', 500);
    await micropay(shop, 'ORDER2', 200_000);
    const reversed = (number: string) => fieldsOf(shop, '/secapi/pay/reverse', { out_trade_no: number });
    expect(await reversed('ORDER1')).toMatchObject({ err_code: 'INVALID_REQUEST', recall: 'Y' });
    shop.pass(15_000);
    expect(await reversed('ORDER1')).toMatchObject({ result_code: 'SUCCESS', recall: 'N' });
    expect(await reversed('ORDER2')).toMatchObject({ err_code: 'USERPAYING', recall: 'Y' });
    expect(await reversed('ORDER3')).toMatchObject({ result_code: 'SUCCESS', recall: 'N' });
    expect(await fieldsOf(shop, '/pay/orderquery', { out_trade_no: 'ORDER1' })).toMatchObject({
      trade_state: 'REVOKED',
    });
  });

  it.each([
    ['SYSTEMERROR', 'Y'],
    ['REVERSE_EXPIRE', 'N'],
  ])('refused with %s: again %s', async (code, recall) => {
    const shop = await openWechatShop();
    await micropay(shop, 'ORDER1', 500);
    shop.pass(MINUTE_MS);
    await control(shop, 'POST /faults', { name: 'cancel-refused', parameters: { code } });
    expect(await fieldsOf(shop, '/secapi/pay/reverse', { out_trade_no: 'ORDER1' })).toMatchObject({
      err_code: code,
      recall,
    });
  });
});

describe('refund and refundquery', () => {
  const asked = (number: string, fen: number): Texts => ({
    out_trade_no: 'ORDER1',
    out_refund_no: number,
    total_fee: '1000',
    refund_fee: String(fen),
  });

  it('give back in parts, and list them', async () => {
    const shop = await openWechatShop();
    const { fields: paid } = await micropay(shop, 'ORDER1', 1000);
    expect(await fieldsOf(shop, '/secapi/pay/refund', asked('R1', 300))).toMatchObject({
      result_code: 'SUCCESS',
      transaction_id: paid['transaction_id'],
      out_refund_no: 'R1',
      refund_fee: '300',
      cash_refund_fee: '300',
    });
    shop.pass(MINUTE_MS);
    const { refund_id: id = '' } = await fieldsOf(shop, '/secapi/pay/refund', asked('R2', 700));
    const list = await fieldsOf(shop, '/pay/refundquery', { out_trade_no: 'ORDER1' });
    expect(list).toMatchObject({
      refund_count: '2',
      out_refund_no_0: 'R1',
      refund_status_0: 'SUCCESS',
      refund_success_time_0: '2026-11-23 12:00:05',
      out_refund_no_1: 'R2',
      refund_status_1: 'PROCESSING',
    });
    const questions = [{ out_refund_no: 'R2' }, { refund_id: id }];
    for (const question of questions) {
      expect(await fieldsOf(shop, '/pay/refundquery', question)).toMatchObject({
        refund_count: '1',
        refund_fee_0: '700',
      });
    }
  });

  it('refuse what cannot be', async () => {
    const shop = await openWechatShop();
    expect(await fieldsOf(shop, '/secapi/pay/refund', asked('R1', 300))).toMatchObject({
      err_code: 'ORDERNOTEXIST',
    });
    await micropay(shop, 'ORDER1', 1000);
    await fieldsOf(shop, '/secapi/pay/refund', asked('R1', 300));
    expect(await fieldsOf(shop, '/secapi/pay/refund', asked('R1', 301))).toMatchObject({
      err_code: 'REFUND_FEE_MISMATCH',
    });
    expect(await fieldsOf(shop, '/secapi/pay/refund', asked('R2', 100))).toMatchObject({
      err_code: 'FREQUENCY_LIMITED',
    });
    expect(await fieldsOf(shop, '/pay/refundquery', { out_refund_no: 'R9' })).toMatchObject({
      err_code: 'REFUNDNOTEXIST',
    });
  });
});

describe('one world with v3', () => {
  it('v2 finds what v3 took, and gives it back', async () => {
    const shop = await openWechatShop();
    const { body } = await pay(shop, 'ORDER1', 1000);
    const id = String(body['transaction_id']);
    expect(await fieldsOf(shop, '/pay/orderquery', { transaction_id: id })).toMatchObject({
      trade_state: 'SUCCESS',
      out_trade_no: 'ORDER1',
    });
    const refund = { transaction_id: id, out_refund_no: 'R1', total_fee: '1000', refund_fee: '1000' };
    expect(await fieldsOf(shop, '/secapi/pay/refund', refund)).toMatchObject({ result_code: 'SUCCESS' });
    expect((await query(shop, 'ORDER1')).body).toMatchObject({ trade_state: 'REFUND' });
  });
});

describe('downloadbill', () => {
  it('is the same table, plain or packed, without a signature', async () => {
    const shop = await openWechatShop();
    await micropay(shop, 'ORDER1', 1000);
    shop.pass(24 * 60 * MINUTE_MS);
    const plain = (await callV2(shop, '/pay/downloadbill', { bill_date: '20261123' })).raw;
    expect(plain).toContain('`ORDER1');
    expect(plain.split('\r\n')[0]?.split(',')).toHaveLength(27);
    const packed = await callV2(shop, '/pay/downloadbill', { bill_date: '20261123', tar_type: 'GZIP' });
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(gunzipSync(packed.bytes))).toBe(plain);
  });

  it('lacks a row and has a row too many, where faults want it so', async () => {
    const shop = await openWechatShop();
    await micropay(shop, 'ORDER1', 1000);
    await micropay(shop, 'ORDER2', 2000);
    shop.pass(24 * 60 * MINUTE_MS);
    for (const name of ['bill-row-missing', 'bill-row-extra'])
      await control(shop, 'POST /faults', { name, rail: 'wechatpay' });
    const plain = (await callV2(shop, '/pay/downloadbill', { bill_date: '20261123' })).raw;
    expect(plain).toContain('`ORDER1');
    expect(plain).not.toContain('`ORDER2');
    expect(plain).toMatch(/,`X\d{15},/);
    expect(plain.trim().split('\r\n').at(-1)).toMatch(/^`2,/);
    expect((await callV2(shop, '/pay/downloadbill', { bill_date: '20261123' })).raw).toBe(plain);
  });

  it('says in its own way that there is none', async () => {
    const shop = await openWechatShop();
    shop.pass(24 * 60 * MINUTE_MS);
    expect(await fieldsOf(shop, '/pay/downloadbill', { bill_date: '20261123' })).toEqual({
      return_code: 'FAIL',
      return_msg: '请求的账单文件不存在',
      error_code: '20002',
    });
  });
});
