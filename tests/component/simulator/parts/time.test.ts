/** Simulated time as phone and desk show it. */

import { describe, expect, it } from 'vitest';
import { clockTime, shortTime, untilAfterMidnightMs } from '../../../../simulator/parts/time.ts';
import { createWorldClock } from '../../../../simulator/parts/world-clock.ts';

const AFTERNOON = Date.UTC(2026, 10, 23, 8, 3, 9);

describe('time in the simulated world', () => {
  it('is Beijing time wherever the trainer is', () => {
    expect(clockTime(AFTERNOON, 'zh-CN')).toBe('16:03:09');
    expect(shortTime(AFTERNOON, 'en')).toBe('16:03');
  });

  it('moves to just after midnight in Beijing', () => {
    const moved = AFTERNOON + untilAfterMidnightMs(AFTERNOON);
    expect(clockTime(moved, 'en')).toBe('00:00:01');
    expect(moved - AFTERNOON).toBeLessThan(86_400_000);
  });

  it('goes on between two readings, as fast as the world does', () => {
    let realMs = 1_000;
    const clock = createWorldClock(() => realMs);
    clock.set({ now: 500_000, factor: 10 });
    realMs += 2_000;
    expect(clock.now()).toBe(520_000);
    clock.set({ now: 520_000, factor: 0 });
    realMs += 60_000;
    expect(clock.now()).toBe(520_000);
  });
});
