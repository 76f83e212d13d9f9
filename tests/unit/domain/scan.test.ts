/** What a scanned string is taken for (S-42). */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeReceiptCode } from '../../../src/domain/receipt-code.ts';
import {
  isPracticeCode,
  MAX_SCAN_BYTES,
  readableScan,
  recogniseScan,
  type Scan,
} from '../../../src/domain/scan.ts';

// EMVCo merchant-presented specification, annex B: Chinese text, arbitrary order, checksum A13A.
const annexB =
  '00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A';

function codeWithCheck(sixteen: string): string {
  return sixteen + String(97 - (Number(sixteen) % 97)).padStart(2, '0');
}

describe('a payment code', () => {
  it.each([
    ['280123456789012345', 'alipay'],
    ['2512345678901234', 'alipay'],
    ['301234567890123456789012', 'alipay'],
    ['130123456789012345', 'wechatpay'],
    ['100000000000000000', 'wechatpay'],
    ['6212345678901234567', 'unionpay'],
  ] as const)('%s belongs to %s', (code, rail) => {
    expect(recogniseScan(code)).toEqual({ kind: 'payment_code', rail, code });
  });

  it('may be typed in groups and carry invisible marks', () => {
    const expected: Scan = { kind: 'payment_code', rail: 'alipay', code: '280123456789012345' };
    expect(recogniseScan('2801 2345 6789 0123 45')).toEqual(expected);
    expect(recogniseScan('\u202e280123\u200b456789012345\u2069 ')).toEqual(expected);
  });

  it('may have a card’s check digit and is a payment code all the same', () => {
    expect(recogniseScan('6205500000000000004')).toMatchObject({ kind: 'payment_code', rail: 'unionpay' });
  });

  it.each([
    ['28012345678901', 'alipay'],
    ['2801234567890123456789012', 'alipay'],
    ['1301234567890123', 'wechatpay'],
    ['62123456789012345', 'unionpay'],
  ] as const)('of the wrong length says whose it might be: %s', (code, rail) => {
    expect(recogniseScan(code)).toEqual({ kind: 'unknown', reason: 'wrong_length', rail });
  });

  it('of no wallet is told apart from one of the wrong length', () => {
    expect(recogniseScan('990123456789012345')).toEqual({ kind: 'unknown', reason: 'wrong_prefix' });
    expect(recogniseScan('9901')).toEqual({ kind: 'unknown', reason: 'wrong_length' });
    expect(recogniseScan('9901234567890123456789012345')).toEqual({
      kind: 'unknown',
      reason: 'wrong_length',
    });
  });
});

describe('a practice code', () => {
  it('is recognised by its check digits', () => {
    const code = codeWithCheck('2888000000000000');
    expect(isPracticeCode(code)).toBe(true);
    expect(recogniseScan(code)).toEqual({ kind: 'practice_code', code });
  });

  it('with wrong check digits is a real Alipay code', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999 }),
        fc.integer({ min: 0, max: 99 }),
        (middle, wrong) => {
          const code = codeWithCheck(`2888${String(middle).padStart(12, '0')}`);
          expect(isPracticeCode(code)).toBe(true);
          fc.pre(Number(code.slice(16)) !== wrong);
          const other = code.slice(0, 16) + String(wrong).padStart(2, '0');
          expect(isPracticeCode(other)).toBe(false);
          expect(recogniseScan(other)).toMatchObject({ kind: 'payment_code', rail: 'alipay' });
        },
      ),
    );
  });
});

describe('a receive code held up instead', () => {
  it.each([
    ['https://qr.alipay.com/bax012345', 'alipay'],
    ['HTTPS://QR.ALIPAY.COM/FKX012345', 'alipay'],
    ['alipays://platformapi/startapp?appId=1', 'alipay'],
    ['wxp://f2f0abc', 'wechatpay'],
    ['weixin://wxpay/bizpayurl?pr=abc', 'wechatpay'],
    ['https://wx.tenpay.com/cgi-bin/x', 'wechatpay'],
    ['https://qr.95516.com/00010000/62', 'unionpay'],
    ['http://localhost:4173/simulator/#scan=abc', 'practice'],
    [annexB, 'emv'],
  ] as const)('is named: %s', (text, of) => {
    expect(recogniseScan(text)).toEqual({ kind: 'payment_qr', of });
  });

  it('with one wrong character is damaged', () => {
    expect(recogniseScan(annexB.replace('23.72', '93.72'))).toEqual({ kind: 'unknown', reason: 'damaged' });
    expect(recogniseScan('000201')).toEqual({ kind: 'unknown', reason: 'damaged' });
  });
});

describe('anything else', () => {
  it.each([
    [makeReceiptCode('T1-42'), { kind: 'receipt', orderNumber: 'T1-42' }],
    ['guitai:1:T1-42:', { kind: 'unknown', reason: 'damaged' }],
    ['https://example.com/?a=1', { kind: 'url' }],
    ['javascript:alert(1)', { kind: 'url' }],
    ['4242 4242 4242 4242', { kind: 'card_number' }],
    ['4242.4242.4242.4242', { kind: 'card_number' }],
    ['6901234567892', { kind: 'unknown', reason: 'goods' }],
    ['96385074', { kind: 'unknown', reason: 'goods' }],
    ['hQVDUFYwMWETTwegAAAAVVVV', { kind: 'unknown', reason: 'emv_code' }],
    ['你好', { kind: 'unknown', reason: 'text' }],
    ['', { kind: 'unknown', reason: 'empty' }],
    ['\u200b \u202e', { kind: 'unknown', reason: 'empty' }],
    ['a\u0000b', { kind: 'unknown', reason: 'not_printable' }],
    ['a\ud800b', { kind: 'unknown', reason: 'not_printable' }],
    ['1'.repeat(MAX_SCAN_BYTES + 1), { kind: 'unknown', reason: 'too_long' }],
    ['中'.repeat(MAX_SCAN_BYTES / 2), { kind: 'unknown', reason: 'too_long' }],
  ])('is told for what it is: %j', (text, expected) => {
    expect(recogniseScan(text)).toEqual(expected);
  });

  it('keeps line breaks, which bank codes have', () => {
    expect(readableScan('BCD\r\n002\n1')).toEqual({ text: 'BCD\r\n002\n1' });
  });

  it('never makes the counter stumble, whatever is held up', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1200 }), (text) => {
        const scan = recogniseScan(text);
        if (scan.kind === 'payment_code') expect(scan.code).toMatch(/^\d{16,24}$/);
      }),
      { numRuns: 5_000 },
    );
  });
});
