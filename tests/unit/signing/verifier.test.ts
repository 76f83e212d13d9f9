/** What the verifier accepts: the provider’s own bytes, and nothing else. */

import { createSign } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { importProviderKey, type KeyStore, providerKeyPrefix } from '../../../src/signing/keys.ts';
import { createVerifier } from '../../../src/signing/verifier.ts';
import { brokenKeyStore, keyParts, memoryKeyStore, type Pair, publicPem, rsaPair } from './support.ts';

const [current, next, stranger] = [rsaPair(), rsaPair(), rsaPair()] as const;
const store = memoryKeyStore();
beforeAll(async () => {
  await importProviderKey(keyParts(store), 'alipay', { text: publicPem(current) });
});

const answer = new TextEncoder().encode(
  '{"code":"10000","msg":"Success","buyer_pay_amount":"12.50","subject":"早餐"}',
);
const sign = (pair: Pair, bytes: Uint8Array) =>
  createSign('RSA-SHA256').update(bytes).sign(pair.privateKey, 'base64');

function verify(
  bytes: Uint8Array,
  signature: string,
  more: { keys?: KeyStore; keyId?: string; now?: number } = {},
) {
  const verifier = createVerifier({
    subtle: crypto.subtle,
    keys: more.keys ?? store,
    clock: { now: () => more.now ?? 0 },
  });
  return verifier.verify({ rail: 'alipay', keyId: more.keyId, bytes, signature });
}

describe('the verifier', () => {
  test('accepts what the provider signed', async () => {
    expect(await verify(answer, sign(current, answer))).toBe('valid');
  });

  test('accepts bytes that are a part of a larger buffer', async () => {
    const padded = new Uint8Array([1, 2, 3, ...answer, 4]);
    expect(await verify(padded.subarray(3, 3 + answer.length), sign(current, answer))).toBe('valid');
  });

  test('accepts nothing with one byte changed, added or taken away', async () => {
    const signature = sign(current, answer);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: answer.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const flipped = answer.slice();
          flipped[at] = (flipped[at] ?? 0) ^ change;
          expect(await verify(flipped, signature)).toBe('invalid');
          const longer = new Uint8Array([...answer.slice(0, at), change, ...answer.slice(at)]);
          expect(await verify(longer, signature)).toBe('invalid');
          expect(await verify(answer.slice(0, at), signature)).toBe('invalid');
        },
      ),
      { numRuns: 300 },
    );
  });

  test('accepts no signature with one bit changed', async () => {
    const signature = Buffer.from(sign(current, answer), 'base64');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: signature.length * 8 - 1 }), async (bit) => {
        const flipped = Buffer.from(signature);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await verify(answer, flipped.toString('base64'))).toBe('invalid');
      }),
      { numRuns: 200 },
    );
  });

  test('accepts nothing that somebody else signed', async () => {
    expect(await verify(answer, sign(stranger, answer))).toBe('invalid');
  });

  test.each(['', 'no signature', 'AAAA', 'AAA', '====', 'sign\n', 'A'.repeat(344)])(
    'takes %o for no valid signature',
    async (signature) => {
      expect(await verify(answer, signature)).toBe('invalid');
    },
  );

  test('a signature in the other base64, or with line ends, is not accepted', async () => {
    const signature = sign(current, answer);
    expect(await verify(answer, `${signature}\n`)).toBe('invalid');
    expect(await verify(answer, `${signature.slice(0, 76)}\n${signature.slice(76)}`)).toBe('invalid');
  });

  test('knows no key before one was imported', async () => {
    expect(await verify(answer, sign(current, answer), { keys: memoryKeyStore() })).toBe('unknown_key');
  });

  test('during a change of keys both are valid, and after it the old one is not', async () => {
    const parts = keyParts();
    await importProviderKey(parts, 'alipay', { text: publicPem(current) });
    parts.now += 1000;
    await importProviderKey(parts, 'alipay', { text: publicPem(next) });
    const keys = parts.store;
    expect(await verify(answer, sign(current, answer), { keys })).toBe('valid');
    expect(await verify(answer, sign(next, answer), { keys })).toBe('valid');
    expect(await verify(answer, sign(stranger, answer), { keys })).toBe('invalid');
    const [oldest] = [...(await keys.find(providerKeyPrefix('alipay')))].sort(
      (a, b) => a.createdAt - b.createdAt,
    );
    await keys.remove(oldest?.ref ?? '');
    expect(await verify(answer, sign(current, answer), { keys })).toBe('invalid');
    expect(await verify(answer, sign(next, answer), { keys })).toBe('valid');
  });

  test('a key that is named is the only one that is tried', async () => {
    const parts = keyParts();
    await importProviderKey(parts, 'alipay', { text: publicPem(current), keyId: 'K1' });
    await importProviderKey(parts, 'alipay', { text: publicPem(next), keyId: 'K2' });
    const keys = parts.store;
    expect(await verify(answer, sign(next, answer), { keys, keyId: 'K2' })).toBe('valid');
    expect(await verify(answer, sign(next, answer), { keys, keyId: 'K1' })).toBe('invalid');
    expect(await verify(answer, sign(next, answer), { keys, keyId: 'K3' })).toBe('unknown_key');
    expect(await verify(answer, sign(next, answer), { keys, keyId: 'K' })).toBe('unknown_key');
  });

  test('a key is good until its certificate ends, and not known any more after it', async () => {
    const parts = keyParts();
    await importProviderKey(parts, 'alipay', { text: publicPem(current), keyId: 'K1', validUntil: 1_000 });
    const keys = parts.store;
    const signature = sign(current, answer);
    expect(await verify(answer, signature, { keys, keyId: 'K1', now: 1_000 })).toBe('valid');
    expect(await verify(answer, signature, { keys, keyId: 'K1', now: 1_001 })).toBe('unknown_key');
    expect(await verify(answer, signature, { keys, now: 1_001 })).toBe('unknown_key');
  });

  test('a check that cannot be made is not a pass', async () => {
    expect(await verify(answer, sign(current, answer), { keys: brokenKeyStore() })).toBe('unavailable');
    const broken = { verify: () => Promise.reject(new Error('no')) } as unknown as SubtleCrypto;
    const verifier = createVerifier({ subtle: broken, keys: store, clock: { now: () => 0 } });
    const claim = {
      rail: 'alipay',
      keyId: undefined,
      bytes: answer,
      signature: sign(current, answer),
    } as const;
    expect(await verifier.verify(claim)).toBe('unavailable');
  });
});
