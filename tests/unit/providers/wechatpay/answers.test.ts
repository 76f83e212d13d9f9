/** WeChat Pay answers before they are believed: what the signature covers, whose key it names, and how old it may be. */

import { describe, expect, test } from 'vitest';
import { money } from '../../../../src/domain/money.ts';
import type { Presentation } from '../../../../src/domain/rail.ts';
import type { Order } from '../../../../src/providers/contract.ts';
import { open } from '../../../../src/providers/wechatpay/answers.ts';

const NOW = Date.UTC(2026, 10, 23, 2, 0, 0);
const SECONDS = NOW / 1000;
const SERIAL = '2F0CCC32CAA0C49E07C6F52E44EA8A34D7BDF56F';

const orderOf = (presentation: Presentation = 'payment_qr'): Order => ({
  kind: 'query',
  presentation,
  orderNumber: 'GTA1',
  amount: money('CNY', 1250),
  now: NOW,
  nonce: '0',
  answeredBefore: 0,
});

const bytesOf = (text: string) => new TextEncoder().encode(text);
const signedHeaders = (change: Record<string, string> = {}) => ({
  'wechatpay-timestamp': String(SECONDS),
  'wechatpay-nonce': 'abc',
  'wechatpay-signature': 'c2lnbmVk',
  'wechatpay-serial': SERIAL,
  ...change,
});

const opened = (status: number, headers: Record<string, string>, body: string, order = orderOf()) =>
  open({ status, headers, bytes: bytesOf(body) }, order);

describe('a signed answer', () => {
  test('is covered with its time, its nonce and its body', () => {
    const answer = opened(200, signedHeaders(), '{"a":"中"}');
    expect(answer).toMatchObject({ kind: 'signed', signature: 'c2lnbmVk', keyId: SERIAL });
    if (answer.kind !== 'signed') return;
    expect(new TextDecoder().decode(answer.bytes)).toBe(`${SECONDS}\nabc\n{"a":"中"}\n`);
    expect(new TextDecoder().decode(answer.content)).toBe('{"a":"中"}');
  });

  test('may be empty, as that of a close is', () => {
    const answer = opened(204, signedHeaders(), '');
    expect(answer.kind === 'signed' && new TextDecoder().decode(answer.bytes)).toBe(`${SECONDS}\nabc\n\n`);
  });

  test('names the key it was made with: a certificate’s serial number or the public key’s id', () => {
    const publicKeyId = 'PUB_KEY_ID_0119000001092026';
    expect(opened(200, signedHeaders({ 'wechatpay-serial': publicKeyId }), '{}')).toMatchObject({
      keyId: publicKeyId,
    });
  });

  test('may be an error: refusals are signed too', () => {
    expect(opened(404, signedHeaders(), '{"code":"ORDER_NOT_EXIST"}').kind).toBe('signed');
  });
});

describe('an answer is as old as its time says', () => {
  test.each([
    [-300, 'payment_qr', 'signed'],
    [-301, 'payment_qr', 'unsigned'],
    [310, 'payment_qr', 'signed'],
    [311, 'payment_qr', 'unsigned'],
    [315, 'payment_code', 'signed'],
    [316, 'payment_code', 'unsigned'],
  ] as const)('%d s off, by %s: %s', (offS, presentation, kind) => {
    const headers = signedHeaders({ 'wechatpay-timestamp': String(SECONDS + offS) });
    expect(opened(200, headers, '{}', orderOf(presentation)).kind).toBe(kind);
  });

  test.each(['', 'soon', '1e9', '-1795399200', '17953992000', ' 1795399200'])('%j is no time', (text) => {
    expect(opened(200, signedHeaders({ 'wechatpay-timestamp': text }), '{}').kind).toBe('unsigned');
  });

  test('an old "paid" is a forgery, an old refusal means that this till’s clock is wrong', () => {
    const headers = signedHeaders({ 'wechatpay-timestamp': String(SECONDS - 900) });
    expect(opened(200, headers, '{}')).toMatchObject({ fault: 'answer_forged' });
    expect(opened(401, headers, '{"code":"SIGN_ERROR"}')).toMatchObject({
      fault: 'clock_wrong',
      raw: { code: 'SIGN_ERROR', subCode: '401' },
    });
  });
});

describe('the provider’s own test of whether a shop checks', () => {
  test('is not believed, and is no alarm', () => {
    const headers = signedHeaders({ 'wechatpay-signature': 'WECHATPAY/SIGNTEST/c2lnbmVk' });
    expect(opened(200, headers, '{"trade_state":"SUCCESS"}')).toEqual({
      kind: 'unsigned',
      fault: 'answer_garbled',
    });
  });
});

describe('without a signature', () => {
  test.each(Object.keys(signedHeaders()))('a missing %s is a missing signature', (name) => {
    const { [name as keyof ReturnType<typeof signedHeaders>]: _, ...rest } = signedHeaders();
    expect(opened(200, rest, '{"trade_state":"SUCCESS"}')).toMatchObject({ fault: 'answer_forged' });
  });

  const timeWords = 'Http header Authorization timestamp must be within 5 minutes';
  test.each([
    [200, '{"trade_state":"SUCCESS"}', 'answer_forged'],
    [202, '{"trade_state":"USERPAYING"}', 'answer_forged'],
    [204, '', 'answer_forged'],
    [200, '<html>', 'answer_garbled'],
    [200, '', 'answer_garbled'],
    [302, '', 'answer_garbled'],
    [401, '{"code":"SIGN_ERROR","message":"签名错误"}', 'setup_signature'],
    [401, `{"code":"SIGN_ERROR","message":"${timeWords}"}`, 'clock_wrong'],
    [401, '{"code":"SIGN_ERROR","message":"时间戳与微信支付时间相差超过5分钟"}', 'clock_wrong'],
    [401, '{"code":"WHAT_IS_THIS"}', 'setup_signature'],
    [403, '{"code":"NO_AUTH"}', 'setup_permission'],
    [400, '{"code":"APPID_MCHID_NOT_MATCH"}', 'setup_app'],
    [400, '{"code":"MCH_NOT_EXISTS"}', 'setup_merchant'],
    [400, '{"code":"PARAM_ERROR"}', 'bad_request'],
    [403, '{"code":"NOT_ENOUGH"}', 'provider_odd'],
    [404, '{"code":"ORDER_NOT_EXIST"}', 'provider_odd'],
    [429, '', 'provider_limited'],
    [429, '{"code":"FREQUENCY_LIMITED"}', 'provider_limited'],
    [500, '<html>', 'provider_busy'],
    [502, '', 'provider_busy'],
    [503, '{"code":"SERVICE_UNAVAILABLE"}', 'provider_busy'],
  ])('%d %s says nothing about the order: %s', (status, body, fault) => {
    expect(opened(status, {}, body)).toMatchObject({ kind: 'unsigned', fault });
  });
});
