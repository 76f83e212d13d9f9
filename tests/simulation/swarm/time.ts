/** The one clock of a run: events in the order of their time, with every promise settled between two of them. */

export interface SwarmTime {
  /** Epoch milliseconds, as they truly are. */
  readonly now: () => number;
  /** Calls `work` at a time; the answer takes it back. */
  readonly at: (time: number, work: () => void) => () => void;
  readonly sleep: (ms: number) => Promise<void>;
  /** Lets everything happen that is due up to `until`. */
  readonly runTo: (until: number) => Promise<void>;
  /** How many events have happened. */
  readonly events: () => number;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  work: (() => void) | undefined;
}

/** No run needs so many events within one millisecond: something calls itself again and again. */
const MOST_AT_ONCE = 2_000;

/** Nothing in a run may wait for anything but promises and this clock. */
export function createSwarmTime(start: number): SwarmTime {
  const heap: Timer[] = [];
  let now = start;
  let order = 0;
  let events = 0;

  function at(time: number, work: () => void): () => void {
    order += 1;
    const timer: Timer = { at: Math.max(time, now), order, work };
    push(heap, timer);
    return () => {
      timer.work = undefined;
    };
  }

  async function runTo(until: number): Promise<void> {
    let atOnce = 0;
    await settled();
    for (let next = heap[0]; next !== undefined && next.at <= until; next = heap[0]) {
      pop(heap);
      const { work } = next;
      if (work === undefined) continue;
      atOnce = next.at > now ? 0 : atOnce + 1;
      if (atOnce > MOST_AT_ONCE) throw new Error('a loop without rest');
      now = next.at;
      events += 1;
      work();
      await settled();
    }
    now = Math.max(now, until);
    await turned();
  }

  return {
    now: () => now,
    at,
    sleep: (ms) =>
      new Promise((resolve) => {
        at(now + ms, resolve);
      }),
    runTo,
    events: () => events,
  };
}

/** Every promise that can settle has settled: Node empties the queue of promises before it takes the next tick. */
function settled(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

/** A turn of the event loop, in which Node tells of the promises that were rejected and that nobody looked at. */
function turned(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

function push(heap: Timer[], timer: Timer): void {
  let place = heap.length;
  heap.push(timer);
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(timer, parent)) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = timer;
}

function pop(heap: Timer[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let place = 0;
  for (;;) {
    const left = heap[2 * place + 1];
    const right = heap[2 * place + 2];
    const isRight = right !== undefined && left !== undefined && isBefore(right, left);
    const child = isRight ? right : left;
    if (child === undefined || !isBefore(child, last)) break;
    heap[place] = child;
    place = 2 * place + (isRight ? 2 : 1);
  }
  heap[place] = last;
}
