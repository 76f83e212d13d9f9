/** Which runs of the counter are alive, told by the locks that they hold. */

import { describe, expect, test } from 'vitest';
import { createRunLocks } from '../../../src/store/run-marker.ts';

describe('who is alive', () => {
  test('is told by the locks that runs hold', async () => {
    const held: { name?: string }[] = [{ name: 'something else' }, {}];
    const locks = createRunLocks({
      request: (async (name: string) => void held.push({ name })) as never,
      query: async () => ({ held: held as never, pending: [] }),
    });
    locks.hold('run-7');
    expect(await locks.alive()).toEqual(new Set(['run-7']));
  });

  test('a run that cannot have its lock runs all the same', async () => {
    const locks = createRunLocks({
      request: (async () => {
        throw new DOMException('', 'AbortError');
      }) as never,
      query: async () => ({ pending: [] }) as never,
    });
    locks.hold('run-7');
    expect(await locks.alive()).toEqual(new Set());
  });

  test('holds its lock for as long as it lives', async () => {
    let isOver = false;
    const request = async (_: string, hold: () => Promise<never>): Promise<void> => {
      await hold();
      isOver = true;
    };
    createRunLocks({ request: request as never, query: async () => ({}) as never }).hold('run-7');
    await new Promise((resolve) => setTimeout(resolve));
    expect(isOver).toBe(false);
  });

  test('is nobody where there are no locks', async () => {
    const locks = createRunLocks(undefined);
    locks.hold('run-7');
    expect(await locks.alive()).toEqual(new Set());
  });
});
