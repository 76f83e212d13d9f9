/** Cancel and close at the simulated gateway: what ends, what is given back, and until when. */

import { describe, expect, it } from 'vitest';
import { ask, control, openShop, pay, present, scanAndPay } from '../../merchant.ts';

const HOUR = 3_600_000;

async function reversed(): Promise<ReturnType<typeof openShop>> {
  const shop = openShop();
  await pay(shop, 'A1', '60.00', 'chen');
  expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({
    code: '10000',
    action: 'refund',
    retry_flag: 'N',
  });
  return shop;
}

describe('a cancel', () => {
  it('of a payment of today gives all of it back', async () => {
    const shop = await reversed();
    const node = await ask(shop, 'query', { out_trade_no: 'A1' });
    expect(node).toMatchObject({
      trade_status: 'TRADE_CLOSED',
      total_amount: '60.00',
      buyer_pay_amount: '53.00',
    });
    expect((await control(shop, 'GET /ledgers')).body).toMatchObject({
      customers: [{ amountMinor: 5_300 }, { kind: 'reversal', amountMinor: -5_300 }],
      merchants: [{ amountMinor: 5_500 }, { kind: 'reversal', amountMinor: -5_500 }],
    });
    expect((await control(shop, 'GET /audit')).body).toEqual({ findings: [] });
  });

  it('that is repeated gets the same answer and moves nothing', async () => {
    const shop = await reversed();
    expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({ action: 'refund' });
    expect((await control(shop, 'GET /ledgers')).body).toMatchObject({ customers: { length: 2 } });
  });

  it('gives back what partial refunds have left', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '10.00');
    await ask(shop, 'refund', { out_trade_no: 'A1', refund_amount: '4.00', out_request_no: 'r1' });
    expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({ action: 'refund' });
    expect((await control(shop, 'GET /wallets/lin')).body).toMatchObject({ balanceMinor: 800_000 });
  });

  it('of a fully refunded payment is refused', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '10.00');
    await ask(shop, 'refund', { out_trade_no: 'A1', refund_amount: '10.00' });
    expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({
      sub_code: 'ACQ.REASON_TRADE_REFUND_FEE_ERR',
    });
  });

  it('of a waiting trade closes it', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '500.00');
    expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({
      code: '10000',
      action: 'close',
    });
    expect((await control(shop, 'GET /wallets/lin')).body).toMatchObject({ pending: null });
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ trade_status: 'TRADE_CLOSED' });
  });

  it('of an unscanned QR names no action, and the QR is dead', async () => {
    const shop = openShop();
    const content = await present(shop, 'A1', '5.00');
    for (const _ of [1, 2]) {
      const answer = await ask(shop, 'cancel', { out_trade_no: 'A1' });
      expect(answer).toMatchObject({ code: '10000', retry_flag: 'N' });
      expect(answer).not.toHaveProperty('action');
    }
    expect((await control(shop, 'POST /wallets/lin/scan', { content })).body).toMatchObject({
      error: 'order-closed',
    });
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({
      sub_code: 'ACQ.TRADE_NOT_EXIST',
    });
  });

  it('of a number nobody knows names no action either', async () => {
    const answer = await ask(openShop(), 'cancel', { out_trade_no: 'A1' });
    expect(answer).toMatchObject({ code: '10000', out_trade_no: 'A1' });
    expect(answer).not.toHaveProperty('action');
  });

  it('needs a number', async () => {
    expect(await ask(openShop(), 'cancel', {})).toMatchObject({ sub_code: 'ACQ.INVALID_PARAMETER' });
    expect(await ask(openShop(), 'cancel', { trade_no: '2026' })).toMatchObject({
      sub_code: 'ACQ.TRADE_NOT_EXIST',
    });
  });

  it('of a paid trade is refused from midnight in Beijing on', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '5.00');
    await pay(shop, 'A2', '5.00');
    shop.pass(12 * HOUR - 1);
    expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({ action: 'refund' });
    shop.pass(1);
    expect(await ask(shop, 'cancel', { out_trade_no: 'A2' })).toMatchObject({
      sub_code: 'ACQ.TRADE_CANCEL_TIME_OUT',
      retry_flag: 'N',
    });
  });

  it('of an unpaid trade has fifteen more minutes', async () => {
    const shop = openShop();
    shop.pass(11 * HOUR);
    await pay(shop, 'A1', '500.00');
    await pay(shop, 'A2', '500.00');
    shop.pass(HOUR + 15 * 60_000);
    expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({ action: 'close' });
    shop.pass(1);
    expect(await ask(shop, 'cancel', { out_trade_no: 'A2' })).toMatchObject({
      sub_code: 'ACQ.TRADE_CANCEL_TIME_OUT',
    });
  });

  it('is refused when the shop has not the money, and of a finished trade', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '5.00');
    await control(shop, 'PATCH /merchants/alipay', { balanceMinor: 499 });
    expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({
      sub_code: 'ACQ.SELLER_BALANCE_NOT_ENOUGH',
    });
    shop.pass(91 * 24 * HOUR);
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({
      trade_status: 'TRADE_FINISHED',
    });
    expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({
      sub_code: 'ACQ.TRADE_HAS_FINISHED',
    });
  });
});

describe('a close', () => {
  it('ends a trade that waits for its customer, and no other', async () => {
    const shop = openShop();
    const content = await present(shop, 'A1', '5.00');
    expect(await ask(shop, 'close', { out_trade_no: 'A1' })).toMatchObject({
      sub_code: 'ACQ.TRADE_NOT_EXIST',
    });
    await control(shop, 'POST /wallets/lin/scan', { content });
    expect(await ask(shop, 'close', { out_trade_no: 'A1' })).toMatchObject({
      code: '10000',
      out_trade_no: 'A1',
    });
    expect(await ask(shop, 'close', { out_trade_no: 'A1' })).toMatchObject({
      sub_code: 'ACQ.TRADE_STATUS_ERROR',
    });
    await scanAndPay(shop, await present(shop, 'A2', '5.00'));
    expect(await ask(shop, 'close', { out_trade_no: 'A2' })).toMatchObject({
      sub_code: 'ACQ.TRADE_STATUS_ERROR',
    });
    expect(await ask(shop, 'close', { out_trade_no: '!' })).toMatchObject({
      sub_code: 'ACQ.INVALID_PARAMETER',
    });
  });
});
