/** `npm run model`: many sequences of commands against the model of a shop. README.md says how to use it. */

import { parseArgs } from 'node:util';
import { checkShop } from './check.ts';

const USAGE = `npm run model -- [--runs 1000] [--seed 1] [--path P]    seed and path as a failing run tells them`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      path: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const { path } = values;
  const wanted = {
    runs: Number(values.runs),
    seed: Number(values.seed),
    ...(path === undefined ? {} : { path }),
  };
  const startedAt = performance.now();
  const { commands, failure } = await checkShop(wanted);
  const seconds = (performance.now() - startedAt) / 1_000;
  const outcome = failure === undefined ? '0 violations' : 'broken';
  console.log(`${wanted.runs} sequences, ${commands} commands, ${outcome}, ${seconds.toFixed(0)} s`);
  if (failure === undefined) return;
  for (const step of failure.steps) console.log(`  ${step}`);
  console.log(
    `${failure.what}\nagain: npm run model -- --runs 1 --seed ${failure.seed} --path ${failure.path}`,
  );
  process.exitCode = 1;
}

await main();
