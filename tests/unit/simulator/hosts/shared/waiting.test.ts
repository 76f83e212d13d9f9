/** Waiting in simulated time: it follows the clock that somebody moves, and the caller who gives up. */

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createWait } from '../../../../../simulator/hosts/shared/waiting.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function world() {
  const listeners = new Set<() => void>();
  const state = { extraMs: 0, factor: 1, startedAt: Date.now() };
  const wait = createWait({
    now: () => state.startedAt + (Date.now() - state.startedAt) * state.factor + state.extraMs,
    factor: () => state.factor,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  const change = (next: Partial<typeof state>) => {
    Object.assign(state, next);
    for (const listener of [...listeners]) listener();
  };
  const over = vi.fn();
  return { wait, change, over, listeners };
}

it('is over when the time has passed, and leaves nothing behind', async () => {
  const { wait, over, listeners } = world();
  void wait(20_000, new AbortController().signal).then(over);
  await vi.advanceTimersByTimeAsync(19_999);
  expect(over).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(over).toHaveBeenCalled();
  expect(listeners.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

it('is over at once when the desk moves the clock far enough', async () => {
  const { wait, over, change } = world();
  void wait(20_000, new AbortController().signal).then(over);
  change({ extraMs: 20_000 });
  await vi.advanceTimersByTimeAsync(0);
  expect(over).toHaveBeenCalled();
});

it('takes less real time when simulated time runs faster, and goes on after a stop', async () => {
  const { wait, over, change } = world();
  change({ factor: 0 });
  void wait(20_000, new AbortController().signal).then(over);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(over).not.toHaveBeenCalled();
  change({ factor: 10, startedAt: Date.now() });
  await vi.advanceTimersByTimeAsync(8_000);
  expect(over).toHaveBeenCalled();
});

it('ends with the reason of a caller who gives up', async () => {
  const { wait, listeners } = world();
  const caller = new AbortController();
  const waiting = wait(20_000, caller.signal);
  caller.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  expect([listeners.size, vi.getTimerCount()]).toEqual([0, 0]);
});
