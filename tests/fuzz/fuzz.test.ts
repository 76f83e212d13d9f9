/** A sample of everything that hears from outside; `npm run fuzz` hears a million inputs of each. */

import { describe, expect, test } from 'vitest';
import type { createChance } from './chance.ts';
import { damagedValue } from './damage.ts';
import { law, runTarget } from './target.ts';
import { allTargets } from './targets.ts';

const INPUTS = 1_500;

describe('whatever comes from outside', () => {
  test.each(allTargets(process.cwd()).map((target) => [target.name, target] as const))(
    'breaks no law: %s',
    async (_, target) => {
      const run = await runTarget(target, { seed: 20_261_123, inputs: INPUTS });
      expect(run.found).toEqual([]);
    },
  );
});

describe('a run', () => {
  test('of one seed hears the same inputs again, and one input alone', async () => {
    const heard: unknown[] = [];
    const target = {
      name: 'own',
      hear: (chance: ReturnType<typeof createChance>) =>
        void heard.push(damagedValue({ a: [1, 'b'] }, chance)),
    };
    await runTarget(target, { seed: 7, inputs: 50 });
    await runTarget(target, { seed: 7, inputs: 50 });
    await runTarget(target, { seed: 7, inputs: 1, from: 49 });
    expect(heard.slice(50, 100)).toEqual(heard.slice(0, 50));
    expect(heard[100]).toEqual(heard[49]);
    expect(new Set(heard.map((one) => JSON.stringify(one))).size).toBeGreaterThan(25);
  });

  test('tells a broken law with its input, and a name that was left in every object', async () => {
    const broken = await runTarget(
      { name: 'own', hear: (chance) => law(chance.below(4) !== 0, 'a zero', chance.below(1)) },
      { seed: 1, inputs: 100 },
    );
    expect(broken.found).toHaveLength(10);
    expect(broken.found[0]?.problem).toBe('Error: a zero 0');
    const left = await runTarget(
      { name: 'own', hear: () => void Object.assign(Object.prototype, { left: 1 }) },
      { seed: 1, inputs: 1 },
    );
    Reflect.deleteProperty(Object.prototype, 'left');
    expect(left.found[0]?.problem).toContain('left a name in every object');
  });
});
