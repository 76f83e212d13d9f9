/** A message's content as lines of name and value, the same for JSON, XML and forms: `amount.total` and `100`. */

import type { Json, JsonObject } from '../world/model.ts';

export type FieldLine = readonly [name: string, value: string];

/** Text that holds JSON of its own, as Alipay's `biz_content`, is opened too. */
export function fieldLines(fields: JsonObject): readonly FieldLine[] {
  return Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : linesOf(name, value)));
}

function linesOf(name: string, value: Json): readonly FieldLine[] {
  if (typeof value === 'string') return openedText(name, value);
  if (value === null || typeof value !== 'object') return [[name, String(value)]];
  const inside = Object.entries(value) as readonly [string, Json | undefined][];
  if (inside.length === 0) return [[name, Array.isArray(value) ? '[]' : '{}']];
  return inside.flatMap(([inner, one]) => (one === undefined ? [] : linesOf(`${name}.${inner}`, one)));
}

function openedText(name: string, text: string): readonly FieldLine[] {
  if (!/^[[{]/.test(text)) return [[name, text]];
  try {
    return linesOf(name, JSON.parse(text) as Json);
  } catch {
    return [[name, text]];
  }
}
