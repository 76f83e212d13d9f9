/** Stops the till at every single await of every flow, opens it again, and lets it recover; then at pairs of awaits that are drawn. */

import { describe, expect, test } from 'vitest';
import type { Journal } from '../../src/ports.ts';
import { FLOWS } from './stops/flows.ts';
import { play } from './stops/play.ts';
import { drawPairs, stopOnce } from './stops/runner.ts';
import { createChance } from './swarm/random.ts';

/** `npm run stops -- --pairs` tries all of them. */
const PAIRS_OF_A_FLOW = 20;

describe.each(FLOWS)('$name', (flow) => {
  test('stopped at each await and opened again, it ends as if nothing had happened', async () => {
    const { points, violations } = await stopOnce(flow);
    expect(violations).toEqual([]);
    expect(points).toBeGreaterThan(10);
  });

  test('stopped again while it recovers, it ends the same', async () => {
    const chance = createChance(`pairs of ${flow.name}`);
    expect((await drawPairs(flow, chance, PAIRS_OF_A_FLOW)).violations).toEqual([]);
  });
});

/** A storage that says "written" of the first attempt that is opened, and keeps nothing of it. */
function createForgetting(): (journal: Journal) => Journal {
  let isForgotten = false;
  return (journal) => ({
    ...journal,
    append: async (batch) => {
      if (isForgotten || !batch.entries.some(({ kind }) => kind === 'attempt.opened'))
        return journal.append(batch);
      isForgotten = true;
      return { ok: true };
    },
  });
}

test('money that no journal tells of is noticed', async () => {
  const flow = FLOWS.find(({ name }) => name === 'payment code, paid');
  if (flow === undefined) throw new Error('no such flow');
  const { runs } = await play(flow, []);
  const answered = 1 + (runs[0] ?? []).indexOf('send, after');
  const { found } = await play(flow, [answered], createForgetting());
  expect(found.join()).toMatch(/is in no journal/);
});

test('there are at least twelve flows, over every rail', () => {
  expect(FLOWS.length).toBeGreaterThanOrEqual(12);
});
