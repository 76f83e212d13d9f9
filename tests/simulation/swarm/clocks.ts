/** The clock of a till's device: right most of the time, and put back, put forward or wrong by years. */

import type { Mix } from './mix.ts';
import type { Chance } from './random.ts';
import type { Notebook } from './seen.ts';
import type { SwarmTime } from './time.ts';

export interface DeviceClock {
  readonly now: () => number;
  /** What nobody can set. */
  readonly steady: () => number;
  /** By how much it was ahead at most, as long as nobody could tell: what began then seems younger than it is by that. */
  readonly aheadMs: () => number;
  /** Somebody sets it right. */
  readonly correct: () => void;
}

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
/** What was written by a clock that was ahead by more lies in the future for longer than an order lives, and is known for it. */
const UNNOTICED_MS = 10 * MINUTE_MS;

/** By how much it jumps: within the providers' patience of five minutes, beyond it, and by hand (F-40, F-43, F-74). */
const JUMPS_MS = [
  1_000,
  -1_000,
  5_000,
  -5_000,
  MINUTE_MS,
  -MINUTE_MS,
  4 * MINUTE_MS,
  -4 * MINUTE_MS,
  10 * MINUTE_MS,
  -10 * MINUTE_MS,
  60 * MINUTE_MS,
  -60 * MINUTE_MS,
  DAY_MS,
  -DAY_MS,
  3_650 * DAY_MS,
  -3_650 * DAY_MS,
] as const;

export function createDeviceClock(
  parts: {
    readonly time: SwarmTime;
    readonly mix: Mix;
    readonly chance: Chance;
    readonly notebook: Notebook;
    readonly isUnsafe: () => boolean;
  },
  till: string,
): DeviceClock {
  const { time, mix, notebook, isUnsafe } = parts;
  const chance = parts.chance.fork(`clock ${till}`);
  let offsetMs = 0;
  let aheadMs = 0;

  function jump(toMs: number): void {
    offsetMs = toMs;
    if (toMs <= UNNOTICED_MS) aheadMs = Math.max(aheadMs, toMs);
    notebook.see({ t: 'fault', till, kind: 'clock', what: String(toMs) });
  }

  function later(): void {
    time.at(time.now() + chance.whole(1, 30) * 1_000, () => {
      if (!isUnsafe()) return;
      const isWrong = offsetMs !== 0;
      if (isWrong && chance.happens(0.5)) jump(0);
      else if (chance.happens(10 * mix.rates.clock)) jump(chance.pick(JUMPS_MS));
      later();
    });
  }
  if (mix.rates.clock > 0) later();

  return {
    now: () => time.now() + offsetMs,
    steady: time.now,
    aheadMs: () => aheadMs,
    correct: () => {
      offsetMs = 0;
    },
  };
}
