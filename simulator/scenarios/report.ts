/** What came of scenarios: in lines for a terminal, and as JUnit XML for a build server. */

import type { ScenarioResult, StepResult } from './player.ts';

const MARKS: Readonly<Record<StepResult['outcome'], string>> = {
  passed: '✓',
  failed: '✗',
  'not checked': '–',
};

/** One line per scenario; the steps too where it failed. */
export function reportLines(results: readonly ScenarioResult[]): string {
  const lines = results.flatMap((result) => [
    `${result.passed ? '✓' : '✗'} ${result.name}`,
    ...(result.passed ? [] : result.steps.map(stepLine)),
  ]);
  const failed = results.filter((result) => !result.passed).length;
  return [...lines, `${results.length - failed} of ${results.length} scenarios passed.`].join('\n');
}

function stepLine({ number, title, outcome, message }: StepResult): string {
  return `    ${MARKS[outcome]} ${number}. ${title}${message === undefined ? '' : `\n        ${message}`}`;
}

/** JUnit XML: a suite per scenario, a case per step. Times are not told, since simulated ones would mislead. */
export function junitXml(results: readonly ScenarioResult[]): string {
  const suites = results.map(({ name, steps }) => {
    const failures = steps.filter(({ outcome }) => outcome === 'failed').length;
    const skipped = steps.filter(({ outcome }) => outcome === 'not checked').length;
    const cases = steps.map((step) => caseXml(name, step)).join('\n');
    const head = `<testsuite name="${escaped(name)}" tests="${steps.length}" failures="${failures}" skipped="${skipped}">`;
    return `  ${head}\n${cases}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('\n')}\n</testsuites>\n`;
}

function caseXml(scenario: string, { number, title, outcome, message }: StepResult): string {
  const head = `    <testcase classname="${escaped(scenario)}" name="${escaped(`${number}. ${title}`)}"`;
  if (outcome === 'passed') return `${head}/>`;
  if (outcome === 'not checked')
    return `${head}><skipped message="this till’s screen cannot be seen"/></testcase>`;
  return `${head}><failure message="${escaped(message ?? '')}"/></testcase>`;
}

/** Text for an XML attribute; control characters, which XML 1.0 cannot hold, become spaces. */
function escaped(text: string): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    if (code < 0x20 || code === 0x7f || isHalf || (code >= 0xfffe && code <= 0xffff)) return ' ';
    return ENTITIES[character] ?? character;
  }).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
