/** Two to four tabs of one till, shown, hidden, frozen and killed in the middle of payments: one drives, nothing is sent twice. */

import { expect, test } from 'vitest';
import { tellStory } from './tabs/story.ts';

/** Stories in which a command waited for the turn that the same tab had just lost. */
const FOUND_BEFORE = [1014, 1676, 2723];
const SEEDS = [...FOUND_BEFORE, ...Array.from({ length: 100 }, (_, index) => index + 1)];

test('the tab that is seen drives within five seconds, and the books agree', async () => {
  let longestMs = 0;
  for (const seed of SEEDS) {
    const { found, takeoversMs } = await tellStory(seed);
    expect({ seed, found }).toEqual({ seed, found: [] });
    longestMs = Math.max(longestMs, ...takeoversMs);
  }
  // Some took over from a tab that stood still, and none took longer than it may.
  expect(longestMs).toBeGreaterThan(3_000);
  expect(longestMs).toBeLessThanOrEqual(5_000);
});
