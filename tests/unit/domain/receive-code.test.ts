/** Codes for receiving money, which customers hold up by mistake and shops print. */

import { describe, expect, it } from 'vitest';
import { readReceiveCode } from '../../../src/domain/receive-code.ts';

// EMVCo merchant-presented specification, annex B: Chinese text, arbitrary order, checksum A13A.
const ANNEX_B =
  '00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A';
// A Hong Kong code whose published checksum is wrong (qr-codes.md 3.1).
const WRONG_CHECKSUM =
  '00020101021226330012hk.com.hkicl0210123456789052040000530334454031005802HK5902NA6002HK630484E1';

describe('a code for receiving money', () => {
  it.each([
    ['https://qr.alipay.com/bax012345', 'alipay'],
    ['HTTPS://QR.ALIPAY.COM/FKX012345', 'alipay'],
    ['alipays://platformapi/startapp?appId=1', 'alipay'],
    ['wxp://f2f0abc', 'wechatpay'],
    ['weixin://wxpay/bizpayurl?pr=abc', 'wechatpay'],
    ['https://payapp.weixin.qq.com/qr/x', 'wechatpay'],
    ['https://wx.tenpay.com/cgi-bin/x', 'wechatpay'],
    ['https://qr.95516.com/00010000/62', 'unionpay'],
    ['https://www.paypal.com/qrcodes/p2pqrc/ABC', 'paypal'],
    ['https://paypal.me/cornershop', 'paypal'],
    ['https://www.sandbox.paypal.com/checkoutnow?token=5O1', 'paypal'],
    ['upi://pay?pa=shop@bank&pn=Shop', 'bank'],
    ['BCD\n002\n1\nSCT\n\nShop\nDE89370400440532013000\nEUR1\n', 'bank'],
    ['BCD\r\n001\r\n1\r\nSCT', 'bank'],
    ['SPC\r\n0200\r\n1\r\nCH4431999123000889012', 'bank'],
    ['bitcoin:175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W?amount=50', 'crypto'],
    ['lightning:lnbc2500u1pvjluez', 'crypto'],
    [
      'LNURL1DP68GURN8GHJ7UM9WFMXJCM99E3K7MF0V9CXJ0M385EKVCENXC6R2C35XVUKXEFCV5MKVV34X5EKZD3EV56NYD3HX',
      'crypto',
    ],
    ['http://localhost:4173/simulator/#scan=abc', 'practice'],
    ['http://localhost:4173/simulator/?docked=1#scan=abc', 'practice'],
    [ANNEX_B, 'emv'],
    // Rightly read, whatever nonsense was printed.
    ['0002016304AAE6', 'emv'],
  ] as const)('is named: %s', (text, of) => {
    expect(readReceiveCode(text)).toBe(of);
  });

  it('is damaged with one wrong character, cut off, or with a wrong checksum', () => {
    expect(readReceiveCode(ANNEX_B.replace('23.72', '93.72'))).toBe('damaged');
    expect(readReceiveCode(ANNEX_B.slice(0, -10))).toBe('damaged');
    expect(readReceiveCode('000201')).toBe('damaged');
    expect(readReceiveCode(WRONG_CHECKSUM)).toBe('damaged');
  });

  it.each([
    'https://example.com/',
    'https://qr.alipay.com.example.org/x',
    '280123456789012345',
    'BCD\n003',
    '',
  ])('is not what %j is', (text) => {
    expect(readReceiveCode(text)).toBeUndefined();
  });
});
