/** Every scenario of the catalogue, by name, against the real counter and the real protocols in virtual time. */

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runScenario } from '../../simulator/hosts/node/scenario.ts';
import { readScenario, type Scenario } from '../../simulator/scenarios/schema.ts';
import { openScenarioTill } from '../../src/scenario/till.ts';

const CATALOGUE = 'simulator/scenarios/catalogue';

const files = readdirSync(CATALOGUE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .sort();

function scenarioIn(file: string): Scenario {
  const reading = readScenario(readFileSync(join(CATALOGUE, file), 'utf8'));
  if (!reading.ok) throw new Error(`${file}: ${reading.mistakes.join('; ')}`);
  return reading.scenario;
}

describe('the catalogue', () => {
  test('names every file after its scenario, in the folder of its group', () => {
    for (const file of files) {
      const { name, group } = scenarioIn(file);
      expect(file).toBe(join(group, `${name}.json`));
      expect(basename(file)).toBe(`${name}.json`);
    }
  });

  test('stands in the README, line by line', () => {
    const readme = readFileSync('simulator/scenarios/README.md', 'utf8');
    for (const file of files) {
      const { name, title } = scenarioIn(file);
      expect(readme).toContain(`| \`${name}\` | ${title.en} |`);
    }
  });
});

describe('the scenario', () => {
  test.each(files)('%s', async (file) => {
    const result = await runScenario(scenarioIn(file), { openScenarioTill });
    const failed = result.steps.filter(({ outcome }) => outcome !== 'passed');
    expect(failed).toEqual([]);
    expect(result.passed).toBe(true);
  });
});

describe('what no provider tells the till', () => {
  const printed = (more: object): Scenario => {
    const reading = readScenario({
      ...{ name: 'printed', group: 'customer', title: { zh: '例', en: 'An example' } },
      steps: [
        { do: 'charge', rail: 'own_code', amountMinor: 1_250 },
        { do: 'take-record', rail: 'own_code' },
      ],
      ledgers: { customers: [], providers: [], merchants: [] },
      ...more,
    });
    if (!reading.ok) throw new Error(reading.mistakes.join('; '));
    return reading.scenario;
  };
  const endOf = async (scenario: Scenario) =>
    (await runScenario(scenario, { openScenarioTill })).steps.at(-1)?.message;

  test('must have come, unless the scenario names the difference', async () => {
    expect(await endOf(printed({}))).toContain('own_code CNY: 1250 taken down, 0 came');
    const named = (netMinor: number) =>
      printed({ differences: [{ account: 'own_code', currency: 'CNY', netMinor }] });
    expect(await endOf(named(1_250))).toBeUndefined();
    expect(await endOf(named(1_000))).toContain('the difference should be 1000');
  });

  test('must be in the drawer, if the scenario says so', async () => {
    const steps = [{ do: 'drawer', movement: 'float', amountMinor: 500 }];
    const drawer = (holdsMinor: number) => printed({ steps, drawer: [{ currency: 'CNY', holdsMinor }] });
    expect(await endOf(drawer(500))).toBeUndefined();
    expect(await endOf(drawer(501))).toContain('The drawer holds');
  });
});
