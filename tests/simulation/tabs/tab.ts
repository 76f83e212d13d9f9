/** One tab of a till over the real lock and the fence: it can be seen or hidden, stand still for a while, and die. */

import { type Counter, createCounter } from '../../../src/counter/counter.ts';
import type { Journal } from '../../../src/ports.ts';
import { RAILS } from '../../../src/providers/rails.ts';
import { createWebLock } from '../../../src/sync/lock.ts';
import type { TillListeners } from '../../../src/sync/till-channel.ts';
import { accountOf } from '../../support/headless.ts';
import type { SharedLocks } from '../../support/web-locks.ts';
import type { DeviceClock } from '../stops/device-clock.ts';
import { steppedPorts } from '../stops/stepped-ports.ts';
import { never, type Steps } from '../stops/steps.ts';
import { digest } from '../swarm/digest.ts';
import type { Shop } from '../swarm/shop.ts';
import type { SwarmTime } from '../swarm/time.ts';

/** What the tabs of one till share. */
export interface Device {
  readonly time: SwarmTime;
  readonly shop: Shop;
  readonly disk: Journal;
  readonly clock: DeviceClock;
  readonly locks: SharedLocks;
  /** The tabs that live. */
  readonly tabs: Tab[];
  readonly onThrown: (error: unknown) => void;
}

export interface Tab {
  readonly counter: Counter;
  /** A person sees it; a frozen tab learns of it when it goes on. */
  readonly show: () => void;
  readonly hide: () => void;
  readonly freeze: (ms: number) => void;
  readonly isFrozen: () => boolean;
  readonly kill: () => void;
  /** Another tab has said something. */
  readonly hear: (what: keyof TillListeners) => void;
}

/** How long a word from tab to tab takes. */
const WORD_MS = 2;

interface Life {
  readonly isAlive: () => boolean;
  readonly isFrozen: () => boolean;
  readonly freeze: (ms: number) => void;
  readonly end: () => void;
  /** Runs when the tab can run: at once, when it goes on, or never. */
  readonly later: (work: () => void) => void;
  readonly steps: Steps;
}

function createLife({ time }: Device): Life {
  let isAlive = true;
  let frozenUntil = 0;
  const isFrozen = (): boolean => time.now() < frozenUntil;
  const thawed = async (): Promise<void> => {
    while (isAlive && isFrozen()) await time.sleep(frozenUntil - time.now());
    if (!isAlive) await never();
  };
  return {
    isAlive: () => isAlive,
    isFrozen,
    freeze: (ms) => {
      frozenUntil = Math.max(frozenUntil, time.now() + ms);
    },
    end: () => {
      isAlive = false;
    },
    later: (work) => {
      if (isAlive && !isFrozen()) work();
      else if (isAlive) void thawed().then(work);
    },
    steps: {
      isAlive: () => isAlive,
      take: thawed,
      passes: () => isAlive,
      names: () => [],
      endAfter: () => undefined,
      end: () => undefined,
    },
  };
}

export function openTab(device: Device, number: number): Tab {
  const { time, shop, disk, tabs, onThrown } = device;
  const life = createLife(device);
  const say = (what: keyof TillListeners): void => {
    if (!life.isAlive()) return;
    for (const other of tabs) if (other !== tab) time.at(time.now() + WORD_MS, () => other.hear(what));
  };
  let isSeen = false;
  const manager = device.locks.manager();
  const hub = createWebLock({
    locks: { request: slowed(manager.request, life) },
    name: 'guitai-practice-driver',
    channel: {
      askForTurn: () => say('onAsked'),
      tellHere: () => say('onHere'),
      tellHidden: () => say('onHidden'),
    },
    isSeen: () => isSeen,
    after: (delayMs, work) => time.at(time.now() + delayMs, () => life.later(work)),
  });
  const counter: Counter = createCounter({
    ports: steppedPorts(
      {
        time,
        shop,
        disk,
        clock: device.clock,
        steps: life.steps,
        digest,
        lock: hub.lock,
        wake: () => life.later(() => counter.wake('timer')),
      },
      number,
    ),
    rails: RAILS,
    account: (rail) => accountOf(shop, rail),
    till: 'T7K2',
    book: 'practice',
    currency: 'CNY',
    version: 'tabs',
    lastEnd: number === 1 ? 'first' : 'unclean',
    actor: () => 'cashier',
    // As the page does it: whoever drives tells the others that the book has grown.
    onChange: () => counter.isDriving() && say('onChanged'),
    onNotice: () => undefined,
  });
  const heard: Readonly<Record<keyof TillListeners, () => void>> = {
    onChanged: () => void counter.refresh().catch(onThrown),
    onAsked: hub.asked,
    onHere: hub.answered,
    onHidden: () => isSeen && counter.wake('visible'),
  };
  const tab: Tab = {
    counter,
    isFrozen: life.isFrozen,
    freeze: life.freeze,
    show: () => {
      isSeen = true;
      life.later(() => counter.wake('visible'));
    },
    hide: () => {
      isSeen = false;
      life.later(hub.hide);
    },
    kill: () => {
      life.end();
      tabs.splice(tabs.indexOf(tab), 1);
      manager.crash();
    },
    hear: (what) => life.later(heard[what]),
  };
  tabs.push(tab);
  counter.open().catch(onThrown);
  return tab;
}

type Request = Pick<LockManager, 'request'>['request'];

/** A tab that stands still is given the lock all the same, and learns of it, or of its loss, when it goes on. */
function slowed(request: Request, life: Life): Request {
  const slow = (
    name: string,
    options: LockOptions,
    work: (lock: Lock | null) => unknown,
  ): Promise<unknown> => {
    const granted = (lock: Lock | null): Promise<unknown> =>
      new Promise((resolve) => life.later(() => resolve(work(lock))));
    return new Promise((resolve, reject) => {
      request(name, options, granted).then(
        (result) => life.later(() => resolve(result)),
        (error: unknown) => life.later(() => reject(error)),
      );
    });
  };
  return slow as Request;
}
