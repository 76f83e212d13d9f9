/** Lies in PayPal's words: another amount, another currency, another order. */

import type { FaultName } from '../../faults/catalogue.ts';
import type { Json, JsonObject } from '../../world/model.ts';
import type { Answer } from '../gateway.ts';
import { isObject } from './inspection.ts';

/** What an answer would be as a lie; undefined when there is nothing in it to lie about. */
export function tamper(answer: Answer, fault: FaultName): Answer | undefined {
  const { fields, status } = answer;
  if (fields === null || status >= 300) return undefined;
  const lie = LIES[fault];
  if (lie === undefined) return undefined;
  const changed = changedBy(fields, lie);
  const isLie = JSON.stringify(changed) !== JSON.stringify(fields);
  return isLie && isObject(changed) ? { ...answer, fields: changed } : undefined;
}

type Lie = (name: string, value: Json) => Json;

const LIES: Partial<Record<FaultName, Lie>> = {
  'amount-wrong': (name, value) => (name === 'value' ? oneMore(String(value)) : value),
  'currency-wrong': (name, value) => (name === 'currency_code' ? (value === 'EUR' ? 'GBP' : 'EUR') : value),
  'order-wrong': (name, value) =>
    name === 'custom_id' || name === 'invoice_id' ? `${String(value).slice(0, 120)}X` : value,
};

function changedBy(value: Json, lie: Lie, name = ''): Json {
  if (Array.isArray(value)) return value.map((one: Json) => changedBy(one, lie));
  if (!isObject(value)) return value === null ? null : lie(name, value);
  const changed: Record<string, Json | undefined> = {};
  for (const [key, field] of Object.entries(value))
    changed[key] = field === undefined ? field : changedBy(field, lie, key);
  return changed as JsonObject;
}

/** The last digit is another one. */
function oneMore(value: string): string {
  const last = Number(value.slice(-1));
  return `${value.slice(0, -1)}${(last + 1) % 10}`;
}
