/** `npm run torture`: real browsers, killed in the middle of payments; README.md says how to use it. */

import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkBuild } from '../support/server.ts';
import { createChromium } from './browsers/chromium.ts';
import { ENGINES, type Engine, type EngineName } from './browsers/engine.ts';
import { createFirefox } from './browsers/firefox.ts';
import { createWebkit } from './browsers/webkit.ts';
import { runLane } from './lane.ts';
import { buildOlder, type OlderRelease } from './older.ts';
import { reportText, trialLine, trialRecord } from './report.ts';
import type { Outcome } from './trial.ts';
import { TROUBLE, TROUBLES, type TroubleName } from './troubles/troubles.ts';

const USAGE = `npm run torture -- [--browser ${ENGINES.join('|')}] [--kills 20] [--seed 1]
  [--trouble ${TROUBLES.join('|')}] [--older COMMIT] [--parallel 1] [--log FILE]`;

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
  /** How many trials run beside each other, each with a site, a simulator and profiles of its own. */
  readonly lanes: number;
  /** Where a line of JSON is added for each trial. */
  readonly log: string | undefined;
  /** The commit of the older release; once it is built, its folder. */
  readonly older: string | undefined;
}

function wantedOf(args: readonly string[]): Wanted | undefined {
  const options = {
    browser: { type: 'string', multiple: true },
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    trouble: { type: 'string' },
    parallel: { type: 'string', default: '1' },
    log: { type: 'string' },
    older: { type: 'string' },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    const names = values.browser ?? ENGINES;
    const engines = ENGINES.filter((name) => names.includes(name));
    const [kills, from, lanes] = [values.kills, values.seed, values.parallel].map(Number);
    const trouble = TROUBLES.find((name) => name === values.trouble);
    const isKnown = engines.length === names.length && trouble === values.trouble;
    if (!isKnown || kills === undefined || !(kills > 0)) return undefined;
    if (!isWhole(from) || !isWhole(lanes) || lanes < 1) return undefined;
    return {
      engines,
      trials: Math.ceil(kills / KILLS_EACH),
      from,
      trouble,
      lanes,
      log: values.log,
      older: values.older,
    };
  } catch {
    return undefined;
  }
}

function isWhole(value: number | undefined): value is number {
  return Number.isInteger(value);
}

/** The exit code: 0 when nothing was found, 1 when something was, 2 when the arguments mean nothing. */
export async function run(args: readonly string[]): Promise<number> {
  const wanted = wantedOf(args);
  if (wanted === undefined) {
    console.error(USAGE);
    return 2;
  }
  checkBuild();
  const older = await olderFor(wanted);
  try {
    return await runEngines({ ...wanted, older: older?.folder });
  } finally {
    await older?.remove();
  }
}

/** Nothing where no release is changed, or none can be built. */
async function olderFor({ trouble, older }: Wanted): Promise<OlderRelease | undefined> {
  if (trouble !== 'update' && trouble !== 'downgrade') return undefined;
  const built = await buildOlder(older);
  console.log(
    built.ok ? `The older release is ${built.release.name}.` : `${built.why} The present one stands for it.`,
  );
  return built.ok ? built.release : undefined;
}

async function runEngines(wanted: Wanted): Promise<number> {
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

/** Every lane takes the next seed as soon as it is through with its last. */
async function runTrials(engine: Engine, wanted: Wanted): Promise<readonly Outcome[]> {
  const { from, trials, lanes } = wanted;
  const seeds = Array.from({ length: trials }, (_, index) => from + index);
  const outcomes: Outcome[] = [];
  const told = (outcome: Outcome): void => {
    outcomes.push(outcome);
    console.log(trialLine(engine.name, outcome));
    if (wanted.log !== undefined) appendFileSync(wanted.log, trialRecord(engine.name, outcome));
  };
  try {
    await Promise.all(
      Array.from({ length: Math.min(lanes, trials) }, () =>
        runLane(engine, { ...wanted, next: () => seeds.shift(), told }),
      ),
    );
  } finally {
    await engine.stop();
  }
  return outcomes;
}
