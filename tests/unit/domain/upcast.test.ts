/** Entries of older versions are read as today’s; a journal of version 1 still is. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Entry, extend, newHead, verifyChain } from '../../../src/domain/journal.ts';
import { type UpcastTable, upcast } from '../../../src/domain/upcast.ts';
import { sha256Hex } from '../../../src/signing/digest.ts';

/** Three versions of an imagined body: yuan as text, then fen, then fen and a currency. */
const table: UpcastTable = {
  1: ({ body }) => ({ kind: 'paid', body: { fen: Math.round(Number(body['yuan']) * 100) } }),
  2: ({ kind, body }) => ({ kind, body: { amountMinor: body['fen'], currency: 'CNY' } }),
};

const stamp = { at: 1_760_000_000_000, actor: 'cashier', shift: 's1' };
const written = extend(newHead('T7K2'), [{ kind: 'payed', body: { yuan: '12.50' } }], {
  ...stamp,
  digest: sha256Hex,
});
const entry = written.entries[0] as Entry;

describe('entries that an older version wrote', () => {
  test('are brought up step by step, and keep who, when and where', () => {
    expect(upcast(entry, table, 3)).toEqual({
      ok: true,
      entry: { ...entry, v: 3, kind: 'paid', body: { amountMinor: 1250, currency: 'CNY' } },
    });
  });

  test('of the version before take the last step only', () => {
    const second = { ...entry, v: 2, kind: 'paid', body: { fen: 1250 } };
    expect(upcast(second, table, 3)).toMatchObject({ entry: { v: 3, body: { amountMinor: 1250 } } });
  });

  test('of today stay as they are', () => {
    expect(upcast(entry)).toEqual({ ok: true, entry });
  });

  test('of a later version are refused', () => {
    expect(upcast({ ...entry, v: 4 }, table, 3)).toEqual({ ok: false, refusal: 'newer' });
  });

  test('without a step for them are a mistake of ours', () => {
    expect(() => upcast(entry, {}, 2)).toThrow('upcast-step-missing');
  });
});

describe('the journal that version 1 wrote', () => {
  const path = new URL('fixtures/entries-v1.json', import.meta.url);
  const fixture = JSON.parse(readFileSync(path, 'utf8')) as typeof written;

  test('still verifies', () => {
    const bounds = { after: newHead(fixture.head.till), head: fixture.head };
    expect(verifyChain(fixture.entries, bounds, sha256Hex)).toEqual([]);
  });

  test('is still read', () => {
    for (const old of fixture.entries) expect(upcast(old).ok).toBe(true);
  });
});
