/** What a till stands in: the providers, the customers, its disk and the one clock. A run of it can be stopped at any await. */

import type { MemoryHost } from '../../../simulator/hosts/memory.ts';
import { type Counter, createCounter } from '../../../src/counter/counter.ts';
import type { Currency } from '../../../src/domain/money.ts';
import { MINUTE_MS } from '../../../src/domain/timing.ts';
import type { Journal } from '../../../src/ports.ts';
import { RAILS } from '../../../src/providers/rails.ts';
import { NO_LOCK } from '../../../src/scenario/shared-lock.ts';
import {
  createMemoryJournal,
  createMemoryStore,
  type MemoryStore,
} from '../../../src/store/memory-journal.ts';
import { accountOf } from '../../support/headless.ts';
import { digest } from '../swarm/digest.ts';
import { createShop, type Shop } from '../swarm/shop.ts';
import { createSwarmTime, type SwarmTime } from '../swarm/time.ts';
import { createDeviceClock, type DeviceClock } from './device-clock.ts';
import { steppedPorts } from './stepped-ports.ts';
import { createSteps, type Steps } from './steps.ts';

/** 23 November 2026, 10:00 in Beijing: far from midnight. */
const START = Date.UTC(2026, 10, 23, 2, 0, 0);

export interface Stage {
  readonly time: SwarmTime;
  readonly shop: Shop;
  readonly host: MemoryHost;
  /** What is durable. */
  readonly store: MemoryStore;
  /** What was thrown anywhere in the counter, which never should. */
  readonly thrown: readonly string[];
  readonly clock: DeviceClock;
  /** Opens the till on what is durable; it ends for good at its await number `stopAt`, if it comes so far. */
  readonly open: (stopAt: number) => Run;
}

/** One run of the till, from its start to its end. */
export interface Run {
  /** 1 for the first. */
  readonly number: number;
  readonly counter: Counter;
  readonly steps: Steps;
  /** A person gives a command; what it throws is kept. */
  readonly command: (work: (counter: Counter) => Promise<unknown>) => void;
  /** No command is under way. */
  readonly isFree: () => boolean;
}

/** `wrap` breaks the storage, to see that it is noticed. */
export function createStage(seed: string, currency: Currency, wrap: (journal: Journal) => Journal): Stage {
  const time = createSwarmTime(START);
  const shop = createShop(time, seed);
  const store = createMemoryStore();
  const disk = wrap(createMemoryJournal(store));
  const thrown: string[] = [];
  const keep = (error: unknown): void => {
    thrown.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  const clock = createDeviceClock(time);
  let opened = 0;

  function open(stopAt: number): Run {
    opened += 1;
    const number = opened;
    const steps = createSteps(stopAt);
    let underWay = 0;
    const counter: Counter = createCounter({
      ports: steppedPorts(
        { time, shop, disk, steps, clock, lock: NO_LOCK, digest, wake: () => counter.wake('timer') },
        number,
      ),
      rails: RAILS,
      account: (rail) => accountOf(shop, rail),
      till: 'T7K2',
      book: 'practice',
      currency,
      version: 'stops',
      lastEnd: number === 1 ? 'first' : 'unclean',
      actor: () => 'cashier',
      // The shortest life that a payment QR may have: less of waiting, and nothing else.
      qrLifeMs: () => MINUTE_MS,
      onChange: () => undefined,
      onNotice: () => undefined,
    });
    counter.open().catch(keep);
    return {
      number,
      counter,
      steps,
      isFree: () => underWay === 0,
      command: (work) => {
        underWay += 1;
        work(counter)
          .catch(keep)
          .finally(() => {
            underWay -= 1;
          });
      },
    };
  }

  return { time, shop, host: shop.host, store, clock, thrown, open };
}
