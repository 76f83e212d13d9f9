/** The published schema of scenarios is the one that the player checks with. */

import { readFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { expect, test } from 'vitest';
import { readScenario, scenarioSchema } from '../../../simulator/scenarios/schema.ts';

const PUBLISHED = 'public/scenario.schema.json';

test('public/scenario.schema.json says what the program checks; GUITAI_WRITE=1 writes it anew', async () => {
  const schema = toJsonSchema(scenarioSchema, { errorMode: 'ignore' });
  const text = `${JSON.stringify({ title: 'A Guitai scenario', ...schema }, null, 2)}\n`;
  if (process.env['GUITAI_WRITE'] === '1') {
    const { writeFileSync } = await import('node:fs');
    writeFileSync(PUBLISHED, text);
  }
  expect(JSON.parse(readFileSync(PUBLISHED, 'utf8'))).toEqual(JSON.parse(text));
});

test.each<[string, unknown, RegExp]>([
  ['no JSON', '{', /JSON/],
  ['an unknown step', { steps: [{ do: 'dance' }] }, /steps/],
  ['a word too many', { colour: 'red' }, /colour/],
  ['money with a decimal point', { steps: [{ do: 'cash', tenderedMinor: 0.5 }] }, /tenderedMinor/],
])('a file with %s is refused in words', (_, more, reason) => {
  const scenario = {
    name: 'a-scenario',
    group: 'normal',
    title: { zh: '例', en: 'An example' },
    steps: [{ do: 'pass', durationMs: 1 }],
    ledgers: { customers: [], providers: [], merchants: [] },
  };
  expect(readScenario(scenario).ok).toBe(true);
  const reading = readScenario(typeof more === 'string' ? more : { ...scenario, ...(more as object) });
  expect(reading.ok).toBe(false);
  expect(reading.ok ? '' : reading.mistakes.join('; ')).toMatch(reason);
});
