/** The shop's secret for what the provider seals: 32 characters, kept so that it cannot be read again. */

import { describe, expect, test } from 'vitest';
import {
  hasOpeningKey,
  importOpeningKey,
  openingKeyRef,
  openSealed,
} from '../../../src/signing/opening-key.ts';
import { SECRET, sealText } from './sealed.ts';
import { brokenKeyStore, keyParts } from './support.ts';

describe('the APIv3 key', () => {
  test('is kept, cannot be exported, and opens what was sealed under it', async () => {
    const parts = keyParts();
    expect(await hasOpeningKey(parts.store, 'wechatpay')).toBe(false);
    expect(await importOpeningKey(parts, 'wechatpay', ` ${SECRET}\n`)).toEqual({ ok: true });
    expect(await hasOpeningKey(parts.store, 'wechatpay')).toBe(true);
    const kept = await parts.store.get(openingKeyRef('wechatpay'));
    if (kept === undefined) throw new Error('it is kept');
    expect(kept.key).toMatchObject({ extractable: false, usages: ['decrypt'] });
    await expect(crypto.subtle.exportKey('raw', kept.key)).rejects.toThrow();
    expect([...kept.publicBytes]).toEqual([]);
    expect(await openSealed(crypto.subtle, kept.key, sealText('微信'))).toBe('微信');
    expect(await openSealed(crypto.subtle, kept.key, sealText('微信', 'x'.repeat(32)))).toBeUndefined();
  });

  test('takes the place of the one before', async () => {
    const parts = keyParts();
    await importOpeningKey(parts, 'wechatpay', SECRET);
    await importOpeningKey(parts, 'wechatpay', 'Z'.repeat(32));
    const kept = await parts.store.get(openingKeyRef('wechatpay'));
    if (kept === undefined) throw new Error('it is kept');
    expect(await openSealed(crypto.subtle, kept.key, sealText('one'))).toBeUndefined();
    expect(await openSealed(crypto.subtle, kept.key, sealText('two', 'Z'.repeat(32)))).toBe('two');
  });

  test.each(['', 'short', 'a'.repeat(31), 'a'.repeat(33), '密'.repeat(32), `${'a'.repeat(31)} `])(
    'is not %o',
    async (text) => {
      const parts = keyParts();
      expect(await importOpeningKey(parts, 'wechatpay', text)).toEqual({ ok: false, refusal: 'not_a_key' });
      expect(await hasOpeningKey(parts.store, 'wechatpay')).toBe(false);
    },
  );

  test('that cannot be kept is said so', async () => {
    const told = await importOpeningKey(keyParts(brokenKeyStore()), 'wechatpay', SECRET);
    expect(told).toEqual({ ok: false, refusal: 'failed' });
  });
});
