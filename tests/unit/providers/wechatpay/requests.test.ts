/** WeChat Pay requests: what they ask, how they are signed, and that a payment code stands nowhere but in the content. */

import { createVerify, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { money } from '../../../../src/domain/money.ts';
import { OPERATION_KINDS, type OperationKind } from '../../../../src/domain/operation.ts';
import type { Presentation } from '../../../../src/domain/rail.ts';
import type { Order, RailAccount } from '../../../../src/providers/contract.ts';
import { attach, beijingInstant, build, description } from '../../../../src/providers/wechatpay/requests.ts';

/** 23 November 2026, 10:00:00 in Beijing. */
const NOW = Date.UTC(2026, 10, 23, 2, 0, 0);
const CODE = '130061098828009406';
const NONCE = '0123456789abcdef0123456789abcdef';
const account: RailAccount = {
  appId: 'wx0123456789abcdef',
  merchantId: '1900000109',
  certificateSerial: '2B6A571CB12DB43BC566FACAD788F9C2608CB210',
  shopName: '街角小店 & Co',
  tillId: 'T7K2',
};

const orderOf = (kind: OperationKind, presentation: Presentation, more: Partial<Order> = {}): Order => ({
  kind,
  presentation,
  orderNumber: 'GTA1',
  amount: money('CNY', 1250),
  now: NOW,
  nonce: NONCE,
  answeredBefore: 0,
  lifeMs: 120_000,
  paymentCode: CODE,
  refund: { number: 'GTA1R1', amountMinor: 5 },
  ...more,
});

function built(kind: OperationKind, presentation: Presentation, change: Partial<RailAccount> = {}) {
  const made = build(orderOf(kind, presentation), { ...account, ...change });
  if ('known' in made) throw new Error('nothing is known without asking');
  const { request, textToSign = '' } = made;
  return { request, textToSign, content: request.body === '' ? undefined : JSON.parse(request.body) };
}

const BY_ORDER = '/v3/pay/transactions/out-trade-no/GTA1';

describe('what is asked, and where', () => {
  test.each([
    ['pay', 'payment_code', 'POST', '/v3/pay/transactions/codepay', 15_000],
    ['present', 'payment_qr', 'POST', '/v3/pay/transactions/native', 10_000],
    ['query', 'payment_code', 'GET', `${BY_ORDER}?mchid=1900000109`, 15_000],
    ['query', 'payment_qr', 'GET', `${BY_ORDER}?mchid=1900000109`, 10_000],
    ['cancel', 'payment_code', 'POST', `${BY_ORDER}/reverse`, 15_000],
    ['close', 'payment_code', 'POST', `${BY_ORDER}/reverse`, 15_000],
    ['cancel', 'payment_qr', 'POST', `${BY_ORDER}/close`, 10_000],
    ['close', 'payment_qr', 'POST', `${BY_ORDER}/close`, 10_000],
    ['refund', 'payment_qr', 'POST', '/v3/refund/domestic/refunds', 10_000],
    ['refund_query', 'payment_qr', 'GET', '/v3/refund/domestic/refunds/GTA1R1', 10_000],
  ] as const)('%s by %s', (kind, presentation, method, path, timeoutMs) => {
    expect(built(kind, presentation).request).toMatchObject({ method, path, timeoutMs });
  });

  test('a payment by code names the code, the till and the money', () => {
    expect(built('pay', 'payment_code').content).toEqual({
      appid: account.appId,
      mchid: '1900000109',
      description: '街角小店 & Co',
      out_trade_no: 'GTA1',
      amount: { total: 1250, currency: 'CNY' },
      payer: { auth_code: CODE },
      scene_info: { device_id: 'T7K2', store_info: { out_id: 'T7K2' } },
    });
  });

  test('a payment QR ends when the screen says so', () => {
    expect(built('present', 'payment_qr').content).toEqual({
      appid: account.appId,
      mchid: '1900000109',
      description: '街角小店 & Co',
      out_trade_no: 'GTA1',
      amount: { total: 1250, currency: 'CNY' },
      notify_url: 'https://no-news.invalid/wechatpay',
      time_expire: '2026-11-23T10:02:00+08:00',
    });
  });

  test('a shop with a server gets the news there', () => {
    const notifyUrl = 'https://shop.example/news';
    expect(built('present', 'payment_qr', { notifyUrl }).content).toMatchObject({ notify_url: notifyUrl });
  });

  test('a reverse names the shop, a close the merchant alone, a question nothing', () => {
    expect(built('cancel', 'payment_code').content).toEqual({ appid: account.appId, mchid: '1900000109' });
    expect(built('cancel', 'payment_qr').content).toEqual({ mchid: '1900000109' });
    expect(built('query', 'payment_qr').content).toBeUndefined();
    expect(built('refund_query', 'payment_qr').content).toBeUndefined();
  });

  test('a refund says how much of how much, in fen', () => {
    expect(built('refund', 'payment_qr').content).toEqual({
      out_trade_no: 'GTA1',
      out_refund_no: 'GTA1R1',
      amount: { refund: 5, total: 1250, currency: 'CNY' },
    });
  });

  test('the payment code is nowhere but in the payment', () => {
    for (const kind of OPERATION_KINDS.filter((one) => one !== 'capture' && one !== 'collect')) {
      const { request, textToSign } = built(kind, 'payment_code');
      const said = JSON.stringify(request.headers) + request.path + (kind === 'pay' ? '' : request.body);
      expect(said).not.toContain(CODE);
      expect(textToSign.includes(CODE)).toBe(kind === 'pay');
    }
  });

  test.each(['capture', 'collect'] as const)('there is nothing to %s', (kind) => {
    expect(() => built(kind, 'payment_qr')).toThrow('wechatpay-operation');
  });

  test.each(['merchantId', 'certificateSerial'] as const)('nothing is asked without the %s', (name) => {
    const { [name]: _, ...rest } = account;
    expect(() => build(orderOf('query', 'payment_qr'), rest)).toThrow('wechatpay-');
  });
});

describe('how it is signed', () => {
  test('five lines, the last one empty for a question', () => {
    const { textToSign } = built('query', 'payment_qr');
    expect(textToSign).toBe(`GET\n${BY_ORDER}?mchid=1900000109\n1795399200\n${NONCE}\n\n`);
    const paid = built('pay', 'payment_code');
    expect(paid.textToSign).toBe(
      `POST\n/v3/pay/transactions/codepay\n1795399200\n${NONCE}\n${paid.request.body}\n`,
    );
  });

  test('the header carries what a gateway needs to check it, and the signature fits', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { request, textToSign } = built('pay', 'payment_code');
    const signature = sign('RSA-SHA256', Buffer.from(textToSign), privateKey).toString('base64');
    const header = attach(request, signature).headers['authorization'] ?? '';
    expect(header).toBe(
      'WECHATPAY2-SHA256-RSA2048 mchid="1900000109",nonce_str="0123456789abcdef0123456789abcdef",' +
        `timestamp="1795399200",serial_no="${account.certificateSerial}",signature="${signature}"`,
    );
    const sent = /signature="([^"]+)"/.exec(header)?.[1] ?? '';
    expect(createVerify('RSA-SHA256').update(textToSign).verify(publicKey, sent, 'base64')).toBe(true);
  });

  test('every request says what it accepts and what it is; who asks is the browser’s to say', () => {
    expect(built('query', 'payment_qr').request.headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: expect.stringMatching(/^WECHATPAY2-SHA256-RSA2048 /),
    });
  });

  test('the provider’s public key is asked for by its id where the shop has one', () => {
    expect(built('query', 'payment_qr').request.headers).not.toHaveProperty('wechatpay-serial');
    const publicKeyId = 'PUB_KEY_ID_0119000001092026';
    expect(built('query', 'payment_qr', { publicKeyId }).request.headers).toMatchObject({
      'wechatpay-serial': publicKeyId,
    });
  });
});

describe('times and names as the provider takes them', () => {
  test('a time is written in Beijing, and a started second counts', () => {
    expect(beijingInstant(NOW)).toBe('2026-11-23T10:00:00+08:00');
    expect(beijingInstant(NOW + 1)).toBe('2026-11-23T10:00:01+08:00');
    expect(beijingInstant(Date.UTC(2026, 10, 23, 17))).toBe('2026-11-24T01:00:00+08:00');
  });

  test.each([
    ['街角小店', '街角小店'],
    ['☕ 咖啡 🥐', '☕ 咖啡'],
    ['Line\none\u0000', 'Lineone'],
    ['🥐', 'T7K2'],
    ['\ud800A', 'A'],
    ['x'.repeat(200), 'x'.repeat(127)],
  ])('the shop %j is called %j', (shopName, expected) => {
    expect(description({ ...account, shopName })).toBe(expected);
  });
});
