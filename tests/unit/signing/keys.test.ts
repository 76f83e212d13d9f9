/** Keys: made, imported, kept so that nobody can read them again. */

import { createPublicKey, createVerify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  importMerchantKey,
  importProviderKey,
  type KeyParts,
  makeMerchantKey,
  merchantKeyRef,
  merchantPublicHalf,
  providerKeyPrefix,
  providerPublicHalves,
} from '../../../src/signing/keys.ts';
import { bare, brokenKeyStore, keyParts, privatePem, publicPem, rsaPair } from './support.ts';

async function signatureOf(parts: KeyParts, text: string): Promise<string> {
  const record = await parts.store.get(merchantKeyRef('alipay'));
  if (record === undefined) throw new Error('no key');
  const bytes = new TextEncoder().encode(text);
  return Buffer.from(await parts.subtle.sign('RSASSA-PKCS1-v1_5', record.key, bytes)).toString('base64');
}

describe('a key made here', () => {
  test('can be registered at the provider, which then accepts its signatures', async () => {
    const parts = keyParts();
    const made = await makeMerchantKey(parts, 'alipay');
    if (!made.ok) throw new Error(made.refusal);
    const { pem, base64 } = made.publicHalf;
    expect(bare(pem)).toBe(base64);
    expect(createPublicKey(pem).asymmetricKeyDetails).toMatchObject({
      modulusLength: 2048,
      publicExponent: 65537n,
    });
    const signature = await signatureOf(parts, '金额=12.50');
    expect(createVerify('RSA-SHA256').update('金额=12.50').verify(pem, signature, 'base64')).toBe(true);
    expect(await merchantPublicHalf(parts.store, 'alipay')).toEqual(made.publicHalf);
  });

  test('cannot be read again in any form', async () => {
    const parts = keyParts();
    await makeMerchantKey(parts, 'alipay');
    const record = await parts.store.get(merchantKeyRef('alipay'));
    if (record === undefined) throw new Error('no key');
    expect(record.key.extractable).toBe(false);
    expect(record.key.usages).toEqual(['sign']);
    for (const format of ['pkcs8', 'jwk'] as const) {
      await expect(crypto.subtle.exportKey(format, record.key)).rejects.toThrow();
    }
  });

  test('is not replaced by a slip of the finger', async () => {
    const parts = keyParts();
    const first = await makeMerchantKey(parts, 'alipay');
    expect(await makeMerchantKey(parts, 'alipay')).toEqual({ ok: false, refusal: 'exists' });
    expect(await importMerchantKey(parts, 'alipay', { text: privatePem(rsaPair(), 'pkcs8') })).toEqual({
      ok: false,
      refusal: 'exists',
    });
    const second = await makeMerchantKey(parts, 'alipay', { replace: true });
    expect(second.ok).toBe(true);
    expect(second).not.toEqual(first);
  });
});

describe('an imported key', () => {
  const pair = rsaPair();

  test('signs the same, whichever form it came in', async () => {
    const signatures = await Promise.all(
      (['pkcs8', 'pkcs1'] as const).map(async (type) => {
        const parts = keyParts();
        expect((await importMerchantKey(parts, 'alipay', { text: privatePem(pair, type) })).ok).toBe(true);
        return signatureOf(parts, 'out_trade_no=1');
      }),
    );
    expect(signatures[0]).toBe(signatures[1]);
    const verify = createVerify('RSA-SHA256').update('out_trade_no=1');
    expect(verify.verify(pair.publicKey, signatures[0] ?? '', 'base64')).toBe(true);
  });

  test('shows its own public half, and cannot be read again', async () => {
    const parts = keyParts();
    const imported = await importMerchantKey(parts, 'alipay', { text: privatePem(pair, 'pkcs1') });
    expect(imported).toMatchObject({ publicHalf: { pem: publicPem(pair), source: 'imported' } });
    const record = await parts.store.get(merchantKeyRef('alipay'));
    if (record === undefined) throw new Error('no key');
    await expect(crypto.subtle.exportKey('pkcs8', record.key)).rejects.toThrow();
  });

  test('that is none leaves the key that was there', async () => {
    const parts = keyParts();
    await importMerchantKey(parts, 'alipay', { text: privatePem(pair, 'pkcs8') });
    const wrong = await importMerchantKey(parts, 'alipay', { text: publicPem(pair), replace: true });
    expect(wrong).toEqual({ ok: false, refusal: 'public_not_private' });
    expect(await merchantPublicHalf(parts.store, 'alipay')).toMatchObject({ pem: publicPem(pair) });
  });

  test('whose numbers fit no key is refused by the platform, not believed', async () => {
    const der = pair.privateKey.export({ type: 'pkcs1', format: 'der' });
    der.fill(0x11, der.length - 900, der.length - 200);
    const result = await importMerchantKey(keyParts(), 'alipay', { text: der.toString('base64') });
    expect(result.ok).toBe(false);
  });
});

describe('the provider’s keys', () => {
  test('are kept two at a time, so that a change of keys has an overlap', async () => {
    const parts = keyParts();
    const pems = [rsaPair(), rsaPair(), rsaPair()].map((pair) => publicPem(pair));
    for (const text of pems) {
      parts.now += 1000;
      expect((await importProviderKey(parts, 'alipay', { text })).ok).toBe(true);
    }
    const halves = await providerPublicHalves(parts.store, 'alipay');
    expect(halves.map(({ pem }) => pem)).toEqual([pems[2], pems[1]]);
  });

  test('are kept once, however often they are imported', async () => {
    const parts = keyParts();
    const text = publicPem(rsaPair());
    await importProviderKey(parts, 'alipay', { text });
    await importProviderKey(parts, 'alipay', { text: bare(text) });
    expect(await providerPublicHalves(parts.store, 'alipay')).toHaveLength(1);
  });

  test('are kept under the name that the provider gives them', async () => {
    const parts = keyParts();
    await importProviderKey(parts, 'alipay', { text: publicPem(rsaPair()), keyId: 'K1' });
    expect(await parts.store.get(`${providerKeyPrefix('alipay')}K1`)).toBeDefined();
  });

  test('are not the merchant’s own private key', async () => {
    const text = privatePem(rsaPair(), 'pkcs8');
    expect(await importProviderKey(keyParts(), 'alipay', { text })).toEqual({
      ok: false,
      refusal: 'private_not_public',
    });
  });
});

test('a key that cannot be kept is said to have failed', async () => {
  const parts = keyParts(brokenKeyStore());
  const pair = rsaPair();
  const failed = { ok: false, refusal: 'failed' };
  expect(await makeMerchantKey(parts, 'alipay')).toEqual(failed);
  expect(await importMerchantKey(parts, 'alipay', { text: privatePem(pair, 'pkcs8') })).toEqual(failed);
  expect(await importProviderKey(parts, 'alipay', { text: publicPem(pair) })).toEqual(failed);
});
