/** Payments at the simulated WeChat Pay gateway: by code and by QR, and that nothing is taken twice. */

import { describe, expect, it } from 'vitest';
import { control, type Told } from '../../merchant.ts';
import {
  call,
  close,
  codeOrder,
  type Fields,
  openWechatShop,
  pay,
  paymentCode,
  present,
  qrOrder,
  query,
  reverse,
  scanAndPay,
  type WechatShop,
} from './shop.ts';

const CODEPAY = 'POST /v3/pay/transactions/codepay';
const NATIVE = 'POST /v3/pay/transactions/native';
const HOUR_MS = 3_600_000;

const stateOf = async (shop: WechatShop, number: string) => (await query(shop, number)).body['trade_state'];
const errorOf = ({ body }: Told) => (body as { error: string }).error;

describe('a payment by code', () => {
  it('tells the whole transaction at once', async () => {
    const shop = await openWechatShop();
    const said = await pay(shop, 'ORDER1', 1850);
    expect(said).toMatchObject({ status: 200, isVerified: true });
    expect(said.body).toEqual({
      appid: shop.account.appid,
      mchid: shop.account.mchid,
      out_trade_no: 'ORDER1',
      transaction_id: expect.stringMatching(/^4200\d{6}20261123\d{10}$/),
      trade_type: 'MICROPAY',
      trade_state: 'SUCCESS',
      trade_state_desc: '支付成功',
      bank_type: 'OTHERS',
      success_time: '2026-11-23T12:00:00+08:00',
      payer: { openid: expect.stringMatching(/^o.{27}$/) },
      amount: { total: 1850, payer_total: 1850, currency: 'CNY', payer_currency: 'CNY' },
    });
    expect((await query(shop, 'ORDER1')).body).toEqual(said.body);
  });

  it('is found by the provider’s own number, too', async () => {
    const shop = await openWechatShop();
    const { body } = await pay(shop, 'ORDER1', 1850);
    const path = `/v3/pay/transactions/id/${body['transaction_id']}?mchid=${shop.account.mchid}`;
    expect((await call(shop, `GET ${path}`)).body).toEqual(body);
    expect(await call(shop, `GET /v3/pay/transactions/id/4200?mchid=${shop.account.mchid}`)).toMatchObject({
      status: 404,
      body: { code: 'ORDER_NOT_EXIST' },
    });
  });

  it('says who bore the coupons', async () => {
    const shop = await openWechatShop();
    const { body } = await pay(shop, 'ORDER1', 6000, 'chen');
    expect(body).toMatchObject({
      amount: { total: 6000, payer_total: 5300 },
      promotion_detail: [
        { type: 'CASH', amount: 200, wechatpay_contribute: 200, merchant_contribute: 0 },
        { type: 'NOCASH', amount: 500, wechatpay_contribute: 0, merchant_contribute: 500 },
      ],
    });
    expect((await control(shop, 'GET /audit')).body).toEqual({ findings: [] });
  });

  it('gives back what was attached, once it is paid', async () => {
    const shop = await openWechatShop();
    const content = { ...codeOrder(shop, 'ORDER1', 100, await paymentCode(shop)), attach: 'table 7' };
    expect((await call(shop, CODEPAY, content)).body).toMatchObject({ attach: 'table 7' });
  });

  it.each([
    ['zhao', 1251, 403, 'NOT_ENOUGH'],
    ['ma', 10_001, 403, 'RULE_LIMIT'],
    ['liu', 100, 403, 'USER_ACCOUNT_ABNORMAL'],
    ['owner', 100, 403, 'TRADE_ERROR'],
  ])('%s, asked for %d, is refused', async (wallet, total, status, code) => {
    const shop = await openWechatShop();
    expect(await pay(shop, 'ORDER1', total, wallet)).toMatchObject({
      status,
      isVerified: true,
      body: { code },
    });
    expect(await stateOf(shop, 'ORDER1')).toBe('PAYERROR');
    expect((await control(shop, 'GET /ledgers')).body).toMatchObject({ customers: [] });
  });

  it.each([
    ['123', 'AUTH_CODE_INVALID'],
    ['281234567890123456', 'AUTH_CODE_INVALID'],
    ['161234567890123456', 'AUTH_CODE_INVALID'],
    ['1388123456789012345', 'AUTH_CODE_INVALID'],
    ['138812345678901234', 'AUTH_CODE_ERROR'],
  ])('the code %s leads nowhere: %s', async (code, expected) => {
    const shop = await openWechatShop();
    expect(await call(shop, CODEPAY, codeOrder(shop, 'ORDER1', 100, code))).toMatchObject({
      status: 400,
      body: { code: expected },
    });
    expect((await query(shop, 'ORDER1')).status).toBe(404);
  });

  it('takes a code for a minute, and once', async () => {
    const shop = await openWechatShop();
    const [old, used] = [await paymentCode(shop), await paymentCode(shop)];
    await call(shop, CODEPAY, codeOrder(shop, 'ORDER1', 100, used));
    expect((await call(shop, CODEPAY, codeOrder(shop, 'ORDER2', 100, used))).body).toMatchObject({
      code: 'AUTH_CODE_INVALID',
    });
    shop.pass(60_000);
    expect((await call(shop, CODEPAY, codeOrder(shop, 'ORDER3', 100, old))).body).toMatchObject({
      code: 'AUTHCODEEXPIRE',
    });
  });
});

