/** Money as it is written and read on phone and desk. */

import { describe, expect, it } from 'vitest';
import {
  currencySign,
  decimalsOf,
  formatMoney,
  moneyText,
  parseMoney,
} from '../../../../simulator/parts/money.ts';

describe('money on the phone and the desk', () => {
  it('is written as people write it', () => {
    expect(formatMoney(125_050, 'CNY', { language: 'zh-CN' })).toBe('¥1,250.50');
    expect(formatMoney(1_250, 'CNY', { language: 'en' })).toBe('¥12.50');
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

  it('keeps currencies apart that share a sign', () => {
    expect(formatMoney(1_250, 'JPY', { language: 'en' }).replace(/\s/, ' ')).toBe('JPY 1,250');
    expect(formatMoney(1_250, 'USD', { language: 'zh-CN' })).toBe('US$12.50');
    expect(currencySign('CNY', 'en')).toBe('¥');
    expect(currencySign('JPY', 'en')).toBe('JPY');
  });

  it('has as many decimals as the provider counts', () => {
    expect(formatMoney(1_250, 'HUF', { language: 'en', rail: 'paypal' })).toContain('1,250');
    expect(formatMoney(1_250, 'HUF', { language: 'en', rail: 'card' })).toContain('12.50');
    expect(formatMoney(1_250, 'KWD', { language: 'en', rail: 'card' })).toContain('1.250');
    expect(parseMoney('300', 0)).toBe(300);
    expect(parseMoney('3.5', 0)).toBeUndefined();
    expect(moneyText(300, 0)).toBe('300');
    expect(decimalsOf('XXX')).toBe(2);
  });

  it('stands in a field as it can be read again', () => {
    expect(parseMoney(moneyText(1_990))).toBe(1_990);
  });
});
