/** What is mutated and what has to notice: the core's decisions about money, and its own tests. */

import * as expectation from '@vitest/expect';
import * as chai from 'chai';
import { use } from 'chai';
import { type Bench, createBench } from './bench.ts';
import { createHouse, type House } from './house.ts';

/** The files whose every line decides about money. */
export const MUTATED: readonly string[] = [
  'transition',
  'next-step',
  'attempt',
  'noting',
  'refund',
  'sale',
  'legs',
  'claim',
  'rules',
  'facts',
  'timing',
  'money',
  'journal',
].map((name) => `src/domain/${name}.ts`);

/** Random lives of whole books take seconds each; a mistake has to be noticed by a test that names it. */
const TOO_LONG = /(^|[-/])laws\.test\.ts$/;

export function createCore(root: string): { readonly house: House; readonly bench: Bench } {
  const house = createHouse(root, 'tests/unit/domain');
  use(expectation.JestExtend);
  use(expectation.JestChaiExpect);
  use(expectation.JestAsymmetricMatchers);
  const expect = Object.assign(
    (value: unknown, message?: string) => chai.expect(value, message),
    chai.expect,
  );
  const tests = house.testFiles.filter((path) => !TOO_LONG.test(path));
  const packages = (name: string): Promise<unknown> => import(/* @vite-ignore */ name);
  return { house, bench: createBench({ house, expect, packages, tests }) };
}
