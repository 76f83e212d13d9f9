/** The design tokens: what must be read from 80 cm has the contrast for it, in light and in dark. */

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { RAIL_NAMES } from '../../../src/domain/rail.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../../public');
const css = readFileSync(join(folder, 'tokens.css'), 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');

function tokensIn(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

// WCAG 2.2, relative luminance.
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const states = ['paid', 'recorded', 'not-paid', 'checking', 'waiting', 'offline'];

describe.each([
  ['light', tokensIn(light)],
  ['dark', new Map([...tokensIn(light), ...tokensIn(dark)])],
])('the %s colours', (_, tokens) => {
  const of = (name: string): string => {
    const value = tokens.get(name);
    if (value === undefined) throw new Error(`There is no colour --${name}.`);
    return value;
  };

  it.each(states)('show the state "%s" at 7 : 1 or better on every ground it stands on', (state) => {
    for (const ground of ['paper', 'surface', `${state}-soft`]) {
      expect(contrast(of(state), of(ground)), `${state} on ${ground}`).toBeGreaterThanOrEqual(7);
    }
    expect(contrast(of(`on-${state}`), of(state))).toBeGreaterThanOrEqual(7);
  });

  it.each(['paid', 'recorded', 'not-paid', 'checking', 'offline'])(
    'fill a screen with "%s" readably',
    (state) => {
      expect(contrast(of('on-ground'), of(`ground-${state}`))).toBeGreaterThanOrEqual(7);
    },
  );

  it('show amounts at 7 : 1 and quiet words at 4.5 : 1 or better', () => {
    for (const ground of ['paper', 'surface', 'practice-tint', ...states.map((state) => `${state}-soft`)]) {
      expect(contrast(of('ink'), of(ground)), ground).toBeGreaterThanOrEqual(7);
      expect(contrast(of('ink-quiet'), of(ground)), ground).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(of('on-accent'), of('accent'))).toBeGreaterThanOrEqual(7);
    expect(contrast(of('accent'), of('paper'))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(RAIL_NAMES)('show the name of the rail "%s" readably', (rail) => {
    expect(contrast(of(`rail-${rail}`), of('surface'))).toBeGreaterThanOrEqual(4.5);
  });
});
