/** Runs the core's own tests against one mutant after the other, and says which of them nobody noticed. */

import { type Mutant, withMutant } from './changes.ts';
import type { House, Packages } from './house.ts';

interface Case {
  readonly name: string;
  readonly run: () => unknown;
}

/** The test functions that the core's tests use; what they do not use is not there, so that a new one is noticed. */
function createCollector(expect: unknown): { readonly cases: Case[]; readonly vitest: object } {
  const cases: Case[] = [];
  const test = (name: string, run: () => unknown): void => {
    cases.push({ name, run });
  };
  const each =
    (rows: readonly unknown[]) =>
    (name: string, run: (...row: readonly unknown[]) => unknown): void => {
      for (const [index, row] of rows.entries())
        test(`${name} (${index + 1})`, () => run(...(Array.isArray(row) ? row : [row])));
    };
  const describe = (_: string, body: () => void): void => body();
  const tested = Object.assign(test, { each });
  return { cases, vitest: { test: tested, it: tested, describe, expect } };
}

export type Verdict =
  /** A test noticed, or the program did not even start. */
  | { readonly kind: 'killed'; readonly by: string }
  | { readonly kind: 'survived' }
  /** The change makes no program: nobody could have written it. */
  | { readonly kind: 'no_program' };

export interface Bench {
  /** The tests as they stand: which of them fail, where all should pass. */
  readonly baseline: () => Promise<readonly string[]>;
  readonly judge: (mutant: Mutant) => Promise<Verdict>;
}

export interface BenchOptions {
  readonly house: House;
  readonly expect: unknown;
  /** Packages other than the test functions. */
  readonly packages: Packages;
  /** Which test files to run. */
  readonly tests: readonly string[];
}

/** Tests that stand at the path of what they test come first: they mostly notice. */
export function createBench({ house, expect, packages, tests }: BenchOptions): Bench {
  const runFile = async (
    path: string,
    changed?: Parameters<House['run']>[2],
  ): Promise<string | undefined> => {
    const { cases, vitest } = createCollector(expect);
    const found: Packages = async (name) => (name === 'vitest' ? vitest : packages(name));
    try {
      await house.run(path, found, changed);
    } catch (error) {
      return `${path} does not start: ${error}`;
    }
    for (const { name, run } of cases) {
      try {
        await run();
      } catch {
        return `${path} > ${name}`;
      }
    }
    return undefined;
  };
  const inOrder = async (path: string): Promise<readonly string[]> => {
    const own = path.replace('src/', 'tests/unit/').replace(/\.ts$/, '.test.ts');
    const using: string[] = [];
    for (const test of tests) if (await house.uses(test, path)) using.push(test);
    return using.sort((left, right) => Number(right === own) - Number(left === own));
  };
  return {
    baseline: async () => {
      const failed = await Promise.all(tests.map((path) => runFile(path)));
      return failed.filter((name) => name !== undefined);
    },
    judge: async (mutant) => {
      const { path } = mutant;
      let changed: Parameters<House['run']>[2];
      try {
        changed = new Map([[path, await house.compile(path, withMutant(house.read(path), mutant))]]);
      } catch {
        return { kind: 'no_program' };
      }
      for (const test of await inOrder(path)) {
        const by = await runFile(test, changed);
        if (by !== undefined) return { kind: 'killed', by };
      }
      return { kind: 'survived' };
    },
  };
}
