/** Two to four tabs of one till, shown, hidden, frozen and killed in the middle of payments: one drives, nothing is sent twice. */

import { expect, test } from 'vitest';
import { tellStory } from './tabs/story.ts';

const STORIES = 100;

test('the tab that is seen drives within five seconds, and the books agree', async () => {
  let longestMs = 0;
  for (let seed = 1; seed <= STORIES; seed += 1) {
    const { found, takeoversMs } = await tellStory(seed);
    expect({ seed, found }).toEqual({ seed, found: [] });
    longestMs = Math.max(longestMs, ...takeoversMs);
  }
  // Some took over from a tab that stood still, and none took longer than it may.
  expect(longestMs).toBeGreaterThan(3_000);
  expect(longestMs).toBeLessThanOrEqual(5_000);
});
