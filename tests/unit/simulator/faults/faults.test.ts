/** Every fault of the catalogue: it strikes where it should, as often as ordered, in both worlds, and is gone. */

import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { FAULTS } from '../../../../simulator/faults/catalogue.ts';
import { createMemoryHost } from '../../../../simulator/hosts/memory.ts';
import {
  ask,
  buildRequest,
  call,
  control,
  type Fields,
  NOON,
  openShop,
  pay,
  payContent,
  paymentCode,
  present,
  readAnswer,
  scanAndPay,
} from '../merchant.ts';

type TestShop = ReturnType<typeof openShop>;
const WORLDS = ['charged', 'not-charged'] as const;
type WorldName = (typeof WORLDS)[number];

async function arm(shop: TestShop, name: string, more: Fields = {}): Promise<void> {
  expect((await control(shop, 'POST /faults', { name, ...more })).status).toBe(200);
}

/** How often the customer's account was charged. */
async function charges(shop: TestShop): Promise<number> {
  const { body } = await control(shop, 'GET /ledgers');
  return (body as { customers: { kind: string }[] }).customers.filter(({ kind }) => kind === 'payment')
    .length;
}

async function expectAllClear(shop: TestShop): Promise<void> {
  expect((await control(shop, 'GET /faults')).body).toEqual([]);
  expect((await control(shop, 'GET /audit')).body).toEqual({ findings: [] });
}

async function send(shop: TestShop, amount = '10.00'): Promise<Response> {
  const content = payContent('A1', amount, await paymentCode(shop));
  return shop.host.handle(buildRequest(shop, 'alipay.trade.pay', content));
}

describe('on the way there', () => {
  it('request-lost: the provider never sees it, the desk does', async () => {
    const shop = openShop();
    await arm(shop, 'request-lost', { operation: 'pay' });
    await expect(send(shop)).rejects.toMatchObject({ name: 'TypeError', cause: 'lost' });
    expect(await charges(shop)).toBe(0);
    expect((await control(shop, 'GET /exchanges')).body).toMatchObject([
      {
        operation: 'pay',
        orderNumber: 'A1',
        arrival: 'never-arrived',
        faults: ['request-lost'],
        answer: null,
      },
    ]);
    await expectAllClear(shop);
  });

  it('offline: nothing leaves until the fault is cleared, and the till can know', async () => {
    const shop = openShop();
    await arm(shop, 'offline');
    expect(shop.host.online()).toBe(false);
    for (const _ of [1, 2]) await expect(send(shop)).rejects.toMatchObject({ cause: 'offline' });
    await control(shop, 'DELETE /faults');
    expect(shop.host.online()).toBe(true);
    expect((await send(shop)).status).toBe(200);
    expect(await charges(shop)).toBe(1);
  });

  it.each([
    ['charged', 1],
    ['not-charged', 0],
  ])('out-of-order, %s: the payment arrives after the cancel that gave it up', async (world, charged) => {
    const shop = openShop();
    await arm(shop, 'out-of-order', { operation: 'pay', parameters: { after: 'cancel', world } });
    await expect(send(shop)).rejects.toThrow(TypeError);
    await ask(shop, 'query', { out_trade_no: 'A1' });
    expect(await charges(shop)).toBe(0);
    expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({ code: '10000' });
    expect(await charges(shop)).toBe(charged);
    expect((await control(shop, 'GET /exchanges')).body).toMatchObject({
      3: { operation: 'pay', arrival: 'late' },
    });
    await expectAllClear(shop);
  });

  it('out-of-order: overtaken by a query it still charges once, and a cancel takes it back', async () => {
    const shop = openShop();
    await arm(shop, 'out-of-order', { operation: 'pay' });
    await expect(send(shop)).rejects.toThrow(TypeError);
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({
      sub_code: 'ACQ.TRADE_NOT_EXIST',
    });
    expect(await charges(shop)).toBe(1);
    expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({ action: 'refund' });
  });

  it.each(['first', 'second'])(
    'duplicate-delivery: charged once, whichever answer comes (%s)',
    async (answer) => {
      const shop = openShop();
      await arm(shop, 'duplicate-delivery', { operation: 'pay', parameters: { answer } });
      expect((await readAnswer(await send(shop))).node).toMatchObject({ code: '10000' });
      expect(await charges(shop)).toBe(1);
      expect((await control(shop, 'GET /exchanges')).body).toMatchObject([{}, { arrival: 'repeated' }]);
      await expectAllClear(shop);
    },
  );
});

