/** Ways in which an input goes wrong: by noise, by cut and paste, and by values that a program stumbles over. */

import type { Chance } from './chance.ts';

/** Pieces of text that mean something to somebody. */
const PIECES: readonly string[] = [
  '',
  '\0',
  '\n',
  '\r\n',
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  '&',
  '=',
  '%',
  '#',
  '/',
  '..',
  '0',
  '-1',
  '1e999',
  '9007199254740993',
  '12.50',
  '1250',
  'null',
  'true',
  '__proto__',
  'constructor',
  'toString',
  'SUCCESS',
  'TRADE_SUCCESS',
  'COMPLETED',
  'succeeded',
  'GTA1',
  'javascript:alert(1)',
  'https://evil.example/',
  '\u202e',
  '\u200b',
  '\ud800',
  '\ufeff',
  '柜台',
  '💳',
  '<script>',
  "'",
];

const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  0.1,
  1250,
  1251,
  2 ** 53,
  1e300,
  [],
  {},
  [[]],
  { total: 1250 },
  ...PIECES,
];

/** Names that must never be taken from an input for what they are in an object. */
const NAMES: readonly string[] = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'length'];

/** The text with some of it changed. */
export function damagedText(text: string, chance: Chance): string {
  let after = text;
  for (let left = 1 + chance.below(3); left > 0; left -= 1) after = damagedOnce(after, chance);
  return after;
}

function damagedOnce(text: string, chance: Chance): string {
  const from = chance.below(text.length + 1);
  const to = Math.min(text.length, from + chance.below(chance.in(80) ? 4 : 40));
  switch (chance.below(7)) {
    case 0:
      return text.slice(0, from) + text.slice(to);
    case 1:
      return text.slice(0, from) + chance.pick(PIECES) + text.slice(to);
    case 2:
      return text.slice(0, to) + text.slice(from);
    case 3:
      return text.slice(0, from) + String.fromCharCode(chance.below(0x10000)) + text.slice(from + 1);
    case 4:
      return text.slice(0, from) + String.fromCharCode(32 + chance.below(95)) + text.slice(from + 1);
    case 5:
      return text.slice(0, from);
    default:
      return text.slice(from) + text.slice(0, from);
  }
}

/** The bytes with some of them changed. */
export function damagedBytes(bytes: Uint8Array, chance: Chance): Uint8Array {
  if (chance.in(15)) return bytes.slice(0, chance.below(bytes.length + 1));
  const after = Uint8Array.from(bytes);
  for (let left = 1 + chance.below(4); left > 0; left -= 1)
    after[chance.below(after.length)] = chance.below(256);
  return after;
}

export function noise(length: number, chance: Chance): Uint8Array {
  return Uint8Array.from({ length: chance.below(length + 1) }, () => chance.below(256));
}

/** A value like the one given, with one or a few of its parts replaced, dropped, doubled or exchanged, at any depth. */
export function damagedValue(value: unknown, chance: Chance): unknown {
  let after: unknown = value;
  for (let left = 1 + chance.below(3); left > 0; left -= 1) after = changedAt(after, chance);
  return after;
}

function changedAt(value: unknown, chance: Chance): unknown {
  const goesDeeper = typeof value === 'object' && value !== null && chance.in(75);
  if (!goesDeeper) return replacement(value, chance);
  const entries: [string, unknown][] = Object.entries(value);
  const [name, part] = entries[chance.below(entries.length)] ?? [chance.pick(NAMES), null];
  const kept = entries.filter(([other]) => other !== name);
  const changed = ((): readonly [string, unknown][] => {
    switch (chance.below(6)) {
      case 0:
        return kept;
      case 1:
        return [...entries, [chance.pick(NAMES), chance.pick(VALUES)]];
      case 2:
        return [...kept, [name, (entries[chance.below(entries.length)] ?? entries[0])?.[1]]];
      case 3:
        return [...kept, [chance.pick(PIECES), part]];
      default:
        return entries.map(([other, one]) => [other, other === name ? changedAt(one, chance) : one]);
    }
  })();
  return Array.isArray(value) ? changed.map(([, one]) => one) : fromNames(changed);
}

/** As JSON.parse makes it: a name such as `__proto__` is a name like any other. */
function fromNames(entries: readonly (readonly [string, unknown])[]): unknown {
  const made = {};
  for (const [name, value] of entries)
    Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
  return made;
}

function replacement(value: unknown, chance: Chance): unknown {
  if (typeof value === 'number' && chance.in(60)) return value + chance.pick([1, -1, 0.5, 1e9, -1e9]);
  if (typeof value === 'string' && chance.in(60)) return damagedText(value, chance);
  return chance.pick(VALUES);
}

/** Lists in lists, `depth` deep, as text. */
export function deepText(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`;
}
