/** Which window drives: one at a time; the one where somebody acts takes over; one that holds on is not pushed aside. */

import { beforeEach, describe, expect, test } from 'vitest';
import { createTurns, type Turns, type TurnsOptions } from '../../../src/counter/turns.ts';
import type { Lock } from '../../../src/ports.ts';
import { createSharedLock, type SharedLock } from '../../../src/scenario/shared-lock.ts';

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));
const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await soon();
};

let lock: SharedLock;
let log: string[];

beforeEach(() => {
  lock = createSharedLock(settle);
  log = [];
});

/** A window that writes down when it drives; `finish` is what it has to do before it lets go. */
function openWindow(name: string, finish: () => Promise<void> = async () => undefined): Turns {
  return createTurns({
    lock: lock.window(),
    onTurn: async () => void log.push(`${name} drives`),
    onEnd: async () => {
      await finish();
      log.push(`${name} stops`);
    },
    onLost: async () => void log.push(`${name} has lost`),
  });
}

describe('taking turns', () => {
  test('the first window drives, the second waits until it closes', async () => {
    const [first, second] = [openWindow('first'), openWindow('second')];
    first.join();
    second.join();
    second.join();
    await settle();
    expect(log).toEqual(['first drives']);
    await first.letGo();
    await settle();
    expect(log).toEqual(['first drives', 'first stops', 'second drives']);
  });

  test('the window where somebody acts takes over, after the other has finished; that one waits in line again', async () => {
    let finish: () => void = () => undefined;
    const busy = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const [first, second] = [openWindow('first', () => busy), openWindow('second')];
    first.join();
    await settle();
    const insisted = second.insist();
    await soon();
    expect(log).toEqual(['first drives']);
    finish();
    expect(await insisted).toBe(true);
    expect(log).toEqual(['first drives', 'first stops', 'second drives']);
    await second.letGo();
    await settle();
    expect(log.slice(3)).toEqual(['second stops', 'first drives']);
  });

  test('one that does not let go in time keeps its turn, and the other is told so', async () => {
    const [first, second] = [openWindow('first', () => new Promise(() => undefined)), openWindow('second')];
    first.join();
    await settle();
    expect(await second.insist()).toBe(false);
    expect(log).toEqual(['first drives']);
  });

  test('the one that drives insists at once, and lets go only once', async () => {
    const only = openWindow('only');
    expect(await only.insist()).toBe(true);
    expect(await only.insist()).toBe(true);
    only.join();
    await Promise.all([only.letGo(), only.letGo()]);
    await only.letGo();
    expect(log).toEqual(['only drives', 'only stops']);
    expect(lock.isHeld()).toBe(false);
  });

  test('the worker drives only if nobody else does', async () => {
    const [page, worker] = [openWindow('page'), openWindow('worker')];
    expect(await worker.takeIfFree(0)).toBe(true);
    await worker.letGo();
    page.join();
    await settle();
    expect(await worker.takeIfFree(0)).toBe(false);
    expect(log).toEqual(['worker drives', 'worker stops', 'page drives']);
  });

  test('a window that asks in passing gets its turn in line, and one that drives asks nobody', async () => {
    const [first, second] = [openWindow('first'), openWindow('second')];
    first.join();
    second.join();
    await settle();
    first.ask();
    await settle();
    expect(log).toEqual(['first drives']);
    second.ask();
    await settle();
    expect(log).toEqual(['first drives', 'first stops', 'second drives']);
  });

  test('a right that comes twice at once is given back', async () => {
    const held: string[] = [];
    let grants: ((lease: { release: () => void }) => void)[] = [];
    const turns = createTurns({
      lock: { acquire: () => new Promise((resolve) => grants.push(resolve)), ask: () => undefined },
      onTurn: async () => void log.push('drives'),
      onEnd: async () => void log.push('stops'),
      onLost: async () => undefined,
    });
    turns.join();
    const free = turns.takeIfFree(1_000);
    const [first, second] = grants;
    grants = [];
    first?.({ release: () => void held.push('first given back') });
    await settle();
    second?.({ release: () => void held.push('second given back') });
    expect(await free).toBe(true);
    expect([log, held]).toEqual([['drives'], ['second given back']]);
    expect(await turns.takeIfFree(0)).toBe(true);
    expect(grants).toEqual([]);
  });

  test('a turn that is given up at its very beginning has begun first, and stands in line again', async () => {
    const only = createTurns({
      lock: lock.window(),
      onTurn: () => {
        log.push('drives');
        if (log.length === 1) void only.letGo().then(only.join);
        return soon();
      },
      onEnd: async () => void log.push('stops'),
      onLost: async () => undefined,
    });
    only.join();
    await settle();
    expect(log).toEqual(['drives', 'stops', 'drives']);
  });

  test('a window that waits in line and insists as well drives once and keeps no second right', async () => {
    const [first, second] = [openWindow('first'), openWindow('second')];
    first.join();
    second.join();
    await settle();
    expect(await second.insist()).toBe(true);
    await settle();
    expect(log.filter((line) => line === 'second drives')).toHaveLength(1);
    await second.letGo();
    await settle();
    expect(log.at(-1)).toBe('first drives');
  });
});

