/** Payment codes at the simulated gateway: what is taken, what is refused, and that nothing is taken twice. */

import { describe, expect, it } from 'vitest';
import {
  ask,
  beijing,
  control,
  type Fields,
  NOON,
  openShop,
  pay,
  payContent,
  paymentCode,
} from '../../merchant.ts';

const ZERO = {
  total_amount: '0.00',
  receipt_amount: '0.00',
  buyer_pay_amount: '0.00',
  invoice_amount: '0.00',
};

async function payWith(change: Fields): Promise<Fields> {
  const shop = openShop();
  return ask(shop, 'pay', { ...payContent('A1', '10.00', await paymentCode(shop)), ...change });
}

it('says who paid what from which funds', async () => {
  expect(await pay(openShop(), 'A1', '60.00', 'chen')).toMatchObject({
    code: '10000',
    msg: 'Success',
    total_amount: '60.00',
    buyer_pay_amount: '53.00',
    invoice_amount: '53.00',
    receipt_amount: '55.00',
    discount_amount: '2.00',
    mdiscount_amount: '5.00',
    point_amount: '0.00',
    fund_bill_list: [
      { amount: '53.00', fund_channel: 'ALIPAYACCOUNT' },
      { amount: '2.00', fund_channel: 'COUPON' },
      { amount: '5.00', fund_channel: 'MCOUPON' },
    ],
    gmt_payment: beijing(NOON),
    buyer_logon_id: expect.stringMatching(/^138\*{4}\d{4}$/),
    trade_no: expect.stringMatching(/^20261123\d{20}$/),
  });
});

describe('a request that is not in order is refused, with its order number and amounts of zero', () => {
  it.each([
    [{ out_trade_no: '' }],
    [{ out_trade_no: 'a-b' }],
    [{ out_trade_no: 'x'.repeat(65) }],
    [{ subject: '' }],
    [{ subject: 'x'.repeat(257) }],
    [{ total_amount: '' }],
    [{ total_amount: '0.00' }],
    [{ total_amount: '1.001' }],
    [{ total_amount: '1e3' }],
    [{ total_amount: '-1.00' }],
    [{ total_amount: null }],
    [{ scene: 'wave' }],
    [{ scene: '' }],
    [{ product_code: 'FAST_INSTANT_TRADE_PAY' }],
    [{ timeout_express: '10s' }],
    [{ timeout_express: '16d' }],
    [{ time_expire: 'soon' }],
    [{ time_expire: beijing(NOON + 16 * 86_400_000) }],
  ])('%j', async (change) => {
    const node = await payWith(change);
    expect(node).toMatchObject({ code: '40004', sub_code: 'ACQ.INVALID_PARAMETER', ...ZERO });
    expect(node['out_trade_no']).toBe({ out_trade_no: 'A1', ...change }.out_trade_no);
  });

  it.each([
    [{ total_amount: '100000000.01' }, 'ACQ.TOTAL_FEE_EXCEED'],
    [{ time_expire: beijing(NOON) }, 'ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR'],
    [{ auth_code: '' }, 'ACQ.INVALID_PARAMETER'],
    [{ scene: '' }, 'ACQ.INVALID_PARAMETER'],
    [{ scene: 'security_code', auth_code: `fp${'0'.repeat(35)}` }, 'ACQ.PAYMENT_AUTH_CODE_INVALID'],
    [{ seller_id: '2088000000000009' }, 'ACQ.SELLER_NOT_EXIST'],
    [{ auth_code: '281234567890123456' }, 'ACQ.PAYMENT_AUTH_CODE_INVALID'],
    [{ auth_code: '134567890123456789' }, 'ACQ.PAYMENT_AUTH_CODE_INVALID'],
  ])('%j', async (change, subCode) => {
    expect(await payWith(change)).toMatchObject({ code: '40004', sub_code: subCode, ...ZERO });
  });

  it('takes an amount written as a number', async () => {
    expect(await payWith({ total_amount: 10.5 })).toMatchObject({ code: '10000', total_amount: '10.50' });
  });
});

