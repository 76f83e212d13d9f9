/** What the counter does with whatever is held up to it. */

import { describe, expect, it } from 'vitest';
import { makeReceiptCode } from '../../../../src/domain/receipt-code.ts';
import { answerScan } from '../../../../src/ui/models/scanning.ts';

const REAL_ALIPAY = '285012345678901234';
const REAL_WECHAT = '134512345678901234';
const PRACTICE = (() => {
  const head = '2888123456789012';
  return head + String(97 - (Number(head) % 97)).padStart(2, '0');
})();

describe('a scan', () => {
  it('of a practice code is charged in practice', () => {
    expect(answerScan(PRACTICE, 'practice')).toEqual({ do: 'charge', code: PRACTICE });
  });

  it('of a real code is refused in practice and charged live', () => {
    expect(answerScan(REAL_ALIPAY, 'practice')).toEqual({
      do: 'say',
      problem: { kind: 'real_code_in_practice' },
    });
    expect(answerScan(REAL_ALIPAY, 'live')).toEqual({ do: 'charge', code: REAL_ALIPAY });
  });

  it('of another wallet’s code is named', () => {
    expect(answerScan(REAL_WECHAT, 'live')).toEqual({
      do: 'say',
      problem: { kind: 'other_wallet', wallet: 'wechatpay' },
    });
  });

  it.each([
    ['https://qr.alipay.com/bax0', 'payment_qr'],
    ['https://shop.example/simulator/#scan=x', 'own_practice_qr'],
    ['https://example.com/', 'url'],
    ['28501234567890', 'wrong_length'],
    ['6901234567892', 'goods'],
    ['4242424242424242', 'card_number'],
    ['hello', 'text'],
    ['', 'empty'],
    ['x'.repeat(2_000), 'too_long'],
  ])('of %s is answered in words', (text, kind) => {
    expect(answerScan(text, 'live')).toEqual({ do: 'say', problem: { kind } });
  });

  it('of a receipt looks the sale up', () => {
    expect(answerScan(makeReceiptCode('GT42'), 'practice')).toEqual({ do: 'look_up', orderNumber: 'GT42' });
  });
});