describe('from 1000 yuan on the payer is asked for the password', () => {
  it('which is told by 202 and nothing else', async () => {
    const shop = await openWechatShop();
    const said = await pay(shop, 'ORDER1', 100_000);
    expect(said).toMatchObject({ status: 202, raw: '{"trade_state":"USERPAYING"}', isVerified: true });
    expect((await query(shop, 'ORDER1')).body).toMatchObject({
      trade_state: 'USERPAYING',
      trade_state_desc: '需要用户输入支付密码',
      amount: { total: 100_000, currency: 'CNY' },
    });
  });

  it('and the payment is there once it was typed', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 100_000);
    await control(shop, 'POST /wallets/wechatpay-lin/confirm', { password: '000000' });
    expect(await stateOf(shop, 'ORDER1')).toBe('USERPAYING');
    await control(shop, 'POST /wallets/wechatpay-lin/confirm', { password: '123456' });
    expect(await stateOf(shop, 'ORDER1')).toBe('SUCCESS');
  });

  it('and failed when the payer says no', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 100_000);
    await control(shop, 'POST /wallets/wechatpay-lin/cancel');
    expect((await query(shop, 'ORDER1')).body).toMatchObject({
      trade_state: 'PAYERROR',
      trade_state_desc: '支付失败，请撤销订单',
    });
  });

  it('and failed when nobody types for 45 seconds', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 100_000);
    shop.pass(44_999);
    expect(await stateOf(shop, 'ORDER1')).toBe('USERPAYING');
    shop.pass(1);
    expect(await stateOf(shop, 'ORDER1')).toBe('PAYERROR');
  });

  it('also where the phone has no network: then nobody can type', async () => {
    const shop = await openWechatShop();
    expect(await pay(shop, 'ORDER1', 99_999, 'sun')).toMatchObject({ status: 200 });
    expect(await pay(shop, 'ORDER2', 100_000, 'sun')).toMatchObject({ status: 202 });
  });
});

