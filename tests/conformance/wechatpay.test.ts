/** wechatpay-axios-plugin, unmodified, against the stand-alone simulator over HTTP: every call of v3, in both key modes. */

import { createHash, generateKeyPairSync } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Aes, Formatter } from 'wechatpay-axios-plugin';
import type { Credentials } from '../../simulator/world/credentials.ts';
import {
  advance,
  close,
  codeOrder,
  control,
  type Fields,
  get,
  openSdkShop,
  pay,
  post,
  present,
  qrOrder,
  query,
  refund,
  refusal,
  reverse,
  type SdkShop,
  sdkFor,
} from '../support/wechatpay-sdk.ts';

const NATIVE = 'v3/pay/transactions/native';
let shop: SdkShop;

beforeEach(async () => {
  shop = await openSdkShop();
});

afterEach(() => shop.server.close());

describe('every call, each answer verified by the SDK', () => {
  it('pays by code', async () => {
    const { status, data, headers } = await pay(shop, ['ORDER1', 1850]);
    expect(status).toBe(200);
    expect(data).toMatchObject({ out_trade_no: 'ORDER1', trade_state: 'SUCCESS', amount: { total: 1850 } });
    expect(headers['request-id']).toMatch(/^[0-9A-F]+-0$/);
  });

  it('hears by 202 that the payer types, called the way the SDK’s users do it', async () => {
    const order = await codeOrder(shop, ['ORDER1', 100_000]);
    const { status, data } =
      (await shop.sdk['v3']?.['pay']?.['transactions']?.['codepay']?.post(order)) ?? {};
    expect(status).toBe(202);
    expect(data).toEqual({ trade_state: 'USERPAYING' });
  });

  it('places orders for a QR, and for a page of the shop', async () => {
    expect(await present(shop, ['ORDER1', 880])).toMatch(/^weixin:\/\/wxpay\//);
    const { data: paid } = await pay(shop, ['ORDER2', 100]);
    const order = qrOrder(shop, ['ORDER3', 880], { payer: paid['payer'] });
    const { data } = await post(shop, 'v3/pay/transactions/jsapi', order);
    expect(data).toEqual({ prepay_id: expect.stringMatching(/^wx/) });
  });

  it('finds an order by both numbers', async () => {
    const { data } = await pay(shop, ['ORDER1', 1850]);
    expect(await query(shop, 'ORDER1')).toEqual(data);
    const byId = await get(shop, 'v3/pay/transactions/id/{transaction_id}', {
      params: { mchid: shop.account.mchid },
      transaction_id: data['transaction_id'],
    });
    expect(byId.data).toEqual(data);
  });

  it('closes with 204, and verifies the nothing in it', async () => {
    await present(shop, ['ORDER1', 880]);
    expect(await close(shop, 'ORDER1')).toMatchObject({ status: 204, data: '' });
    expect(await query(shop, 'ORDER1')).toMatchObject({ trade_state: 'CLOSED' });
  });

  it('reverses, refunds and asks for the refund', async () => {
    await pay(shop, ['ORDER1', 500]);
    await pay(shop, ['ORDER2', 500]);
    await advance(shop, 15_000);
    expect((await reverse(shop, 'ORDER1')).data).toMatchObject({ out_trade_no: 'ORDER1' });
    expect((await refund(shop, ['ORDER2', 'R1'], { part: 200, total: 500 })).data).toMatchObject({
      status: 'PROCESSING',
    });
    await advance(shop, 5_000);
    const { data } = await get(shop, 'v3/refund/domestic/refunds/R1');
    expect(data).toMatchObject({ status: 'SUCCESS', amount: { refund: 200, total: 500 } });
  });

  it('gets the platform’s certificates, reads them, and trusts them from then on', async () => {
    const { data } = await get(shop, 'v3/certificates');
    const certs = certificatesIn(data, shop.account.apiV3Key);
    expect(certs[shop.account.platformSerial]).toBe(shop.account.platformCertificate);
    shop = { ...shop, sdk: sdkFor(shop, { certs }) };
    expect((await pay(shop, ['ORDER1', 100])).status).toBe(200);
  });

  it('stops when the platform’s key changes, finds the new certificate beside the old one, and goes on under it', async () => {
    const before = shop.account.platformSerial;
    await control(shop, 'POST /faults', { name: 'key-rotates', parameters: { overlapMs: 60_000 } });
    await expect(pay(shop, ['ORDER1', 100])).rejects.toThrow();
    await expect(query(shop, 'ORDER1')).rejects.toThrow();
    const { wechatpay: account } = await control<Pick<Credentials, 'wechatpay'>>(shop, 'GET /credentials');
    expect(account.platformSerial).not.toBe(before);
    // Read before it can be verified; then its own certificates have to verify it.
    const unverified = await get(shop, 'v3/certificates', { transformResponse: [JSON.parse] });
    const certs = certificatesIn(unverified.data, account.apiV3Key);
    expect(Object.keys(certs)).toEqual([account.platformSerial, before]);
    shop = { ...shop, sdk: sdkFor(shop, { certs }) };
    const verified = await get(shop, 'v3/certificates');
    expect(verified.headers['wechatpay-serial']).toBe(account.platformSerial);
    expect(certificatesIn(verified.data, account.apiV3Key)).toEqual(certs);
    expect(certs[account.platformSerial]).toBe(account.platformCertificate);
    expect(await query(shop, 'ORDER1')).toMatchObject({ trade_state: 'SUCCESS' });
    await advance(shop, 60_000);
    const later = await get(shop, 'v3/certificates');
    expect(Object.keys(certificatesIn(later.data, account.apiV3Key))).toEqual([account.platformSerial]);
  });
});

/** The certificates of an answer by their numbers, opened by the SDK. */
function certificatesIn(data: Fields, apiV3Key: string): Record<string, string> {
  const entries = data['data'] as { serial_no: string; encrypt_certificate: Record<string, string> }[];
  return Object.fromEntries(
    entries.map(({ serial_no, encrypt_certificate: { nonce = '', associated_data, ciphertext = '' } }) => [
      serial_no,
      Aes.AesGcm.decrypt(ciphertext, apiV3Key, nonce, associated_data),
    ]),
  );
}

describe('bills', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Some trade, then two days later for the simulator and for the SDK alike; the day of the trade. */
  async function dayOfTrade(): Promise<string> {
    await pay(shop, ['ORDER1', 6000], 'chen');
    await pay(shop, ['ORDER2', 500]);
    await advance(shop, 60_000);
    await reverse(shop, 'ORDER2');
    const clock = () => control<{ now: number }>(shop, 'GET /clock');
    const { now } = await clock();
    vi.useFakeTimers({ toFake: ['Date'], now: now + 2 * 86_400_000 });
    await advance(shop, Date.now() - (await clock()).now);
    return new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  }

  it.each([
    ['v3/bill/tradebill', {}],
    ['v3/bill/tradebill', { tar_type: 'GZIP' }],
    ['v3/bill/fundflowbill', { account_type: 'BASIC' }],
  ])('%s %j is there, with its digest, and can be read', async (path, more) => {
    const { data } = await get(shop, path, { params: { bill_date: await dayOfTrade(), ...more } });
    expect(data).toMatchObject({ hash_type: 'SHA1' });
    const url = new URL(String(data['download_url']));
    const file = await get(shop, url.pathname.slice(1), {
      params: Object.fromEntries(url.searchParams),
      responseType: 'arraybuffer',
    });
    const bytes = file.data as unknown as Buffer;
    const plain = 'tar_type' in more ? gunzipSync(bytes) : bytes;
    expect(createHash('sha1').update(plain).digest('hex')).toBe(data['hash_value']);
    const { rows, summary } = Formatter.castCsvBill(plain) as { rows: Fields[]; summary: Fields };
    expect(rows).toHaveLength(3);
    expect(summary).toMatchObject(
      path.includes('trade')
        ? { 总交易单数: '3', 订单总金额: '65.00', 申请退款总金额: '5.00' }
        : { 资金流水总笔数: '3.0', 收入金额: '60.00', 支出金额: '5.00' },
    );
  });
});

