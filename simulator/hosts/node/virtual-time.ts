/** Virtual time: timers that fire when somebody lets time pass, and a way to wait until nothing happens any more. */

export interface VirtualTime {
  readonly now: () => number;
  /** Resolves after `delayMs` of virtual time; rejects with the signal's reason if that comes first. */
  readonly sleep: (delayMs: number, signal?: AbortSignal) => Promise<void>;
  /** Calls `work` at a time; the answer takes it back. */
  readonly at: (time: number, work: () => void) => () => void;
  /** Notes that something happened, so that `settle` waits a little longer. */
  readonly stir: () => void;
  /** Work that takes real time, such as a signature: `settle` waits for it. */
  readonly busy: <T>(work: Promise<T>) => Promise<T>;
  /** A wait for virtual time inside such work: `settle` does not wait for that. */
  readonly rest: <T>(wait: Promise<T>) => Promise<T>;
  /** Waits, in real time, until nothing has happened for a few turns of the event loop. */
  readonly settle: () => Promise<void>;
  /** Lets time pass, firing timers in order and settling after each. */
  readonly pass: (durationMs: number) => Promise<void>;
}

const QUIET_TURNS = 4;

export function createVirtualTime(start: number): VirtualTime {
  const timers = new Set<{ readonly at: number; readonly work: () => void }>();
  let now = start;
  let activity = 0;
  let working = 0;

  /** Counts `change` while a promise is pending. */
  async function counted<T>(promise: Promise<T>, change: 1 | -1): Promise<T> {
    working += change;
    try {
      return await promise;
    } finally {
      working -= change;
      activity += 1;
    }
  }

  async function settle(): Promise<void> {
    let seen = -1;
    let quiet = 0;
    while (quiet < QUIET_TURNS || working > 0) {
      quiet = activity === seen ? quiet + 1 : 0;
      seen = activity;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  function at(time: number, work: () => void): () => void {
    const timer = { at: time, work };
    timers.add(timer);
    return () => timers.delete(timer);
  }

  async function pass(durationMs: number): Promise<void> {
    const until = now + durationMs;
    await settle();
    for (;;) {
      const next = [...timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      timers.delete(next);
      now = Math.max(now, next.at);
      activity += 1;
      next.work();
      await settle();
    }
    now = until;
    await settle();
  }

  return {
    now: () => now,
    at,
    busy: (work) => counted(work, 1),
    rest: (wait) => counted(wait, -1),
    settle,
    pass,
    stir: () => {
      activity += 1;
    },
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        const takeBack = at(now + delayMs, resolve);
        signal?.addEventListener('abort', () => {
          takeBack();
          reject(signal.reason);
        });
      }),
  };
}
