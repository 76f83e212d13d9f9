/** One tab of a till: the real counter over ports that may stop it at any await, for a while or for good. */

import type { CounterPorts } from '../../../src/counter/core.ts';
import { type Counter, createCounter } from '../../../src/counter/counter.ts';
import type { Journal, Lock, Random, Wakeup } from '../../../src/ports.ts';
import { RAILS } from '../../../src/providers/rails.ts';
import { digest } from './digest.ts';
import { createLife, type Life } from './life.ts';
import type { Chance } from './random.ts';
import { createScreen } from './screen.ts';
import type { Restored } from './second-copy.ts';
import type { Device } from './till.ts';

export interface Tab {
  readonly number: number;
  readonly counter: Counter;
  readonly isAlive: () => boolean;
  /** Ends without a word. */
  readonly kill: (how: string) => void;
  /** Reads the book again, since another tab wrote in it. */
  readonly refresh: () => void;
}

/** What a till's alarm clock naps at most, since the device's clock can jump meanwhile (`src/sync/wakeup.ts`). */
const LONGEST_NAP_MS = 5_000;

export function openTab(
  device: Device,
  { number, restored }: { readonly number: number; readonly restored: Restored | undefined },
  fate: { readonly onDeath: () => void; readonly killAll: (how: string) => void },
): Tab {
  const { id, parts, lock } = device;
  const { notebook, sabotage, onThrown } = parts;
  const chance = parts.chance.fork(`tab ${id} ${number}`);
  const onDeath = (): void => {
    fate.onDeath();
    lock.end(number);
    alarm.at(undefined);
  };
  const life = createLife({ ...parts, chance, ...fate, onDeath }, id, number);
  const screen = createScreen({ notebook, till: id, tab: number }, life.isAlive);
  const alarm = createAlarm(device, () => life.later(() => counter.wake('timer')));
  const ports = portsOf(device, number, { life, chance, alarm });
  const counter = createCounter({
    ports: sabotage.ports?.(ports) ?? ports,
    rails: sabotage.rails ?? RAILS,
    account: device.account,
    till: id,
    book: 'practice',
    currency: 'CNY',
    version: 'swarm',
    lastEnd: number === 1 ? 'first' : 'unclean',
    restored,
    actor: () => 'cashier',
    onChange: screen.show,
    onNotice: screen.announce,
  });
  notebook.see({ t: 'tab', till: id, tab: number, does: 'opens' });
  counter.open().catch(onThrown);
  return {
    number,
    counter,
    isAlive: life.isAlive,
    kill: life.kill,
    refresh: () => life.later(() => void counter.refresh().catch(onThrown)),
  };
}

/** As the page's alarm clock: it looks again often where the device's clock may jump. */
function createAlarm({ parts, clock }: Device, ring: () => void): Wakeup {
  const { time, mix } = parts;
  const napMs = mix.rates.clock > 0 ? LONGEST_NAP_MS : Number.POSITIVE_INFINITY;
  let takeBack: () => void = () => undefined;
  const look = (wanted: number): void => {
    const restMs = wanted - clock.now();
    if (restMs <= 0) ring();
    else takeBack = time.at(time.now() + Math.min(restMs, napMs), () => look(wanted));
  };
  return {
    at: (wanted) => {
      takeBack();
      if (wanted !== undefined) takeBack = time.at(time.now(), () => look(wanted));
    },
  };
}

interface Inside {
  readonly life: Life;
  readonly chance: Chance;
  readonly alarm: Wakeup;
}

function portsOf(device: Device, number: number, { life, chance, alarm }: Inside): CounterPorts {
  const { parts, disk, clock, network } = device;
  const { signer, verifier, intake } = parts.shop;
  /** Every way to the outside is two steps at which a tab can end: before it, and after it. */
  const through = async <T>(work: () => Promise<T>): Promise<T> => {
    const before = life.pass();
    if (before !== undefined) await before;
    const result = await work();
    const after = life.pass();
    if (after !== undefined) await after;
    return result;
  };
  return {
    clock,
    random: createRandom(chance.fork('numbers')),
    digest,
    journal: createSteppedJournal(disk.journalOf(number, life.isAlive), through),
    signer: { sign: (command) => through(() => signer.sign(command)) },
    verifier: { verify: (claim) => through(() => verifier.verify(claim)) },
    intake: {
      canOpen: (rail) => through(() => intake.canOpen(rail)),
      admit: (command) => through(() => intake.admit(command)),
    },
    wire: { send: (rail, request) => through(() => network.send(number, rail, request)) },
    lock: createSteppedLock(device.lock.of(number, life.later), life),
    wakeup: { at: (when) => life.isAlive() && alarm.at(when) },
  };
}

type Through = <T>(work: () => Promise<T>) => Promise<T>;

function createSteppedJournal(journal: Journal, through: Through): Journal {
  return {
    ...journal,
    read: () => through(journal.read),
    append: (batch) => through(() => journal.append(batch)),
    saleByNumber: (sale) => through(() => journal.saleByNumber(sale)),
  };
}

function createSteppedLock(lock: Lock, life: Life): Lock {
  const { ask, acquire } = lock;
  return {
    ask: () => life.isAlive() && ask(),
    acquire: (options) => (life.isAlive() ? acquire(options) : new Promise(() => {})),
  };
}

function createRandom(chance: Chance): Random {
  return { bytes: (length) => Uint8Array.from({ length }, () => chance.whole(0, 255)) };
}
