/** Orders with a QR at the simulated gateway: how long they can be paid, by whom, and what query says meanwhile. */

import { describe, expect, it } from 'vitest';
import { ask, beijing, control, NOON, openShop, present, scanAndPay } from '../../merchant.ts';

const MINUTE = 60_000;

describe('a QR can be scanned', () => {
  it.each([
    [{ qr_code_timeout_express: '2m' }, 2],
    [{ qr_code_timeout_express: '1d' }, 120],
    [{}, 120],
    [{ timeout_express: '5m' }, 5],
    [{ time_expire: beijing(NOON + 10 * MINUTE) }, 10],
    [{ time_expire: beijing(NOON + 10 * MINUTE), timeout_express: '3m' }, 3],
    [{ timeout_express: '1d', qr_code_timeout_express: '30m' }, 30],
  ])('with %j for %d minutes', async (more, minutes) => {
    const shop = openShop();
    const [first, second] = [
      await present(shop, 'A1', '5.00', more),
      await present(shop, 'A2', '5.00', more),
    ];
    shop.pass(minutes * MINUTE - 1);
    expect(await scanAndPay(shop, first)).toMatchObject({ status: 200 });
    shop.pass(1);
    expect((await control(shop, 'POST /wallets/lin/scan', { content: second })).body).toMatchObject({
      error: 'order-closed',
    });
    expect(await ask(shop, 'query', { out_trade_no: 'A2' })).toMatchObject({
      sub_code: 'ACQ.TRADE_NOT_EXIST',
    });
  });

  it('until midnight in Beijing with 1c, but not beyond two hours', async () => {
    const shop = openShop();
    await present(shop, 'A1', '5.00', { timeout_express: '1c' });
    expect((await control(shop, 'GET /payment-qrs')).body).toMatchObject([
      { expiresAt: NOON + 120 * MINUTE },
    ]);
    shop.pass(11 * 60 * MINUTE);
    await present(shop, 'A2', '5.00', { timeout_express: '1c' });
    expect((await control(shop, 'GET /payment-qrs')).body).toMatchObject([
      { expiresAt: NOON + 12 * 60 * MINUTE },
    ]);
  });

  it('not with a life that is none', async () => {
    const order = { out_trade_no: 'A1', total_amount: '5.00', subject: '茶' };
    for (const life of ['0m', '30s', 'soon', '16d']) {
      const answer = await ask(openShop(), 'precreate', { ...order, qr_code_timeout_express: life });
      expect(answer).toMatchObject({ sub_code: 'ACQ.INVALID_PARAMETER' });
    }
  });
});

describe('a scanned order', () => {
  it('belongs to who scanned it until they say no', async () => {
    const shop = openShop();
    const content = await present(shop, 'A1', '5.00');
    await control(shop, 'POST /wallets/lin/scan', { content });
    expect((await control(shop, 'POST /wallets/wang/scan', { content })).body).toMatchObject({
      error: 'taken-by-another',
    });
    await control(shop, 'POST /wallets/lin/cancel');
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({
      trade_status: 'WAIT_BUYER_PAY',
    });
    expect(await scanAndPay(shop, content, 'wang', '123456')).toMatchObject({ status: 200 });
  });

  it('is paid once, and says so to the next phone', async () => {
    const shop = openShop();
    const content = await present(shop, 'A1', '5.00');
    await scanAndPay(shop, content);
    expect((await control(shop, 'POST /wallets/wang/scan', { content })).body).toMatchObject({
      error: 'already-paid',
    });
  });

  it('closes when its time is over while the customer thinks', async () => {
    const shop = openShop();
    const content = await present(shop, 'A1', '5.00', { timeout_express: '5m' });
    await control(shop, 'POST /wallets/lin/scan', { content });
    shop.pass(5 * MINUTE);
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ trade_status: 'TRADE_CLOSED' });
  });

  it('can still be paid after the QR’s own time', async () => {
    const shop = openShop();
    const content = await present(shop, 'A1', '5.00', { qr_code_timeout_express: '2m' });
    await control(shop, 'POST /wallets/lin/scan', { content });
    shop.pass(10 * MINUTE);
    expect(await control(shop, 'POST /wallets/lin/confirm')).toMatchObject({ status: 200 });
  });
});

it.each([
  ['liu', 'frozen'],
  ['zhao', 'balance'],
  ['sun', 'phone-offline'],
])('lets %s say no in the wallet’s way: %s', async (wallet, error) => {
  const shop = openShop();
  const content = await present(shop, 'A1', '50.00');
  const scan = await control(shop, `POST /wallets/${wallet}/scan`, { content });
  const refusal = scan.status === 200 ? await control(shop, `POST /wallets/${wallet}/confirm`, {}) : scan;
  expect(refusal).toMatchObject({ status: 409, body: { error } });
  expect((await control(shop, 'GET /ledgers')).body).toMatchObject({ customers: [] });
});

it.each(['https://example.com/pay', '288812345678901234', 'https://qr.alipay.com/bax00000notthisone12345'])(
  'does not take %s for an order',
  async (content) => {
    expect((await control(openShop(), 'POST /wallets/lin/scan', { content })).status).toBe(409);
  },
);

describe('the same order number again', () => {
  const order = { out_trade_no: 'A1', total_amount: '5.00', subject: '咖啡' };

  it('gives the same QR for the same order', async () => {
    const shop = openShop();
    const content = await present(shop, 'A1', '5.00');
    expect(await ask(shop, 'precreate', order)).toMatchObject({ code: '10000', qr_code: content });
  });

  it('is refused for another order, a paid one and a closed one', async () => {
    const shop = openShop();
    const content = await present(shop, 'A1', '5.00');
    const other = await ask(shop, 'precreate', { ...order, total_amount: '6.00' });
    expect(other).toMatchObject({ sub_code: 'ACQ.CONTEXT_INCONSISTENT' });
    await scanAndPay(shop, content);
    expect(await ask(shop, 'precreate', order)).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_SUCCESS' });
    await ask(shop, 'cancel', { out_trade_no: 'A1' });
    expect(await ask(shop, 'precreate', order)).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_CLOSE' });
  });
});