describe('the same payment by code again', () => {
  it('is answered as it stands, and charges nobody twice', async () => {
    const shop = await openWechatShop();
    const content = codeOrder(shop, 'ORDER1', 500, await paymentCode(shop));
    const first = await call(shop, CODEPAY, content);
    expect((await call(shop, CODEPAY, content)).body).toEqual(first.body);
    expect((await control(shop, 'GET /ledgers')).body).toMatchObject({ customers: [{ amountMinor: 500 }] });
    const poor = codeOrder(shop, 'ORDER2', 5000, await paymentCode(shop, 'zhao'));
    for (let time = 0; time < 2; time += 1)
      expect((await call(shop, CODEPAY, poor)).body).toMatchObject({ code: 'NOT_ENOUGH' });
  });

  it('with other words is refused', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 500);
    expect(await pay(shop, 'ORDER1', 500)).toMatchObject({ status: 400, body: { code: 'ORDERPAID' } });
    await pay(shop, 'ORDER2', 200_000);
    expect(await pay(shop, 'ORDER2', 200_000)).toMatchObject({ status: 400, number: 268498688 });
    await present(shop, 'ORDER3', 500);
    expect(await pay(shop, 'ORDER3', 500)).toMatchObject({ body: { code: 'INVALID_REQUEST' } });
  });

  it('after a reverse is refused', async () => {
    const shop = await openWechatShop();
    const content = codeOrder(shop, 'ORDER1', 500, await paymentCode(shop));
    await call(shop, CODEPAY, content);
    shop.pass(15_000);
    await reverse(shop, 'ORDER1');
    expect((await call(shop, CODEPAY, content)).body).toMatchObject({ code: 'ORDERREVERSED' });
    await reverse(shop, 'ORDER2');
    expect((await pay(shop, 'ORDER2', 500)).body).toMatchObject({ code: 'ORDERREVERSED' });
  });
});

