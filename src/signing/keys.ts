/** The keys of a book: made or imported so that they cannot be read again, and kept by reference (S-10). */

import type { RailName } from '../domain/rail.ts';
import type { Clock } from '../ports.ts';
import { bytesToBase64 } from './base64.ts';
import { sha256BytesHex } from './digest.ts';
import { parsePrivateKey, parsePublicKey, publicKeyPem } from './pem.ts';
import type { KeyRefusal } from './rsa-key.ts';

/** Where a key comes from; `fetched`: the provider gave it out itself, sealed for this shop. */
export type KeySource = 'made' | 'imported' | 'fetched';

/** A key as it is kept; `key` is not extractable when it is private or secret. */
export interface KeyRecord {
  readonly ref: string;
  readonly key: CryptoKey;
  /** The public half, DER SubjectPublicKeyInfo; empty where a key has none. */
  readonly publicBytes: Uint8Array<ArrayBuffer>;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly source: KeySource;
  /** The end of the certificate that it came in, epoch milliseconds: after it nothing is verified with it. */
  readonly validUntil?: number;
}

/** Where keys are kept. All methods may reject. */
export interface KeyStore {
  readonly get: (ref: string) => Promise<KeyRecord | undefined>;
  readonly find: (prefix: string) => Promise<readonly KeyRecord[]>;
  readonly put: (key: KeyRecord) => Promise<void>;
  readonly remove: (ref: string) => Promise<void>;
}

export interface KeyParts {
  readonly subtle: SubtleCrypto;
  readonly store: KeyStore;
  readonly clock: Clock;
}

/** What may be shown of a key. */
export interface PublicHalf {
  readonly pem: string;
  /** Without lines and labels: what Alipay's console takes. */
  readonly base64: string;
  /** SHA-256 of the DER bytes, hex: two people can compare it. */
  readonly fingerprint: string;
  readonly createdAt: number;
  readonly source: KeySource;
  /** What the provider calls the key, where it names its keys; else its fingerprint. */
  readonly keyId: string;
}

/** `exists`: there is a key already and `replace` was not said. `failed`: the platform refused, or the key could not be kept. */
export type KeyResult =
  | { readonly ok: true; readonly publicHalf: PublicHalf }
  | { readonly ok: false; readonly refusal: KeyRefusal | 'exists' | 'failed' };

/** RSASSA-PKCS1-v1_5 with SHA-256: what the gateways demand (Alipay's RSA2); OWASP ASVS 5.0 appendix C disallows it for anything of our own. */
export const RSA_SHA256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

export function merchantKeyRef(rail: RailName): string {
  return `merchant/${rail}`;
}

/** Every key of the rail's provider begins so; `keyId` where the rail names one, else the fingerprint. */
export function providerKeyPrefix(rail: RailName): string {
  return `provider/${rail}/`;
}

/** Of those that the owner entered: two, so that a provider's change of keys has an overlap (S-34). */
const MOST_PROVIDER_KEYS = 2;

