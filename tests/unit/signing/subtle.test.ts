/** Finding Web Crypto: present, hidden, old or missing. */

import { describe, expect, test } from 'vitest';
import { findSubtle } from '../../../src/signing/subtle.ts';

describe('Web Crypto', () => {
  const never = () => Promise.reject(new Error('must not be loaded'));

  test('is taken as it is where there is one', async () => {
    expect(await findSubtle({ crypto, isSecureContext: true }, never)).toEqual({
      ok: true,
      subtle: crypto.subtle,
    });
  });

  test('is hidden from a page that came over plain HTTP', async () => {
    expect(await findSubtle({ crypto: {}, isSecureContext: false }, never)).toEqual({
      ok: false,
      refusal: 'insecure',
    });
  });

  test('of an old browser is brought up to date', async () => {
    const scope: { crypto?: { subtle?: SubtleCrypto } } = {};
    const shim = async () => {
      scope.crypto = { subtle: crypto.subtle };
    };
    expect(await findSubtle(scope, shim)).toEqual({ ok: true, subtle: crypto.subtle });
  });

  test('is missing where even that does not help', async () => {
    expect(await findSubtle({}, async () => {})).toEqual({ ok: false, refusal: 'missing' });
    expect(await findSubtle({}, never)).toEqual({ ok: false, refusal: 'missing' });
  });
});
