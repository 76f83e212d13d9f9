/** The memory host from end to end: a till, a phone and the provider in one world. */

import { expect, it } from 'vitest';
import { ask, call, control, openShop, pay, present, scanAndPay } from '../merchant.ts';

it('takes a small payment by payment code at once, signed and with every amount', async () => {
  const shop = openShop();
  const node = await pay(shop, 'A1', '18.00');
  expect(node).toMatchObject({
    code: '10000',
    total_amount: '18.00',
    buyer_pay_amount: '18.00',
    out_trade_no: 'A1',
  });
  expect((await call(shop, 'alipay.trade.query', { out_trade_no: 'A1' })).isVerified).toBe(true);
  expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ trade_status: 'TRADE_SUCCESS' });
});

it('takes a payment by QR: unknown until it is scanned, then waiting, then paid', async () => {
  const shop = openShop();
  const qr = await present(shop, 'B1', '9.90', { qr_code_timeout_express: '2m' });
  expect(qr).toMatch(/^https:\/\/qr\.alipay\.com\/bax\d{5}[0-9a-z]{16}$/);
  expect(await ask(shop, 'query', { out_trade_no: 'B1' })).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' });
  const scan = await control(shop, 'POST /wallets/lin/scan', {
    content: `http://localhost:4173/simulator/#scan=${encodeURIComponent(qr)}`,
  });
  expect(scan.body).toMatchObject({
    order: { merchant: '练习小店', amountMinor: 990, currency: 'CNY', subject: '咖啡' },
  });
  expect(await ask(shop, 'query', { out_trade_no: 'B1' })).toMatchObject({ trade_status: 'WAIT_BUYER_PAY' });
  expect(await control(shop, 'POST /wallets/lin/confirm', {})).toMatchObject({
    status: 200,
    body: { paid: true },
  });
  expect(await ask(shop, 'query', { out_trade_no: 'B1' })).toMatchObject({ trade_status: 'TRADE_SUCCESS' });
});

it('keeps three ledgers that agree', async () => {
  const shop = openShop();
  await scanAndPay(shop, await present(shop, 'C1', '60.00'), 'chen');
  await ask(shop, 'refund', { out_trade_no: 'C1', refund_amount: '20.00', out_request_no: 'C1-1' });
  expect((await control(shop, 'GET /ledgers')).body).toMatchObject({
    customers: [{ amountMinor: 5_300 }, { kind: 'refund', amountMinor: -1_768, discountMinor: -232 }],
    providers: [{ amountMinor: 6_000 }, { amountMinor: -2_000 }],
    merchants: [{ amountMinor: 5_500 }, { amountMinor: -1_834 }],
  });
  expect((await control(shop, 'GET /audit')).body).toEqual({ findings: [] });
});
