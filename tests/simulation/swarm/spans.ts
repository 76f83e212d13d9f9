/** Many seeds in a row, shared out to workers that have memory enough to let garbage lie for a while. */

import { Worker } from 'node:worker_threads';
import type { Wanted } from './mix.ts';
import { addUp, NOTHING, type Sums, sumsOf } from './report.ts';
import { runSeed } from './run.ts';

export interface Span extends Wanted {
  readonly from: number;
  readonly seeds: number;
}

export interface Part {
  readonly sums: Sums;
  /** Of all threads together. */
  readonly cpuMs: number;
}

/** Young objects of a run die with it: a nursery that holds a few runs is emptied cheaply. */
const NURSERY_MB = 64;
/** A worker reports so often, so that it can be shared out evenly and stopped. */
const SEEDS_AT_ONCE = 100;

/** What a worker does with one span. */
export async function runSpan({ from, seeds, ...wanted }: Span): Promise<Sums> {
  let sums = NOTHING;
  for (let seed = from; seed < from + seeds; seed += 1)
    sums = addUp(sums, sumsOf(await runSeed(seed, wanted)));
  return sums;
}

/** Shares the seeds out to workers; `script` answers every span that it is sent with its sums. */
export async function runAll(span: Span, workers: number, script: URL): Promise<Part> {
  const before = process.cpuUsage();
  const until = span.from + span.seeds;
  let next = span.from;
  let sums = NOTHING;
  const serve = async (): Promise<void> => {
    const worker = new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb: NURSERY_MB } });
    while (next < until) {
      const from = next;
      next = Math.min(until, from + SEEDS_AT_ONCE);
      const part = await ask(worker, { ...span, from, seeds: next - from });
      sums = addUp(sums, part);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.max(1, workers) }, serve));
  const { user, system } = process.cpuUsage(before);
  const failures = [...sums.failures].sort((one, other) => one.seed - other.seed);
  return { sums: { ...sums, failures }, cpuMs: (user + system) / 1_000 };
}

function ask(worker: Worker, span: Span): Promise<Sums> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (sums: Sums) => {
      worker.off('error', reject);
      resolve(sums);
    });
    worker.postMessage(span);
  });
}