describe('whose signature the SDK believes', () => {
  it('the public key’s, where the shop asks for it', async () => {
    shop = { ...shop, sdk: sdkFor(shop, { certs: { [shop.account.publicKeyId]: shop.account.publicKey } }) };
    const headers = { 'Wechatpay-Serial': shop.account.publicKeyId };
    const answer = await post({ ...shop, headers }, NATIVE, qrOrder(shop, ['ORDER1', 880]));
    expect(answer.headers['wechatpay-serial']).toBe(shop.account.publicKeyId);
    await expect(present(shop, ['ORDER2', 880])).rejects.toThrow(shop.account.platformSerial);
  });

  it.each(['signature-bad', 'signature-missing', 'key-unknown'])('none under %s', async (name) => {
    await control(shop, 'POST /faults', { name });
    await expect(pay(shop, ['ORDER1', 100])).rejects.toThrow();
    expect(await query(shop, 'ORDER1')).toMatchObject({ trade_state: 'SUCCESS' });
  });

  it('nor that of the provider’s own test', async () => {
    await pay(shop, ['ORDER1', 100]);
    await control(shop, 'POST /faults', { name: 'signature-bad', parameters: { code: 'SIGNTEST' } });
    await expect(query(shop, 'ORDER1')).rejects.toThrow('WECHATPAY/SIGNTEST/');
    expect(await query(shop, 'ORDER1')).toMatchObject({ trade_state: 'SUCCESS' });
  });
});

describe('whom the gateway refuses', () => {
  it.each([
    ['a certificate that is not the shop’s', { serial: 'A'.repeat(40) }],
    ['a merchant that nobody knows', { mchid: '1900000000' }],
    [
      'a key that is not the shop’s',
      { privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey },
    ],
  ] as const)('%s', async (_, change) => {
    shop = { ...shop, sdk: sdkFor(shop, change as Parameters<typeof sdkFor>[1]) };
    expect(await refusal(query(shop, 'ORDER1'))).toEqual({ status: 401, code: 'SIGN_ERROR' });
  });

  it('a time stamp that is more than five minutes off', async () => {
    await pay(shop, ['ORDER1', 100]);
    await advance(shop, 290_000);
    expect(await query(shop, 'ORDER1')).toMatchObject({ trade_state: 'SUCCESS' });
    await advance(shop, 20_000);
    expect(await refusal(query(shop, 'ORDER1'))).toEqual({ status: 401, code: 'SIGN_ERROR' });
  });

  it('requests with a field too many, or one too few', async () => {
    const { description, ...rest } = qrOrder(shop, ['ORDER1', 880]);
    for (const order of [{ ...rest, description, body: '茶' }, rest]) {
      expect(await refusal(post(shop, NATIVE, order))).toEqual({ status: 400, code: 'PARAM_ERROR' });
    }
  });
});
