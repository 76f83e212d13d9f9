/** Messages of the production gateway, through our own envelope and verifier: they verify, and with one byte changed they do not. */

import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/ports.ts';
import { membersOf, textOf } from '../../src/providers/alipay/envelope.ts';
import { importProviderKey } from '../../src/signing/keys.ts';
import { createVerifier } from '../../src/signing/verifier.ts';
import { memoryKeyStore } from '../unit/signing/support.ts';
import vectors from './vectors/alipay.json' with { type: 'json' };

/** Our verifier, knowing the provider's public key as a shop would paste it. */
async function verifierWith(
  publicKey: string,
): Promise<(bytes: Uint8Array, signature: string) => Promise<Verdict>> {
  const store = memoryKeyStore();
  const { subtle } = crypto;
  const parts = { subtle, store, clock: { now: () => 0 } };
  expect(await importProviderKey(parts, 'alipay', { text: publicKey })).toMatchObject({ ok: true });
  const verifier = createVerifier({ subtle, keys: store, clock: parts.clock });
  return (bytes, signature) => verifier.verify({ rail: 'alipay', keyId: undefined, bytes, signature });
}

/** The same bytes with the byte at `at` changed in its lowest bit. */
function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const changed = bytes.slice();
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

/** Every place for a short text, some for a long one. */
const places = (length: number) =>
  Array.from({ length: Math.min(length, 97) }, (_, index) =>
    Math.floor((index * length) / Math.min(length, 97)),
  );

describe('an answer of the production gateway', () => {
  const { method, publicKey, body, signedText, signature } = vectors.response;
  const bytes = new TextEncoder().encode(body);

  function signedPart(): Uint8Array {
    const node = membersOf(bytes)?.[`${method.replaceAll('.', '_')}_response`];
    if (node === undefined) throw new Error('no node in the answer');
    return bytes.subarray(node.start, node.end);
  }

  test('the envelope finds the signed text and the signature', () => {
    expect(textOf(signedPart())).toBe(signedText);
    const sign = membersOf(bytes)?.['sign'];
    expect(JSON.parse(body.slice(sign?.start, sign?.end))).toBe(signature);
  });

  test('verifies, and with any one byte changed it does not', async () => {
    const verify = await verifierWith(publicKey);
    const signed = signedPart();
    expect(await verify(signed, signature)).toBe('valid');
    for (const at of places(signed.length))
      expect(await verify(flipped(signed, at), signature)).toBe('invalid');
  });

  test('does not verify under another key of the same provider', async () => {
    const verify = await verifierWith(vectors.notification.publicKey);
    expect(await verify(signedPart(), signature)).toBe('invalid');
  });
});

describe('a notification of the production gateway', () => {
  const { publicKey, formBody, signedText } = vectors.notification;
  const fields = [...new URLSearchParams(formBody)];
  const signature = fields.find(([name]) => name === 'sign')?.[1] ?? '';

  /** The text of alipay-wechatpay.md 1.4: without these fields and without empty ones, sorted, joined. */
  const textWithout = (...names: readonly string[]) =>
    fields
      .filter(([name, value]) => !names.includes(name) && value !== '')
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join('&');

  test('verifies without sign and sign_type, and with any one byte changed it does not', async () => {
    const verify = await verifierWith(publicKey);
    const text = textWithout('sign', 'sign_type');
    expect(text).toBe(signedText);
    const bytes = new TextEncoder().encode(text);
    expect(await verify(bytes, signature)).toBe('valid');
    for (const at of places(bytes.length))
      expect(await verify(flipped(bytes, at), signature)).toBe('invalid');
  });

  test('does not verify with sign_type in it', async () => {
    const verify = await verifierWith(publicKey);
    expect(await verify(new TextEncoder().encode(textWithout('sign')), signature)).toBe('invalid');
  });
});
