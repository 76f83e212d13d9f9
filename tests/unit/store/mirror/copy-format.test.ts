/** What the files of a second copy say: alone, torn off, and several together. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Entry, extend, newHead } from '../../../../src/domain/journal.ts';
import { sha256Hex } from '../../../../src/signing/digest.ts';
import {
  copyFileName,
  copyLine,
  lastEntry,
  mergeCopies,
  readCopyName,
  tailOf,
} from '../../../../src/store/mirror/copy-format.ts';

const TILL = 'T7K2';

function chain(count: number, options: { after?: ReturnType<typeof newHead>; word?: string } = {}) {
  const drafts = Array.from({ length: count }, (_, index) => ({
    kind: 'sale.opened',
    body: { index, word: options.word ?? 'first' },
  }));
  return extend(options.after ?? newHead(TILL), drafts, { at: 1, actor: 'cashier', digest: sha256Hex });
}

const textOf = (entries: readonly Entry[]) => entries.map((entry) => `${copyLine(entry)}\n`).join('');

describe('a file’s name', () => {
  test('says whose it is and where it stands', () => {
    const name = { till: TILL, ordinal: 12, run: 'a-b_C9' };
    expect(copyFileName(name)).toBe('T7K2.000012.a-b_C9.jsonl');
    expect(readCopyName(copyFileName(name))).toEqual(name);
  });

  test.each([
    '',
    'T7K2.jsonl',
    'T7K2.12.run.jsonl',
    '../T7K2.000012.run.jsonl',
    'T7K2.000012.run.jsonl.crswap',
  ])('is not “%s”', (name) => {
    expect(readCopyName(name)).toBeUndefined();
  });
});

describe('a line that no till wrote', () => {
  test.each([
    ['half a character', '"\\ud800"'],
    ['lists without end', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
  ])('with %s in it, costs no more than itself', (_, value) => {
    const { entries } = chain(3);
    const bad = textOf(entries).replace('"index":2', `"index":${value}`);
    expect(lastEntry(bad)?.seq).toBe(2);
    expect(mergeCopies(TILL, [bad], sha256Hex).head.seq).toBe(2);
    expect(mergeCopies(TILL, [bad, textOf(entries)], sha256Hex).head.seq).toBe(3);
  });
});

describe('the last entry of a file', () => {
  const { entries } = chain(3);
  test('is the last whole line', () => {
    expect(lastEntry(textOf(entries))?.seq).toBe(3);
    expect(lastEntry(textOf(entries).slice(0, -2))?.seq).toBe(2);
    expect(lastEntry(textOf(entries).slice(5))?.seq).toBe(3);
    expect(lastEntry('')).toBeUndefined();
    expect(lastEntry('{"seq":1}\nnonsense\n')).toBeUndefined();
  });
});

describe('the newest of several', () => {
  test('is that of the later life, though it be shorter', () => {
    const first = chain(5).entries;
    const restored = { ...chain(3).head, epoch: 2 };
    const second = chain(1, { after: restored }).entries;
    expect(tailOf([...first, ...second])).toMatchObject({ epoch: 2, seq: 4 });
    expect(tailOf([])).toBeUndefined();
  });
});

describe('several files together', () => {
  test('are one book, whatever each of them repeats', () => {
    const { entries, head } = chain(6);
    const texts = [textOf(entries.slice(0, 4)), textOf(entries.slice(2, 5)), textOf(entries.slice(5))];
    expect(mergeCopies(TILL, texts, sha256Hex)).toEqual({ head, entries });
  });

  test('end before the first hole', () => {
    const { entries } = chain(6);
    const merged = mergeCopies(TILL, [textOf([...entries.slice(0, 2), ...entries.slice(3)])], sha256Hex);
    expect(merged.head.seq).toBe(2);
    expect(merged.entries).toEqual(entries.slice(0, 2));
  });

  test('of another till say nothing of this one', () => {
    expect(mergeCopies('OTHER', [textOf(chain(3).entries)], sha256Hex).entries).toEqual([]);
  });

  test('follow the later life where a till went on with less', () => {
    const first = chain(5);
    const kept = chain(3);
    const second = chain(3, { after: { ...kept.head, epoch: 2 }, word: 'second' });
    const merged = mergeCopies(TILL, [textOf(first.entries), textOf(second.entries)], sha256Hex);
    expect(merged.head).toEqual(second.head);
    expect(merged.entries).toEqual([...kept.entries, ...second.entries]);
  });

  test('never give out an entry that was changed, or any behind it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), (count, where) => {
        const { entries } = chain(count);
        const at = where % count;
        const forged = entries.map((entry, index) =>
          index === at ? { ...entry, body: { index, word: 'forged' } } : entry,
        );
        const merged = mergeCopies(TILL, [textOf(forged)], sha256Hex);
        // The last entry of all is vouched for by nothing behind it.
        expect(merged.entries.length).toBe(at === count - 1 ? count : at);
        expect(merged.entries.slice(0, at)).toEqual(entries.slice(0, at));
      }),
    );
  });

  test('torn off anywhere give every entry that was whole', () => {
    const { entries } = chain(4);
    const text = textOf(entries);
    for (let length = 0; length <= text.length; length += 1) {
      const whole = text.slice(0, length).split('\n').length - 1;
      expect(mergeCopies(TILL, [text.slice(0, length)], sha256Hex).entries.length).toBe(whole);
    }
  });
});
