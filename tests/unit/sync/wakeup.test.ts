/** The driver's alarm clock: it rings in time, also when the device's clock jumps meanwhile. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAlarmClock } from '../../../src/sync/wakeup.ts';

const DAY_MS = 86_400_000;
let now: number;
let rings: number;

beforeEach(() => {
  vi.useFakeTimers();
  now = 10 * DAY_MS;
  rings = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

const createAlarm = () =>
  createAlarmClock({ now: () => now }, () => {
    rings += 1;
  });

/** Time passes, on the device's clock as well. */
function pass(ms: number): void {
  for (let passed = 0; passed < ms; passed += 1_000) {
    now += 1_000;
    vi.advanceTimersByTime(1_000);
  }
}

test('it rings when the time has come, and once', () => {
  createAlarm().wakeup.at(now + 20_000);
  pass(19_000);
  expect(rings).toBe(0);
  pass(60_000);
  expect(rings).toBe(1);
});

test('what is taken back does not ring', () => {
  const { wakeup } = createAlarm();
  wakeup.at(now + 5_000);
  wakeup.at(undefined);
  pass(60_000);
  expect(rings).toBe(0);
});

test('a clock that is put forward rings at the next look', () => {
  createAlarm().wakeup.at(now + 60_000);
  pass(2_000);
  now += DAY_MS;
  pass(5_000);
  expect(rings).toBe(1);
});

test('a clock that is put back does not make it sleep until then', () => {
  createAlarm().wakeup.at(now + 60_000);
  pass(2_000);
  now -= DAY_MS;
  pass(5_000);
  expect(rings).toBe(1);
});
