/** Reverse, close and refund at the simulated WeChat Pay gateway: when each is taken, and that money goes back once. */

import { describe, expect, it } from 'vitest';
import { control } from '../../merchant.ts';
import {
  BY_ORDER,
  call,
  close,
  openWechatShop,
  pay,
  present,
  query,
  refund,
  refundQuery,
  reverse,
  scanAndPay,
  type WechatShop,
} from './shop.ts';

const DAY_MS = 86_400_000;

const stateOf = async (shop: WechatShop, number: string) => (await query(shop, number)).body['trade_state'];

/** What all customers have paid and not got back. */
async function kept(shop: WechatShop): Promise<number> {
  const { customers } = (await control(shop, 'GET /ledgers')).body as {
    customers: { amountMinor: number }[];
  };
  return customers.reduce((total, { amountMinor }) => total + amountMinor, 0);
}

describe('a reverse', () => {
  it('gives the money of a payment by code back, and says nothing but that it was taken', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 500);
    shop.pass(15_000);
    const said = await reverse(shop, 'ORDER1');
    expect(said).toMatchObject({ status: 200, isVerified: true });
    expect(said.body).toEqual({
      appid: shop.account.appid,
      mchid: shop.account.mchid,
      out_trade_no: 'ORDER1',
    });
    expect((await query(shop, 'ORDER1')).body).toMatchObject({
      trade_state: 'REVOKED',
      success_time: '2026-11-23T12:00:00+08:00',
    });
    expect(await kept(shop)).toBe(0);
    expect((await reverse(shop, 'ORDER1')).status).toBe(200);
    expect(await kept(shop)).toBe(0);
  });

  it('is not taken within fifteen seconds, nor while the payer types', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 200_000);
    shop.pass(14_999);
    expect(await reverse(shop, 'ORDER1')).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
    shop.pass(1);
    expect(await reverse(shop, 'ORDER1')).toMatchObject({ status: 400, body: { code: 'USERPAYING' } });
    shop.pass(30_000);
    expect((await reverse(shop, 'ORDER1')).status).toBe(200);
    const { body } = await query(shop, 'ORDER1');
    expect(body).toMatchObject({ trade_state: 'REVOKED' });
    expect(body).not.toHaveProperty('success_time');
  });

  it('of a number that nobody has used is taken, and the number is dead', async () => {
    const shop = await openWechatShop();
    expect((await reverse(shop, 'ORDER1')).status).toBe(200);
    expect((await query(shop, 'ORDER1')).status).toBe(404);
    expect((await pay(shop, 'ORDER1', 500)).body).toMatchObject({ code: 'ORDERREVERSED' });
    expect(await kept(shop)).toBe(0);
  });

  it('is taken for seven days', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 500);
    await pay(shop, 'ORDER2', 500);
    shop.pass(7 * DAY_MS);
    expect((await reverse(shop, 'ORDER1')).status).toBe(200);
    shop.pass(1);
    expect(await reverse(shop, 'ORDER2')).toMatchObject({ status: 400, body: { code: 'REVERSE_EXPIRE' } });
  });

  it('is not for payment QRs, nor for payments that were refunded in part', async () => {
    const shop = await openWechatShop();
    await present(shop, 'ORDER1', 500);
    shop.pass(15_000);
    expect(await reverse(shop, 'ORDER1')).toMatchObject({ body: { code: 'INVALID_REQUEST' } });
    await pay(shop, 'ORDER2', 500);
    await refund(shop, ['ORDER2', 'R1'], [100, 500]);
    shop.pass(15_000);
    expect(await reverse(shop, 'ORDER2')).toMatchObject({ body: { code: 'INVALID_REQUEST' } });
  });

  it('needs the shop to have the money, and the application to be named', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 500);
    await control(shop, 'PATCH /merchants/wechatpay', { balanceMinor: 499 });
    shop.pass(15_000);
    expect(await reverse(shop, 'ORDER1')).toMatchObject({ status: 403, body: { code: 'NOT_ENOUGH' } });
    const { mchid } = shop.account;
    expect(await call(shop, `POST ${BY_ORDER}/ORDER1/reverse`, { mchid })).toMatchObject({
      status: 500,
      body: { code: 'SYSTEM_ERROR' },
    });
  });

  it('of a number that cannot be one is refused', async () => {
    const shop = await openWechatShop();
    for (const number of ['A', 'ORDER%2F1', 'x'.repeat(33)]) {
      expect(await reverse(shop, number)).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR' } });
    }
  });
});

