/** `npm run mutate`: every small mistake in the core's decisions, one at a time, and those that no test noticed. */

import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { Verdict } from './bench.ts';
import { describeMutant, type Mutant, mutantsOf } from './changes.ts';
import { createCore, MUTATED } from './core.ts';
import { excuseOf } from './equivalent.ts';

const USAGE = 'npm run mutate -- [--only transition,next-step] [--least 85]';

/** A mutant that never comes to an end is noticed as well. */
const PATIENCE_MS = 60_000;

const HANGS: Verdict = { kind: 'killed', by: 'it never comes to an end' };

interface Hand {
  readonly judge: (mutant: Mutant) => Promise<Verdict>;
  readonly close: () => Promise<unknown>;
}

/** A worker that judges, and is replaced when a mutant holds it up. */
function createHand(): Hand {
  const begin = (): Worker => new Worker(new URL(import.meta.url));
  let worker = begin();
  return {
    judge: (mutant) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          void worker.terminate();
          worker = begin();
          resolve(HANGS);
        }, PATIENCE_MS);
        const end = (verdict: Verdict): void => {
          clearTimeout(timer);
          worker.off('error', reject);
          resolve(verdict);
        };
        worker.once('message', end);
        worker.once('error', reject);
        worker.postMessage(mutant);
      }),
    close: () => worker.terminate(),
  };
}

function serve(): void {
  const { bench } = createCore(process.cwd());
  parentPort?.on('message', (mutant: Mutant) => {
    void bench.judge(mutant).then((verdict) => parentPort?.postMessage(verdict));
  });
}

interface Tally {
  readonly killed: number;
  readonly survived: readonly Mutant[];
  readonly excused: number;
}

async function judgeFile(path: string, hand: Hand): Promise<Tally> {
  const { house } = createCore(process.cwd());
  const text = house.read(path);
  let killed = 0;
  let excused = 0;
  const survived: Mutant[] = [];
  for (const mutant of mutantsOf(path, text)) {
    const verdict = await hand.judge(mutant);
    if (verdict.kind === 'killed') killed += 1;
    if (verdict.kind !== 'survived') continue;
    if (excuseOf(mutant, text) === undefined) survived.push(mutant);
    else excused += 1;
  }
  return { killed, survived, excused };
}

const percent = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      least: { type: 'string', default: '85' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(USAGE);
  const failed = await createCore(process.cwd()).bench.baseline();
  if (failed.length > 0) throw new Error(`the tests fail without any mutant: ${failed.join(', ')}`);
  const names = values.only?.split(',').map((name) => `src/domain/${name}.ts`);
  const hand = createHand();
  const began = performance.now();
  let killed = 0;
  let all = 0;
  let excused = 0;
  for (const path of names ?? MUTATED) {
    const tally = await judgeFile(path, hand);
    const count = tally.killed + tally.survived.length;
    for (const mutant of tally.survived) console.log(describeMutant(mutant));
    console.log(
      `${path}: ${tally.killed} of ${count} noticed, ${percent(tally.killed, count)}; ${tally.excused} change nothing`,
    );
    killed += tally.killed;
    all += count;
    excused += tally.excused;
  }
  await hand.close();
  const seconds = ((performance.now() - began) / 1_000).toFixed(0);
  console.log(
    `${killed} of ${all} mutants noticed, ${percent(killed, all)}; ${excused} change nothing; ${seconds} s`,
  );
  if (killed < (Number(values.least) / 100) * all) process.exitCode = 1;
}

if (isMainThread) await main();
else serve();
