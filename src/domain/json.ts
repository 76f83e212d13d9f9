/** Canonical JSON (RFC 8785) of the values the journal may hold: one text per value, so that a hash means something. */

import { check } from './assert.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The RFC 8785 form: keys sorted by UTF-16 code units, no white space, shortest numbers. Keys whose value is
 * `undefined` are left out. NaN, infinities and lone surrogates cannot be written and are a programmer's mistake.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    check(Number.isFinite(value), 'json-number');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') return jsonString(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let fields = '';
  for (const key of Object.keys(value).sort()) {
    const field = value[key];
    if (field === undefined) continue;
    if (fields !== '') fields += ',';
    fields += `${jsonString(key)}:${canonicalJson(field)}`;
  }
  return `{${fields}}`;
}

/** Most of what a journal holds is names and numbers in letters that JSON writes as they are. */
function jsonString(text: string): string {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`;
  check(!LONE_SURROGATE.test(text), 'json-lone-surrogate');
  return JSON.stringify(text);
}

/** Deeper than anything that a till writes: what is deeper did not come from one (S-45). */
const MAX_DEPTH = 32;

/** Whether a value that was found somewhere can be written as `canonicalJson`: finite, well-formed and not too deep. */
export function isWritableJson(value: unknown, depth = MAX_DEPTH): value is Json {
  switch (typeof value) {
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'string':
      return !LONE_SURROGATE.test(value);
    case 'object':
      return value === null || (depth > 0 && Object.entries(value).every((field) => isField(field, depth)));
    default:
      return false;
  }
}

function isField([name, value]: readonly [string, unknown], depth: number): boolean {
  return !LONE_SURROGATE.test(name) && (value === undefined || isWritableJson(value, depth - 1));
}

/** `Array.isArray` that also narrows lists that may not be changed. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether two values are the same in canonical form; key order and absent keys do not count. */
export function isSameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (!isFields(left) || !isFields(right) || Array.isArray(left) !== Array.isArray(right)) return false;
  return (
    Object.keys(left).every((key) => isSameJson(left[key], right[key])) &&
    Object.keys(right).every((key) => right[key] === undefined || left[key] !== undefined)
  );
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
