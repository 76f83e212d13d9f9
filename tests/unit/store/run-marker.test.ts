/** Which runs of the counter are alive, told by the locks that they hold. */

import { describe, expect, test } from 'vitest';
import { createRunLocks } from '../../../src/store/run-marker.ts';

describe('who is alive', () => {
  test('is told by the locks that runs hold', async () => {
    const held: { name: string }[] = [{ name: 'something else' }];
    const locks = createRunLocks({
      request: (async (name: string) => void held.push({ name })) as never,
      query: async () => ({ held: held as never, pending: [] }),
    });
    locks.hold('run-7');
    expect(await locks.alive()).toEqual(new Set(['run-7']));
  });

  test('is nobody where there are no locks', async () => {
    const locks = createRunLocks(undefined);
    locks.hold('run-7');
    expect(await locks.alive()).toEqual(new Set());
  });
});