describe('a right that is taken away', () => {
  type Wanted = Parameters<Lock['acquire']>[0];

  /** A lock whose right is given and taken by hand. */
  function lockByHand() {
    const wanted: Wanted[] = [];
    const leases: ((lease: { readonly release: () => void } | undefined) => void)[] = [];
    let released = 0;
    let asked = 0;
    const byHand: Lock = {
      acquire: (options) => {
        wanted.push(options);
        return new Promise((resolve) => leases.push(resolve));
      },
      ask: () => {
        asked += 1;
      },
    };
    const give = (index: number): void => leases[index]?.({ release: () => (released += 1) });
    return { byHand, wanted, give, released: () => released, asked: () => asked };
  }

  function windowAt(byHand: Lock, more: Partial<TurnsOptions> = {}): Turns {
    return createTurns({
      lock: byHand,
      onTurn: async () => void log.push('drives'),
      onEnd: async () => void log.push('stops'),
      onLost: async () => void log.push('has lost'),
      ...more,
    });
  }

  test('stops the window at once, which then waits in line again', async () => {
    const { byHand, wanted, give, released } = lockByHand();
    const only = windowAt(byHand);
    only.join();
    give(0);
    await settle();
    expect(only.holds()).toBe(true);
    wanted[0]?.onLost();
    expect(only.holds()).toBe(false);
    await settle();
    expect(log).toEqual(['drives', 'has lost']);
    expect(wanted).toHaveLength(2);
    // It has nothing to give back, and a second word about it changes nothing.
    wanted[0]?.onLost();
    await settle();
    expect([released(), wanted.length]).toEqual([0, 2]);
    give(1);
    await settle();
    expect(log).toEqual(['drives', 'has lost', 'drives']);
  });

  test('while the window is ending its turn leaves the next turn alone', async () => {
    const { byHand, wanted, give } = lockByHand();
    let finish: () => void = () => undefined;
    const busy = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const only = windowAt(byHand, { onEnd: () => busy });
    only.join();
    give(0);
    await settle();
    const ending = only.letGo();
    wanted[0]?.onLost();
    await settle();
    give(1);
    await settle();
    finish();
    await ending;
    await settle();
    expect(only.holds()).toBe(true);
    expect(log).toEqual(['drives', 'has lost', 'drives']);
  });

  test('before its turn has begun lets nothing begin', async () => {
    const { byHand, wanted, give } = lockByHand();
    let finish: () => void = () => undefined;
    const lost = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const only = windowAt(byHand, { onLost: () => lost });
    only.join();
    give(0);
    await settle();
    wanted[0]?.onLost();
    only.join();
    await settle();
    give(1);
    await settle();
    wanted[1]?.onLost();
    finish();
    await settle();
    expect(log).toEqual(['drives']);
    expect(wanted).toHaveLength(3);
    give(2);
    await settle();
    expect(log).toEqual(['drives', 'drives']);
  });

  test('and is given twice is given back once', async () => {
    const { byHand, give, released } = lockByHand();
    const only = windowAt(byHand);
    only.join();
    const insisted = only.insist();
    give(0);
    give(1);
    await settle();
    expect(await insisted).toBe(true);
    expect(released()).toBe(1);
    expect(log).toEqual(['drives']);
  });

  test('and is wanted back while the turn ends is asked for again', async () => {
    const { byHand, wanted, give, asked } = lockByHand();
    const only = windowAt(byHand, { onEnd: soon });
    only.join();
    give(0);
    await settle();
    wanted[0]?.onAsked();
    only.ask();
    expect(asked()).toBe(0);
    await settle();
    expect(asked()).toBe(1);
    expect(wanted).toHaveLength(2);
    only.ask();
    expect(asked()).toBe(2);
  });
});
