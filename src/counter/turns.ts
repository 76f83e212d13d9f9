/** Taking turns: which of a till's windows drives the book. One drives, all show; the one where somebody acts takes over. */

import type { Lock } from '../ports.ts';

export interface Turns {
  /** Waits in line for the right to drive, in the background, for as long as this window lives. */
  readonly join: () => void;
  /** Makes this window the driver for a command; false when the one that drives does not let go in time. */
  readonly insist: () => Promise<boolean>;
  /** Takes the right if it becomes free in time, without asking for it; for the worker. */
  readonly takeIfFree: (withinMs: number) => Promise<boolean>;
  /** Asks the window that drives to let go, if it is not this one; whoever stands first in line comes next. */
  readonly ask: () => void;
  readonly letGo: () => Promise<void>;
}

export interface TurnsOptions {
  readonly lock: Lock;
  /** Called with the right in hand: read the book and drive. */
  readonly onTurn: () => Promise<void>;
  /** Called before the right is given back: finish what is under way. */
  readonly onEnd: () => Promise<void>;
}

/** A command waits this long for another window to let go, asking again now and then, before it says so. */
const INSIST_MS = 1_000;
const ASK_AGAIN_TIMES = 4;

export function createTurns({ lock, onTurn, onEnd }: TurnsOptions): Turns {
  let held: { readonly release: () => void } | undefined;
  let isWaiting = false;
  let isEnding = false;
  /** What is done first in a turn: it is over before the turn may end. */
  let beginning: Promise<void> = Promise.resolve();

  async function acquire(withinMs: number | undefined): Promise<boolean> {
    if (held !== undefined) return true;
    const lease = await lock.acquire({
      ...(withinMs === undefined ? {} : { withinMs }),
      onAsked: () => void yieldTurn(),
    });
    if (lease === undefined) return false;
    if (held !== undefined) {
      lease.release();
      return true;
    }
    held = lease;
    beginning = onTurn();
    await beginning;
    return true;
  }

  async function letGo(): Promise<void> {
    if (held === undefined || isEnding) return;
    isEnding = true;
    // A turn that ended before it had begun would go on driving afterwards (INV-18).
    await beginning;
    await onEnd();
    held.release();
    held = undefined;
    isEnding = false;
  }

  /** Another window wants to drive: let go between operations, then wait in line again. */
  async function yieldTurn(): Promise<void> {
    await letGo();
    join();
  }

  function join(): void {
    if (held !== undefined || isWaiting) return;
    isWaiting = true;
    void acquire(undefined).then((wasHeld) => {
      isWaiting = false;
      // The turn was over before it had begun: somebody else wrote meanwhile. Wait in line again.
      if (wasHeld && held === undefined) join();
    });
  }

  return {
    join,
    letGo,
    takeIfFree: acquire,
    ask: () => {
      if (held === undefined) lock.ask();
    },
    insist: async () => {
      for (let time = 0; time < ASK_AGAIN_TIMES && held === undefined; time += 1) {
        lock.ask();
        await acquire(INSIST_MS / ASK_AGAIN_TIMES);
      }
      return held !== undefined;
    },
  };
}
