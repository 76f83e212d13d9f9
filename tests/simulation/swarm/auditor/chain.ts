/** INV-07 by the auditor's own means: the stored journal is what was written, without a hole, and its chain of SHA-256 holds. */

import { hash as hashBy } from 'node:crypto';
import type { SeenAt } from '../seen.ts';
import { fieldsOf, type Say } from './evidence.ts';

export function checkChain(
  book: { readonly till: string; readonly entries: readonly unknown[] },
  lines: readonly SeenAt[],
  say: Say,
): void {
  const { till, entries } = book;
  const written = lines.filter((line) => line.t === 'entry' && line.till === till);
  if (entries.length !== written.length)
    say('INV-07', `${till}: ${written.length} entries were written, ${entries.length} are there`);
  let epoch = 1;
  let hash = '0'.repeat(64);
  for (const [index, entry] of entries.entries()) {
    const { seq, prev, epoch: life } = fieldsOf(entry);
    if (Number(life) < epoch) say('INV-07', `${till}: entry ${String(seq)} belongs to a life that was over`);
    epoch = Number(life);
    if (seq !== index + 1) say('INV-07', `${till}: entry ${String(seq)} stands at place ${index + 1}`);
    if (prev !== hash) say('INV-07', `${till}: entry ${String(seq)} does not follow the one before it`);
    const text = sortedJson(entry);
    const line = written[index];
    if (line?.t === 'entry' && line.entry !== entry && sortedJson(line.entry) !== text)
      say('INV-07', `${till}: entry ${String(seq)} is not what was written`);
    hash = hashBy('sha256', text, 'hex');
  }
}

/** JSON with sorted keys and no white space (RFC 8785, as far as journals go). */
function sortedJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const name of Object.keys(fields).sort())
    if (fields[name] !== undefined)
      text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${sortedJson(fields[name])}`;
  return `{${text}}`;
}
