/** The envelope and the hash chain: what is written, and that no change to it stays unseen. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Damage,
  ENTRY_VERSION,
  type Entry,
  extend,
  GENESIS,
  type Head,
  hashOf,
  isEntry,
  newHead,
  verifyChain,
} from '../../../src/domain/journal.ts';
import { sha256Hex } from '../../../src/signing/digest.ts';

const START = newHead('T7K2');
const stamp = { at: 1_760_000_000_000, actor: 'cashier' };

function chainOf(count: number, after: Head = START): { entries: readonly Entry[]; head: Head } {
  const drafts = Array.from({ length: count }, (_, index) => ({ kind: 'k', body: { index } }));
  return extend(after, drafts, { ...stamp, digest: sha256Hex });
}

const verify = (entries: readonly unknown[], head: Head, after: Head = START): readonly Damage[] =>
  verifyChain(entries, { after, head }, sha256Hex);

describe('the chain', () => {
  test('begins at the genesis and counts without a hole', () => {
    const { entries, head } = chainOf(3);
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(entries[0]).toEqual({
      v: ENTRY_VERSION,
      till: 'T7K2',
      epoch: 1,
      seq: 1,
      prev: GENESIS,
      at: 1_760_000_000_000,
      actor: 'cashier',
      kind: 'k',
      body: { index: 0 },
    });
    expect(head).toEqual({ till: 'T7K2', epoch: 1, seq: 3, hash: hashOf(entries[2] as Entry, sha256Hex) });
  });

  test('each entry carries the hash of the one before', () => {
    const { entries } = chainOf(2);
    expect(entries[1]?.prev).toBe(hashOf(entries[0] as Entry, sha256Hex));
  });

  test('goes on where it stood', () => {
    const first = chainOf(2);
    const second = chainOf(2, first.head);
    expect(verify([...first.entries, ...second.entries], second.head)).toEqual([]);
    expect(verify(second.entries, second.head, first.head)).toEqual([]);
  });

  test('carries the shift when there is one', () => {
    const { entries } = extend(START, [{ kind: 'k', body: {} }], {
      ...stamp,
      shift: 's1',
      digest: sha256Hex,
    });
    expect(entries[0]?.shift).toBe('s1');
  });

  test('cannot be extended by nothing', () => {
    expect(() => extend(START, [], { ...stamp, digest: sha256Hex })).toThrow('journal-empty-append');
  });

  test('a till may begin a later life', () => {
    expect(newHead('T7K2', 2)).toEqual({ till: 'T7K2', epoch: 2, seq: 0, hash: GENESIS });
  });
});

describe('what a check finds', () => {
  const { entries, head } = chainOf(6);
  const changed = (seq: number, change: Partial<Entry>) =>
    entries.map((entry) => (entry.seq === seq ? { ...entry, ...change } : entry));

  test('nothing in a journal that is whole', () => {
    expect(verify(entries, head)).toEqual([]);
    expect(verify([], START)).toEqual([]);
  });

  test.each([1, 3, 6])('a change to entry %i', (seq) => {
    expect(verify(changed(seq, { at: 0 }), head)).toEqual([{ kind: 'rewritten', seq }]);
  });

  test('a first entry that does not follow what went before', () => {
    const forged = chainOf(6, { ...START, hash: 'f'.repeat(64) });
    expect(verify(forged.entries, forged.head)).toEqual([{ kind: 'rewritten', seq: 1 }]);
  });

  test('a missing entry, in the middle, at the end and all of them', () => {
    expect(
      verify(
        entries.filter(({ seq }) => seq !== 3 && seq !== 4),
        head,
      ),
    ).toEqual([{ kind: 'missing', seq: 3, until: 4 }]);
    expect(verify(entries.slice(0, 4), head)).toEqual([{ kind: 'missing', seq: 5, until: 6 }]);
    expect(verify([], head)).toEqual([{ kind: 'missing', seq: 1, until: 6 }]);
  });

  test('a thing that is no entry any more', () => {
    const torn: unknown[] = [...entries];
    torn[1] = 'torn';
    torn[5] = null;
    expect(verify(torn, head)).toEqual([
      { kind: 'damaged', seq: 2 },
      { kind: 'damaged', seq: 6 },
    ]);
  });

  test('entries in another order, one of them twice, or of another till', () => {
    const [first, second, third] = entries as readonly [Entry, Entry, Entry];
    expect(verify([first, third, second, ...entries.slice(3)], head)).toEqual([
      { kind: 'missing', seq: 2, until: 2 },
      { kind: 'rewritten', seq: 2 },
    ]);
    expect(verify([first, first, ...entries.slice(1)], head)).toEqual([{ kind: 'rewritten', seq: 1 }]);
    expect(verify(changed(4, { till: 'OTHER' }), head)).toContainEqual({ kind: 'rewritten', seq: 4 });
  });

  test('an entry behind the head', () => {
    const { entries: more } = chainOf(1, head);
    expect(verify([...entries, ...more], head)).toEqual([{ kind: 'rewritten', seq: 7 }]);
  });

  test('any one change, deletion, insertion or swap anywhere', () => {
    const place = fc.nat({ max: entries.length - 1 });
    const harm = fc.constantFrom('change', 'delete', 'insert', 'swap');
    fc.assert(
      fc.property(place, harm, fc.jsonValue(), (at, how, junk) => {
        const harmed: unknown[] = [...entries];
        const here = entries[at] as Entry;
        if (how === 'change') harmed[at] = { ...here, body: { junk: JSON.stringify(junk) } };
        if (how === 'delete') harmed.splice(at, 1);
        if (how === 'insert') harmed.splice(at, 0, { ...here, actor: 'somebody' });
        if (how === 'swap') [harmed[at], harmed[(at + 1) % 6]] = [harmed[(at + 1) % 6], here];
        expect(verify(harmed, head)).not.toEqual([]);
      }),
    );
  });
});

describe('the shape of an entry', () => {
  const entry = chainOf(1).entries[0] as Entry;

  test('is recognised, with and without a shift', () => {
    expect(isEntry(entry)).toBe(true);
    expect(isEntry({ ...entry, shift: 's1' })).toBe(true);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'entry'],
    ['no version', { ...entry, v: 0 }],
    ['no epoch', { ...entry, epoch: undefined }],
    ['a fraction for its place', { ...entry, seq: 1.5 }],
    ['no till', { ...entry, till: 7 }],
    ['no link', { ...entry, prev: 7 }],
    ['half a link', { ...entry, prev: 'abc' }],
    ['no time', { ...entry, at: '2026' }],
    ['no actor', { ...entry, actor: null }],
    ['a shift that is no text', { ...entry, shift: 7 }],
    ['no kind', { ...entry, kind: undefined }],
    ['no body', { ...entry, body: null }],
    ['a body of text', { ...entry, body: 'x' }],
  ])('%s is none', (_, value) => {
    expect(isEntry(value)).toBe(false);
  });
});
