/** Seeds that found mistakes in the driver, each replayed: they were mended, and stay so. */

import { expect, test } from 'vitest';
import { runSeed } from '../swarm/run.ts';

/**
 * Of these commits' mistakes: a turn that ended while its start was still writing drove all the same; an answer that a
 * failing storage kept from being written left its payment alone after the next start; a clock that was put back stretched
 * the pause after a failed write to years; money went back by a decision on an old book; a window that was fenced off while
 * its turn began never stood in line again.
 */
test.each([125, 372, 389, 476, 597, 777, 844, 996])('seed %i', async (seed) => {
  const { violations } = await runSeed(seed);
  expect(violations).toEqual([]);
});
