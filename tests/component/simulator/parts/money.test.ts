/** Money as it is written and read on phone and desk. */

import { describe, expect, it } from 'vitest';
import { formatMoney, moneyText, parseMoney } from '../../../../simulator/parts/money.ts';

describe('money on the phone and the desk', () => {
  it('is written as people write it', () => {
    expect(formatMoney(125_050, 'CNY', 'zh-CN')).toBe('¥1,250.50');
    expect(formatMoney(1_250, 'CNY', 'en')).toBe('¥12.50');
  });

  it.each([
    ['12', 1_200],
    ['12.5', 1_250],
    [' 12.50 ', 1_250],
    ['0.01', 1],
    ['0.29', 29],
  ])('%s is read to the last fen', (text, amountMinor) => {
    expect(parseMoney(text)).toBe(amountMinor);
  });

  it.each(['', '-1', '1.234', '1,5', '¥5', '1e3', 'abc'])('%j is no amount', (text) => {
    expect(parseMoney(text)).toBeUndefined();
  });

  it('stands in a field as it can be read again', () => {
    expect(parseMoney(moneyText(1_990))).toBe(1_990);
  });
});
