/** Reading again after changes, neither too seldom nor too often. */

import { expect, it } from 'vitest';
import { createRefresh } from '../../../../simulator/parts/refresh.ts';

it('reads once more after changes during a reading, however many there were', async () => {
  const ends: (() => void)[] = [];
  const refresh = createRefresh(() => new Promise((resolve) => ends.push(resolve)));
  const done = refresh();
  refresh();
  refresh();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await done;
  expect(ends).toHaveLength(2);
});

it('can read again after a reading that failed', async () => {
  let readings = 0;
  const refresh = createRefresh(async () => {
    readings += 1;
    if (readings === 1) throw new Error('storage is gone');
  });
  await expect(refresh()).rejects.toThrow('storage is gone');
  await refresh();
  expect(readings).toBe(2);
});
