/** Which window drives: one at a time; the one where somebody acts takes over; one that holds on is not pushed aside. */

import { beforeEach, describe, expect, test } from 'vitest';
import { createTurns, type Turns } from '../../../src/counter/turns.ts';
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
