/** `npm run fuzz`: many inputs for each thing that hears from outside, or one input again. README.md says how to use it. */

import { parseArgs } from 'node:util';
import { type Run, runTarget } from './target.ts';
import { allTargets } from './targets.ts';

const USAGE = `npm run fuzz -- [--inputs 1000000] [--target replies-alipay,codes] [--seed 1] [--from 0]
the same seed, target and number give the same input: --from N --inputs 1 hears one again`;

function told(name: string, { inputs, ms, found, longest }: Run): string {
  const rate = Math.round((inputs / Math.max(1, ms)) * 1_000);
  const figures = `${name}: ${inputs} inputs, ${(ms / 1_000).toFixed(1)} s, ${rate} a second, the longest ${longest.ms.toFixed(0)} ms (${longest.number})`;
  return [figures, ...found.map(({ number, problem }) => `  input ${number}: ${problem}`)].join('\n');
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      inputs: { type: 'string', default: '1000000' },
      target: { type: 'string' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(USAGE);
  const wanted = values.target?.split(',');
  const targets = allTargets(process.cwd()).filter(({ name }) => wanted?.includes(name) ?? true);
  if (targets.length === 0)
    throw new Error(
      `no such target; there are ${allTargets(process.cwd())
        .map(({ name }) => name)
        .join(', ')}`,
    );
  for (const target of targets) {
    const run = await runTarget(target, {
      seed: Number(values.seed),
      inputs: Number(values.inputs),
      from: Number(values.from),
    });
    console.log(told(target.name, run));
    if (run.found.length > 0) process.exitCode = 1;
  }
}

await main();