describe.each(WORLDS)('on the way back, %s', (world) => {
  const charged = world === 'charged' ? 1 : 0;

  it('reply-lost', async () => {
    const shop = openShop();
    await arm(shop, 'reply-lost', { operation: 'pay', parameters: { world } });
    await expect(send(shop)).rejects.toMatchObject({ name: 'TypeError', cause: 'lost' });
    expect(await charges(shop)).toBe(charged);
    await expectAllClear(shop);
  });

  it.each([
    ['reply-html', 200, /^<!doctype html>/],
    ['reply-empty', 200, /^$/],
    ['reply-truncated', 200, /^\{"alipay_trade_pay_response":(?!.*"sign").+$/],
    ['status-500', 500, /^Internal Server Error$/],
  ])('%s', async (name, status, text) => {
    const shop = openShop();
    await arm(shop, name, { operation: 'pay', parameters: { world } });
    const response = await send(shop);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(text);
    expect(await charges(shop)).toBe(charged);
    await expectAllClear(shop);
  });

  it('reply-slow: the money moves at once, the answer comes after that much simulated time', async () => {
    const wait = vi.fn(async () => undefined);
    const host = createMemoryHost({ now: () => NOON, seed: 'slow', wait });
    const shop = { host, now: () => NOON, pass: () => NOON };
    await arm(shop, 'reply-slow', { operation: 'pay', parameters: { world } });
    expect((await send(shop)).status).toBe(200);
    expect(wait).toHaveBeenCalledWith(20_000, expect.any(AbortSignal));
    await arm(shop, 'reply-slow', { operation: 'query', parameters: { delayMs: 3_000 } });
    await ask(shop, 'query', { out_trade_no: 'A1' });
    expect(wait).toHaveBeenLastCalledWith(3_000, expect.any(AbortSignal));
    expect(await charges(shop)).toBe(charged);
  });

  it.each([
    ['signature-bad', true, undefined],
    ['signature-missing', false, undefined],
    ['key-unknown', true, expect.stringMatching(/^0{20,}/)],
  ])('%s', async (name, isSigned, certificate) => {
    const shop = openShop();
    await arm(shop, name, { operation: 'pay', parameters: { world } });
    expect(await readAnswer(await send(shop))).toMatchObject({
      isSigned,
      isVerified: false,
      certificate,
      node: { code: '10000' },
    });
    expect(await charges(shop)).toBe(charged);
    await expectAllClear(shop);
  });

  it.each([
    ['amount-wrong', { total_amount: '10.01', out_trade_no: 'A1' }],
    ['currency-wrong', { trans_currency: 'USD', pay_currency: 'USD', total_amount: '10.00' }],
    ['order-wrong', { out_trade_no: 'A1X', total_amount: '10.00' }],
  ])('%s: a lie that is rightly signed', async (name, fields) => {
    const shop = openShop();
    await arm(shop, name, { operation: 'pay', parameters: { world } });
    expect(await readAnswer(await send(shop))).toMatchObject({
      isVerified: true,
      node: { code: '10000', ...fields },
    });
    expect(await charges(shop)).toBe(charged);
    await expectAllClear(shop);
  });

  it.each([
    [undefined, '20000', 'isp.unknow-error'],
    ['aop.unknow-error', '20000', 'aop.unknow-error'],
    ['ACQ.SYSTEM_ERROR', '40004', 'ACQ.SYSTEM_ERROR'],
  ])('provider-busy with %s', async (busy, code, subCode) => {
    const shop = openShop();
    await arm(shop, 'provider-busy', {
      operation: 'pay',
      parameters: { world, ...(busy ? { code: busy } : {}) },
    });
    expect(await readAnswer(await send(shop))).toMatchObject({
      isVerified: true,
      node: { code, sub_code: subCode },
    });
    expect(await charges(shop)).toBe(charged);
    await expectAllClear(shop);
  });
});

it('rate-limited: refused and not charged', async () => {
  const shop = openShop();
  await arm(shop, 'rate-limited', { times: 2 });
  expect((await readAnswer(await send(shop))).node).toMatchObject({ code: '40005' });
  expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ code: '40005' });
  expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' });
  expect(await charges(shop)).toBe(0);
});

