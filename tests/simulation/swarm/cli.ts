/** `npm run simulate`: many seeds over all cores, one seed again, or one seed's trace. README.md says how to use it. */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { FAULT_KINDS, type FaultKind, type Wanted } from './mix.ts';
import {
  addUp,
  type Failure,
  NOTHING,
  neverStruck,
  reportText,
  type Sums,
  settledShare,
  sumsOf,
} from './report.ts';
import { runSeed } from './run.ts';
import { shrink } from './shrink.ts';
import { traceOf } from './trace.ts';

interface Span extends Wanted {
  readonly from: number;
  readonly seeds: number;
}

interface Part {
  readonly sums: Sums;
  readonly cpuMs: number;
}

/** As many failing seeds are shrunken and shown; the others are only named. */
const SHOWN = 3;
const USAGE = `npm run simulate -- [--seeds 1000] [--from 1] [--tills N] [--faults ${FAULT_KINDS.join(',')} or none] [--workers N]
npm run simulate -- --seed S [--trace FILE]   one seed, told in full`;

async function runSpan({ from, seeds, ...wanted }: Span): Promise<Part> {
  const before = process.cpuUsage();
  let sums = NOTHING;
  for (let seed = from; seed < from + seeds; seed += 1)
    sums = addUp(sums, sumsOf(await runSeed(seed, wanted)));
  const { user, system } = process.cpuUsage(before);
  return { sums, cpuMs: (user + system) / 1_000 };
}

/** Shares the seeds out to workers, each with a process's own memory. */
async function runAll(span: Span, workers: number): Promise<Part> {
  if (workers <= 1) return runSpan(span);
  const share = Math.ceil(span.seeds / workers);
  const before = process.cpuUsage();
  const parts = await Promise.all(
    Array.from({ length: workers }, (_, index) => {
      const from = span.from + index * share;
      const seeds = Math.max(0, Math.min(share, span.from + span.seeds - from));
      return runInWorker({ ...span, from, seeds });
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return { sums: parts.map((part) => part.sums).reduce(addUp, NOTHING), cpuMs: (user + system) / 1_000 };
}

function runInWorker(span: Span): Promise<Part> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: span });
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}

async function tell(failure: Failure, wanted: Wanted): Promise<void> {
  const { seed, violations } = failure;
  console.log(`\nseed ${seed} at ${commit()} broke:`);
  for (const { rule, what } of violations) console.log(`  ${rule}: ${what}`);
  const { run, options, tries } = await shrink(await runSeed(seed, wanted), wanted);
  console.log(`shrunken in ${tries} runs to ${run.lines.length} lines; what is left of the mix:`);
  console.log(`  ${JSON.stringify({ mix: options.mix, mostFaults: options.mostFaults })}`);
  console.log(traceOf(run));
  console.log(`again: npm run simulate -- --seed ${seed}`);
  console.log(
    'No link to the desk: a scenario cannot say where a tab dies or which message is late. The trace above says all of it.',
  );
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
  if (values.trace !== undefined) writeFileSync(values.trace, traceOf(await runSeed(from, wanted)));
  const startedAt = performance.now();
  const { sums, cpuMs } = await runAll(span, Number(values.workers));
  console.log(`${commit()}, seeds ${from} … ${from + span.seeds - 1}`);
  console.log(reportText(sums, { cpuMs, wallMs: performance.now() - startedAt }));
  if (isOne) console.log(`trace hash ${(await runSeed(from, wanted)).hash()}`);
  else if (neverStruck(sums, wanted.faults).length > 0)
    console.log(`never struck: ${neverStruck(sums, wanted.faults).join(', ')}`);
  for (const failure of sums.failures.slice(0, SHOWN)) await tell(failure, wanted);
  const others = sums.failures.slice(SHOWN).map(({ seed }) => seed);
  if (others.length > 0) console.log(`\nand seeds ${others.join(' ')}`);
  if (sums.failures.length > 0 || settledShare(sums) < 0.999) process.exitCode = 1;
}

if (isMainThread) await main();
else parentPort?.postMessage(await runSpan(workerData as Span));
