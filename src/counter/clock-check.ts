/** Whether the till's clock is off, told by the dates on answers: before a provider refuses it, which most do at five minutes (F-43). */

import { MINUTE_MS } from '../domain/timing.ts';
import type { Clock, WireReply } from '../ports.ts';

/** From here on a person is told; a provider's patience ends at five minutes. */
export const CLOCK_WARN_MS = 4 * MINUTE_MS;
/** Below this it is well again: not the same, or words would come and go. */
const CLOCK_WELL_MS = 3.5 * MINUTE_MS;
/** A date on an answer has whole seconds, the rest is cut off. */
const HALF_A_SECOND_MS = 500;

export interface ClockCheck {
  /** Notes when an answer came. What it gives is called once the answer is proven, and not for one that is not. */
  readonly listen: (reply: Extract<WireReply, { kind: 'reply' }>) => () => void;
  /** By how much the clock was ahead at the last proven answer, below zero when behind; 0 before any. */
  readonly aheadMs: () => number;
}

/** `tell` hears by how much the clock is ahead (below zero: behind) whenever that is news to a person; undefined once it is well. */
export function createClockCheck(clock: Clock, tell: (aheadMs: number | undefined) => void): ClockCheck {
  let aheadMs = 0;
  let toldMinutes: number | undefined;
  const judge = (): void => {
    const isOff = Math.abs(aheadMs) >= (toldMinutes === undefined ? CLOCK_WARN_MS : CLOCK_WELL_MS);
    const minutes = isOff ? Math.trunc(aheadMs / MINUTE_MS) : undefined;
    if (minutes === toldMinutes) return;
    toldMinutes = minutes;
    tell(isOff ? aheadMs : undefined);
  };
  return {
    aheadMs: () => aheadMs,
    listen: ({ headers, tookMs }) => {
      const heardAt = clock.now();
      const saidAt = Date.parse(headers['date'] ?? '');
      return () => {
        // What a cache has kept says an old time.
        if (tookMs === undefined || Number.isNaN(saidAt) || headers['age'] !== undefined) return;
        aheadMs = heardAt - tookMs / 2 - (saidAt + HALF_A_SECOND_MS);
        judge();
      };
    },
  };
}
