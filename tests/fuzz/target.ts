/** What is fuzzed, and how a run goes. */

import { type Chance, createChance } from './chance.ts';

/** One thing that hears from outside. `hear` makes an input by chance, lets it be heard, and throws when a law is broken. */
export interface Target {
  readonly name: string;
  readonly hear: (chance: Chance) => void | Promise<void>;
}

export interface Found {
  /** Which input of the run. */
  readonly number: number;
  readonly problem: string;
}

export interface Run {
  readonly inputs: number;
  readonly ms: number;
  readonly found: readonly Found[];
  /** The input that took longest, milliseconds. */
  readonly longest: { readonly number: number; readonly ms: number };
}

/** After so many a run has said enough. */
const MOST_FOUND = 10;

/** Names that an input may have left in every object of the program. */
function isPolluted(): boolean {
  return Object.keys(Object.prototype).length > 0 || Object.keys(Array.prototype).length > 0;
}

/** Hears inputs `from`, `from + 1` … of a seed. Must not run beside another: what they share is checked after each. */
export async function runTarget(
  { hear }: Target,
  { seed, inputs, from = 0 }: { readonly seed: number; readonly inputs: number; readonly from?: number },
): Promise<Run> {
  const found: Found[] = [];
  let longest = { number: from, ms: 0 };
  const began = performance.now();
  let before = began;
  for (let number = from; number < from + inputs && found.length < MOST_FOUND; number += 1) {
    try {
      const heard = hear(createChance(seed, number));
      if (heard !== undefined) await heard;
      if (isPolluted()) throw new Error('the input left a name in every object');
    } catch (error) {
      found.push({
        number,
        problem: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      });
    }
    const now = performance.now();
    if (now - before > longest.ms) longest = { number, ms: now - before };
    before = now;
  }
  return { inputs, ms: performance.now() - began, found, longest };
}

/** Stops a target: a law is broken. */
export function law(holds: boolean, what: string, ...shown: readonly unknown[]): asserts holds {
  if (!holds) throw new Error(`${what} ${shown.map((one) => JSON.stringify(one)?.slice(0, 400)).join(' ')}`);
}
