/** Money and times as they stand on the screen. */

import { describe, expect, it } from 'vitest';
import { type Currency, money } from '../../../src/domain/money.ts';
import { countdown, createFormats } from '../../../src/i18n/formats.ts';

const chinese = createFormats('zh-CN', 'Asia/Shanghai');
const english = createFormats('en', 'Asia/Shanghai');
const at = Date.UTC(2026, 10, 23, 6, 5, 9);

describe('money on the screen', () => {
  it.each([
    ['CNY', 1250, '¥12.50', '¥12.50'],
    ['CNY', 123_456_789, '¥1,234,567.89', '¥1,234,567.89'],
    ['CNY', 9_007_199_254_740_991, '¥90,071,992,547,409.91', '¥90,071,992,547,409.91'],
    ['USD', 5, 'US$0.05', '$0.05'],
    ['JPY', 1250, 'JP¥1,250', '¥1,250'],
    ['KWD', 1250, 'KWD 1.250', 'KWD 1.250'],
  ] as const)('%s %i', (currency, amountMinor, zh, en) => {
    const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
    expect(plain(chinese.money(money<Currency>(currency, amountMinor)))).toBe(zh);
    expect(plain(english.money(money<Currency>(currency, amountMinor)))).toBe(en);
  });
});

describe('times on the screen', () => {
  it('are those of the shop', () => {
    expect(chinese.time(at)).toBe('14:05:09');
    expect(english.time(at)).toBe('14:05:09');
    expect(chinese.date(at)).toBe('2026年11月23日');
    expect(english.date(at)).toBe('Nov 23, 2026');
  });

  it('name the year only when it is another', () => {
    expect(chinese.dateTime(at, at)).toBe('11月23日 14:05');
    expect(english.dateTime(at, at)).toBe('Nov 23, 14:05');
    expect(chinese.dateTime(at, Date.UTC(2027, 0, 2))).toBe('2026年11月23日 14:05');
  });

  it('follow the device when no zone is given', () => {
    expect(createFormats('en').time(at)).toMatch(/^\d\d:05:09$/);
  });

  it.each([
    [0, '0秒钟', '0 seconds'],
    [-5, '0秒钟', '0 seconds'],
    [59_999, '59秒钟', '59 seconds'],
    [60_000, '1分钟', '1 minute'],
    [7_200_000, '2小时', '2 hours'],
    [90_000_000, '1天', '1 day'],
  ])('%i ms last %s', (durationMs, zh, en) => {
    expect(chinese.duration(durationMs)).toBe(zh);
    expect(english.duration(durationMs)).toBe(en);
  });

  it.each([
    [120_000, '2:00'],
    [119_001, '2:00'],
    [61_000, '1:01'],
    [1, '0:01'],
    [0, '0:00'],
    [-500, '0:00'],
    [3_600_000, '60:00'],
  ])('a countdown of %i ms shows %s', (leftMs, shown) => {
    expect(countdown(leftMs)).toBe(shown);
  });
});

describe('numbers', () => {
  it('have their grouping marks', () => {
    expect(chinese.count(12_345)).toBe('12,345');
  });
});
