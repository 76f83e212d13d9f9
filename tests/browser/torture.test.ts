/** A sample of `npm run torture`: every browser that is installed is killed in the middle of payments, all of them beside each other. */

import { beforeAll, expect, it } from 'vitest';
import { createChromium } from '../torture/browsers/chromium.ts';
import type { Engine } from '../torture/browsers/engine.ts';
import { createFirefox } from '../torture/browsers/firefox.ts';
import { createWebkit } from '../torture/browsers/webkit.ts';
import { runLane } from '../torture/lane.ts';
import { reportText } from '../torture/report.ts';
import type { Outcome } from '../torture/trial.ts';

/** Two kills in each trial: ten for each browser. Time counts, so that a slow machine kills less and not longer. */
const SEEDS = [401, 402, 403, 404, 405];
const TIME_MS = 120_000;
/** One trial may wait long for a busy machine before it gives up with words of its own. */
const PATIENCE_MS = 540_000;

const present: Engine[] = [];

beforeAll(async () => {
  for (const engine of [createChromium(), createFirefox(), createWebkit()]) {
    const missing = await engine.missing();
    if (missing === undefined) present.push(engine);
    else console.log(`${engine.name} is not tortured here. ${missing}`);
  }
});

async function torture(engine: Engine, untilMs: number): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const seeds = [...SEEDS];
  // The first is run in any case; a further one only if there is time for one as long as the last.
  const next = (): number | undefined => {
    const lastMs = outcomes.at(-1)?.tookMs ?? 0;
    return outcomes.length > 0 && performance.now() + lastMs > untilMs ? undefined : seeds.shift();
  };
  try {
    await runLane(engine, { trouble: undefined, next, told: (outcome) => outcomes.push(outcome) });
  } finally {
    await engine.stop();
  }
  return outcomes;
}

it(
  'a browser that is killed in payments loses nothing, doubles nothing and says nothing false',
  async () => {
    const untilMs = performance.now() + TIME_MS;
    const all = await Promise.all(
      present.map(async (engine) => ({ engine, outcomes: await torture(engine, untilMs) })),
    );
    console.log(all.map(({ engine, outcomes }) => reportText(engine.name, outcomes)).join('\n'));
    const bad = all.flatMap(({ engine, outcomes }) =>
      outcomes.flatMap(({ plan, violations }) =>
        violations.map((one) => [engine.name, plan.seed, one.kind, one.text]),
      ),
    );
    expect(bad).toEqual([]);
  },
  PATIENCE_MS,
);