/** Makes the merchant's key pair, RSA-2048, exponent 65537; the private half never exists as bytes that a script can read. */
export async function makeMerchantKey(
  parts: KeyParts,
  rail: RailName,
  options: { readonly replace?: boolean } = {},
): Promise<KeyResult> {
  return keepMerchantKey(parts, { rail, replace: options.replace === true }, async () => {
    const pair = await parts.subtle.generateKey(
      { ...RSA_SHA256, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
      false,
      ['sign', 'verify'],
    );
    const publicBytes = new Uint8Array(await parts.subtle.exportKey('spki', pair.publicKey));
    return { key: pair.privateKey, publicBytes, source: 'made' };
  });
}

/** Lets a second rail sign with the key of a first: for practice, where a key protects nothing and making one takes time. */
export async function shareMerchantKey(parts: KeyParts, from: RailName, rail: RailName): Promise<KeyResult> {
  const known = await parts.store.get(merchantKeyRef(from)).catch(() => undefined);
  if (known === undefined) return { ok: false, refusal: 'failed' };
  const { key, publicBytes, source } = known;
  return keepMerchantKey(parts, { rail, replace: false }, async () => ({ key, publicBytes, source }));
}

/** Imports the merchant's private key from a PEM or base64; the text is the caller's to wipe. */
export async function importMerchantKey(
  parts: KeyParts,
  rail: RailName,
  command: { readonly text: string; readonly replace?: boolean },
): Promise<KeyResult> {
  const parsed = parsePrivateKey(command.text);
  if (!parsed.ok) return parsed;
  const { pkcs8, publicBytes } = parsed.key;
  return keepMerchantKey(parts, { rail, replace: command.replace === true }, async () => {
    try {
      const key = await parts.subtle.importKey('pkcs8', pkcs8, RSA_SHA256, false, ['sign']);
      return { key, publicBytes, source: 'imported' };
    } finally {
      pkcs8.fill(0);
    }
  });
}

/** Adds the provider's public key for a rail; of more than two entered ones the oldest goes. `keyId` where the provider names its keys. */
export async function importProviderKey(
  parts: KeyParts,
  rail: RailName,
  command: { readonly text: string; readonly keyId?: string; readonly validUntil?: number },
): Promise<KeyResult> {
  const parsed = parsePublicKey(command.text);
  if (!parsed.ok) return parsed;
  const { publicBytes } = parsed.key;
  try {
    const key = await parts.subtle.importKey('spki', publicBytes, RSA_SHA256, true, ['verify']);
    const ref = providerKeyPrefix(rail) + (command.keyId ?? sha256BytesHex(publicBytes));
    const record: KeyRecord = {
      ref,
      key,
      publicBytes,
      createdAt: parts.clock.now(),
      source: 'imported',
      ...(command.validUntil === undefined ? {} : { validUntil: command.validUntil }),
    };
    await parts.store.put(record);
    await retireProviderKeys(parts.store, rail, ref);
    return { ok: true, publicHalf: publicHalf(record) };
  } catch {
    return { ok: false, refusal: 'failed' };
  }
}

/** Adds a key that the provider gave out; what is still good stays beside it, whatever its number. Rejects when the store is gone. */
export async function keepFetchedKey(
  parts: KeyParts,
  rail: RailName,
  fetched: Required<Pick<KeyRecord, 'key' | 'publicBytes' | 'validUntil'>> & { readonly keyId: string },
): Promise<void> {
  const { keyId, ...record } = fetched;
  const now = parts.clock.now();
  await parts.store.put({
    ...record,
    ref: providerKeyPrefix(rail) + keyId,
    createdAt: now,
    source: 'fetched',
  });
  const others = await parts.store.find(providerKeyPrefix(rail));
  for (const { ref, validUntil } of others) {
    if (validUntil !== undefined && validUntil < now) await parts.store.remove(ref);
  }
}

/** What may be shown of the merchant's key; `undefined` when there is none. Rejects when the store is gone. */
export async function merchantPublicHalf(store: KeyStore, rail: RailName): Promise<PublicHalf | undefined> {
  const record = await store.get(merchantKeyRef(rail));
  return record === undefined ? undefined : publicHalf(record);
}

/** What may be shown of the provider's keys, newest first. Rejects when the store is gone. */
export async function providerPublicHalves(store: KeyStore, rail: RailName): Promise<readonly PublicHalf[]> {
  const records = await store.find(providerKeyPrefix(rail));
  return [...records].sort((left, right) => right.createdAt - left.createdAt).map(publicHalf);
}

async function keepMerchantKey(
  parts: KeyParts,
  command: { readonly rail: RailName; readonly replace: boolean },
  obtain: () => Promise<Pick<KeyRecord, 'key' | 'publicBytes' | 'source'>>,
): Promise<KeyResult> {
  try {
    const ref = merchantKeyRef(command.rail);
    // A key that the provider knows cannot be had back: it is never replaced by a slip of the finger.
    if (!command.replace && (await parts.store.get(ref)) !== undefined) {
      return { ok: false, refusal: 'exists' };
    }
    const record: KeyRecord = { ref, ...(await obtain()), createdAt: parts.clock.now() };
    await parts.store.put(record);
    return { ok: true, publicHalf: publicHalf(record) };
  } catch {
    return { ok: false, refusal: 'failed' };
  }
}

async function retireProviderKeys(store: KeyStore, rail: RailName, added: string): Promise<void> {
  const entered = (await store.find(providerKeyPrefix(rail))).filter(({ source }) => source !== 'fetched');
  const others = entered.filter(({ ref }) => ref !== added);
  const newestFirst = others.sort((left, right) => right.createdAt - left.createdAt);
  for (const { ref } of newestFirst.slice(MOST_PROVIDER_KEYS - 1)) await store.remove(ref);
}

function publicHalf({ ref, publicBytes, createdAt, source }: KeyRecord): PublicHalf {
  return {
    keyId: ref.slice(ref.lastIndexOf('/') + 1),
    pem: publicKeyPem(publicBytes),
    base64: bytesToBase64(publicBytes),
    fingerprint: sha256BytesHex(publicBytes),
    createdAt,
    source,
  };
}
