/** The clock of the till's device: right, until somebody sets it wrong. */

import type { SteadyClock } from '../../../src/ports.ts';
import type { SwarmTime } from '../swarm/time.ts';

export interface DeviceClock extends SteadyClock {
  /** So far off the right time from now on, milliseconds. */
  readonly set: (offsetMs: number) => void;
  /** An alarm looks again some seconds after the clock was set, and rings when it was put back (`src/sync/wakeup.ts`). */
  readonly onSet: (look: () => void) => void;
}

const LONGEST_NAP_MS = 5_000;

export function createDeviceClock(time: SwarmTime): DeviceClock {
  const looks = new Set<() => void>();
  let offsetMs = 0;
  return {
    now: () => time.now() + offsetMs,
    steady: time.now,
    set: (wantedMs) => {
      offsetMs = wantedMs;
      time.at(time.now() + LONGEST_NAP_MS, () => {
        for (const look of looks) look();
      });
    },
    onSet: (look) => {
      looks.add(look);
    },
  };
}
