/** The official SDK in every mode it has: version 2 and version 3, with keys and with certificates, in the clear and encrypted. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AlipayRequestError, type AlipaySdk } from 'alipay-sdk';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ALIPAY_CERT_SN, APP_CERT_SN, ROOT_CERT_SN } from '../../simulator/gateways/alipay/certificates.ts';
import { type AlipayDesk, type Mode, openDesk, payContent } from './alipay-shop.ts';

let desk: AlipayDesk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.server.close());

const MODES: readonly (readonly [Mode, boolean])[] = [
  ['public key', false],
  ['public key', true],
  ['certificates', false],
  ['certificates', true],
];

it('the numbers of the certificates are those that the SDK computes', () => {
  const { config } = desk.sdk('certificates');
  expect([config.appCertSn, config.alipayCertSn, config.alipayRootCertSn]).toEqual([
    APP_CERT_SN,
    ALIPAY_CERT_SN,
    ROOT_CERT_SN,
  ]);
});

describe.each(MODES)('version 2 with %s, encrypted: %s', (mode, needEncrypt) => {
  // The SDK looks for a signed object and does not find the encrypted text: there it cannot check signatures.
  const options = { validateSign: !needEncrypt };
  const exec = (sdk: AlipaySdk, method: string, bizContent: object) =>
    sdk.exec(method, { bizContent, needEncrypt }, options);

  it('pays, asks, refunds, asks about the refund and cancels', async () => {
    const sdk = desk.sdk(mode);
    const paid = await exec(sdk, 'alipay.trade.pay', payContent('M1', '18.50', await desk.paymentCode()));
    expect(paid).toMatchObject({ code: '10000', totalAmount: '18.50' });
    expect(await exec(sdk, 'alipay.trade.query', { out_trade_no: 'M1' })).toMatchObject({
      tradeStatus: 'TRADE_SUCCESS',
    });
    const refund = { out_trade_no: 'M1', refund_amount: '8.50', out_request_no: 'M1-1' };
    expect(await exec(sdk, 'alipay.trade.refund', refund)).toMatchObject({
      fundChange: 'Y',
      refundFee: '8.50',
    });
    const { out_request_no } = refund;
    expect(
      await exec(sdk, 'alipay.trade.fastpay.refund.query', { out_trade_no: 'M1', out_request_no }),
    ).toMatchObject({ refundStatus: 'REFUND_SUCCESS' });
    expect(await exec(sdk, 'alipay.trade.cancel', { out_trade_no: 'M1' })).toMatchObject({
      action: 'refund',
    });
  });

  it('reads business errors', async () => {
    expect(await exec(desk.sdk(mode), 'alipay.trade.query', { out_trade_no: 'nobody' })).toMatchObject({
      code: '40004',
      subCode: 'ACQ.TRADE_NOT_EXIST',
    });
  });
});

describe.each(MODES)('version 3 with %s, encrypted: %s', (mode, needEncrypt) => {
  const post = (sdk: AlipaySdk, name: string, body: object) =>
    sdk.curl('POST', `/v3/alipay/trade/${name}`, { body, needEncrypt });

  it('pays, shows a QR, refunds, asks about the refund, closes and cancels', async () => {
    const sdk = desk.sdk(mode);
    const paid = await post(sdk, 'pay', payContent('M1', '18.50', await desk.paymentCode()));
    expect(paid).toMatchObject({ responseHttpStatus: 200, data: { total_amount: '18.50' } });
    expect(paid.traceId).toMatch(/^\d+$/);
    const refund = { out_trade_no: 'M1', refund_amount: '8.50', out_request_no: 'M1-1' };
    expect((await post(sdk, 'refund', refund)).data).toMatchObject({ fund_change: 'Y', refund_fee: '8.50' });
    const { out_request_no } = refund;
    expect(
      (await post(sdk, 'fastpay/refund/query', { out_trade_no: 'M1', out_request_no })).data,
    ).toMatchObject({
      refund_status: 'REFUND_SUCCESS',
    });
    expect((await post(sdk, 'cancel', { out_trade_no: 'M1' })).data).toMatchObject({ action: 'refund' });
    const order = { out_trade_no: 'M2', total_amount: '5.00', subject: '茶' };
    const { data } = await post(sdk, 'precreate', order);
    await desk.control('POST /wallets/lin/scan', { content: data.qr_code });
    expect((await post(sdk, 'close', { out_trade_no: 'M2' })).data).toMatchObject({ out_trade_no: 'M2' });
  });

  it('reads business errors', async () => {
    await expect(post(desk.sdk(mode), 'close', { out_trade_no: 'nobody' })).rejects.toMatchObject({
      code: 'ACQ.TRADE_NOT_EXIST',
      responseHttpStatus: 400,
    });
  });
});

describe('version 3', () => {
  const query = (sdk: AlipaySdk, out_trade_no: string) =>
    sdk.curl('GET', '/v3/alipay/trade/query', { query: { out_trade_no } });

  it.each<Mode>(['public key', 'certificates'])('asks by GET with %s', async (mode) => {
    const sdk = desk.sdk(mode);
    await sdk.curl('POST', '/v3/alipay/trade/pay', {
      body: payContent('Q1', '1.00', await desk.paymentCode()),
    });
    expect((await query(sdk, 'Q1')).data).toMatchObject({ trade_status: 'TRADE_SUCCESS' });
  });

  it('takes blanks and Chinese in a question as the SDK writes them', async () => {
    await expect(query(desk.sdk(), 'x 1中')).rejects.toMatchObject({ code: 'ACQ.INVALID_PARAMETER' });
  });

  it('takes a service provider’s token', async () => {
    const body = { out_trade_no: 'nobody' };
    const call = (appAuthToken: string) =>
      desk.sdk().curl('POST', '/v3/alipay/trade/close', { body, appAuthToken });
    await expect(call(desk.keys.appAuthToken)).rejects.toMatchObject({ code: 'ACQ.TRADE_NOT_EXIST' });
    await expect(call('202611BBabc')).rejects.toMatchObject({
      code: 'invalid-app-auth-token',
      responseHttpStatus: 401,
    });
  });

  it('tells set-up mistakes with status, code and link', async () => {
    const stranger = desk.sdk('public key', { appId: '2021000000009999' });
    const error = await query(stranger, 'A1').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AlipayRequestError);
    expect(error).toMatchObject({
      code: 'invalid-app-id',
      responseHttpStatus: 400,
      links: [{ link: expect.any(String) }],
    });
    expect((error as AlipayRequestError).traceId).toMatch(/^\d+$/);
    await expect(desk.sdk().curl('POST', '/v3/alipay/trade/steal')).rejects.toMatchObject({
      code: 'invalid-method',
    });
  });

  it('cannot decrypt with another key', async () => {
    const other = desk.sdk('public key', { encryptKey: Buffer.alloc(16, 7).toString('base64') });
    const body = { out_trade_no: 'A1' };
    await expect(
      other.curl('POST', '/v3/alipay/trade/close', { body, needEncrypt: true }),
    ).rejects.toMatchObject({ code: 'decryption-error-unknown' });
  });

  it.each(['signature-bad', 'key-unknown'])('refuses an answer under %s', async (name) => {
    const sdk = desk.sdk('certificates');
    await sdk.curl('POST', '/v3/alipay/trade/pay', {
      body: payContent('F1', '1.00', await desk.paymentCode()),
    });
    await desk.control('POST /faults', { name });
    await expect(query(sdk, 'F1')).rejects.toMatchObject({ code: /response-.*-verify-error/ });
  });
});

describe('a certificate that is not known yet', () => {
  it('is handed out by its number', async () => {
    const found = await desk
      .sdk()
      .exec('alipay.open.app.alipaycert.download', { bizContent: { alipay_cert_sn: ALIPAY_CERT_SN } });
    expect(Buffer.from(String(found['alipayCertContent']), 'base64').toString()).toBe(
      desk.keys.gatewayCertificate,
    );
  });
});

describe('notifications', () => {
  let shop: Server;
  let address: string;
  let received: Record<string, string>[] = [];

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
    address = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/notify`;
  });

  afterAll(() => {
    shop.close();
  });

  it.each(MODES)(
    'of an order made in version 3 with %s, encrypted: %s, pass the SDK’s check',
    async (mode, needEncrypt) => {
      received = [];
      const sdk = desk.sdk(mode);
      const order = {
        out_trade_no: 'N1',
        total_amount: '60.00',
        subject: '蛋糕 100% & more',
        notify_url: address,
      };
      const { data } = await sdk.curl('POST', '/v3/alipay/trade/precreate', { body: order, needEncrypt });
      await desk.control('POST /wallets/chen/scan', { content: data.qr_code });
      await desk.control('POST /wallets/chen/confirm', {});
      await expect.poll(() => received.length, { timeout: 5_000 }).toBe(1);
      const refund = { out_trade_no: 'N1', refund_amount: '10.00', out_request_no: 'N1-1' };
      await sdk.curl('POST', '/v3/alipay/trade/refund', { body: refund, needEncrypt });
      await expect.poll(() => received.length, { timeout: 5_000 }).toBe(2);
      expect(received.map((news) => sdk.checkNotifySignV2(news))).toEqual([true, true]);
      expect(received[0]).toMatchObject({ trade_status: 'TRADE_SUCCESS', total_amount: '60.00' });
      expect(received[1]).toMatchObject({ refund_fee: '10.00', out_biz_no: 'N1-1' });
      expect(sdk.checkNotifySignV2({ ...received[0], total_amount: '0.01' })).toBe(false);
    },
  );
});
