/** Alipay requests: what they say, how they are signed, and that a payment code stands nowhere but in the content. */

import { createSign, createVerify, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { money } from '../../../../src/domain/money.ts';
import { OPERATION_KINDS as ALL_KINDS, type OperationKind } from '../../../../src/domain/operation.ts';
import { attach, beijingTime, build, textToSign } from '../../../../src/providers/alipay/requests.ts';
import type { Order } from '../../../../src/providers/contract.ts';

/** 23 November 2026, 10:00:00 in Beijing. */
const NOW = Date.UTC(2026, 10, 23, 2, 0, 0);
const CODE = '281234567890123456';
const account = { appId: '2021000000000001', shopName: '街角小店 & Co', tillId: 'T7K2' };

/** Alipay has nothing to capture and no reader to tell. */
const OPERATION_KINDS = ALL_KINDS.filter((kind) => kind !== 'capture' && kind !== 'collect');

const orderOf = (kind: OperationKind, more: Partial<Order> = {}): Order => ({
  kind,
  presentation: kind === 'pay' ? 'payment_code' : 'payment_qr',
  orderNumber: 'GTA1',
  amount: money('CNY', 1250),
  now: NOW,
  nonce: '0'.repeat(32),
  answeredBefore: 0,
  lifeMs: 120_000,
  paymentCode: CODE,
  refund: { number: 'GTA1R1', amountMinor: 5 },
  ...more,
});

/** A request as the gateway reads it: what stands in the query string, and the content. */
function received(order: Order) {
  const { request, textToSign: text } = build(order, account);
  const url = new URL(request.path, 'https://gateway');
  const content = new URLSearchParams(request.body).get('biz_content') ?? '';
  return { request, text, url, query: Object.fromEntries(url.searchParams), content };
}

describe('every request', () => {
  test.each([
    ['pay', 'alipay.trade.pay', 15_000],
    ['present', 'alipay.trade.precreate', 10_000],
    ['query', 'alipay.trade.query', 10_000],
    ['cancel', 'alipay.trade.cancel', 10_000],
    ['close', 'alipay.trade.close', 10_000],
    ['refund', 'alipay.trade.refund', 10_000],
    ['refund_query', 'alipay.trade.fastpay.refund.query', 10_000],
  ] as const)('%s is a POST of %s with its own patience', (kind, method, timeoutMs) => {
    const { request, url, query } = received(orderOf(kind));
    expect(request).toMatchObject({ method: 'POST', timeoutMs });
    expect(request.headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' });
    expect(url.pathname).toBe('/gateway.do');
    expect(query).toEqual({
      app_id: '2021000000000001',
      method,
      format: 'JSON',
      charset: 'utf-8',
      sign_type: 'RSA2',
      timestamp: '2026-11-23 10:00:00',
      version: '1.0',
    });
    expect([...new URLSearchParams(request.body).keys()]).toEqual(['biz_content']);
  });

  test('carries its order number; a payment code only in the content of a pay', () => {
    for (const kind of OPERATION_KINDS) {
      const { request, content } = received(orderOf(kind));
      expect(JSON.parse(content)).toMatchObject({ out_trade_no: 'GTA1' });
      expect(request.path).not.toContain(CODE);
      expect(JSON.stringify(request.headers)).not.toContain(CODE);
      expect(content.includes(CODE), kind).toBe(kind === 'pay');
    }
  });
});

describe('the content', () => {
  const contentOf = (order: Order) => JSON.parse(received(order).content) as Record<string, string>;

  test('of a payment by code', () => {
    expect(contentOf(orderOf('pay'))).toEqual({
      out_trade_no: 'GTA1',
      scene: 'bar_code',
      auth_code: CODE,
      product_code: 'FACE_TO_FACE_PAYMENT',
      subject: '街角小店 & Co',
      total_amount: '12.50',
      terminal_id: 'T7K2',
    });
  });

  test('of a payment QR: it always says how long it lives', () => {
    expect(contentOf(orderOf('present'))).toEqual({
      out_trade_no: 'GTA1',
      product_code: 'FACE_TO_FACE_PAYMENT',
      subject: '街角小店 & Co',
      total_amount: '12.50',
      terminal_id: 'T7K2',
      qr_code_timeout_express: '2m',
      timeout_express: '2m',
    });
  });

  test.each([
    [1, '1m'],
    [60_000, '1m'],
    [60_001, '2m'],
    [299_999, '5m'],
    [300_000, '5m'],
    [0, '1m'],
  ])('a life of %i ms is %s: a minute that has begun counts', (lifeMs, minutes) => {
    const content = contentOf(orderOf('present', { lifeMs }));
    expect([content['timeout_express'], content['qr_code_timeout_express']]).toEqual([minutes, minutes]);
  });

  test('of refunds and questions', () => {
    expect(contentOf(orderOf('refund'))).toEqual({
      out_trade_no: 'GTA1',
      out_request_no: 'GTA1R1',
      refund_amount: '0.05',
    });
    expect(contentOf(orderOf('refund_query'))).toEqual({ out_trade_no: 'GTA1', out_request_no: 'GTA1R1' });
    for (const kind of ['query', 'cancel', 'close'] as const)
      expect(contentOf(orderOf(kind))).toEqual({ out_trade_no: 'GTA1' });
  });

  test('that lacks what it needs is never sent', () => {
    const { paymentCode: _code, lifeMs: _life, refund: _refund, ...bare } = orderOf('pay');
    expect(() => build(bare, account)).toThrow('alipay-pay-code');
    expect(() => build({ ...bare, kind: 'present' }, account)).toThrow('alipay-present-life');
    expect(() => build({ ...bare, kind: 'refund' }, account)).toThrow('alipay-refund');
    expect(() => build({ ...bare, kind: 'refund_query' }, account)).toThrow('alipay-refund');
    for (const kind of ['capture', 'collect'] as const)
      expect(() => build({ ...bare, kind }, account)).toThrow('alipay-operation');
  });
});

describe('the signature', () => {
  /** The rule of alipay-wechatpay.md 1.2, written a second time on what arrives. */
  const gatewayText = (parameters: URLSearchParams) =>
    [...parameters]
      .filter(([name, value]) => name !== 'sign' && value !== '')
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join('&');

  test('covers exactly this text', () => {
    expect(received(orderOf('query')).text).toBe(
      'app_id=2021000000000001&biz_content={"out_trade_no":"GTA1"}&charset=utf-8&format=JSON' +
        '&method=alipay.trade.query&sign_type=RSA2&timestamp=2026-11-23 10:00:00&version=1.0',
    );
  });

  test.each(OPERATION_KINDS)(
    'of a %s holds when the gateway puts the text together from what arrives',
    (kind) => {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const built = build(orderOf(kind), account);
      const signature = createSign('RSA-SHA256').update(built.textToSign, 'utf8').sign(privateKey, 'base64');
      const request = attach(built.request, signature);
      const arrived = new URL(request.path, 'https://gateway').searchParams;
      for (const [name, value] of new URLSearchParams(request.body)) arrived.append(name, value);
      const verifies = (text: string) =>
        createVerify('RSA-SHA256')
          .update(text, 'utf8')
          .verify(publicKey, arrived.get('sign') ?? '', 'base64');
      expect(arrived.get('sign')).toBe(signature);
      expect(verifies(gatewayText(arrived))).toBe(true);
      expect(verifies(gatewayText(arrived).replace('GTA1', 'GTA2'))).toBe(false);
    },
  );

  test('leaves out the signature itself and what is empty, and sorts by name', () => {
    expect(textToSign({ b: '2', sign: 'x', a: '1', c: '', B: '0' })).toBe('B=0&a=1&b=2');
  });
});

describe('the time', () => {
  test.each([
    [NOW, '2026-11-23 10:00:00'],
    [Date.UTC(2026, 10, 23, 15, 59, 59), '2026-11-23 23:59:59'],
    [Date.UTC(2026, 10, 23, 16, 0, 0), '2026-11-24 00:00:00'],
    [Date.UTC(2026, 11, 31, 16, 0, 0), '2027-01-01 00:00:00'],
    [NOW + 999, '2026-11-23 10:00:00'],
  ])('%i is told as in Beijing: %s', (now, text) => {
    expect(beijingTime(now)).toBe(text);
  });
});
