/** Waiting in the page: the one way in which screens let time pass, given from outside so that tests need not wait. */

import { type ReadonlySignal, signal } from '@preact/signals';

/** Runs `work` once after `delayMs`; the returned function calls it off. */
export type After = (delayMs: number, work: () => void) => () => void;

export interface Ticking {
  /** The till's clock, epoch milliseconds, renewed while it runs. */
  readonly now: ReadonlySignal<number>;
  readonly stop: () => void;
}

const TICK_MS = 250;

/** Countdowns read this clock; four times a second, so that a second never seems to be skipped. */
export function startTicking(now: () => number, after: After): Ticking {
  const time = signal(now());
  let cancel = after(TICK_MS, tick);
  function tick(): void {
    time.value = now();
    cancel = after(TICK_MS, tick);
  }
  return { now: time, stop: () => cancel() };
}

/** A signal that is false for a short while after each `hold`: buttons that move money ignore taps meant for what stood there before (S-73). */
export interface Armed {
  readonly isArmed: () => boolean;
  readonly hold: () => void;
}

export const DISARMED_MS = 300;

export function createArmed(after: After): Armed {
  let armed = true;
  let cancel = (): void => undefined;
  return {
    isArmed: () => armed,
    hold: () => {
      cancel();
      armed = false;
      cancel = after(DISARMED_MS, () => {
        armed = true;
      });
    },
  };
}