describe('a close', () => {
  it('is done without a word, however often', async () => {
    const shop = await openWechatShop();
    const content = await present(shop, 'ORDER1', 500);
    for (let time = 0; time < 2; time += 1) {
      expect(await close(shop, 'ORDER1')).toMatchObject({ status: 204, raw: '', isVerified: true });
    }
    expect(await stateOf(shop, 'ORDER1')).toBe('CLOSED');
    expect((await scanAndPay(shop, content)).status).toBe(409);
  });

  it('turns away a customer who has scanned already', async () => {
    const shop = await openWechatShop();
    const content = await present(shop, 'ORDER1', 500);
    await control(shop, 'POST /wallets/wechatpay-lin/scan', { content });
    expect((await close(shop, 'ORDER1')).status).toBe(204);
    const told = await control(shop, 'POST /wallets/wechatpay-lin/confirm', {});
    expect(told).toMatchObject({ status: 409, body: { error: 'nothing-to-confirm' } });
  });

  it('is refused for what is paid, for payments by code, and for what is not there', async () => {
    const shop = await openWechatShop();
    await scanAndPay(shop, await present(shop, 'ORDER1', 500));
    expect(await close(shop, 'ORDER1')).toMatchObject({
      status: 400,
      number: 268449538,
      body: { code: 'ORDER_PAID' },
    });
    await pay(shop, 'ORDER2', 200_000);
    expect(await close(shop, 'ORDER2')).toMatchObject({ status: 400, number: 268449641 });
    expect(await close(shop, 'ORDER3')).toMatchObject({ status: 404, body: { code: 'ORDER_NOT_EXIST' } });
  });
});