describe('a payment code', () => {
  it('lives for a minute', async () => {
    for (const [waitedMs, code] of [
      [59_999, '10000'],
      [60_000, '40004'],
    ] as const) {
      const shop = openShop();
      const content = payContent('A1', '1.00', await paymentCode(shop));
      shop.pass(waitedMs);
      expect((await ask(shop, 'pay', content))['code']).toBe(code);
    }
  });

  it('can be used once, even when the payment failed', async () => {
    const shop = openShop();
    const code = await paymentCode(shop, 'zhao');
    expect(await ask(shop, 'pay', payContent('A1', '99.00', code))).toMatchObject({
      sub_code: 'ACQ.BUYER_BALANCE_NOT_ENOUGH',
    });
    expect(await ask(shop, 'pay', payContent('A2', '1.00', code))).toMatchObject({
      sub_code: 'ACQ.PAYMENT_AUTH_CODE_INVALID',
    });
  });

  it('leaves no trade behind when it is refused, so that the customer can show another', async () => {
    const shop = openShop();
    const code = await paymentCode(shop);
    shop.pass(61_000);
    await ask(shop, 'pay', payContent('A1', '1.00', code));
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({
      sub_code: 'ACQ.TRADE_NOT_EXIST',
    });
    expect(await pay(shop, 'A1', '1.00')).toMatchObject({ code: '10000' });
  });
});

describe('a wallet says no', () => {
  it.each([
    ['zhao', '12.51', 'ACQ.BUYER_BALANCE_NOT_ENOUGH'],
    ['ma', '100.01', 'ACQ.BEYOND_PER_RECEIPT_RESTRICTION'],
    ['liu', '1.00', 'ACQ.BUYER_ENABLE_STATUS_FORBID'],
    ['he', '1.00', 'ACQ.PAYMENT_REQUEST_HAS_RISK'],
    ['owner', '1.00', 'ACQ.BUYER_SELLER_EQUAL'],
    ['sun', '200.00', 'ACQ.PULL_MOBILE_CASHIER_FAIL'],
  ])('%s, asked for %s', async (wallet, amount, subCode) => {
    const shop = openShop();
    expect(await pay(shop, 'A1', amount, wallet)).toMatchObject({
      code: '40004',
      sub_code: subCode,
      ...ZERO,
    });
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ trade_status: 'TRADE_CLOSED' });
    expect((await control(shop, 'GET /ledgers')).body).toMatchObject({ customers: [] });
  });

  it('when the day’s limit is reached, and not again the next day in Beijing', async () => {
    const shop = openShop();
    expect(await pay(shop, 'A1', '100.00', 'ma')).toMatchObject({ code: '10000' });
    expect(await pay(shop, 'A2', '50.01', 'ma')).toMatchObject({
      sub_code: 'ACQ.BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR',
    });
    expect(await pay(shop, 'A3', '50.00', 'ma')).toMatchObject({ code: '10000' });
    shop.pass(12 * 3_600_000);
    expect(await pay(shop, 'A4', '100.00', 'ma')).toMatchObject({ code: '10000' });
  });

  it('of which one without network still pays small amounts', async () => {
    expect(await pay(openShop(), 'A1', '199.99', 'sun')).toMatchObject({ code: '10000' });
  });
});