it('amount-wrong waits for an answer with an amount', async () => {
  const shop = openShop();
  await arm(shop, 'amount-wrong', { parameters: { world: 'not-charged' } });
  const content = await present(shop, 'A1', '5.00');
  await scanAndPay(shop, content);
  expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ total_amount: '5.01' });
  expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ total_amount: '5.00' });
  await arm(shop, 'amount-wrong');
  expect(
    await ask(shop, 'refund', { out_trade_no: 'A1', refund_amount: '5.00', out_request_no: 'r' }),
  ).toMatchObject({ refund_fee: '5.01' });
});

describe('around a cancel', () => {
  it.each([
    ['charged', 'refund', 1],
    ['not-charged', 'close', 0],
  ] as [WorldName, string, number][])('paid-before-cancel, %s', async (world, action, charged) => {
    const shop = openShop();
    const content = await present(shop, 'A1', '5.00');
    await control(shop, 'POST /wallets/lin/scan', { content });
    await arm(shop, 'paid-before-cancel', { parameters: { world } });
    expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({ action });
    expect(await charges(shop)).toBe(charged);
    await expectAllClear(shop);
  });

  it('paid-before-cancel: even a QR that nobody had scanned', async () => {
    const shop = openShop();
    await present(shop, 'A1', '5.00');
    await arm(shop, 'paid-before-cancel');
    expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({ action: 'refund' });
  });

  it('paid-before-cancel: a close then finds a paid trade', async () => {
    const shop = openShop();
    const content = await present(shop, 'A1', '5.00');
    await control(shop, 'POST /wallets/lin/scan', { content });
    await arm(shop, 'paid-before-cancel', { operation: 'close' });
    expect(await ask(shop, 'close', { out_trade_no: 'A1' })).toMatchObject({
      sub_code: 'ACQ.TRADE_STATUS_ERROR',
    });
  });

  it.each([
    ['charged', 'TRADE_SUCCESS', 1],
    ['not-charged', 'TRADE_CLOSED', 0],
  ] as [WorldName, string, number][])('paid-after-cancel, %s', async (world, status, charged) => {
    const shop = openShop();
    await pay(shop, 'A1', '500.00');
    await arm(shop, 'paid-after-cancel', { parameters: { world, delayMs: 7_000 } });
    expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({ action: 'close' });
    shop.pass(6_999);
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ trade_status: 'TRADE_CLOSED' });
    shop.pass(1);
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ trade_status: status });
    expect(await charges(shop)).toBe(charged);
    await expectAllClear(shop);
  });

  it('paid-after-cancel: a second cancel gives the late money back', async () => {
    const shop = openShop();
    const content = await present(shop, 'A1', '5.00');
    await control(shop, 'POST /wallets/lin/scan', { content });
    await arm(shop, 'paid-after-cancel', { operation: 'close' });
    expect(await ask(shop, 'close', { out_trade_no: 'A1' })).toMatchObject({ code: '10000' });
    shop.pass(3_000);
    expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({ action: 'refund' });
    await expectAllClear(shop);
  });

  it.each([
    [undefined, 'ACQ.CANCEL_NOT_ALLOWED', 'N', 0],
    [{ code: 'ACQ.SYSTEM_ERROR' }, 'ACQ.SYSTEM_ERROR', 'Y', 0],
    [{ code: 'AQC.SYSTEM_ERROR', world: 'charged' }, 'AQC.SYSTEM_ERROR', 'Y', 1],
  ])('cancel-refused with %j', async (parameters, subCode, retry, charged) => {
    const shop = openShop();
    await pay(shop, 'A1', '500.00');
    await arm(shop, 'cancel-refused', parameters ? { parameters } : {});
    expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({
      sub_code: subCode,
      retry_flag: retry,
    });
    expect(await charges(shop)).toBe(charged);
    expect(await ask(shop, 'cancel', { out_trade_no: 'A1' })).toMatchObject({ code: '10000' });
    await expectAllClear(shop);
  });
});

