/** Messages of the production gateway that others recorded: the rules of signing that the simulator follows hold for them. */

import { describe, expect, it } from 'vitest';
import { createWebCrypto } from '../../simulator/gateways/crypto.ts';
import vectors from './vectors/alipay.json' with { type: 'json' };

const { verify } = createWebCrypto(globalThis.crypto);

describe('a production answer', () => {
  const { publicKey, signature, body } = vectors.response;
  const node = body.slice(body.indexOf(':') + 1, body.lastIndexOf(',"sign"'));

  it('is signed over the raw text of its node', async () => {
    expect(node).toBe(vectors.response.signedText);
    expect(await verify(publicKey, node, signature)).toBe(true);
  });

  it('does not verify with one byte changed', async () => {
    expect(await verify(publicKey, node.replace('10000', '10001'), signature)).toBe(false);
  });
});

describe('a production notification', () => {
  const { publicKey, parameters, formBody } = vectors.notification;
  const text = (without: readonly string[]) =>
    [...new URLSearchParams(formBody)]
      .filter(([name, value]) => !without.includes(name) && value !== '')
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join('&');

  it('is signed without sign and sign_type', async () => {
    expect(await verify(publicKey, text(['sign', 'sign_type']), parameters.sign)).toBe(true);
  });

  it('does not verify with sign_type, or with one byte changed', async () => {
    expect(await verify(publicKey, text(['sign']), parameters.sign)).toBe(false);
    const changed = text(['sign', 'sign_type']).replace('total_amount=0.10', 'total_amount=0.11');
    expect(await verify(publicKey, changed, parameters.sign)).toBe(false);
  });
});
