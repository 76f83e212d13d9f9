/** The ports of one run: every promise that a port returns is two steps, one before its effect and one before its answer is seen. */

import type { CounterPorts } from '../../../src/counter/core.ts';
import type { RailName } from '../../../src/domain/rail.ts';
import type { Journal, Lock, Random, Wakeup, WireReply, WireRequest } from '../../../src/ports.ts';
import type { Shop } from '../swarm/shop.ts';
import type { SwarmTime } from '../swarm/time.ts';
import type { DeviceClock } from './device-clock.ts';
import { never, type Steps } from './steps.ts';

export interface RunParts {
  readonly time: SwarmTime;
  readonly shop: Shop;
  /** What is durable outlives the run. */
  readonly disk: Journal;
  readonly steps: Steps;
  readonly digest: (text: string) => string;
  readonly wake: () => void;
  /** The device's own clock, right or wrong. */
  readonly clock: DeviceClock;
  readonly lock: Lock;
}

/** How long a message takes there, and its answer back. */
const TRAVEL_MS = 60;
/** A message that the till's end overtook reaches the provider when the till has asked about it already. */
const LATE_MS = 4_000;

export function steppedPorts(parts: RunParts, run: number): CounterPorts {
  const { shop, steps, disk } = parts;
  const { signer, verifier, intake } = shop;
  const through = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    await steps.take(`${name}, before`);
    const result = await work();
    await steps.take(`${name}, after`);
    return result;
  };
  return {
    clock: parts.clock,
    random: createRandom(run),
    digest: parts.digest,
    journal: createSteppedJournal(disk, through),
    signer: { sign: (command) => through('sign', () => signer.sign(command)) },
    verifier: { verify: (claim) => through('verify', () => verifier.verify(claim)) },
    intake: {
      canOpen: (rail) => through('can open', () => intake.canOpen(rail)),
      admit: (command) => through('admit', () => intake.admit(command)),
    },
    wire: { send: (rail, request) => send(parts, rail, request) },
    lock: {
      ask: parts.lock.ask,
      acquire: (options) => through('lock', () => parts.lock.acquire(options)),
    },
    wakeup: createAlarm(parts),
  };
}

/** A third step here: the till ends just when the message has left, and it arrives late. */
async function send(
  { time, shop, steps }: RunParts,
  rail: RailName,
  request: WireRequest,
): Promise<WireReply> {
  await steps.take('send, before');
  const isWaitedFor = steps.passes('send, under way');
  await time.sleep(isWaitedFor ? TRAVEL_MS : LATE_MS);
  const leftAt = time.now();
  const { method, path, headers, body } = request;
  const [pathname = path, query] = path.split('?');
  const answer = await shop.host
    .answer({
      method,
      url: {
        pathname: `/practice/${rail}${pathname}`,
        search: query === undefined ? '' : `?${query}`,
        origin: 'http://practice.invalid',
      },
      headers: { ...headers },
      bytes: new TextEncoder().encode(method === 'GET' ? '' : body),
      signal: () => new AbortController().signal,
    })
    .catch(lostOnTheWay);
  if (!isWaitedFor) return never();
  await time.sleep(TRAVEL_MS);
  await steps.take('send, after');
  if (answer === undefined) return { kind: 'no_reply', reason: 'network' };
  const named = Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]);
  const bytes = typeof answer.body === 'string' ? new TextEncoder().encode(answer.body) : answer.body;
  const tookMs = time.now() - leftAt;
  return { kind: 'reply', status: answer.status, headers: Object.fromEntries(named), bytes, tookMs };
}

/** As `fetch` rejects when the network between loses a message. */
function lostOnTheWay(error: unknown): undefined {
  if (error instanceof TypeError) return undefined;
  throw error;
}

type Through = <T>(name: string, work: () => Promise<T>) => Promise<T>;

function createSteppedJournal(journal: Journal, through: Through): Journal {
  return {
    read: () => through('read', journal.read),
    append: (batch) => through('append', () => journal.append(batch)),
    recent: (limit, before) => through('recent', () => journal.recent(limit, before)),
    saleByOrderNumber: (order) => through('sale by order', () => journal.saleByOrderNumber(order)),
    saleByNumber: (number) => through('sale by number', () => journal.saleByNumber(number)),
    movements: (limit, before) => through('movements', () => journal.movements(limit, before)),
    entries: (from, limit) => through('entries', () => journal.entries(from, limit)),
    text: (commitment) => through('text', () => journal.text(commitment)),
  };
}

/** As the page's alarm clock: it looks again when the device's clock was set. */
function createAlarm({ time, clock, steps, wake }: RunParts): Wakeup {
  let wanted: number | undefined;
  let askedAt = 0;
  let takeBack: () => void = () => undefined;
  const look = (): void => {
    takeBack();
    if (wanted === undefined) return;
    const now = clock.now();
    const restMs = now < askedAt ? 0 : Math.max(0, wanted - now);
    takeBack = time.at(time.now() + restMs, () => {
      wanted = undefined;
      if (steps.isAlive()) wake();
    });
  };
  clock.onSet(look);
  return {
    at: (when) => {
      wanted = when;
      askedAt = clock.now();
      if (when === undefined) takeBack();
      else look();
    },
  };
}

/** A counter, not chance: the same run draws the same numbers, and no two runs draw one twice. */
function createRandom(run: number): Random {
  let drawn = run * 100_000;
  return {
    bytes: (length) => {
      drawn += 1;
      return Uint8Array.from({ length }, (_, index) =>
        index < 4 ? (drawn >> (8 * (3 - index))) & 255 : index,
      );
    },
  };
}