describe('query-lags', () => {
  it('hides a payment from three queries, and is not used up before there is one', async () => {
    const shop = openShop();
    await arm(shop, 'query-lags');
    const content = await present(shop, 'A1', '5.00');
    await control(shop, 'POST /wallets/lin/scan', { content });
    await ask(shop, 'query', { out_trade_no: 'A1' });
    await control(shop, 'POST /wallets/lin/confirm');
    for (const _ of [1, 2, 3]) {
      expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({
        trade_status: 'WAIT_BUYER_PAY',
        receipt_amount: '0.00',
      });
    }
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ trade_status: 'TRADE_SUCCESS' });
    await expectAllClear(shop);
  });

  it('can hide the whole trade', async () => {
    const shop = openShop();
    await pay(shop, 'A1', '5.00');
    await arm(shop, 'query-lags', { times: 1, parameters: { as: 'absent' } });
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({
      sub_code: 'ACQ.TRADE_NOT_EXIST',
    });
    expect(await ask(shop, 'query', { out_trade_no: 'A1' })).toMatchObject({ trade_status: 'TRADE_SUCCESS' });
  });
});

it('clock-skew: the till’s clock is off until it is cleared, and the gateway notices', async () => {
  const shop = openShop();
  await arm(shop, 'clock-skew', { parameters: { skewMs: -600_000 } });
  expect(shop.host.clock.now()).toBe(NOON - 600_000);
  const till = { host: shop.host, now: shop.host.clock.now };
  for (const _ of [1, 2]) {
    const said = await call(till, 'alipay.trade.query', { out_trade_no: 'A1' });
    expect(said.node).toMatchObject({ sub_code: 'isv.invalid-timestamp' });
  }
  expect((await control(shop, 'GET /faults')).body).toMatchObject([
    { name: 'clock-skew', struck: 2, times: null },
  ]);
  await control(shop, 'DELETE /faults');
  expect(shop.host.clock.now()).toBe(NOON);
});

describe('arming', () => {
  it('knows as many faults as the README tells of', () => {
    const readme = readFileSync('simulator/README.md', 'utf8');
    for (const name of Object.keys(FAULTS)) expect(readme).toContain(`\`${name}\``);
    expect(Object.keys(FAULTS).length).toBeGreaterThanOrEqual(33);
  });

  it('strikes only the operation it was armed for', async () => {
    const shop = openShop();
    await arm(shop, 'status-500', { operation: 'refund' });
    expect((await send(shop)).status).toBe(200);
    expect((await control(shop, 'GET /faults')).body).toMatchObject([{ struck: 0, operation: 'refund' }]);
  });

  it('counts down and clears itself, one of several by its id', async () => {
    const shop = openShop();
    await arm(shop, 'status-500', { times: 2 });
    await arm(shop, 'reply-html', { operation: 'close' });
    const status = async () =>
      (await shop.host.handle(buildRequest(shop, 'alipay.trade.query', { out_trade_no: 'A' }))).status;
    expect([await status(), await status(), await status()]).toEqual([500, 500, 200]);
    const { body } = await control(shop, 'GET /faults');
    const [left] = body as { id: string }[];
    expect(await control(shop, 'DELETE /faults/none')).toMatchObject({ body: { cleared: 0 } });
    expect(await control(shop, `DELETE /faults/${left?.id}`)).toMatchObject({ body: { cleared: 1 } });
    await expectAllClear(shop);
  });
});
