/** The right to drive among the windows of one browser: asked for, given, and taken from one that stands still. */

import { beforeEach, describe, expect, test } from 'vitest';
import { createWebLock, type LockHub } from '../../../src/sync/lock.ts';
import { createSwarmTime, type SwarmTime } from '../../simulation/swarm/time.ts';
import { createSharedLocks } from '../../support/web-locks.ts';

interface Window {
  readonly hub: LockHub;
  /** What it was told, in order. */
  readonly log: string[];
  /** Waits for the right; `lets go` when it is asked to, unless it holds on. */
  readonly join: (how?: 'lets go' | 'holds on') => void;
  isSilent: boolean;
}

let time: SwarmTime;
let windows: Window[];
let locks: ReturnType<typeof createSharedLocks>;

beforeEach(() => {
  time = createSwarmTime(0);
  windows = [];
  locks = createSharedLocks();
});

function openWindow(isSeen = true): Window {
  const log: string[] = [];
  const others = (): readonly Window[] => windows.filter((other) => other !== mine);
  const hub = createWebLock({
    locks: locks.manager(),
    name: 'driver',
    channel: {
      askForTurn: () => {
        for (const other of others()) if (!other.isSilent) other.hub.asked();
      },
      tellHere: () => {
        for (const other of others()) other.hub.answered();
      },
      tellHidden: () => log.push('says that it is hidden'),
    },
    isSeen: () => isSeen,
    after: (delayMs, work) => time.at(time.now() + delayMs, work),
  });
  const mine: Window = {
    hub,
    log,
    isSilent: false,
    join: (how = 'lets go') => {
      let release: (() => void) | undefined;
      const onAsked = (): void => {
        log.push('asked');
        if (how === 'lets go') release?.();
      };
      void hub.lock.acquire({ onAsked, onLost: () => log.push('lost') }).then((lease) => {
        log.push('has it');
        release = lease?.release;
      });
    },
  };
  windows.push(mine);
  return mine;
}

const pass = (ms: number): Promise<void> => time.runTo(time.now() + ms);

describe('a window that wants the right', () => {
  test('gets it at once from one that lets go', async () => {
    const [first, second] = [openWindow(), openWindow()];
    first.join();
    second.join();
    await pass(1);
    second.hub.lock.ask();
    await pass(1);
    expect([first.log, second.log]).toEqual([['has it', 'asked'], ['has it']]);
    await pass(60_000);
    expect(first.log).toHaveLength(2);
  });

  test('takes it from one that says nothing for three seconds, which learns that it has lost it', async () => {
    const [frozen, seen] = [openWindow(), openWindow()];
    frozen.join();
    seen.join();
    await pass(1);
    frozen.isSilent = true;
    seen.hub.lock.ask();
    await pass(2_900);
    expect(seen.log).toEqual([]);
    await pass(200);
    expect([frozen.log, seen.log]).toEqual([['has it', 'lost'], ['has it']]);
  });

  test('leaves it to one that answers, however long that one still needs', async () => {
    const [busy, seen] = [openWindow(), openWindow()];
    busy.join('holds on');
    seen.join();
    await pass(1);
    seen.hub.lock.ask();
    await pass(20_000);
    expect(seen.log).toEqual([]);
    expect(busy.log).not.toContain('lost');
  });

  test('asks no more once nobody sees it', async () => {
    const [frozen, hidden] = [openWindow(), openWindow()];
    frozen.join();
    hidden.join();
    await pass(1);
    frozen.isSilent = true;
    hidden.hub.lock.ask();
    hidden.hub.hide();
    await pass(20_000);
    expect([frozen.log, hidden.log]).toEqual([['has it'], ['says that it is hidden']]);
  });

  test('that waits only so long is told when it was not to be had', async () => {
    const [first, second] = [openWindow(), openWindow()];
    first.join('holds on');
    await pass(1);
    const nothing = { onAsked: () => undefined, onLost: () => undefined };
    const [atOnce, soon] = [0, 250].map((withinMs) => second.hub.lock.acquire({ ...nothing, withinMs }));
    await pass(300);
    expect(await Promise.all([atOnce, soon])).toEqual([undefined, undefined]);
  });
});

test('a window that nobody sees says so when it drives', async () => {
  const hidden = openWindow(false);
  hidden.join();
  await pass(1);
  expect(hidden.log).toEqual(['says that it is hidden', 'has it']);
});
