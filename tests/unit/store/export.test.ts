/** The journal as a file, whole, changed and cut off. */

import { describe, expect, test } from 'vitest';
import type { Head } from '../../../src/domain/journal.ts';
import { canonicalJson } from '../../../src/domain/json.ts';
import { sha256Hex } from '../../../src/signing/digest.ts';
import { exportBlob, exportFileName, verifyExport } from '../../../src/store/export.ts';
import { createMemoryJournal, createMemoryStore } from '../../../src/store/memory-journal.ts';
import { batchAfter, START } from './support.ts';

const clock = { now: () => 1_760_000_000_000 };

async function fileOf(
  count: number,
  damage?: { seq: number; value: unknown },
): Promise<{ text: string; head: Head }> {
  const store = createMemoryStore();
  const journal = createMemoryJournal(store);
  const drafts = Array.from({ length: count }, (_, index) => ({ kind: 'k', body: { index, word: '柜台' } }));
  const { head, ...batch } = batchAfter(START, {
    drafts,
    texts: [{ commitment: 'c', salt: 's', text: 'private' }],
  });
  await journal.append({ ...batch, head });
  if (damage !== undefined) store.entries.set(damage.seq, damage.value);
  return { text: await (await exportBlob(journal, { book: 'practice', head, clock })).text(), head };
}

describe('the journal as a file', () => {
  test('its first line says what it is, and every entry follows', async () => {
    const { text, head } = await fileOf(1234);
    const lines = text.split('\n');
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      format: 'guitai-journal',
      version: 1,
      book: 'practice',
      ...head,
      exportedAt: 1_760_000_000_000,
    });
    expect(lines).toHaveLength(1 + 1234 + 1);
    expect(lines.at(-1)).toBe('');
    expect(verifyExport(text, sha256Hex)).toMatchObject({
      ok: true,
      header: { book: 'practice', seq: 1234 },
    });
  });

  test('every line is canonical', async () => {
    const lines = (await fileOf(3)).text.trimEnd().split('\n');
    for (const line of lines) expect(line).toBe(canonicalJson(JSON.parse(line)));
  });

  test('free text stays on the device', async () => {
    expect((await fileOf(3)).text).not.toContain('private');
  });

  test('practice says practice in its name', () => {
    const head = { ...START, seq: 314 };
    expect(exportFileName('practice', head)).toBe('guitai-practice-journal-T7K2-314.jsonl');
    expect(exportFileName('live', { ...head, till: '../x' })).toBe('guitai-live-journal-___x-314.jsonl');
  });

  test('an entry changed in the file is found', async () => {
    const { text } = await fileOf(5);
    const changed = text.replace('"index":2', '"index":7');
    expect(verifyExport(changed, sha256Hex)).toMatchObject({
      problem: 'damaged',
      damages: [{ kind: 'rewritten', seq: 3 }],
    });
  });

  test('a file that was cut off is found', async () => {
    const { text } = await fileOf(5);
    const cut = `${text.split('\n').slice(0, 4).join('\n')}\n`;
    expect(verifyExport(cut, sha256Hex)).toMatchObject({ damages: [{ kind: 'missing', seq: 4, until: 5 }] });
    expect(verifyExport(text.slice(0, -10), sha256Hex)).toMatchObject({
      damages: [{ kind: 'damaged', seq: 5 }],
    });
  });

  test('an entry that was already damaged is exported as it is, and found', async () => {
    const { text } = await fileOf(5, { seq: 2, value: { seq: 2, torn: true } });
    expect(text).toContain('{"seq":2,"torn":true}');
    expect(verifyExport(text, sha256Hex)).toMatchObject({ damages: [{ kind: 'damaged', seq: 2 }] });
  });

  test.each([
    ['half a character', '"\\ud800"'],
    ['a number beyond all numbers', '1e999'],
    ['lists without end', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
  ])('an entry with %s in it is damage, not a mistake of ours', async (_, value) => {
    const { text } = await fileOf(5);
    const changed = text.replace('"index":2', `"index":${value}`);
    expect(verifyExport(changed, sha256Hex)).toMatchObject({ damages: [{ kind: 'damaged', seq: 3 }] });
  });

  test('a hole in the store shifts nothing from one piece into the next', async () => {
    const store = createMemoryStore();
    const drafts = Array.from({ length: 1600 }, (_, index) => ({ kind: 'k', body: { index } }));
    const { head, ...batch } = batchAfter(START, { drafts });
    await createMemoryJournal(store).append({ ...batch, head });
    store.entries.delete(7);
    const blob = await exportBlob(createMemoryJournal(store), { book: 'practice', head, clock });
    const text = await blob.text();
    expect(text.trimEnd().split('\n')).toHaveLength(1 + 1599);
    expect(verifyExport(text, sha256Hex)).toMatchObject({ damages: [{ kind: 'missing', seq: 7, until: 7 }] });
  });

  test.each([
    ['nothing', undefined, 'null'],
    ['no thing', 'torn', '"torn"'],
  ])('an entry that is %s is exported as it is', async (_, value, line) => {
    const { text } = await fileOf(3, { seq: 2, value });
    expect(text.split('\n')[2]).toBe(line);
    expect(verifyExport(text, sha256Hex)).toMatchObject({ problem: 'damaged' });
  });

  test.each([
    ['', 'not_an_export'],
    ['a shopping list', 'not_an_export'],
    ['null', 'not_an_export'],
    ['{"format":"guitai-journal","version":1}', 'not_an_export'],
    ['{"format":"guitai-journal","version":2,"something":"new"}', 'newer_format'],
  ])('%o is refused as %s', (text, problem) => {
    expect(verifyExport(text, sha256Hex)).toEqual({ ok: false, problem });
  });
});
