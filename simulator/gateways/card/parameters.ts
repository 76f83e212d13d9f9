/** Parameters by rules: every call says what it takes, anything else is refused as the provider refuses it. */

import { invalid, type Said, shown } from './answers.ts';
import type { FormTree, FormValue } from './form.ts';

export type Value = string | number | boolean | readonly Value[] | Values;
export interface Values {
  readonly [name: string]: Value | undefined;
}

interface Common {
  readonly required?: boolean;
  /** The first version of the interface that does not know it any more, such as `2026-09-30`. */
  readonly until?: string;
}
export type Rule = Common &
  (
    | { readonly kind: 'integer'; readonly min?: number; readonly max?: number }
    | { readonly kind: 'boolean' }
    /** An empty text clears a field where `clears`; else it is refused. */
    | { readonly kind: 'text'; readonly max: number; readonly clears?: boolean; readonly like?: RegExp }
    | { readonly kind: 'choice'; readonly of: readonly string[]; readonly clears?: boolean }
    | { readonly kind: 'metadata' }
    /** A time in seconds, or bounds: `gt gte lt lte`. */
    | { readonly kind: 'range' }
    | { readonly kind: 'list'; readonly of: Rule; readonly max: number }
    | { readonly kind: 'fields'; readonly of: Rules }
    /** Taken and of no consequence here. */
    | { readonly kind: 'anything' }
  );
export type Rules = Readonly<Record<string, Rule>>;

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Said };

const BOUNDS: Rules = {
  gt: { kind: 'integer' },
  gte: { kind: 'integer' },
  lt: { kind: 'integer' },
  lte: { kind: 'integer' },
};
const METADATA_KEYS = 50;
const METADATA_NAME = 40;
const METADATA_VALUE = 500;

/** The rules as a version of the interface has them; versions begin with their day. */
export function rulesIn(rules: Rules, version: string): Rules {
  if (!Object.values(rules).some(({ until }) => until !== undefined)) return rules;
  const known = Object.entries(rules).filter(([, { until }]) => until === undefined || version < until);
  return Object.fromEntries(known);
}

/** All parameters, or the first thing that is wrong with them: what is unknown first, as the provider does it. */
export function readParameters(tree: FormTree, rules: Rules, prefix = ''): Read<Values> {
  const nameOf = (name: string) => (prefix === '' ? name : `${prefix}[${name}]`);
  for (const name of Object.keys(tree)) {
    if (!Object.hasOwn(rules, name)) {
      const param = nameOf(name);
      return no({ code: 'parameter_unknown', message: `Received unknown parameter: ${shown(param)}`, param });
    }
  }
  const values: Record<string, Value> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const found = tree[name];
    if (found === undefined) {
      if (!rule.required) continue;
      const param = nameOf(name);
      return no({ code: 'parameter_missing', message: `Missing required param: ${param}.`, param });
    }
    const read = readValue(found, rule, nameOf(name));
    if (!read.ok) return read;
    values[name] = read.value;
  }
  return { ok: true, value: values };
}

function readValue(found: FormValue, rule: Rule, param: string): Read<Value> {
  switch (rule.kind) {
    case 'anything':
      return { ok: true, value: '' };
    case 'fields':
      if (typeof found === 'string') return found === '' ? { ok: true, value: {} } : noObject(param);
      return readParameters(found, rule.of, param);
    case 'list':
      return readList(found, rule, param);
    case 'metadata':
      return readMetadata(found, param);
    case 'range':
      return typeof found === 'string' ? readInteger(found, {}, param) : readParameters(found, BOUNDS, param);
    default:
      return typeof found === 'string' ? readScalar(found, rule, param) : noText(param);
  }
}

type Scalar = Extract<Rule, { kind: 'integer' | 'boolean' | 'text' | 'choice' }>;