describe('from 200 yuan on the phone asks for the password', () => {
  it('and the trade waits until it was typed', async () => {
    const shop = openShop();
    expect(await pay(shop, 'A1', '200.00')).toMatchObject({
      code: '10003',
      total_amount: '200.00',
      receipt_amount: '0.00',
    });
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({
      trade_status: 'WAIT_BUYER_PAY',
    });
    expect((await control(shop, 'GET /wallets/lin')).body).toMatchObject({
      pending: { kind: 'password', amountMinor: 20_000, asksPassword: true },
    });
    await control(shop, 'POST /wallets/lin/confirm', { password: '123456' });
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ trade_status: 'TRADE_SUCCESS' });
  });

  it('and the customer may say no: the trade is closed', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '200.00');
    await control(shop, 'POST /wallets/lin/cancel');
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ trade_status: 'TRADE_CLOSED' });
  });

  it('and locks the wallet after three wrong ones', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '200.00');
    const type = () => control(shop, 'POST /wallets/lin/confirm', { password: '000000' });
    expect(await type()).toMatchObject({ status: 409, body: { error: 'password-wrong', triesLeft: 2 } });
    expect(await type()).toMatchObject({ body: { triesLeft: 1 } });
    expect(await type()).toMatchObject({ body: { error: 'locked' } });
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ trade_status: 'TRADE_CLOSED' });
    expect(await pay(shop, 'A2', '200.00')).toMatchObject({ sub_code: 'ACQ.MOBILE_PAYMENT_SWITCH_OFF' });
    expect(await pay(shop, 'A3', '20.00')).toMatchObject({ code: '10000' });
  });

  it('and nobody waits longer than the order lives', async () => {
    const shop = openShop();
    const content = payContent('A1', '300.00', await paymentCode(shop));
    await ask(shop, 'pay', { ...content, timeout_express: '1m' });
    shop.pass(60_000);
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ trade_status: 'TRADE_CLOSED' });
    expect((await control(shop, 'POST /wallets/lin/confirm', { password: '123456' })).body).toMatchObject({
      error: 'nothing-to-confirm',
    });
  });
});

describe('the same order number again', () => {
  it('with the same request gets the same answer, and nothing is charged twice', async () => {
    const shop = openShop();
    const content = payContent('A1', '5.00', await paymentCode(shop));
    const first = await ask(shop, 'pay', content);
    expect(await ask(shop, 'pay', content)).toEqual(first);
    expect((await control(shop, 'GET /ledgers')).body).toMatchObject({ customers: [{ amountMinor: 500 }] });
  });

  it('with the same refused request gets the same refusal', async () => {
    const shop = openShop();
    const content = payContent('A1', '5.00', await paymentCode(shop, 'liu'));
    const first = await ask(shop, 'pay', content);
    expect(await ask(shop, 'pay', content)).toEqual(first);
  });

  it('with another amount or subject is inconsistent', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '5.00');
    const content = payContent('A1', '5.00', await paymentCode(shop));
    for (const change of [{ total_amount: '6.00' }, { subject: '茶' }]) {
      expect(await ask(shop, 'pay', { ...content, ...change })).toMatchObject({
        sub_code: 'ACQ.CONTEXT_INCONSISTENT',
      });
    }
  });

  it('with another code: paid already, or inconsistent while it waits', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '5.00');
    expect(await pay(shop, 'A1', '5.00')).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_SUCCESS' });
    await pay(shop, 'A2', '500.00');
    expect(await pay(shop, 'A2', '500.00')).toMatchObject({ sub_code: 'ACQ.CONTEXT_INCONSISTENT' });
  });

  it('after a cancel is closed', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '500.00');
    await ask(shop, 'cancel', { out_trade_no: 'A1' });
    expect(await pay(shop, 'A1', '500.00')).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_CLOSE' });
    await ask(shop, 'cancel', { out_trade_no: 'A2' });
    expect(await pay(shop, 'A2', '5.00')).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_CLOSE' });
  });

  it('of an order with a QR is inconsistent', async () => {
    const shop = openShop();
    await ask(shop, 'precreate', { out_trade_no: 'A1', total_amount: '5.00', subject: '咖啡' });
    expect(await pay(shop, 'A1', '5.00')).toMatchObject({ sub_code: 'ACQ.CONTEXT_INCONSISTENT' });
  });
});
