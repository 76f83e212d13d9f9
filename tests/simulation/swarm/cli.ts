/** `npm run simulate`: many seeds over all cores, one seed again, or one seed's trace. README.md says how to use it. */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort } from 'node:worker_threads';
import { fellShort, SEEDS_FOR_COVERAGE } from './coverage.ts';
import { FAULT_KINDS, type FaultKind, type Wanted } from './mix.ts';
import { whereToSee } from './replay.ts';
import { type Failure, reportText, type Sums, settledShare } from './report.ts';
import { runSeed } from './run.ts';
import { shrink } from './shrink.ts';
import { runAll, runSpan, type Span } from './spans.ts';
import { traceOf } from './trace.ts';

/** As many failing seeds are shrunken and shown; the others are only named. */
const SHOWN = 3;
/** The goal is 99.9 %; here customers pay late on purpose, and whether to keep that money is for a person to say. */
const LEAST_SETTLED = 0.99;
const USAGE = `npm run simulate -- [--seeds 1000] [--from 1] [--tills N] [--faults ${FAULT_KINDS.join(',')} or none] [--workers N]
npm run simulate -- --seed S [--trace FILE]   one seed, told in full`;

async function tell(failure: Failure, wanted: Wanted): Promise<void> {
  const { seed, violations } = failure;
  console.log(`\nseed ${seed} at ${commit()} broke:`);
  for (const { rule, what } of violations) console.log(`  ${rule}: ${what}`);
  const { run, options, tries } = await shrink(await runSeed(seed, wanted), wanted);
  console.log(`shrunken in ${tries} runs to ${run.lines.length} lines; what is left of the mix:`);
  console.log(`  ${JSON.stringify({ mix: options.mix, mostFaults: options.mostFaults })}`);
  const trace = traceOf(run, commit());
  console.log(trace);
  console.log(`again: npm run simulate -- --seed ${seed}`);
  console.log(whereToSee(trace, `dist/simulate/seed-${seed}.jsonl`));
}

function commit(): string {
  try {
    const git = (...words: string[]): string => execFileSync('git', words, { encoding: 'utf8' }).trim();
    const hasChanges = git('status', '--porcelain', '--untracked-files=no') !== '';
    return `commit ${git('rev-parse', '--short', 'HEAD')}${hasChanges ? ' with changes' : ''}`;
  } catch {
    return 'an unknown commit';
  }
}

function faultsOf(words: string | undefined): readonly FaultKind[] | undefined {
  if (words === undefined) return undefined;
  if (words === 'none') return [];
  const kinds = words.split(',').map((word) => FAULT_KINDS.find((kind) => kind === word) ?? word);
  const unknown = kinds.filter((kind) => !FAULT_KINDS.some((one) => one === kind));
  if (unknown.length > 0) throw new Error(`There is no fault ${unknown.join(', ')}.\n${USAGE}`);
  return kinds as readonly FaultKind[];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      tills: { type: 'string' },
      faults: { type: 'string' },
      trace: { type: 'string' },
      workers: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const wanted: Wanted = {
    tills: values.tills === undefined ? undefined : Number(values.tills),
    faults: faultsOf(values.faults),
  };
  const isOne = values.seed !== undefined || values.trace !== undefined;
  const from = Number(values.seed ?? values.from);
  const span: Span = { ...wanted, from, seeds: isOne ? 1 : Number(values.seeds) };
  if (values.trace !== undefined) {
    writeFileSync(values.trace, traceOf(await runSeed(from, wanted), commit()));
    console.log(`${values.trace} can be opened in the desk: npm run simulator, then /simulator/#trace`);
  }
  const startedAt = performance.now();
  const { sums, cpuMs } = await runAll(span, Number(values.workers), new URL(import.meta.url));
  console.log(`${commit()}, seeds ${from} … ${from + span.seeds - 1}`);
  console.log(reportText(sums, { cpuMs, wallMs: performance.now() - startedAt }));
  if (isOne) console.log(`trace hash ${(await runSeed(from, wanted)).hash()}`);
  for (const failure of sums.failures.slice(0, SHOWN)) await tell(failure, wanted);
  const others = sums.failures.slice(SHOWN).map(({ seed }) => seed);
  if (others.length > 0) console.log(`\nand seeds ${others.join(' ')}`);
  if (!isGood(sums, wanted)) process.exitCode = 1;
}

/** Says what else than a violation is wrong with the whole. */
function isGood(sums: Sums, { tills, faults }: Wanted): boolean {
  const isDrawn = tills === undefined && faults === undefined;
  const short = isDrawn && sums.seeds >= SEEDS_FOR_COVERAGE ? fellShort(sums.faults, sums.seeds) : [];
  for (const words of short) console.log(`too seldom: ${words}`);
  const share = settledShare(sums);
  if (share < LEAST_SETTLED) console.log(`only ${(100 * share).toFixed(3)} % settled without a person`);
  return short.length === 0 && share >= LEAST_SETTLED && sums.failures.length === 0;
}

if (isMainThread) await main();
else
  parentPort?.on('message', (span: Span) => void runSpan(span).then((sums) => parentPort?.postMessage(sums)));
