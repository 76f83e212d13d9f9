/** The browser's word about the network is a hint: "online" asks again at once, "offline" is believed only when nobody answers. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LOOK_AGAIN_MS, watchNetwork } from '../../../src/devices/network.ts';

const events = new EventTarget();
const hints: boolean[] = [];
let isThere = false;
let onLine = true;
let asked = 0;
let stop: () => void = () => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  hints.length = 0;
  isThere = false;
  onLine = true;
  asked = 0;
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

function watch(): void {
  const reach = async (): Promise<boolean> => {
    asked += 1;
    return isThere;
  };
  const scope = {
    get onLine() {
      return onLine;
    },
  };
  stop = watchNetwork((isOnline) => hints.push(isOnline), { reach, scope, target: events as Window });
}

async function say(word: 'online' | 'offline'): Promise<void> {
  onLine = word === 'online';
  events.dispatchEvent(new Event(word));
  await vi.advanceTimersByTimeAsync(0);
}

describe('a browser that says "offline"', () => {
  it('is believed when the server does not answer, and the server is tried again', async () => {
    watch();
    await say('offline');
    expect(hints).toEqual([false]);
    await vi.advanceTimersByTimeAsync(3 * LOOK_AGAIN_MS);
    expect(asked).toBe(4);
    isThere = true;
    await vi.advanceTimersByTimeAsync(LOOK_AGAIN_MS);
    expect(hints).toEqual([false, true]);
    await vi.advanceTimersByTimeAsync(10 * LOOK_AGAIN_MS);
    expect(asked).toBe(5);
  });

  it('is not believed when the server answers, be it said at the start', async () => {
    isThere = true;
    onLine = false;
    watch();
    await vi.advanceTimersByTimeAsync(0);
    expect(hints).toEqual([true]);
    await say('offline');
    expect(hints).toEqual([true, true]);
  });

  it('is asked no more once it says "online", or once nobody watches', async () => {
    watch();
    await say('offline');
    await say('online');
    expect(hints).toEqual([false, true]);
    await vi.advanceTimersByTimeAsync(5 * LOOK_AGAIN_MS);
    expect(asked).toBe(1);
    stop();
    await say('offline');
    await say('online');
    expect(hints).toEqual([false, true]);
  });
});
