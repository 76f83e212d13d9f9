/** The envelope of an answer: the signed bytes are found in every shape that real gateways send, and in no other. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../../../../src/domain/money.ts';
import { membersOf, textOf } from '../../../../src/providers/alipay/envelope.ts';
import { open } from '../../../../src/providers/alipay/replies.ts';
import type { Answer, Order } from '../../../../src/providers/contract.ts';
import { NOW } from '../../../support/attempts.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const order: Order = {
  kind: 'query',
  presentation: 'payment_qr',
  orderNumber: 'GTA1',
  amount: money('CNY', 1250),
  now: NOW,
  nonce: '0'.repeat(32),
  answeredBefore: 0,
};
const answerOf = (body: string | Uint8Array, status = 200): Answer => ({
  status,
  headers: {},
  bytes: typeof body === 'string' ? bytesOf(body) : body,
});

const NODE = '{"code":"10000","out_trade_no":"GTA1"}';
const SIGN = 'c2lnbmVk'.repeat(43);

/** The signed text, the signature and the key id that were found, or the fault. */
function found(body: string | Uint8Array, status = 200): readonly (string | undefined)[] | string {
  const opened = open(answerOf(body, status), order);
  if (opened.kind === 'channel') return opened.kind;
  if (opened.kind === 'unsigned') return opened.fault;
  return [textOf(opened.bytes), opened.signature, opened.keyId];
}

describe('the signed bytes are found', () => {
  const nested = '{"code":"10000","fund_bill_list":[{"amount":"0.10","deep":{"list":[1,[2,"]}"]]}}]}';
  const spaced = '{ "code" : "10000" ,\n\t"out_trade_no":"GTA1" }';
  const slashes = '{"code":"10000","qr_code":"https:\\/\\/qr.alipay.com\\/bax","quote":"\\"}\\\\"}';
  test.each<[string, string, string, string | undefined]>([
    [
      'with the node first and the signature last',
      `{"alipay_trade_query_response":${NODE},"sign":"${SIGN}"}`,
      NODE,
      undefined,
    ],
    [
      'with the certificate between them',
      `{"alipay_trade_query_response":${NODE},"alipay_cert_sn":"ab12","sign":"${SIGN}"}`,
      NODE,
      'ab12',
    ],
    ['with the signature first', `{"sign":"${SIGN}","alipay_trade_query_response":${NODE}}`, NODE, undefined],
    [
      'with spaces and lines, just as they were sent',
      ` {\n "alipay_trade_query_response" : ${spaced} ,\r\n\t"sign" : "${SIGN}" } \n`,
      spaced,
      undefined,
    ],
    [
      'with objects and lists inside',
      `{"alipay_trade_query_response":${nested},"sign":"${SIGN}"}`,
      nested,
      undefined,
    ],
    [
      'with escaped slashes, quotes and brackets',
      `{"alipay_trade_query_response":${slashes},"sign":"${SIGN}"}`,
      slashes,
      undefined,
    ],
    [
      'with Chinese text',
      `{"alipay_trade_query_response":{"msg":"成功🎉"},"sign":"${SIGN}"}`,
      '{"msg":"成功🎉"}',
      undefined,
    ],
    [
      'with other members, and an encrypted node',
      `{"alipay_trade_query_response":"b64==","n":12,"t":true,"l":[],"sign":"${SIGN}"}`,
      '"b64=="',
      undefined,
    ],
    [
      'with the signature’s slashes escaped',
      `{"alipay_trade_query_response":${NODE},"sign":"${SIGN.replace('c', '\\/')}"}`,
      NODE,
      undefined,
    ],
  ])('%s', (_, body, signedText, keyId) => {
    expect(found(body)).toEqual([signedText, expect.stringMatching(/^[A-Za-z0-9/+=]+$/), keyId]);
  });
});

describe('nothing is found', () => {
  const whole = `{"alipay_trade_query_response":${NODE},"sign":"${SIGN}"}`;
  test.each<[string, string | Uint8Array]>([
    ['in nothing', ''],
    ['in spaces', '  '],
    ['in a web page', '<html><body>502</body></html>'],
    ['in a list', `[${whole}]`],
    ['in a word', '"sign"'],
    ['where a name stands twice', `{"sign":"${SIGN}","alipay_trade_query_response":${NODE},"sign":"x"}`],
    [
      'where the node stands twice',
      `{"alipay_trade_query_response":{},"alipay_trade_query_response":${NODE},"sign":"${SIGN}"}`,
    ],
    ['with something behind the end', `${whole}x`],
    ['with a second answer behind the end', `${whole}${whole}`],
    ['with a comma too many', `{"alipay_trade_query_response":${NODE},"sign":"${SIGN}",}`],
    ['without a comma', `{"alipay_trade_query_response":${NODE}"sign":"${SIGN}"}`],
    ['without a colon', `{"alipay_trade_query_response"${NODE},"sign":"${SIGN}"}`],
    ['without a value', '{"sign":}'],
    ['where a name is no text', `{sign:"${SIGN}"}`],
    ['where a name never ends', '{"sign'],
    ['where a text never ends', '{"sign":"abc'],
    ['where a text inside a node never ends', '{"alipay_trade_query_response":{"a":"b'],
    ['where a text ends with an escape', '{"sign":"abc\\'],
    ['where a value is missing at the end', '{"sign":'],
    ['where a name is no UTF-8', Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)],
    ['in more than can be an answer', `${whole.slice(0, -1)},"x":"${'x'.repeat(256 * 1024)}"}`],
    ['in brackets that never close, however many', '['.repeat(100_000)],
    ['in a node of brackets that never close', `{"alipay_trade_query_response":${'['.repeat(100_000)}`],
  ])('%s', (_, body) => {
    expect(found(body)).toBe('answer_garbled');
  });

  test('in any whole answer that was cut off', () => {
    for (let length = 0; length < whole.length; length += 1)
      expect(found(whole.slice(0, length)), String(length)).toBe('answer_garbled');
  });

  test('where names are those that every object has', () => {
    const members = membersOf(bytesOf('{"__proto__":1,"toString":2}'));
    expect(Object.keys(members ?? {})).toEqual(['__proto__', 'toString']);
    expect(membersOf(bytesOf('{}'))).toEqual(Object.create(null));
    expect(found('{}')).toBe('answer_garbled');
  });
});

