/** Things that only one window does, once. */

import { describe, expect, it } from 'vitest';
import { type ClaimScope, createClaims } from '../../../src/devices/claims.ts';

/** What the windows of one origin share: a drawer, and locks that let one in at a time. */
function origin(): ClaimScope & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  let last: Promise<unknown> = Promise.resolve();
  const request = (_name: string, work: () => unknown): Promise<unknown> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    kept,
    locks: { request } as unknown as NonNullable<ClaimScope['locks']>,
    drawer: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
  };
}

describe('a claim', () => {
  it('is for the first window only, however many ask at once, and after a reload', async () => {
    const shared = origin();
    const windows = Array.from({ length: 5 }, () => createClaims('said', shared));
    const answers = await Promise.all(windows.map((claim) => claim('payment-1')));
    expect(answers.filter((isFirst) => isFirst)).toHaveLength(1);
    expect(await createClaims('said', shared)('payment-1')).toBe(false);
    expect(await createClaims('said', shared)('payment-2')).toBe(true);
  });

  it('is forgotten after a hundred others', async () => {
    const shared = origin();
    const claim = createClaims('said', shared);
    for (let number = 0; number <= 100; number += 1) await claim(String(number));
    expect(await claim('100')).toBe(false);
    expect(await claim('0')).toBe(true);
    expect(JSON.parse(shared.kept.get('said') ?? '')).toHaveLength(100);
  });

  it.each(['{', '7', '[1,{}]'])('takes what it cannot read for nothing: %s', async (rubbish) => {
    const shared = origin();
    shared.kept.set('said', rubbish);
    expect(await createClaims('said', shared)('payment-1')).toBe(true);
    expect(await createClaims('said', shared)('payment-1')).toBe(false);
  });

  it('is granted where nothing can be kept, and where there are no locks', async () => {
    const { drawer } = origin();
    const full = {
      ...drawer,
      setItem: () => {
        throw new DOMException('', 'QuotaExceededError');
      },
    };
    expect(await createClaims('said', { locks: undefined, drawer: full })('payment-1')).toBe(true);
    expect(await createClaims('said', { locks: undefined, drawer })('payment-1')).toBe(true);
    expect(await createClaims('said', { locks: undefined, drawer })('payment-1')).toBe(false);
  });
});
