/** The secret under which a provider seals what only this shop may read (WeChat Pay's APIv3 key): kept so that no script can read it again. */

import type { RailName } from '../domain/rail.ts';
import type { SealedCertificate } from '../ports.ts';
import { base64ToBytes } from './base64.ts';
import type { KeyParts, KeyStore } from './keys.ts';

export type OpeningKeyResult =
  | { readonly ok: true }
  /** `not_a_key`: anything but 32 letters and figures. `failed`: the platform refused, or it could not be kept. */
  | { readonly ok: false; readonly refusal: 'not_a_key' | 'failed' };

/** 32 characters, used as bytes (alipay-wechatpay.md 2.3). */
const SECRET = /^[0-9A-Za-z]{32}$/;
const NONCE_BYTES = 12;
const UTF8 = new TextEncoder();

export function openingKeyRef(rail: RailName): string {
  return `opening/${rail}`;
}

/** Takes the secret in, in place of the one before; the text is the caller's to wipe. */
export async function importOpeningKey(
  parts: KeyParts,
  rail: RailName,
  text: string,
): Promise<OpeningKeyResult> {
  if (!SECRET.test(text.trim())) return { ok: false, refusal: 'not_a_key' };
  const bytes = UTF8.encode(text.trim());
  try {
    const key = await parts.subtle.importKey('raw', bytes, 'AES-GCM', false, ['decrypt']);
    const record = {
      ref: openingKeyRef(rail),
      key,
      publicBytes: new Uint8Array(),
      source: 'imported',
    } as const;
    await parts.store.put({ ...record, createdAt: parts.clock.now() });
    return { ok: true };
  } catch {
    return { ok: false, refusal: 'failed' };
  } finally {
    bytes.fill(0);
  }
}

/** Whether there is one. Rejects when the store is gone. */
export async function hasOpeningKey(store: Pick<KeyStore, 'get'>, rail: RailName): Promise<boolean> {
  return (await store.get(openingKeyRef(rail))) !== undefined;
}

/** AEAD_AES_256_GCM: the text, or nothing when it was not sealed under this key or not left as it was. */
export async function openSealed(
  subtle: SubtleCrypto,
  key: CryptoKey,
  { nonce, associatedData, ciphertext }: Omit<SealedCertificate, 'keyId'>,
): Promise<string | undefined> {
  const iv = UTF8.encode(nonce);
  const bytes = base64ToBytes(ciphertext);
  if (bytes === undefined || iv.length !== NONCE_BYTES) return undefined;
  try {
    const how = { name: 'AES-GCM', iv, additionalData: UTF8.encode(associatedData), tagLength: 128 };
    const plain = await subtle.decrypt(how, key, bytes);
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    return undefined;
  }
}
