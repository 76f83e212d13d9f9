/** `npm run torture`: real browsers, killed in the middle of payments; README.md says how to use it. */

import { parseArgs } from 'node:util';
import { startLiveSite } from '../support/live-shop.ts';
import { checkBuild } from '../support/server.ts';
import { createChromium } from './browsers/chromium.ts';
import { ENGINES, type Engine, type EngineName } from './browsers/engine.ts';
import { createFirefox } from './browsers/firefox.ts';
import { createWebkit } from './browsers/webkit.ts';
import { planOf } from './plan.ts';
import { reportText, trialLine } from './report.ts';
import { createTemplate } from './set-up.ts';
import { type Outcome, runTrial } from './trial.ts';
import { TROUBLE, TROUBLES, type TroubleName } from './troubles/troubles.ts';

const USAGE = `npm run torture -- [--browser ${ENGINES.join('|')}] [--kills 20] [--seed 1]
  [--trouble ${TROUBLES.join('|')}]`;

/** The browser is killed twice in each trial. */
const KILLS_EACH = 2;

const CREATE: Readonly<Record<EngineName, () => Engine>> = {
  chromium: createChromium,
  firefox: createFirefox,
  webkitgtk: createWebkit,
};

interface Wanted {
  readonly engines: readonly EngineName[];
  readonly trials: number;
  readonly from: number;
  readonly trouble: TroubleName | undefined;
}

function wantedOf(args: readonly string[]): Wanted | undefined {
  const options = {
    browser: { type: 'string', multiple: true },
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    trouble: { type: 'string' },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    const names = values.browser ?? ENGINES;
    const engines = ENGINES.filter((name) => names.includes(name));
    const [kills, from] = [Number(values.kills), Number(values.seed)];
    const trouble = TROUBLES.find((name) => name === values.trouble);
    const isKnown = engines.length === names.length && trouble === values.trouble;
    if (!isKnown || !(kills > 0) || !Number.isInteger(from)) return undefined;
    return { engines, trials: Math.ceil(kills / KILLS_EACH), from, trouble };
  } catch {
    return undefined;
  }
}

/** The exit code: 0 when nothing was found, 1 when something was, 2 when the arguments mean nothing. */
export async function run(args: readonly string[]): Promise<number> {
  const wanted = wantedOf(args);
  if (wanted === undefined) {
    console.error(USAGE);
    return 2;
  }
  checkBuild();
  const reports: string[] = [];
  let isGood = true;
  for (const name of wanted.engines) {
    const engine = CREATE[name]();
    const cannot = wanted.trouble === undefined ? undefined : TROUBLE[wanted.trouble].cannot(name);
    const missing = (await engine.missing()) ?? cannot;
    if (missing !== undefined) {
      reports.push(`${name}: not run. ${missing}`);
      continue;
    }
    const outcomes = await runTrials(engine, wanted);
    reports.push(reportText(name, outcomes));
    isGood &&= outcomes.every(({ violations }) => violations.length === 0);
  }
  console.log(`\n${reports.join('\n\n')}`);
  return isGood ? 0 : 1;
}

async function runTrials(engine: Engine, { trials, from, trouble }: Wanted): Promise<readonly Outcome[]> {
  const site = await startLiveSite();
  const template = await createTemplate(engine, site);
  const outcomes: Outcome[] = [];
  try {
    for (let seed = from; seed < from + trials; seed += 1) {
      const outcome = await runTrial({ engine, site, template, trouble }, planOf(seed));
      console.log(trialLine(engine.name, outcome));
      outcomes.push(outcome);
    }
  } finally {
    await template.remove();
    await engine.stop();
    await site.stop();
  }
  return outcomes;
}
