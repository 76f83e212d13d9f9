/** Keys survive in the book, usable and unreadable. */

import { beforeEach, describe, expect, test } from 'vitest';
import { createKeyStore } from '../../../src/store/key-store.ts';
import type { StoredKey } from '../../../src/store/schema.ts';
import { bookConnection, freshDatabases } from './support.ts';

beforeEach(freshDatabases);

describe('the key store of a book', () => {
  async function keyNamed(ref: string): Promise<StoredKey> {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const { privateKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
    return { ref, key: privateKey, publicBytes: new Uint8Array([1, 2, 3]), createdAt: 5, source: 'made' };
  }

  test('gives back a key that still signs and still cannot be exported', async () => {
    await createKeyStore(bookConnection()).put(await keyNamed('merchant/alipay'));
    const found = await createKeyStore(bookConnection()).get('merchant/alipay');
    if (found === undefined) throw new Error('no key');
    const signature = await crypto.subtle.sign(
      { name: 'ECDSA', hash: 'SHA-256' },
      found.key,
      new Uint8Array(1),
    );
    expect(signature.byteLength).toBe(64);
    await expect(crypto.subtle.exportKey('pkcs8', found.key)).rejects.toThrow();
  });

  test('finds the keys of one provider, replaces and removes them', async () => {
    const store = createKeyStore(bookConnection());
    for (const ref of ['provider/alipay/b', 'provider/alipay/a', 'provider/alipay2/c', 'merchant/alipay']) {
      await store.put(await keyNamed(ref));
    }
    await store.put({ ...(await keyNamed('provider/alipay/b')), createdAt: 9 });
    const refs = async () => (await store.find('provider/alipay/')).map(({ ref }) => ref);
    expect(await refs()).toEqual(['provider/alipay/a', 'provider/alipay/b']);
    expect((await store.get('provider/alipay/b'))?.createdAt).toBe(9);
    await store.remove('provider/alipay/a');
    expect(await refs()).toEqual(['provider/alipay/b']);
    expect(await store.get('provider/alipay/a')).toBeUndefined();
  });
});
