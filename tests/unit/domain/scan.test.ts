/** What a scanned string is taken for (S-42). */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeReceiptCode } from '../../../src/domain/receipt-code.ts';
import { MAX_SCAN_BYTES, readableScan, recogniseScan, type Scan } from '../../../src/domain/scan.ts';

const CARD_APP =
  'hQVDUFYwMWFYTwigAAADMwEBAVcTYpJhA1hEQzVkHSIQIBAAABiAH180AQBjM58mCFaLEtnaC9l/nycBgJ8QEQcAAQOgAAABCDM5OTk5OTk5nzYCAAGCAgAAnzcE6gZYyA==';
const ANNEX_B =
  '00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A';
const BOARDING_PASS = 'M1CHEN/JING           EABC123 PEKSHACA 1234 226F001A0025 100';

describe('a payment code', () => {
  it.each([
    ['280123456789012345', 'alipay'],
    ['130123456789012345', 'wechatpay'],
    ['6212345678901234567', 'unionpay'],
  ] as const)('%s belongs to %s', (code, rail) => {
    expect(recogniseScan(code)).toEqual({ kind: 'payment_code', rail, code, isPractice: false });
  });

  it('may be typed in groups, with full-width digits, and carry invisible marks', () => {
    const expected: Scan = {
      kind: 'payment_code',
      rail: 'alipay',
      code: '280123456789012345',
      isPractice: false,
    };
    expect(recogniseScan('2801 2345 6789 0123 45')).toEqual(expected);
    expect(recogniseScan('２８０１２３４５６７８９０１２３４５')).toEqual(expected);
    expect(recogniseScan('\u202e280123\u200b456789012345\u2069 ')).toEqual(expected);
  });

  it('may have a card’s check digit and is a payment code all the same', () => {
    expect(recogniseScan('6205500000000000004')).toMatchObject({ kind: 'payment_code', rail: 'unionpay' });
  });

  it('may be a face token', () => {
    expect(recogniseScan(`fp${'a1'.repeat(16)}z`)).toMatchObject({ kind: 'payment_code', rail: 'alipay' });
  });

  it.each([
    ['28012345678901', 'alipay'],
    ['2801234567890123456789012', 'alipay'],
    ['1301234567890123', 'wechatpay'],
    ['62123456789012345', 'unionpay'],
  ] as const)('of the wrong length says whose it might be: %s', (code, wallet) => {
    expect(recogniseScan(code)).toEqual({ kind: 'unreadable', reason: 'wrong_length', wallet });
  });

  it('of no wallet is told apart from one of the wrong length', () => {
    expect(recogniseScan('990123456789012345')).toEqual({ kind: 'unreadable', reason: 'wrong_prefix' });
    expect(recogniseScan('9901')).toEqual({ kind: 'unreadable', reason: 'wrong_length' });
    expect(recogniseScan('9901234567890123456789012345')).toEqual({
      kind: 'unreadable',
      reason: 'wrong_length',
    });
  });
});

describe('anything else', () => {
  it.each([
    ['0112345678901234567', { kind: 'strange_wallet', wallet: 'ecny' }],
    [CARD_APP, { kind: 'consumer_code', scheme: 'unionpay' }],
    [CARD_APP.slice(0, 60), { kind: 'unreadable', reason: 'damaged' }],
    [ANNEX_B, { kind: 'receive_code', of: 'emv' }],
    [ANNEX_B.slice(0, 60), { kind: 'unreadable', reason: 'damaged' }],
    ['000201010212', { kind: 'unreadable', reason: 'damaged' }],
    ['https://qr.alipay.com/bax012345', { kind: 'receive_code', of: 'alipay' }],
    ['wxp://f2f0abc', { kind: 'receive_code', of: 'wechatpay' }],
    [makeReceiptCode('T1-42'), { kind: 'receipt', orderNumber: 'T1-42' }],
    ['guitai:1:T1-42:', { kind: 'unreadable', reason: 'damaged' }],
    ['4242 4242 4242 4242', { kind: 'card_number' }],
    ['4242.4242.4242.4242', { kind: 'card_number' }],
    ['6901234567892', { kind: 'thing', what: 'goods' }],
    ['96385074', { kind: 'thing', what: 'goods' }],
    ['9901234567899', { kind: 'thing', what: 'coupon' }],
    ['https://shop.example/coupons/88', { kind: 'thing', what: 'coupon' }],
    [BOARDING_PASS, { kind: 'thing', what: 'boarding_pass' }],
    ['https://u.wechat.com/EAbc', { kind: 'thing', what: 'friend' }],
    ['https://weixin.qq.com/r/abc', { kind: 'thing', what: 'friend' }],
    ['WIFI:T:WPA;S:Shop;P:secret;;', { kind: 'thing', what: 'wifi' }],
    ['BEGIN:VCARD\r\nFN:Lin\r\nEND:VCARD', { kind: 'thing', what: 'contact' }],
    ['tel:+861012345678', { kind: 'thing', what: 'contact' }],
    ['otpauth://totp/Shop?secret=JBSWY3DPEHPK3PXP', { kind: 'thing', what: 'one_time_key' }],
    ['https://example.com/?a=1', { kind: 'thing', what: 'web' }],
    ['www.example.com', { kind: 'thing', what: 'web' }],
    ['example.com/menu', { kind: 'thing', what: 'web' }],
    ['javascript:alert(1)', { kind: 'thing', what: 'web' }],
    ['你好', { kind: 'thing', what: 'text' }],
    ['', { kind: 'unreadable', reason: 'empty' }],
    ['\u200b \u202e', { kind: 'unreadable', reason: 'empty' }],
    ['a\u0000b', { kind: 'unreadable', reason: 'not_printable' }],
    ['a\ud800b', { kind: 'unreadable', reason: 'not_printable' }],
    ['1'.repeat(MAX_SCAN_BYTES + 1), { kind: 'unreadable', reason: 'too_long' }],
    ['中'.repeat(MAX_SCAN_BYTES / 2), { kind: 'unreadable', reason: 'too_long' }],
  ] as const)('is told for what it is: %j', (text, expected) => {
    expect(recogniseScan(text)).toEqual(expected);
  });

  it('keeps line breaks, which bank codes have', () => {
    expect(readableScan('BCD\r\n002\n1')).toEqual({ text: 'BCD\r\n002\n1' });
    expect(recogniseScan('BCD\r\n002\n1')).toEqual({ kind: 'receive_code', of: 'bank' });
  });
});

describe('whatever is held up', () => {
  const nearly = fc
    .tuple(
      fc.constantFrom(
        'hQVDUFY',
        '000201',
        'guitai:1:',
        'M1',
        'https://',
        'fp',
        '28',
        '13',
        '62',
        '01',
        'WIFI:',
        '',
      ),
      fc.oneof(
        fc.string({ maxLength: 200 }),
        fc.stringMatching(/^[0-9]{0,30}$/),
        fc.base64String({ maxLength: 120 }),
      ),
    )
    .map((parts) => parts.join(''));

  it('never makes the counter stumble, and nothing but a payment code is passed on', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 1200 }), nearly);
    fc.assert(
      fc.property(anything, (text) => {
        const scan = recogniseScan(text);
        if (scan.kind === 'payment_code') expect(scan.code).toMatch(/^(?:\d{16,24}|fp[0-9a-zA-Z]{33})$/);
        else if (scan.kind !== 'receipt' && text.length > 12)
          expect(JSON.stringify(scan)).not.toContain(text);
      }),
      { numRuns: 20_000 },
    );
  });
});