describe('an answer without a signature', () => {
  test.each<[string, string, string]>([
    [
      'about the set-up is one',
      '{"error_response":{"code":"40002","sub_code":"isv.invalid-app-id"}}',
      'setup_app',
    ],
    [
      'about the signature is one',
      '{"alipay_trade_query_response":{"code":"40002","sub_code":"isv.invalid-signature"}}',
      'setup_signature',
    ],
    [
      'about the clock is one',
      '{"error_response":{"code":"40002","sub_code":"isv.invalid-timestamp"}}',
      'clock_wrong',
    ],
    ['that says "paid" is forged', `{"alipay_trade_query_response":${NODE}}`, 'answer_forged'],
    ['that says "busy" is forged', '{"alipay_trade_query_response":{"code":"20000"}}', 'answer_forged'],
    [
      'with an empty signature is forged',
      `{"alipay_trade_query_response":${NODE},"sign":""}`,
      'answer_forged',
    ],
    [
      'with a signature that is no text is forged',
      `{"alipay_trade_query_response":${NODE},"sign":7}`,
      'answer_forged',
    ],
    [
      'with a signature that cannot be read is forged',
      `{"alipay_trade_query_response":${NODE},"sign":"\\x"}`,
      'answer_forged',
    ],
    [
      'about another operation says nothing',
      `{"alipay_trade_pay_response":${NODE},"sign":"${SIGN}"}`,
      'answer_garbled',
    ],
    ['whose node is no object says nothing', '{"alipay_trade_query_response":[]}', 'answer_garbled'],
    ['whose node is a word says nothing', '{"alipay_trade_query_response":null}', 'answer_garbled'],
    ['whose node cannot be read says nothing', '{"alipay_trade_query_response":{"a":}}', 'answer_garbled'],
    ['without a node says nothing', `{"sign":"${SIGN}"}`, 'answer_garbled'],
  ])('%s', (_, body, fault) => {
    expect(found(body)).toBe(fault);
  });

  test('whose node is no UTF-8 says nothing', () => {
    const bytes = bytesOf('{"error_response":{"code":"4000?"}}').map((byte) => (byte === 0x3f ? 0xff : byte));
    expect(found(bytes)).toBe('answer_garbled');
  });

  test('keeps the provider’s words', () => {
    const opened = open(
      answerOf('{"error_response":{"code":"40002","sub_code":"isv.invalid-app-id"}}'),
      order,
    );
    expect(opened).toMatchObject({ raw: { code: '40002', subCode: 'isv.invalid-app-id' } });
  });
});

describe('the status of the answer', () => {
  const whole = `{"alipay_trade_query_response":${NODE},"sign":"${SIGN}"}`;
  test.each([
    [429, 'provider_limited'],
    [500, 'provider_busy'],
    [502, 'provider_busy'],
    [503, 'provider_busy'],
    [404, 'answer_garbled'],
    [302, 'answer_garbled'],
    [204, 'answer_garbled'],
  ])('%i says %s, whatever the text says', (status, fault) => {
    expect(found(whole, status)).toBe(fault);
  });
});

describe('against a reader of JSON that we did not write', () => {
  test('every object is cut into the same members, whatever stands in it', () => {
    const anyObject = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 });
    fc.assert(
      fc.property(anyObject, fc.constantFrom(undefined, 1, '\t'), (object, indent) => {
        const text = JSON.stringify(object, null, indent);
        const bytes = bytesOf(text);
        const members = membersOf(bytes);
        const read = JSON.parse(text) as Record<string, unknown>;
        // Names that need an escape are compared as they were written: no name that we look for needs one.
        const names = Object.keys(object).map((name) => JSON.stringify(name).slice(1, -1));
        expect(Object.keys(members ?? {}).sort()).toEqual(names.sort());
        for (const [name, { start, end }] of Object.entries(members ?? {})) {
          const value: unknown = JSON.parse(textOf(bytes.subarray(start, end)) ?? '');
          expect(value).toEqual(read[JSON.parse(`"${name}"`) as string]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
