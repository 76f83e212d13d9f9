/** The scenarios that come with the simulator, in one chunk of their own. */

import { readScenario, type Scenario } from '../scenarios/schema.ts';

const files = import.meta.glob<unknown>('../scenarios/catalogue/**/*.json', {
  eager: true,
  import: 'default',
});

/** All of them, by group and name. */
export const CATALOGUE: readonly Scenario[] = Object.values(files)
  .flatMap((file) => {
    const reading = readScenario(file);
    return reading.ok ? [reading.scenario] : [];
  })
  .sort((one, other) => `${one.group} ${one.name}`.localeCompare(`${other.group} ${other.name}`, 'en'));
