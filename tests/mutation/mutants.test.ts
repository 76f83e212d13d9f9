/** Mistakes in the state machine and in the next step: a part of them in every run, and each has to be noticed. */

import { expect, test } from 'vitest';
import { describeMutant, type Mutant, mutantsOf, withMutant } from './changes.ts';
import { createCore } from './core.ts';
import { excuseOf } from './equivalent.ts';

const { house, bench } = createCore(process.cwd());

/** One in so many; the whole is heard by `npm run mutate`. */
const ONE_IN = 4;

async function unnoticed(
  path: string,
): Promise<{ readonly judged: number; readonly missed: readonly string[] }> {
  const text = house.read(path);
  const missed: string[] = [];
  const mutants = mutantsOf(path, text).filter((_, index) => index % ONE_IN === 0);
  for (const mutant of mutants) {
    const verdict = await bench.judge(mutant);
    if (verdict.kind === 'survived' && excuseOf(mutant, text) === undefined)
      missed.push(describeMutant(mutant));
  }
  return { judged: mutants.length, missed };
}

test('without any mistake the tests pass here as they do elsewhere', async () => {
  expect(await bench.baseline()).toEqual([]);
});

test.each(['src/domain/transition.ts', 'src/domain/next-step.ts'])(
  'mistakes in %s are noticed',
  async (path) => {
    const { judged, missed } = await unnoticed(path);
    expect(judged).toBeGreaterThan(60);
    expect(missed).toEqual([]);
  },
);

test('a mistake is put where it was meant, and types are left alone', () => {
  const text = "const f = (a: 1 | 'x'): boolean => a > 1 && a !== 'x';\n";
  const changed = mutantsOf('f.ts', text).map((mutant: Mutant) => withMutant(text, mutant).slice(35, -1));
  expect(new Set(changed)).toEqual(
    new Set([
      '(a > 1);',
      "(a !== 'x');",
      "a >= 1 && a !== 'x';",
      "a <= 1 && a !== 'x';",
      "a > 2 && a !== 'x';",
      "a > 1 && a === 'x';",
      "a > 1 && a !== '?';",
    ]),
  );
});
