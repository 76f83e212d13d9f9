/** Sequences that catch tills out, by the official SDK in both versions: what one call leaves for the next. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AlipayDesk, openDesk, payContent } from './alipay-shop.ts';

/** 2026-11-23 23:50 in Beijing. */
const LATE = Date.UTC(2026, 10, 23, 15, 50);
const MINUTE_MS = 60_000;

let desk: AlipayDesk;

beforeEach(async () => {
  vi.setSystemTime(LATE);
  desk = await openDesk();
});

afterEach(async () => {
  vi.useRealTimers();
  await desk.server.close();
});

type Ask = (method: string, content: object) => Promise<Record<string, unknown>>;

const v2: Ask = async (method, bizContent) => {
  const answer = await desk.sdk().exec(`alipay.trade.${method}`, { bizContent }, { validateSign: true });
  return { ...answer, ok: answer.code === '10000', code: answer['subCode'] };
};

/** In the words of version 2 as the SDK spells them. */
const v3: Ask = async (method, content) => {
  const path = `/v3/alipay/trade/${method.replaceAll('.', '/')}`;
  const sdk = desk.sdk('certificates');
  try {
    const { data } =
      method === 'query'
        ? await sdk.curl('GET', path, { query: content as Record<string, string> })
        : await sdk.curl('POST', path, { body: content });
    const camel = Object.entries(data).map(([name, value]) => [
      name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]);
    return { ok: true, ...Object.fromEntries(camel) };
  } catch (error) {
    return { ok: false, code: (error as { code?: string }).code };
  }
};

describe.each([
  ['version 2', v2],
  ['version 3', v3],
])('%s', (_version, ask) => {
  const payByCode = async (orderNumber: string, amount = '10.00', wallet = 'lin') =>
    ask('pay', payContent(orderNumber, amount, await desk.paymentCode(wallet)));
  const present = async (orderNumber: string) =>
    ask('precreate', { out_trade_no: orderNumber, total_amount: '10.00', subject: '茶' });
  const nets = async () => {
    const books = await desk.control<Record<string, readonly { amountMinor: number }[]>>('GET /ledgers');
    return Object.values(books).map((book) => book.reduce((sum, { amountMinor }) => sum + amountMinor, 0));
  };

  it('pay, cancel after midnight, refund', async () => {
    expect(await payByCode('S1')).toMatchObject({ ok: true });
    vi.setSystemTime(LATE + 20 * MINUTE_MS);
    expect(await ask('cancel', { out_trade_no: 'S1' })).toMatchObject({
      ok: false,
      code: 'ACQ.TRADE_CANCEL_TIME_OUT',
    });
    expect(await ask('query', { out_trade_no: 'S1' })).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' });
    const refund = { out_trade_no: 'S1', refund_amount: '10.00', out_request_no: 'S1-1' };
    expect(await ask('refund', refund)).toMatchObject({ ok: true, fundChange: 'Y' });
    expect(await ask('query', { out_trade_no: 'S1' })).toMatchObject({ tradeStatus: 'TRADE_CLOSED' });
    expect(await nets()).toEqual([0, 0, 0]);
  });

  it('a refund again under its number: the same amount moves nothing, another is refused', async () => {
    await payByCode('S1');
    const refund = (refund_amount: string) =>
      ask('refund', { out_trade_no: 'S1', refund_amount, out_request_no: 'S1-1' });
    expect(await refund('4.00')).toMatchObject({ fundChange: 'Y', refundFee: '4.00' });
    expect(await refund('4.00')).toMatchObject({ fundChange: 'N', refundFee: '4.00' });
    expect(await refund('3.00')).toMatchObject({ ok: false, code: 'ACQ.DISCORDANT_REPEAT_REQUEST' });
    expect(await nets()).toEqual([600, 600, 600]);
  });

  it('pay after cancel: the number is dead', async () => {
    await payByCode('S1');
    expect(await ask('cancel', { out_trade_no: 'S1' })).toMatchObject({ action: 'refund' });
    expect(await payByCode('S1')).toMatchObject({ ok: false, code: 'ACQ.TRADE_HAS_CLOSE' });
    expect(await ask('cancel', { out_trade_no: 'S2' })).toMatchObject({ ok: true, retryFlag: 'N' });
    expect(await payByCode('S2')).toMatchObject({ ok: false, code: 'ACQ.TRADE_HAS_CLOSE' });
    expect(await nets()).toEqual([0, 0, 0]);
  });

  it('close before anybody scans: there is no trade; cancel ends it all the same', async () => {
    const { qrCode } = await present('S1');
    expect(await ask('query', { out_trade_no: 'S1' })).toMatchObject({ code: 'ACQ.TRADE_NOT_EXIST' });
    expect(await ask('close', { out_trade_no: 'S1' })).toMatchObject({ code: 'ACQ.TRADE_NOT_EXIST' });
    const cancelled = await ask('cancel', { out_trade_no: 'S1' });
    expect(cancelled).toMatchObject({ ok: true });
    expect(cancelled).not.toHaveProperty('action');
    const scanned = await desk.control<{ error?: string }>('POST /wallets/lin/scan', { content: qrCode });
    expect(scanned.error).toBe('order-closed');
  });

  it('close while the customer thinks, then pay: too late', async () => {
    const { qrCode } = await present('S1');
    await desk.control('POST /wallets/lin/scan', { content: qrCode });
    expect(await ask('close', { out_trade_no: 'S1' })).toMatchObject({ ok: true });
    const confirmed = await desk.control<{ error?: string }>('POST /wallets/lin/confirm', {});
    expect(confirmed.error).toBe('nothing-to-confirm');
    expect(await ask('query', { out_trade_no: 'S1' })).toMatchObject({ tradeStatus: 'TRADE_CLOSED' });
  });

  it('the same number for another amount is refused, and the first payment stands', async () => {
    await payByCode('S1');
    expect(await payByCode('S1', '11.00')).toMatchObject({ code: 'ACQ.CONTEXT_INCONSISTENT' });
    expect(await payByCode('S1')).toMatchObject({ code: 'ACQ.TRADE_HAS_SUCCESS' });
    expect(await nets()).toEqual([1000, 1000, 1000]);
  });

  it('the customer is asked for the password and says no: the order is closed', async () => {
    const asked = await payByCode('S1', '10.00', 'wang');
    expect(asked).not.toHaveProperty('gmtPayment');
    expect(await ask('query', { out_trade_no: 'S1' })).toMatchObject({ tradeStatus: 'WAIT_BUYER_PAY' });
    await desk.control('POST /wallets/wang/cancel', {});
    expect(await ask('query', { out_trade_no: 'S1' })).toMatchObject({ tradeStatus: 'TRADE_CLOSED' });
  });
});
