/** A sample of `npm run torture`: Chromium is killed in the middle of payments, with GUITAI_TORTURE=all every browser that is there. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LiveSite, startLiveSite } from '../support/live-shop.ts';
import { createChromium } from '../torture/browsers/chromium.ts';
import type { Engine } from '../torture/browsers/engine.ts';
import { createFirefox } from '../torture/browsers/firefox.ts';
import { createWebkit } from '../torture/browsers/webkit.ts';
import { planOf } from '../torture/plan.ts';
import { reportText } from '../torture/report.ts';
import { createTemplate } from '../torture/set-up.ts';
import { type Outcome, runTrial } from '../torture/trial.ts';

/** Two kills in each trial. Time counts, so that a slow machine kills less and not longer. */
const MOST_TRIALS = 5;
const TIME_MS = 80_000;
/** One trial may wait long for a busy machine before it gives up with words of its own. */
const PATIENCE_MS = 420_000;

/** Each browser takes a profile of its own to set up: only when asked for are there more than one. */
const ENGINES: readonly Engine[] =
  process.env['GUITAI_TORTURE'] === 'all'
    ? [createChromium(), createFirefox(), createWebkit()]
    : [createChromium()];

let site: LiveSite;
const present: Engine[] = [];

beforeAll(async () => {
  site = await startLiveSite();
  for (const engine of ENGINES) {
    const missing = await engine.missing();
    if (missing === undefined) present.push(engine);
    else console.log(`${engine.name} is not tortured here. ${missing}`);
  }
});

afterAll(async () => {
  await site.stop();
});

async function torture(engine: Engine, untilMs: number): Promise<readonly Outcome[]> {
  const template = await createTemplate(engine, site);
  const outcomes: Outcome[] = [];
  const seeds = Array.from({ length: MOST_TRIALS }, (_, index) => 401 + index);
  try {
    for (const seed of seeds) {
      // The first is run in any case; a further one only if there is time for one as long as the last.
      const lastMs = outcomes.at(-1)?.tookMs ?? 0;
      if (outcomes.length > 0 && performance.now() + lastMs > untilMs) break;
      outcomes.push(await runTrial({ engine, site, template, trouble: undefined }, planOf(seed)));
    }
  } finally {
    await template.remove();
    await engine.stop();
  }
  return outcomes;
}

it(
  'a browser that is killed in payments loses nothing, doubles nothing and says nothing false',
  async () => {
    const begun = performance.now();
    const reports: string[] = [];
    const bad: unknown[] = [];
    for (const [index, engine] of present.entries()) {
      const outcomes = await torture(engine, begun + TIME_MS * (index + 1));
      reports.push(reportText(engine.name, outcomes));
      bad.push(...outcomes.flatMap(({ plan, violations }) => violations.map((one) => [plan.seed, one])));
    }
    console.log(reports.join('\n'));
    expect(bad).toEqual([]);
  },
  PATIENCE_MS,
);
