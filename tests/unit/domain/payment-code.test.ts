/** Whose payment code it is, and which codes the simulator issues. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  practiceRail,
  readFaceToken,
  readPaymentCode,
  walletByPrefix,
} from '../../../src/domain/payment-code.ts';

/** The check digits as simulator/README.md tells them, over any number of digits. */
function withCheck(others: string): string {
  return others + String(97n - (BigInt(others) % 97n)).padStart(2, '0');
}

const issued = [
  [withCheck('2888000000000000'), 'alipay'],
  [withCheck('2888123456789012'), 'alipay'],
  [withCheck('1388000000000000'), 'wechatpay'],
  [withCheck('1388998877665544'), 'wechatpay'],
  [withCheck('62880000000000000'), 'unionpay'],
  [withCheck('62889999999999999'), 'unionpay'],
] as const;

describe('a payment code', () => {
  it.each([
    ['280123456789012345', 'alipay'],
    ['2512345678901234', 'alipay'],
    ['301234567890123456789012', 'alipay'],
    ['130123456789012345', 'wechatpay'],
    ['100000000000000000', 'wechatpay'],
    // Hong Kong.
    ['150123456789012345', 'wechatpay'],
    ['6212345678901234567', 'unionpay'],
  ] as const)('%s belongs to %s', (code, rail) => {
    expect(readPaymentCode(code)).toEqual({ kind: 'payment_code', rail, code, isPractice: false });
  });

  it.each([
    ['0112345678901234567', 'ecny'],
    ['911234567890123456', 'qq'],
  ] as const)('%s belongs to %s, which no rail of the counter takes', (code, wallet) => {
    expect(readPaymentCode(code)).toEqual({ kind: 'strange_wallet', wallet });
  });

  it.each(['160123456789012345', '24123456789012345', '31123456789012345', '28012345678901', '62', ''])(
    'is not what %j is',
    (digits) => {
      expect(readPaymentCode(digits)).toBeUndefined();
    },
  );

  it('of the wrong length still says whose it might be', () => {
    expect(walletByPrefix('28')).toBe('alipay');
    expect(walletByPrefix('13012')).toBe('wechatpay');
    expect(walletByPrefix('62123')).toBe('unionpay');
    expect(walletByPrefix('99')).toBeUndefined();
  });
});

describe('a face token', () => {
  it('is Alipay’s', () => {
    const code = `fp${'0a1B2c3D4e5'.repeat(3)}`;
    expect(readFaceToken(code)).toEqual({ kind: 'payment_code', rail: 'alipay', code, isPractice: false });
    expect(readFaceToken(code.slice(0, -1))).toBeUndefined();
    expect(readFaceToken(`fp${'-'.repeat(33)}`)).toBeUndefined();
  });
});

describe('a practice code', () => {
  it.each(issued)('%s is of the simulated %s', (code, rail) => {
    expect(practiceRail(code)).toBe(rail);
    expect(readPaymentCode(code)).toEqual({ kind: 'payment_code', rail, code, isPractice: true });
  });

  it('with other check digits is a real one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...issued), fc.integer({ min: 0, max: 99 }), ([code, rail], wrong) => {
        const other = code.slice(0, -2) + String(wrong).padStart(2, '0');
        fc.pre(other !== code);
        expect(practiceRail(other)).toBeUndefined();
        expect(readPaymentCode(other)).toMatchObject({ rail, isPractice: false });
      }),
    );
  });

  it('with one digit misread, or two neighbours swapped, is no practice code', () => {
    fc.assert(
      fc.property(fc.constantFrom(...issued), fc.nat(18), fc.nat(9), ([code], at, digit) => {
        const misread = code.slice(0, at) + String(digit) + code.slice(at + 1);
        const swapped = code.slice(0, at) + (code[at + 1] ?? '') + (code[at] ?? '') + code.slice(at + 2);
        for (const other of [misread, swapped])
          if (other !== code) expect(practiceRail(other)).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });
});
