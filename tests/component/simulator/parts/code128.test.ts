/** The bars of a payment code, measured as a scanner does. */

import { describe, expect, it } from 'vitest';
import { code128, code128Symbols } from '../../../../simulator/parts/code128.ts';

/** Widths of bars and spaces, in turn, as a scanner measures them. */
function widthsOf(text: string): number[] {
  const code = code128(text);
  if (!code) return [];
  const widths: number[] = [];
  code.bars.forEach((bar, index) => {
    widths.push(bar.width);
    const next = code.bars[index + 1];
    if (next) widths.push(next.x - bar.x - bar.width);
  });
  return widths;
}

describe('the bar code under the payment code', () => {
  it('pairs the digits and ends with the check symbol', () => {
    // 105·1 + 12·1 + 34·2 + 56·3 = 353; 353 mod 103 = 44
    expect(code128Symbols('123456')).toEqual([105, 12, 34, 56, 44, 106]);
  });

  it('writes an odd last digit in set B', () => {
    // 105 + 12·1 + 100·2 + 19·3 = 374; 374 mod 103 = 65
    expect(code128Symbols('123')).toEqual([105, 12, 100, 19, 65, 106]);
  });

  it('draws what ISO/IEC 15417 prints for the start, the pair 00 and the stop', () => {
    const widths = widthsOf('0000').join('');
    expect(widths.slice(0, 6)).toBe('211232');
    expect(widths.slice(6, 12)).toBe('212222');
    expect(widths.slice(-7)).toBe('2331112');
  });

  it('is eleven modules wide for every symbol and two more for the stop', () => {
    for (let pair = 0; pair < 100; pair += 1) {
      const text = String(pair).padStart(2, '0').repeat(2);
      expect(code128(text)?.width).toBe(11 * 5 + 2);
      const symbol = widthsOf(text).slice(6, 12);
      expect(symbol.filter((_, index) => index % 2 === 0).reduce((sum, width) => sum + width, 0) % 2).toBe(0);
    }
  });

  it('draws every pair of digits differently', () => {
    const drawn = new Set<string>();
    for (let pair = 0; pair < 100; pair += 1) {
      drawn.add(widthsOf(String(pair).padStart(2, '0')).slice(6, 12).join(''));
    }
    expect(drawn.size).toBe(100);
  });

  it('has no bars for what is no payment code', () => {
    expect(code128('https://example.com')).toBeUndefined();
    expect(code128('')).toBeUndefined();
  });
});
