/** Waiting in simulated time: over sooner when the clock is moved or made faster, later when it is stopped. */

export interface WaitDeps {
  /** Simulated time. */
  readonly now: () => number;
  /** How many times as fast as real time it runs. */
  readonly factor: () => number;
  /** Calls back after each change of the world; returns how to stop that. */
  readonly onChange: (listener: () => void) => () => void;
}

/** A stopped clock is looked at again this often, in real time. */
const LOOK_AGAIN_MS = 1_000;

/** Resolves once `delayMs` of simulated time have passed; rejects with the signal's reason. */
export function createWait({ now, factor, onChange }: WaitDeps) {
  return (delayMs: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const until = now() + delayMs;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const finish = (end: () => void) => {
        clearTimeout(timer);
        stop();
        signal.removeEventListener('abort', abort);
        end();
      };
      const abort = () => finish(() => reject(signal.reason));
      const look = () => {
        clearTimeout(timer);
        const leftMs = until - now();
        if (leftMs <= 0) return finish(resolve);
        const realMs = factor() > 0 ? leftMs / factor() : LOOK_AGAIN_MS;
        timer = setTimeout(look, Math.min(realMs, 2 ** 31 - 1));
      };
      const stop = onChange(look);
      signal.addEventListener('abort', abort);
      look();
    });
}
