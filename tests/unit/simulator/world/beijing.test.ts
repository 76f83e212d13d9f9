/** Time as the provider counts it. */

import { expect, it } from 'vitest';
import {
  beijingDay,
  formatBeijing,
  nextBeijingMidnight,
  parseDateTime,
} from '../../../../simulator/world/beijing.ts';
import { NOON } from '../merchant.ts';

it('writes and reads Beijing time', () => {
  expect(formatBeijing(NOON)).toBe('2026-11-23 12:00:00');
  expect(parseDateTime('2026-11-23 12:00:00')).toBe(NOON);
  expect(parseDateTime('2026-11-23 04:00:00', 0)).toBe(NOON);
});

it.each(['2026-02-29 00:00:00', '2026-13-01 00:00:00', '2026-11-23 24:00:00', '2026-11-23T12:00:00', ''])(
  'does not take "%s" for a time',
  (text) => {
    expect(parseDateTime(text)).toBeUndefined();
  },
);

it('changes the day at midnight in Beijing', () => {
  const midnight = nextBeijingMidnight(NOON);
  expect(formatBeijing(midnight)).toBe('2026-11-24 00:00:00');
  expect(beijingDay(midnight) - beijingDay(midnight - 1)).toBe(1);
});
