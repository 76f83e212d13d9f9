/** The codes on the practice shop's wall over the control interface: listed, scanned, paid, and unknown to the provider's own calls. */

import { describe, expect, it } from 'vitest';
import { ask, control, openShop, pay, present, scanAndPay } from '../../merchant.ts';

describe('the codes on the shop’s wall', () => {
  it('are listed with what came to the account behind them', async () => {
    const shop = openShop();
    const { body } = await control(shop, 'GET /static-codes');
    expect(body).toMatchObject([
      {
        rail: 'alipay',
        content: expect.stringMatching(/^https:\/\/qr\.alipay\.com\/fkx/),
        link: expect.stringMatching(/^http:\/\/simulator\.test\/simulator\/#scan=https%3A%2F%2Fqr/),
        merchant: '练习小店',
        account: 'own_code/alipay',
        currency: 'CNY',
        balanceMinor: 0,
      },
      { rail: 'wechatpay', content: expect.stringMatching(/^wxp:\/\//), account: 'own_code/wechatpay' },
    ]);
  });

  it('are scanned, asked for an amount, and paid, with the password where it is asked for', async () => {
    const shop = openShop();
    const [code] = (await control(shop, 'GET /static-codes')).body as { content: string; link: string }[];
    const scanned = await control(shop, 'POST /wallets/lin/scan', { content: code?.link });
    expect(scanned.body).toMatchObject({ order: { amountMinor: null, payableMinor: null, subject: '' } });
    const agree = (body: object) => control(shop, 'POST /wallets/lin/confirm', body);
    expect(await agree({})).toMatchObject({ status: 409, body: { error: 'amount-required' } });
    expect(await agree({ amountMinor: 0 })).toMatchObject({ status: 400, body: { error: 'bad-request' } });
    expect(await agree({ amountMinor: 50_001 })).toEqual({
      status: 409,
      body: {
        error: 'static-code-limit',
        message: expect.any(String),
        limitMinor: 50_000,
        leftMinor: 50_000,
      },
    });
    expect(await agree({ amountMinor: 30_000 })).toMatchObject({ body: { error: 'password-required' } });
    expect((await control(shop, 'GET /wallets/lin')).body).toMatchObject({
      balanceMinor: 800_000,
      pending: { kind: 'amount', amountMinor: 30_000 },
    });
    expect(await agree({ password: '123456' })).toMatchObject({
      status: 200,
      body: { paid: true, bill: { flow: 'static-code', paidMinor: 30_000, merchant: '练习小店' } },
    });
    expect((await control(shop, 'GET /audit')).body).toEqual({ findings: [] });
  });

  it('alone leave the amount to the customer', async () => {
    const shop = openShop();
    await control(shop, 'POST /wallets/lin/scan', { content: await present(shop, 'A1', '5.00') });
    expect(await control(shop, 'POST /wallets/lin/confirm', { amountMinor: 100 })).toMatchObject({
      status: 400,
      body: { message: 'amountMinor: only after a static code was scanned.' },
    });
  });

  it('have a limit by the customer’s class for everything but them', async () => {
    const shop = openShop();
    const change = await control(shop, 'PATCH /wallets/lin', { riskClass: 'C' });
    expect(change.body).toMatchObject({ riskClass: 'C' });
    expect((await control(shop, 'PATCH /wallets/lin', { riskClass: 'D' })).status).toBe(400);
    await pay(shop, 'A1', '150.00');
    const content = await present(shop, 'A2', '850.01');
    expect((await scanAndPay(shop, content, 'lin', '123456')).body).toMatchObject({ error: 'day-limit' });
  });

  it('are in nobody’s bill and in no answer of the provider', async () => {
    const shop = openShop();
    const [code] = (await control(shop, 'GET /static-codes')).body as { content: string }[];
    await control(shop, 'POST /wallets/lin/scan', { content: code?.content });
    const { body } = await control(shop, 'POST /wallets/lin/confirm', { amountMinor: 100 });
    const { tradeNumber } = (body as { bill: { tradeNumber: string } }).bill;
    expect(await ask(shop, 'query', { trade_no: tradeNumber })).toMatchObject({
      sub_code: 'ACQ.TRADE_NOT_EXIST',
    });
  });
});
