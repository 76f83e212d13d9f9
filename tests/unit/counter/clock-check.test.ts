/** A clock that is off is noticed by the dates on answers, before a provider refuses it, and well again without flickering. */

import { expect, test } from 'vitest';
import { createClockCheck } from '../../../src/counter/clock-check.ts';
import { MINUTE_MS } from '../../../src/domain/timing.ts';
import { NOW } from '../../support/attempts.ts';

const TRUE_DATE = new Date(NOW).toUTCString();

function checkOf() {
  const told: (number | undefined)[] = [];
  const clock = { at: NOW };
  const check = createClockCheck({ now: () => clock.at }, (aheadMs) => told.push(aheadMs));
  /** An answer comes while the till's clock is ahead by so much; `isProven` when somebody vouches for it. */
  const hear = (aheadMs: number, more: object = {}, isProven = true): void => {
    clock.at = NOW + 500 + aheadMs;
    const reply = {
      kind: 'reply',
      status: 200,
      headers: { date: TRUE_DATE },
      bytes: new Uint8Array(),
      tookMs: 0,
    } as const;
    const proven = check.listen({ ...reply, ...more });
    // What happens until the answer is proven does not count.
    clock.at += 10 * MINUTE_MS;
    if (isProven) proven();
  };
  return { check, told, hear };
}

test('from four minutes on a person is told, ahead and behind, and once for each minute', () => {
  const { told, hear, check } = checkOf();
  hear(4 * MINUTE_MS - 1);
  expect(told).toEqual([]);
  hear(4 * MINUTE_MS);
  hear(4 * MINUTE_MS + 1_000);
  hear(-4 * MINUTE_MS);
  hear(-5 * MINUTE_MS);
  expect(told).toEqual([4 * MINUTE_MS, -4 * MINUTE_MS, -5 * MINUTE_MS]);
  expect(check.aheadMs()).toBe(-5 * MINUTE_MS);
});

test('it is well below three and a half minutes, and not between', () => {
  const { told, hear } = checkOf();
  hear(3.9 * MINUTE_MS);
  hear(4 * MINUTE_MS);
  hear(3.6 * MINUTE_MS);
  hear(3.4 * MINUTE_MS);
  hear(3.9 * MINUTE_MS);
  expect(told).toEqual([4 * MINUTE_MS, 3.6 * MINUTE_MS, undefined]);
});

test('half of the way is allowed for: an answer that took long is no wrong clock', () => {
  const { told, hear } = checkOf();
  hear(4 * MINUTE_MS, { tookMs: 2_000 });
  expect(told).toEqual([]);
  hear(4 * MINUTE_MS + 1_000, { tookMs: 2_000 });
  expect(told).toEqual([4 * MINUTE_MS]);
});

test('an answer that nobody vouches for says nothing, nor one from a cache, without a date, or of unknown length', () => {
  const { told, hear, check } = checkOf();
  hear(5 * MINUTE_MS, {}, false);
  hear(5 * MINUTE_MS, { headers: { date: TRUE_DATE, age: '300' } });
  hear(5 * MINUTE_MS, { headers: {} });
  hear(5 * MINUTE_MS, { headers: { date: 'yesterday' } });
  hear(5 * MINUTE_MS, { tookMs: undefined });
  expect([told, check.aheadMs()]).toEqual([[], 0]);
});
