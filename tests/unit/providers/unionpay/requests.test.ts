/** UnionPay requests: what they say, how they are signed, and that a payment code stands nowhere but in a pay. */

import { createHash, createSign, createVerify, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Order } from '../../../../src/providers/contract.ts';
import { attach, beijingTime, build } from '../../../../src/providers/unionpay/requests.ts';
import { ACCOUNT, CODE, NOW, orderOf } from './orders.ts';

const QR = { presentation: 'payment_qr' } as const;

/** A request as the gateway reads it. */
function received(order: Order, account = ACCOUNT) {
  const built = build(order, account);
  if (!('request' in built)) throw new Error('nothing to send');
  return {
    request: built.request,
    text: built.textToSign ?? '',
    fields: Object.fromEntries(new URLSearchParams(built.request.body)),
  };
}

const COMMON = {
  version: '5.1.0',
  encoding: 'UTF-8',
  signMethod: '01',
  certId: '68747055815',
  bizType: '000000',
  accessType: '0',
  merId: '777290000000001',
};
const MONEY = { txnAmt: '1250', currencyCode: '156', backUrl: 'http://www.specialUrl.com' };
const ORDER = { orderId: 'GT0A1', txnTime: '20261123100000' };

describe('every request', () => {
  test('a payment by code', () => {
    const { request, fields } = received(orderOf('pay'));
    expect(request).toMatchObject({
      method: 'POST',
      path: '/gateway/api/backTransReq.do',
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      timeoutMs: 15_000,
    });
    const more = { txnType: '01', txnSubType: '06', channelType: '08', qrNo: CODE, termId: 'T7K20000' };
    expect(fields).toEqual({ ...COMMON, ...ORDER, ...MONEY, ...more });
  });

  test('a payment QR says until when it may be paid', () => {
    const { request, fields } = received(orderOf('present', QR));
    expect(request).toMatchObject({ path: '/gateway/api/backTransReq.do', timeoutMs: 10_000 });
    const more = { txnType: '01', txnSubType: '07', channelType: '08', payTimeout: '20261123100200' };
    expect(fields).toEqual({ ...COMMON, ...ORDER, ...MONEY, ...more, termId: 'T7K20000' });
  });

  test('a question names the order by its number and the time of the purchase, whenever it is asked', () => {
    const { request, fields } = received(orderOf('query', { now: NOW + 99_999 }));
    expect(request.path).toBe('/gateway/api/queryTrans.do');
    expect(fields).toEqual({ ...COMMON, ...ORDER, txnType: '00', txnSubType: '00' });
  });

  test('a cancel reverses the purchase by the same name', () => {
    const { request, fields } = received(orderOf('cancel', { now: NOW + 99_999 }));
    expect(request.path).toBe('/gateway/api/backTransReq.do');
    expect(fields).toEqual({ ...COMMON, ...ORDER, txnType: '99', txnSubType: '01', channelType: '08' });
  });

  test('a refund has a name of its own, the same in every try, and names the payment', () => {
    const refund = { orderId: 'GT0A1R1', txnTime: '20261123110000' };
    const { fields } = received(orderOf('refund'));
    expect(fields).toEqual({
      ...COMMON,
      ...refund,
      ...MONEY,
      txnType: '04',
      txnSubType: '00',
      channelType: '08',
      origQryId: '202611231000001234567',
      txnAmt: '500',
    });
    const asked = received(orderOf('refund_query', { now: NOW + 9_999_999 }));
    expect(asked.request.path).toBe('/gateway/api/queryTrans.do');
    expect(asked.fields).toEqual({ ...COMMON, ...refund, txnType: '00', txnSubType: '00' });
  });

  test('carries a payment code only in a pay', () => {
    for (const kind of ['pay', 'present', 'query', 'cancel', 'refund', 'refund_query'] as const) {
      const { request } = received(orderOf(kind));
      expect(JSON.stringify(request).includes(CODE), kind).toBe(kind === 'pay');
    }
  });

  test('that lacks what it needs is never sent', () => {
    const {
      paymentCode: _c,
      lifeMs: _l,
      refund: _r,
      paymentNumber: _n,
      openedAt: _o,
      ...bare
    } = orderOf('pay');
    expect(() => build(bare, ACCOUNT)).toThrow('unionpay-time');
    const timed = { ...bare, openedAt: NOW };
    expect(() => build(timed, ACCOUNT)).toThrow('unionpay-pay-code');
    expect(() => build({ ...timed, kind: 'present' }, ACCOUNT)).toThrow('unionpay-present-life');
    expect(() => build({ ...timed, kind: 'refund' }, ACCOUNT)).toThrow('unionpay-refund');
    expect(() => build({ ...timed, kind: 'refund_query' }, ACCOUNT)).toThrow('unionpay-refund');
    const { paymentNumber: _p, ...unpaid } = orderOf('refund');
    expect(() => build(unpaid, ACCOUNT)).toThrow('unionpay-refund-of');
    for (const kind of ['capture', 'collect'] as const)
      expect(() => build({ ...timed, kind }, ACCOUNT)).toThrow('unionpay-operation');
  });

  test.each([
    ['T7K2', 'T7K20000'],
    ['till-07', 'till0700'],
    ['a very long till', 'averylon'],
  ])('the till %s is terminal %s', (tillId, termId) => {
    expect(received(orderOf('pay'), { ...ACCOUNT, tillId }).fields).toMatchObject({ termId });
  });
});

describe('after a refused reversal nothing more can be sent', () => {
  const event = (now: number) => {
    const built = build(orderOf('close', { now }), ACCOUNT);
    return 'known' in built ? built.known.event : undefined;
  };

  test('the order runs out by itself', () => {
    expect(event(NOW + 299_999)).toEqual({ type: 'NO_ANSWER', fault: 'cancel_refused' });
    expect(event(NOW + 300_000)).toEqual({ type: 'CANCEL_TAKEN' });
  });
});

describe('the signature', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

  test('is RSA-SHA256 over the hexadecimal SHA-256 of the sorted text, and survives the way there', () => {
    const { request, text } = received(orderOf('pay'));
    const signature = createSign('RSA-SHA256').update(text).sign(privateKey, 'base64');
    const sent = [...new URLSearchParams(attach(request, signature).body)];
    // The rule, written a second time on what arrives.
    const sorted = sent
      .filter(([name]) => name !== 'signature')
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join('&');
    const digest = createHash('sha256').update(sorted).digest('hex');
    const arrived = sent.find(([name]) => name === 'signature')?.[1] ?? '';
    expect(createVerify('RSA-SHA256').update(digest).verify(publicKey, arrived, 'base64')).toBe(true);
  });

  test('leaves out what is empty, such as a certificate nobody entered', () => {
    const { certificateSerial: _s, merchantId: _m, ...account } = ACCOUNT;
    const built = build(orderOf('query'), account);
    const body = 'request' in built ? built.request.body : '';
    expect(body).not.toContain('certId');
    expect(body).toContain('merId=777290000000001');
  });
});

test('times are Beijing’s, also after midnight there', () => {
  expect(beijingTime(Date.UTC(2026, 10, 23, 16, 0, 0))).toBe('20261124000000');
});
