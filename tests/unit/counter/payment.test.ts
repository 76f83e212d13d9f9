/** Whole payments through the real counter and the simulated gateway: by payment QR, by payment code, and in cash. */

import { describe, expect, test } from 'vitest';
import { attemptsOf, isSettled } from '../../../src/domain/sale.ts';
import { createOutside, openTill, yuan } from '../../support/headless.ts';

describe('a payment whose account is gone', () => {
  test('rests, and is asked about by itself as soon as the account works again', async () => {
    let isSetUp = true;
    const outside = await createOutside();
    const till = await openTill(outside, { isSetUp: () => isSetUp });
    await till.counter.present({ amount: yuan(1250) }, 'alipay');
    await outside.time.settle();
    isSetUp = false;
    await till.counter.cancel(1);
    await outside.time.pass(60_000);
    expect(attemptsOf(till.sale())[0]).toMatchObject({ state: 'reversing', fault: 'setup_app' });
    expect(await till.counter.probe('wechatpay')).toMatchObject({ state: 'not_ready' });
    isSetUp = true;
    expect(await till.counter.probe('wechatpay')).toEqual({ state: 'ready' });
    await outside.time.pass(60_000);
    expect(attemptsOf(till.sale())[0]).toMatchObject({ state: 'reversing', fault: 'setup_app' });
    expect(await till.counter.probe('alipay')).toEqual({ state: 'ready' });
    await outside.time.pass(60_000);
    expect(attemptsOf(till.sale())[0]?.state).toBe('canceled');
  });
});

describe('a payment by QR', () => {
  test('the customer scans and pays, the till hears of it and says so once', async () => {
    const outside = await createOutside();
    const till = await openTill(outside);
    const done = await till.counter.present({ amount: yuan(1250) }, 'alipay');
    expect(done).toEqual({ ok: true, sale: 1 });
    await outside.time.settle();
    const waiting = attemptsOf(till.sale())[0];
    expect(waiting).toMatchObject({ state: 'awaiting_payer', payerDetail: 'qr_shown' });
    expect(waiting?.qr).toMatch(/^https:\/\/qr\.alipay\.com\/bax/);

    const seen = await outside.control('wallets/lin/scan', { content: waiting?.qr });
    expect(seen['order']).toMatchObject({ amountMinor: 1250, currency: 'CNY' });
    await outside.control('wallets/lin/confirm', {});
    await outside.time.pass(4_000);

    expect(attemptsOf(till.sale())[0]).toMatchObject({
      state: 'paid',
      evidence: 'provider_query',
      receipt: { totalMinor: 1250 },
    });
    expect(isSettled(till.sale())).toBe(true);
    expect(till.notices.filter((notice) => notice.kind === 'paid')).toHaveLength(1);
  });
});
