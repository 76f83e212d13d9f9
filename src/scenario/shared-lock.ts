/** The right to drive a book, shared by the windows of one till without a browser: first come, first served, and one at a time. */

import type { Lock } from '../ports.ts';

export interface SharedLock {
  /** The port of one more window. */
  readonly window: () => Lock;
  readonly isHeld: () => boolean;
}

interface Waiting {
  readonly onAsked: () => void;
  readonly grant: (lease: { readonly release: () => void }) => void;
}

/** `wait` lets time pass for those who wait only so long. */
export function createSharedLock(wait: (ms: number) => Promise<void>): SharedLock {
  const line: Waiting[] = [];
  let holder: Waiting | undefined;

  function next(): void {
    if (holder !== undefined) return;
    holder = line.shift();
    const mine = holder;
    mine?.grant({
      release: () => {
        if (holder !== mine) return;
        holder = undefined;
        next();
      },
    });
  }

  const acquire: Lock['acquire'] = ({ withinMs, onAsked }) =>
    new Promise((resolve) => {
      const waiting: Waiting = { onAsked, grant: resolve };
      line.push(waiting);
      next();
      if (withinMs === undefined) return;
      void wait(withinMs).then(() => {
        const place = line.indexOf(waiting);
        if (place >= 0) line.splice(place, 1);
        // Too late for one that was granted before: a promise resolves once.
        resolve(undefined);
      });
    });
  return { window: () => ({ acquire, ask: () => holder?.onAsked() }), isHeld: () => holder !== undefined };
}

/** A lock that every window is given at once, as if the browser's had failed: only the fence is left. */
export const NO_LOCK: Lock = { acquire: async () => ({ release: () => undefined }), ask: () => undefined };