function readScalar(text: string, rule: Scalar, param: string): Read<Value> {
  const mayClear = (rule.kind === 'text' || rule.kind === 'choice') && rule.clears === true;
  if (text.trim() === '') {
    if (mayClear) return { ok: true, value: '' };
    const message = `An empty text was given for '${param}': leave it out, or give it a value.`;
    return no({ code: 'parameter_invalid_empty', message, param });
  }
  switch (rule.kind) {
    case 'integer':
      return readInteger(text, rule, param);
    case 'boolean':
      if (text === 'true' || text === 'false') return { ok: true, value: text === 'true' };
      return no({ message: `Invalid boolean: ${shown(text)}`, param });
    case 'choice':
      if (rule.of.includes(text)) return { ok: true, value: text };
      return no({ message: `Invalid ${param}: must be one of ${rule.of.join(', ')}`, param });
    default:
      if (text.length > rule.max)
        return no({ message: `Invalid string: at most ${rule.max} characters are allowed`, param });
      if (rule.like && !rule.like.test(text))
        return no({ message: `Invalid ${param}: ${shown(text)}`, param });
      return { ok: true, value: text };
  }
}

function readInteger(
  text: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: { readonly min?: number; readonly max?: number },
  param: string,
): Read<Value> {
  if (!/^-?\d{1,15}$/.test(text)) {
    return no({ code: 'parameter_invalid_integer', message: `Invalid integer: ${shown(text)}`, param });
  }
  const value = Number(text);
  if (value < min || value > max) {
    const message = `Invalid integer: must be ${value < min ? `at least ${min}` : `no more than ${max}`}`;
    return no({ code: 'parameter_invalid_integer', message, param });
  }
  return { ok: true, value };
}

function readList(found: FormValue, rule: Extract<Rule, { kind: 'list' }>, param: string): Read<Value> {
  if (typeof found === 'string') return no({ message: `Invalid array`, param });
  const names = Object.keys(found);
  if (names.some((name) => !/^\d{1,4}$/.test(name))) return no({ message: `Invalid array`, param });
  if (names.length > rule.max) return no({ message: `At most ${rule.max} entries are allowed`, param });
  const values: Value[] = [];
  for (const name of names.sort((one, other) => Number(one) - Number(other))) {
    const read = readValue(found[name] ?? '', rule.of, `${param}[${name}]`);
    if (!read.ok) return read;
    values.push(read.value);
  }
  return { ok: true, value: values };
}

/** Texts by name; an empty one takes the name away, an empty whole takes all away. */
function readMetadata(found: FormValue, param: string): Read<Value> {
  if (typeof found === 'string') return found === '' ? { ok: true, value: {} } : noObject(param);
  const entries = Object.entries(found);
  if (entries.length > METADATA_KEYS)
    return no({ message: `Metadata can have at most ${METADATA_KEYS} keys`, param });
  const values: Record<string, Value> = {};
  for (const [name, value] of entries) {
    const one = `${param}[${name}]`;
    if (typeof value !== 'string') return noText(one);
    if (name.length > METADATA_NAME)
      return no({ message: `Metadata keys can have at most ${METADATA_NAME} characters`, param: one });
    if (value.length > METADATA_VALUE)
      return no({ message: `Metadata values can have at most ${METADATA_VALUE} characters`, param: one });
    values[name] = value;
  }
  return { ok: true, value: values };
}

function noObject(param: string): Read<never> {
  return no({ message: 'Invalid object', param });
}

function noText(param: string): Read<never> {
  return no({ message: 'Invalid string', param });
}

function no(problem: Parameters<typeof invalid>[0]): Read<never> {
  return { ok: false, problem: invalid(problem) };
}

/** Text that is not empty. */
export function textAt(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function integerAt(values: Values, name: string): number | undefined {
  const value = values[name];
  return typeof value === 'number' ? value : undefined;
}

export function isOn(values: Values, name: string): boolean {
  return values[name] === true;
}

export function fieldsAt(values: Values, name: string): Values | undefined {
  const value = values[name];
  return typeof value === 'object' && !Array.isArray(value) ? (value as Values) : undefined;
}

export function textsAt(values: Values, name: string): readonly string[] | undefined {
  const value = values[name];
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** Metadata after a change: what is given is set, what is given empty goes; a whole that is given empty clears it. */
export function mergedMetadata(
  before: Readonly<Record<string, string>>,
  values: Values,
): Record<string, string> {
  const given = fieldsAt(values, 'metadata');
  if (!given) return { ...before };
  const names = Object.keys(given);
  if (names.length === 0) return {};
  const merged = { ...before };
  for (const name of names) {
    const value = given[name];
    if (typeof value === 'string' && value !== '') merged[name] = value;
    else delete merged[name];
  }
  return merged;
}