describe('a refund', () => {
  it('is accepted at once, and done a little later', async () => {
    const shop = await openWechatShop();
    const { body: paid } = await pay(shop, 'ORDER1', 1000);
    const said = await refund(shop, ['ORDER1', 'R1'], [300, 1000], { reason: '少了一杯' });
    expect(said).toMatchObject({ status: 200, isVerified: true });
    expect(said.body).toEqual({
      refund_id: expect.stringMatching(/^50300\d{6}20261123\d{10}$/),
      out_refund_no: 'R1',
      transaction_id: paid['transaction_id'],
      out_trade_no: 'ORDER1',
      channel: 'ORIGINAL',
      user_received_account: '支付用户零钱',
      create_time: '2026-11-23T12:00:00+08:00',
      status: 'PROCESSING',
      funds_account: 'AVAILABLE',
      amount: {
        total: 1000,
        refund: 300,
        payer_total: 1000,
        payer_refund: 300,
        settlement_refund: 300,
        settlement_total: 1000,
        discount_refund: 0,
        currency: 'CNY',
      },
    });
    shop.pass(4_999);
    expect((await refundQuery(shop, 'R1')).body).toMatchObject({ status: 'PROCESSING' });
    shop.pass(1);
    expect((await refundQuery(shop, 'R1')).body).toMatchObject({
      status: 'SUCCESS',
      success_time: '2026-11-23T12:00:05+08:00',
    });
    expect(await stateOf(shop, 'ORDER1')).toBe('REFUND');
    expect(await kept(shop)).toBe(700);
  });

  it('shares coupons out, to the last fen over all parts', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 6000, 'chen');
    const first = await refund(shop, ['ORDER1', 'R1'], [1001, 6000]);
    expect(first.body).toMatchObject({
      amount: { payer_total: 5300, settlement_total: 5500, payer_refund: 885, settlement_refund: 918 },
      promotion_detail: [
        { type: 'COUPON', amount: 200, refund_amount: 33 },
        { type: 'DISCOUNT', amount: 500, refund_amount: 83 },
      ],
    });
    shop.pass(60_000);
    await refund(shop, ['ORDER1', 'R2'], [4999, 6000]);
    shop.pass(5_000);
    expect(await kept(shop)).toBe(0);
    expect((await control(shop, 'GET /audit')).body).toEqual({ findings: [] });
  });

  it('under the same number is the same refund, and with another amount is refused', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 1000);
    await pay(shop, 'ORDER2', 1000);
    const first = await refund(shop, ['ORDER1', 'R1'], [300, 1000]);
    expect((await refund(shop, ['ORDER1', 'R1'], [300, 1000])).body).toEqual(first.body);
    expect(await refund(shop, ['ORDER1', 'R1'], [301, 1000])).toMatchObject({
      status: 400,
      number: 268498688,
      body: { code: 'INVALID_REQUEST' },
    });
    expect((await refund(shop, ['ORDER2', 'R1'], [300, 1000])).body).toMatchObject({
      code: 'INVALID_REQUEST',
    });
    shop.pass(5_000);
    expect(await kept(shop)).toBe(1700);
  });

  it('may be asked for by the provider’s number of the payment', async () => {
    const shop = await openWechatShop();
    const { body } = await pay(shop, 'ORDER1', 1000);
    const content = {
      transaction_id: body['transaction_id'],
      out_refund_no: 'R1',
      amount: { refund: 1000, total: 1000, currency: 'CNY' },
    };
    const said = await call(shop, 'POST /v3/refund/domestic/refunds', content);
    expect(said.body).toMatchObject({ out_trade_no: 'ORDER1', status: 'PROCESSING' });
  });

  it('leaves a minute between two of one order', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 1000);
    await refund(shop, ['ORDER1', 'R1'], [100, 1000]);
    shop.pass(59_999);
    expect(await refund(shop, ['ORDER1', 'R2'], [100, 1000])).toMatchObject({
      status: 429,
      number: 268447840,
      body: { code: 'FREQUENCY_LIMITED' },
    });
    shop.pass(1);
    expect((await refund(shop, ['ORDER1', 'R2'], [100, 1000])).status).toBe(200);
  });

  it('goes in fifty parts at most', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 1000);
    for (let part = 1; part <= 50; part += 1) {
      expect((await refund(shop, ['ORDER1', `R${part}`], [1, 1000])).status).toBe(200);
      shop.pass(60_000);
    }
    expect(await refund(shop, ['ORDER1', 'R51'], [1, 1000])).toMatchObject({
      body: { code: 'INVALID_REQUEST', message: '一笔订单最多退款 50 次' },
    });
  });

  it('is possible for a year', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 1000);
    await pay(shop, 'ORDER2', 1000);
    shop.pass(365 * DAY_MS);
    expect((await refund(shop, ['ORDER1', 'R1'], [1000, 1000])).status).toBe(200);
    shop.pass(1);
    expect(await refund(shop, ['ORDER2', 'R2'], [1000, 1000])).toMatchObject({
      status: 400,
      body: { code: 'INVALID_REQUEST' },
    });
  });

  it('is refused where there is nothing to give back, or not so much', async () => {
    const shop = await openWechatShop();
    expect(await refund(shop, ['NOBODY', 'R1'], [1, 1])).toMatchObject({
      status: 404,
      body: { code: 'RESOURCE_NOT_EXISTS' },
    });
    await present(shop, 'ORDER1', 500);
    expect((await refund(shop, ['ORDER1', 'R1'], [1, 500])).status).toBe(404);
    await pay(shop, 'ORDER2', 500);
    expect((await refund(shop, ['ORDER2', 'R1'], [501, 500])).body).toMatchObject({
      message: '退款金额超过可退金额',
    });
    expect((await refund(shop, ['ORDER2', 'R1'], [1, 499])).body).toMatchObject({ code: 'INVALID_REQUEST' });
    await refund(shop, ['ORDER2', 'R1'], [500, 500]);
    shop.pass(60_000);
    expect((await refund(shop, ['ORDER2', 'R2'], [1, 500])).body).toMatchObject({
      message: '订单已全额退款',
    });
    expect(await refundQuery(shop, 'R9')).toMatchObject({
      status: 404,
      body: { code: 'RESOURCE_NOT_EXISTS' },
    });
  });

  it('needs the shop to have the money, and the customer an account that takes it', async () => {
    const shop = await openWechatShop();
    await pay(shop, 'ORDER1', 500);
    await control(shop, 'PATCH /merchants/wechatpay', { balanceMinor: 499 });
    expect(await refund(shop, ['ORDER1', 'R1'], [500, 500])).toMatchObject({
      status: 403,
      body: { code: 'NOT_ENOUGH' },
    });
    await control(shop, 'PATCH /merchants/wechatpay', { balanceMinor: 500 });
    await control(shop, 'PATCH /wallets/wechatpay-lin', { state: 'frozen' });
    expect(await refund(shop, ['ORDER1', 'R1'], [500, 500])).toMatchObject({
      status: 403,
      body: { code: 'USER_ACCOUNT_ABNORMAL' },
    });
  });

  it.each([
    [{ out_refund_no: '' }, '/out_refund_no'],
    [{ out_refund_no: 'R 1' }, '/out_refund_no'],
    [{ out_refund_no: 'x'.repeat(65) }, '/out_refund_no'],
    [{ out_trade_no: undefined }, '/out_trade_no'],
    [{ reason: 'x'.repeat(81) }, '/reason'],
    [{ amount: { refund: 0, total: 500, currency: 'CNY' } }, '/amount/refund'],
    [{ amount: { refund: 1, total: 500 } }, '/amount/currency'],
    [{ amount: { refund: 1, currency: 'CNY' } }, '/amount/total'],
    [{ funds_account: 'MINE' }, '/funds_account'],
    [{ notify_url: 'https://shop.example/?a=1' }, '/notify_url'],
    [{ refund_fee: 1 }, '/refund_fee'],
  ])('that is not in order is told which field: %j', async (change, field) => {
    const shop = await openWechatShop();
    expect(await refund(shop, ['ORDER1', 'R1'], [1, 500], change)).toMatchObject({
      status: 400,
      body: { code: 'PARAM_ERROR', detail: { field } },
    });
  });
});
