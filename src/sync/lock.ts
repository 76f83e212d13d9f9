/** The right to drive, as a Web Lock: the browser gives it to one context of the till and takes it back when that one dies. */

import type { Lock as TurnLock } from '../ports.ts';
import type { TillChannel } from './till-channel.ts';

export interface LockHub {
  readonly lock: TurnLock;
  /** To be called when another context asks for the right. */
  readonly asked: () => void;
}

/** `locks` is the platform's lock manager; every browser that this program supports has one in secure contexts. */
export function createWebLock(
  locks: Pick<LockManager, 'request'>,
  name: string,
  channel: Pick<TillChannel, 'askForTurn'>,
): LockHub {
  const listeners = new Set<() => void>();
  return {
    asked: () => {
      for (const listener of [...listeners]) listener();
    },
    lock: {
      ask: channel.askForTurn,
      acquire: async ({ withinMs, onAsked }) => {
        const release = await hold(locks, name, withinMs);
        if (release === undefined) return undefined;
        listeners.add(onAsked);
        return {
          release: () => {
            listeners.delete(onAsked);
            release();
          },
        };
      },
    },
  };
}

/** Resolves once the lock is held, with the way to give it back; with nothing when it was not to be had in time. */
function hold(
  locks: Pick<LockManager, 'request'>,
  name: string,
  withinMs: number | undefined,
): Promise<(() => void) | undefined> {
  return new Promise((resolve) => {
    const held = (lock: Lock | null): Promise<void> | undefined => {
      if (lock === null) {
        resolve(undefined);
        return undefined;
      }
      return new Promise<void>((release) => resolve(release));
    };
    const options: LockOptions =
      withinMs === undefined
        ? {}
        : withinMs === 0
          ? { ifAvailable: true }
          : { signal: AbortSignal.timeout(withinMs) };
    locks.request(name, options, held).catch(() => resolve(undefined));
  });
}