describe('a payment QR', () => {
  it('is known at once, and paid when somebody scans and agrees', async () => {
    const shop = await openWechatShop();
    const content = await present(shop, 'ORDER1', 880);
    expect(content).toMatch(/^weixin:\/\/wxpay\/bizpayurl\/up\?pr=\w{7}&groupid=00$/);
    expect((await query(shop, 'ORDER1')).body).toEqual({
      appid: shop.account.appid,
      mchid: shop.account.mchid,
      out_trade_no: 'ORDER1',
      trade_state: 'NOTPAY',
      trade_state_desc: '订单未支付',
      amount: { total: 880, currency: 'CNY' },
    });
    await scanAndPay(shop, content);
    expect((await query(shop, 'ORDER1')).body).toMatchObject({
      trade_state: 'SUCCESS',
      trade_type: 'NATIVE',
    });
  });

  it('of which a second person who scans it is turned away', async () => {
    const shop = await openWechatShop();
    const content = await present(shop, 'ORDER1', 880);
    await control(shop, 'POST /wallets/wechatpay-lin/scan', { content });
    const second = await control(shop, 'POST /wallets/wechatpay-chen/scan', { content });
    expect(errorOf(second)).toBe('taken-by-another');
  });

  it('is nothing for another wallet', async () => {
    const shop = await openWechatShop();
    const content = await present(shop, 'ORDER1', 880);
    expect(errorOf(await control(shop, 'POST /wallets/lin/scan', { content }))).toBe('not-a-payment-qr');
  });

  it('lives two hours, its order seven days: asked for again it is a fresh one', async () => {
    const shop = await openWechatShop();
    const old = await present(shop, 'ORDER1', 880);
    shop.pass(2 * HOUR_MS);
    expect((await scanAndPay(shop, old)).status).toBe(409);
    expect(await stateOf(shop, 'ORDER1')).toBe('NOTPAY');
    const fresh = await present(shop, 'ORDER1', 880);
    expect(fresh).not.toBe(old);
    expect((await scanAndPay(shop, fresh)).status).toBe(200);
    await present(shop, 'ORDER2', 880);
    shop.pass(7 * 24 * HOUR_MS);
    expect(await stateOf(shop, 'ORDER2')).toBe('CLOSED');
  });

  it('dies as soon as a fresh one is asked for, unless the very same message came twice', async () => {
    const shop = await openWechatShop();
    const old = await present(shop, 'ORDER1', 880);
    expect(await present(shop, 'ORDER1', 880)).not.toBe(old);
    expect((await scanAndPay(shop, old)).status).toBe(409);
    const twice = { authorization: { nonce_str: 'same' } };
    const first = await call(shop, NATIVE, qrOrder(shop, 'ORDER2', 880), twice);
    const second = await call(shop, NATIVE, qrOrder(shop, 'ORDER2', 880), twice);
    expect(second.body).toEqual(first.body);
  });

  it.each([
    ['2026-11-23T12:02:00+08:00', 120_000],
    ['2026-11-23T04:02:00Z', 120_000],
    // Never less than a minute, never more than seven days.
    ['2026-11-23T12:00:01+08:00', 60_000],
    ['2026-11-22T12:00:00+08:00', 60_000],
    ['2027-11-23T12:00:00+08:00', 7 * 24 * HOUR_MS],
  ])('with time_expire %s closes after %d ms', async (time, lifeMs) => {
    const shop = await openWechatShop();
    await present(shop, 'ORDER1', 880, { time_expire: time });
    shop.pass(lifeMs - 1);
    expect(await stateOf(shop, 'ORDER1')).toBe('NOTPAY');
    shop.pass(1);
    expect((await query(shop, 'ORDER1')).body).toMatchObject({ trade_state: 'CLOSED' });
  });

  it('asked for again with other words, paid or closed, is refused', async () => {
    const shop = await openWechatShop();
    const again = (number: string, more: Fields) => call(shop, NATIVE, qrOrder(shop, number, 880, more));
    const content = await present(shop, 'ORDER1', 880);
    const changes: readonly Fields[] = [
      { amount: { total: 881, currency: 'CNY' } },
      { description: '茶' },
      { time_expire: '2026-11-23T13:00:00+08:00' },
    ];
    for (const change of changes) {
      expect(await again('ORDER1', change)).toMatchObject({
        status: 400,
        number: 268498688,
        body: { code: 'INVALID_REQUEST' },
      });
    }
    await scanAndPay(shop, content);
    expect(await again('ORDER1', {})).toMatchObject({ number: 268498689, body: { code: 'ORDERPAID' } });
    await present(shop, 'ORDER2', 880);
    await close(shop, 'ORDER2');
    expect(await again('ORDER2', {})).toMatchObject({ number: 268447914, body: { code: 'ORDER_CLOSED' } });
  });
});

describe('an order that the shop’s own page calls up (JSAPI)', () => {
  it('is named by a prepay_id, and can be paid with the simulated phone', async () => {
    const shop = await openWechatShop();
    const wallet = (await control(shop, 'GET /wallets')).body as { id: string }[];
    expect(wallet.some(({ id }) => id === 'wechatpay-lin')).toBe(true);
    const { body } = await pay(shop, 'ORDER0', 100);
    const openid = (body['payer'] as { openid: string }).openid;
    const order = qrOrder(shop, 'ORDER1', 880, { payer: { openid } });
    const said = await call(shop, 'POST /v3/pay/transactions/jsapi', order);
    expect(said.body).toEqual({ prepay_id: expect.stringMatching(/^wx20261123\w{26}$/) });
    await scanAndPay(shop, `weixin://wxpay/bizpayurl?prepay_id=${said.body['prepay_id']}`);
    expect((await query(shop, 'ORDER1')).body).toMatchObject({ trade_state: 'SUCCESS', trade_type: 'JSAPI' });
  });

  it('is refused for a payer whom nobody knows', async () => {
    const shop = await openWechatShop();
    const order = qrOrder(shop, 'ORDER1', 880, { payer: { openid: 'oNobody' } });
    expect(await call(shop, 'POST /v3/pay/transactions/jsapi', order)).toMatchObject({
      status: 400,
      body: { code: 'PARAM_ERROR' },
    });
  });
});
