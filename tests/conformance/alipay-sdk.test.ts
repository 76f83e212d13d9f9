/** The official SDK, unmodified, against the stand-alone simulator over HTTP: all seven methods and the notifications. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AlipaySdk, type AlipaySdkCommonResult } from 'alipay-sdk';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SimulatorServer, startSimulatorServer } from '../../simulator/hosts/node/server.ts';

let server: SimulatorServer;
let sdk: AlipaySdk;
let keys: { appId: string; merchantPrivateKey: string; gatewayPublicKey: string };

beforeEach(async () => {
  server = await startSimulatorServer({ port: 0, seed: 'conformance' });
  keys = (await control<{ alipay: typeof keys }>('GET /credentials')).alipay;
  sdk = createSdk();
});

afterEach(() => server.close());

function createSdk(change: Partial<{ appId: string }> = {}): AlipaySdk {
  return new AlipaySdk({
    appId: keys.appId,
    privateKey: keys.merchantPrivateKey,
    keyType: 'PKCS8',
    alipayPublicKey: keys.gatewayPublicKey,
    gateway: `${server.url}/gateway.do`,
    ...change,
  });
}

async function control<T>(line: string, body?: unknown): Promise<T> {
  const [method = 'GET', path = ''] = line.split(' ');
  const init: RequestInit = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  return (await fetch(`${server.url}/_simulator${path}`, init)).json() as Promise<T>;
}

function exec(method: string, bizContent: object, more: object = {}): Promise<AlipaySdkCommonResult> {
  return sdk.exec(`alipay.trade.${method}`, { bizContent, ...more }, { validateSign: true });
}

async function payByCode(orderNumber: string, amount: string): Promise<AlipaySdkCommonResult> {
  const { code } = await control<{ code: string }>('POST /wallets/lin/payment-code');
  return exec('pay', {
    out_trade_no: orderNumber,
    total_amount: amount,
    subject: '拿铁 100% "热"/大杯',
    scene: 'bar_code',
    auth_code: code,
  });
}

describe('the seven methods, every answer verified by the SDK', () => {
  it('pays by payment code and finds the trade by query', async () => {
    const paid = await payByCode('A1', '18.50');
    expect(paid).toMatchObject({ code: '10000', totalAmount: '18.50', buyerPayAmount: '18.50' });
    expect(paid['traceId']).toMatch(/^\d+$/);
    expect(await exec('query', { out_trade_no: 'A1' })).toMatchObject({
      code: '10000',
      tradeStatus: 'TRADE_SUCCESS',
      tradeNo: paid['tradeNo'],
    });
  });

  it('says that the customer is asked for the password', async () => {
    expect(await payByCode('A2', '888.00')).toMatchObject({ code: '10003', outTradeNo: 'A2' });
  });

  it('places an order with a QR and closes it while the customer thinks about it', async () => {
    const order = { out_trade_no: 'B1', total_amount: '5.00', subject: '茶' };
    const { qrCode } = await exec('precreate', order);
    await control('POST /wallets/lin/scan', { content: qrCode });
    expect(await exec('close', { out_trade_no: 'B1' })).toMatchObject({ code: '10000', outTradeNo: 'B1' });
    expect(await exec('query', { out_trade_no: 'B1' })).toMatchObject({ tradeStatus: 'TRADE_CLOSED' });
  });

  it('cancels a payment of today and gives the money back', async () => {
    await payByCode('C1', '7.00');
    expect(await exec('cancel', { out_trade_no: 'C1' })).toMatchObject({
      code: '10000',
      action: 'refund',
      retryFlag: 'N',
    });
  });

  it('refunds twice in parts and finds each refund', async () => {
    await payByCode('D1', '10.00');
    const refund = (amount: string, number: string) =>
      exec('refund', { out_trade_no: 'D1', refund_amount: amount, out_request_no: number });
    expect(await refund('3.00', 'D1-1')).toMatchObject({ fundChange: 'Y', refundFee: '3.00' });
    expect(await refund('7.00', 'D1-2')).toMatchObject({ fundChange: 'Y', refundFee: '10.00' });
    expect(await refund('7.00', 'D1-2')).toMatchObject({ fundChange: 'N', refundFee: '10.00' });
    const found = await exec('fastpay.refund.query', { out_trade_no: 'D1', out_request_no: 'D1-1' });
    expect(found).toMatchObject({ refundStatus: 'REFUND_SUCCESS', refundAmount: '3.00' });
    const absent = await exec('fastpay.refund.query', { out_trade_no: 'D1', out_request_no: 'D1-9' });
    expect(absent).toMatchObject({ code: '10000' });
    expect(absent).not.toHaveProperty('refundStatus');
  });

  it('signs its business errors too', async () => {
    expect(await exec('query', { out_trade_no: 'nobody' })).toMatchObject({
      code: '40004',
      subCode: 'ACQ.TRADE_NOT_EXIST',
    });
  });
});

describe('what the SDK makes of errors', () => {
  it('reads set-up errors, which come without a signature', async () => {
    const stranger = createSdk({ appId: '2021000000009999' });
    const answer = await stranger.exec('alipay.trade.query', { bizContent: { out_trade_no: 'A' } });
    expect(answer).toMatchObject({ code: '40002', subCode: 'isv.invalid-app-id' });
  });

  it.each(['signature-bad', 'signature-missing', 'key-unknown'])(
    'refuses an answer under %s',
    async (name) => {
      await control('POST /faults', { name });
      await expect(exec('query', { out_trade_no: 'A' })).rejects.toThrow();
    },
  );

  it.each([
    ['reply-html', 1],
    ['reply-empty', 1],
    ['reply-truncated', 1],
    ['status-500', 1],
    // When a connection breaks, the SDK's HTTP client sends the request once more by itself.
    ['reply-lost', 2],
    ['request-lost', 2],
  ])('fails under %s', async (name, times) => {
    await control('POST /faults', { name, times });
    await expect(exec('query', { out_trade_no: 'A' })).rejects.toThrow();
    expect(await exec('query', { out_trade_no: 'A' })).toMatchObject({ subCode: 'ACQ.TRADE_NOT_EXIST' });
  });
});

it('charges once when the SDK repeats a payment whose answer was lost', async () => {
  await control('POST /faults', { name: 'reply-lost', operation: 'pay' });
  expect(await payByCode('R1', '9.00')).toMatchObject({ code: '10000', totalAmount: '9.00' });
  const { customers } = await control<{ customers: unknown[] }>('GET /ledgers');
  expect(customers).toHaveLength(1);
});

describe('notifications', () => {
  let shop: Server;
  let address: string;
  let received: Record<string, string>[];

  beforeAll(async () => {
    shop = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push(Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())));
        response.end('success');
      });
    });
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/notify?from=alipay`;
  });

  beforeEach(() => {
    received = [];
  });

  afterAll(() => {
    shop.close();
  });

  async function payByQr(orderNumber: string): Promise<void> {
    const order = { out_trade_no: orderNumber, total_amount: '60.00', subject: '蛋糕 100% & more' };
    const { qrCode } = await exec('precreate', order, { notifyUrl: address });
    await control('POST /wallets/chen/scan', { content: qrCode });
    await control('POST /wallets/chen/confirm', {});
  }

  it('are delivered and pass the SDK’s check, and not with one character changed', async () => {
    await payByQr('N1');
    await expect.poll(() => received.length, { timeout: 5_000 }).toBe(1);
    const [news = {}] = received;
    expect(news).toMatchObject({
      notify_type: 'trade_status_sync',
      trade_status: 'TRADE_SUCCESS',
      out_trade_no: 'N1',
      total_amount: '60.00',
      buyer_pay_amount: '53.00',
      receipt_amount: '55.00',
    });
    expect(sdk.checkNotifySignV2(news)).toBe(true);
    expect(sdk.checkNotifySignV2({ ...news, total_amount: '60.01' })).toBe(false);
  });

  it('come twice with the same id under the fault for it', async () => {
    await control('POST /faults', { name: 'notification-twice' });
    await payByQr('N2');
    await expect.poll(() => received.length, { timeout: 5_000 }).toBe(2);
    expect(received[0]?.['notify_id']).toBe(received[1]?.['notify_id']);
  });

  it('tell of a refund with what was given back in all', async () => {
    await payByQr('N3');
    await exec('refund', { out_trade_no: 'N3', refund_amount: '60.00', out_request_no: 'N3-1' });
    await expect.poll(() => received.length, { timeout: 5_000 }).toBe(2);
    const refund = received.find((news) => news['refund_fee'] !== undefined);
    expect(refund).toMatchObject({ trade_status: 'TRADE_CLOSED', refund_fee: '60.00', out_biz_no: 'N3-1' });
  });
});
