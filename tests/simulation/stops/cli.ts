/** `npm run stops`: the till stopped at every await of every flow, or with `--pairs` at every pair of them. README.md says more. */

import { parseArgs } from 'node:util';
import { FLOWS } from './flows.ts';
import { play } from './play.ts';
import { stopOnce, stopTwice, type Tally, type Violation } from './runner.ts';

const USAGE = `npm run stops -- [--pairs] [--flow NAME]    NAME: a part of the flow's name
npm run stops -- --flow NAME --at 12,7      one run, stopped at await 12 and its recovery at await 7`;
/** As many violations of a flow are told in full. */
const SHOWN = 3;

function tell({ stops, where, found }: Violation): void {
  console.log(`  stopped at ${stops.join(' and ')} (${where.join('; ')})`);
  for (const what of found) console.log(`    ${what}`);
}

function report({ flow, points, pairs, violations }: Tally, seconds: number): void {
  const count = pairs > 0 ? `${points} awaits, ${pairs} pairs` : `${points} awaits`;
  console.log(`${flow}: ${count}, ${violations.length} violations, ${seconds.toFixed(0)} s`);
  for (const violation of violations.slice(0, SHOWN)) tell(violation);
}

async function playOne(name: string, stops: readonly number[]): Promise<number> {
  const flow = FLOWS.find((one) => one.name.includes(name));
  if (flow === undefined) throw new Error(`There is no flow ${name}.`);
  const { runs, found, effects } = await play(flow, stops);
  for (const [index, names] of runs.entries()) {
    console.log(`run ${index + 1}`);
    for (const [step, what] of names.entries()) console.log(`  ${step + 1} ${what}`);
  }
  console.log(`the provider: ${effects.join('; ') || 'nothing'}`);
  for (const what of found) console.log(`wrong: ${what}`);
  return found.length;
}

async function playAll(isOfPairs: boolean, name: string): Promise<number> {
  const flows = FLOWS.filter((flow) => flow.name.includes(name));
  const sums = { points: 0, pairs: 0, violations: 0 };
  for (const flow of flows) {
    const startedAt = performance.now();
    const tally = isOfPairs ? await stopTwice(flow) : await stopOnce(flow);
    report(tally, (performance.now() - startedAt) / 1_000);
    sums.points += tally.points;
    sums.pairs += tally.pairs;
    sums.violations += tally.violations.length;
  }
  const { points, pairs, violations } = sums;
  console.log(`${flows.length} flows, ${points} awaits, ${pairs} pairs, ${violations} violations`);
  return violations;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pairs: { type: 'boolean', default: false },
      flow: { type: 'string', default: '' },
      at: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) console.log(USAGE);
  else {
    const wrong =
      values.at === undefined
        ? await playAll(values.pairs, values.flow)
        : await playOne(values.flow, values.at.split(',').map(Number));
    if (wrong > 0) process.exitCode = 1;
  }
}

await main();
