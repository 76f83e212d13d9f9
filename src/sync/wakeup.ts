/** Wakes the driver by a timer. Timers of a hidden page are slowed, and the practice clock can jump: so it looks again often. */

import type { Clock, Wakeup } from '../ports.ts';

export interface AlarmClock {
  readonly wakeup: Wakeup;
  /** The clock has jumped: look whether it is time already. */
  readonly look: () => void;
}

/** The longest nap: what a jump of the clock can delay at most, if nobody tells of it. */
const LONGEST_NAP_MS = 5_000;

export function createAlarmClock(clock: Clock, onTime: () => void): AlarmClock {
  let wanted: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;

  function look(): void {
    clearTimeout(timer);
    timer = undefined;
    if (wanted === undefined) return;
    const now = clock.now();
    const restMs = wanted - now;
    // A clock that was put back: what it was asked for may lie years ahead now, and is due all the same (F-40).
    const wasPutBack = now < lookedAt;
    lookedAt = now;
    if (restMs <= 0 || wasPutBack) {
      wanted = undefined;
      onTime();
      return;
    }
    timer = setTimeout(look, Math.min(restMs, LONGEST_NAP_MS));
  }

  return {
    look,
    wakeup: {
      at: (time) => {
        wanted = time;
        // A time that has come already must still wait for a turn of the event loop, or the driver would call itself.
        clearTimeout(timer);
        timer = time === undefined ? undefined : setTimeout(look, 0);
      },
    },
  };
}
