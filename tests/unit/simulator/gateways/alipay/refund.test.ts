/** Refunds at the simulated gateway: once per request number, never more than was paid. */

import { describe, expect, it } from 'vitest';
import { ask, beijing, control, type Fields, NOON, openShop, pay, present } from '../../merchant.ts';

async function paidShop(amount = '10.00', wallet = 'lin'): Promise<ReturnType<typeof openShop>> {
  const shop = openShop();
  await pay(shop, 'A1', amount, wallet);
  return shop;
}

function refund(shop: ReturnType<typeof openShop>, amount: string, number?: string, more: Fields = {}) {
  const request = number === undefined ? {} : { out_request_no: number };
  return ask(shop, 'refund', { out_trade_no: 'A1', refund_amount: amount, ...request, ...more });
}

it('gives back in parts and says what was given back in all', async () => {
  const shop = await paidShop();
  expect(await refund(shop, '3.00', 'r1')).toMatchObject({
    code: '10000',
    fund_change: 'Y',
    refund_fee: '3.00',
    gmt_refund_pay: beijing(NOON),
  });
  expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ trade_status: 'TRADE_SUCCESS' });
  expect(await refund(shop, '7.00', 'r2')).toMatchObject({ fund_change: 'Y', refund_fee: '10.00' });
  expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({
    trade_status: 'TRADE_CLOSED',
    buyer_pay_amount: '10.00',
  });
});

it('splits coupons fairly and to the last fen over many parts', async () => {
  const shop = await paidShop('60.00', 'chen');
  for (let part = 1; part <= 7; part += 1) await refund(shop, part < 7 ? '8.57' : '8.58', `r${part}`);
  expect((await control(shop, 'GET /wallets/chen')).body).toMatchObject({ balanceMinor: 300_000 });
  expect(shop.host.world().merchants[0]).toMatchObject({ accounts: [{ balanceMinor: 0 }] });
  expect((await control(shop, 'GET /audit')).body).toEqual({ findings: [] });
});

describe('the same request number', () => {
  it('with the same amount moves nothing again, even once all is given back', async () => {
    const shop = await paidShop();
    await refund(shop, '10.00', 'r1');
    expect(await refund(shop, '10.00', 'r1')).toMatchObject({
      code: '10000',
      fund_change: 'N',
      refund_fee: '10.00',
    });
    expect((await control(shop, 'GET /ledgers')).body).toMatchObject({ customers: { length: 2 } });
  });

  it('with another amount is refused', async () => {
    const shop = await paidShop();
    await refund(shop, '3.00', 'r1');
    expect(await refund(shop, '4.00', 'r1')).toMatchObject({ sub_code: 'ACQ.DISCORDANT_REPEAT_REQUEST' });
  });

  it('may be left out of a full refund, which then has the order’s', async () => {
    const shop = await paidShop();
    expect(await refund(shop, '4.00')).toMatchObject({ sub_code: 'ACQ.INVALID_PARAMETER' });
    expect(await refund(shop, '10.00')).toMatchObject({ fund_change: 'Y' });
    expect(await refund(shop, '10.00')).toMatchObject({ fund_change: 'N' });
  });
});

describe('a refund is refused', () => {
  it.each([
    ['', 'ACQ.INVALID_PARAMETER'],
    ['x', 'ACQ.INVALID_PARAMETER'],
    ['0', 'ACQ.REFUND_FEE_ERROR'],
    ['10.01', 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL'],
  ])('of "%s"', async (amount, subCode) => {
    expect(await refund(await paidShop(), amount, 'r1')).toMatchObject({ sub_code: subCode });
  });

  it('with a request number that is too long', async () => {
    expect(await refund(await paidShop(), '1.00', 'x'.repeat(65))).toMatchObject({
      sub_code: 'ACQ.INVALID_PARAMETER',
    });
  });

  it('when it and earlier ones exceed the payment', async () => {
    const shop = await paidShop();
    await refund(shop, '6.00', 'r1');
    expect(await refund(shop, '4.01', 'r2')).toMatchObject({ sub_code: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL' });
  });

  it('for an unknown, an unscanned, a waiting, a closed and a finished trade', async () => {
    const shop = openShop();
    expect(await refund(shop, '1.00', 'r1')).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' });
    await present(shop, 'A1', '10.00');
    expect(await refund(shop, '1.00', 'r1')).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' });
    const waiting = await paidShop('500.00');
    expect(await refund(waiting, '1.00', 'r1')).toMatchObject({ sub_code: 'ACQ.TRADE_STATUS_ERROR' });
    await control(waiting, 'POST /wallets/lin/cancel');
    expect(await refund(waiting, '1.00', 'r1')).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_CLOSE' });
    const finished = await paidShop();
    finished.pass(90 * 86_400_000);
    expect(await refund(finished, '1.00', 'r1')).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_FINISHED' });
  });

  it('when the shop has not the money, and goes through once it has', async () => {
    const shop = await paidShop();
    await control(shop, 'PATCH /merchants/alipay', { balanceMinor: 0 });
    expect(await refund(shop, '1.00', 'r1')).toMatchObject({ sub_code: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' });
    await control(shop, 'PATCH /merchants/alipay', { balanceMinor: 100 });
    expect(await refund(shop, '1.00', 'r1')).toMatchObject({ fund_change: 'Y' });
  });
});

describe('a refund query', () => {
  const query = (shop: ReturnType<typeof openShop>, more: Fields) =>
    ask(shop, 'fastpay.refund.query', { out_trade_no: 'A1', ...more });

  it('finds a refund by its number', async () => {
    const shop = await paidShop();
    await refund(shop, '3.00', 'r1', { refund_reason: '做错了' });
    const found = await query(shop, { out_request_no: 'r1', query_options: ['gmt_refund_pay'] });
    expect(found).toMatchObject({
      refund_status: 'REFUND_SUCCESS',
      refund_amount: '3.00',
      total_amount: '10.00',
      out_request_no: 'r1',
      refund_reason: '做错了',
      gmt_refund_pay: beijing(NOON),
    });
    expect(await query(shop, { out_request_no: 'r1' })).not.toHaveProperty('gmt_refund_pay');
  });

  it('says nothing of one that does not exist', async () => {
    const absent = await query(await paidShop(), { out_request_no: 'r9' });
    expect(absent).toEqual({ code: '10000', msg: 'Success' });
  });

  it('needs a trade and a number', async () => {
    expect(await query(openShop(), { out_request_no: 'r1' })).toMatchObject({
      sub_code: 'ACQ.TRADE_NOT_EXIST',
    });
    expect(await query(await paidShop(), {})).toMatchObject({ sub_code: 'ACQ.INVALID_PARAMETER' });
    expect(await query(openShop(), { out_trade_no: '-' })).toMatchObject({
      sub_code: 'ACQ.INVALID_PARAMETER',
    });
  });
});

it('finds a trade by the provider’s number, which goes before the shop’s', async () => {
  const shop = await paidShop();
  const { trade_no } = await ask(shop, 'query', { out_trade_no: 'A1' });
  expect(await ask(shop, 'query', { trade_no, out_trade_no: 'other' })).toMatchObject({ out_trade_no: 'A1' });
});
