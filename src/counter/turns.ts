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
  /** Whether this window has the right to drive; to the end of the last thing that it does with it. */
  readonly holds: () => boolean;
}

export interface TurnsOptions {
  readonly lock: Lock;
  /** Called with the right in hand: read the book and drive. */
  readonly onTurn: () => Promise<void>;
  /** Called before the right is given back: finish what is under way. */
  readonly onEnd: () => Promise<void>;
  /** Called when the right was taken away: begin nothing new. It must not wait for commands, which may wait for the next turn. */
  readonly onLost: () => Promise<void>;
}

/** A command waits this long for another window to let go, asking again now and then, before it says so. */
const INSIST_MS = 1_000;
const ASK_AGAIN_TIMES = 4;

/** The right itself: at most one lease, and what is done at its beginning and its end. */
interface Turn {
  readonly isHeld: () => boolean;
  readonly isEnding: () => boolean;
  readonly acquire: (withinMs: number | undefined) => Promise<boolean>;
  readonly letGo: () => Promise<void>;
}

/** `onOver` is called when the turn was given back or taken away, and another one may be waited for. */
function createTurn({ lock, onTurn, onEnd, onLost }: TurnsOptions, onOver: () => void): Turn {
  let held: { readonly release: () => void } | undefined;
  let isEnding = false;
  /** What is done first in a turn: it is over before the turn may end. */
  let beginning: Promise<void> = Promise.resolve();
  /** What a turn that was taken away still had under way: it is over before the next turn begins. */
  let ending: Promise<void> = Promise.resolve();

  async function acquire(withinMs: number | undefined): Promise<boolean> {
    if (held !== undefined) return true;
    const lease = await lock.acquire({
      ...(withinMs === undefined ? {} : { withinMs }),
      // Another window wants to drive: let go between operations.
      onAsked: () => void letGo().then(onOver),
      onLost: () => void lose(),
    });
    if (lease === undefined) return false;
    if (held !== undefined) {
      lease.release();
      return true;
    }
    held = lease;
    beginning = ending.then(() => (held === lease ? onTurn() : undefined));
    await beginning;
    return true;
  }

  async function letGo(): Promise<void> {
    if (held === undefined || isEnding) return;
    isEnding = true;
    const mine = held;
    // A turn that ended before it had begun would go on driving afterwards (INV-18).
    await beginning;
    await onEnd();
    mine.release();
    if (held === mine) held = undefined;
    isEnding = false;
  }

  /** The right was taken from this window, which had stood still: it begins nothing new. */
  async function lose(): Promise<void> {
    if (held === undefined) return;
    held = undefined;
    ending = beginning.then(onLost);
    await ending;
    onOver();
  }

  return { isHeld: () => held !== undefined, isEnding: () => isEnding, acquire, letGo };
}

export function createTurns(options: TurnsOptions): Turns {
  const { lock } = options;
  const turn = createTurn(options, join);
  let isWaiting = false;
  /** While the turn was ending, somebody came back to this window. */
  let isWantedBack = false;

  function join(): void {
    if (isWantedBack) lock.ask();
    isWantedBack = false;
    if (turn.isHeld() || isWaiting) return;
    isWaiting = true;
    void turn.acquire(undefined).then((wasHeld) => {
      isWaiting = false;
      // The turn was over before it had begun: somebody else wrote meanwhile. Wait in line again.
      if (wasHeld && !turn.isHeld()) join();
    });
  }

  return {
    join,
    letGo: turn.letGo,
    holds: turn.isHeld,
    takeIfFree: turn.acquire,
    ask: () => {
      if (turn.isEnding()) isWantedBack = true;
      else if (!turn.isHeld()) lock.ask();
    },
    insist: async () => {
      for (let time = 0; time < ASK_AGAIN_TIMES && !turn.isHeld(); time += 1) {
        lock.ask();
        await turn.acquire(INSIST_MS / ASK_AGAIN_TIMES);
      }
      return turn.isHeld();
    },
  };
}
