/** Simulated time between two readings of the world's clock, so that a countdown needs no question for each second. */

export interface WorldClock {
  /** Simulated time, epoch milliseconds. */
  readonly now: () => number;
  readonly set: (reading: { readonly now: number; readonly factor: number }) => void;
}

/** `realNow`: real time, epoch milliseconds. Until the first reading simulated time is taken for real time. */
export function createWorldClock(realNow: () => number): WorldClock {
  let anchor = { simulatedAt: realNow(), realAt: realNow(), factor: 1 };
  return {
    now: () => Math.round(anchor.simulatedAt + (realNow() - anchor.realAt) * anchor.factor),
    set: ({ now, factor }) => {
      anchor = { simulatedAt: now, realAt: realNow(), factor };
    },
  };
}
