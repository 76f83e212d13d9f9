/** What the tests of signing have in common: keys made by Node, and a key store in memory. */

import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { KeyParts, KeyRecord, KeyStore } from '../../../src/signing/keys.ts';

export function memoryKeyStore(): KeyStore {
  const kept = new Map<string, KeyRecord>();
  return {
    get: async (ref) => kept.get(ref),
    find: async (prefix) => [...kept.values()].filter(({ ref }) => ref.startsWith(prefix)),
    put: async (key) => void kept.set(key.ref, key),
    remove: async (ref) => void kept.delete(ref),
  };
}

/** A key store whose every answer is an exception. */
export function brokenKeyStore(): KeyStore {
  const fail = () => Promise.reject(new Error('the store is gone'));
  return { get: fail, find: fail, put: fail, remove: fail };
}

export function keyParts(store: KeyStore = memoryKeyStore()): KeyParts & { now: number } {
  const parts = { subtle: crypto.subtle, store, now: 1_760_000_000_000, clock: { now: () => parts.now } };
  return parts;
}

export interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export function rsaPair(modulusLength = 2048): Pair {
  return generateKeyPairSync('rsa', { modulusLength });
}

export function privatePem({ privateKey }: Pair, type: 'pkcs8' | 'pkcs1'): string {
  return privateKey.export({ type, format: 'pem' }).toString();
}

export function publicPem({ publicKey }: Pair, type: 'spki' | 'pkcs1' = 'spki'): string {
  return publicKey.export({ type, format: 'pem' }).toString();
}

/** A PEM as consoles give it: no lines, no labels. */
export function bare(pem: string): string {
  return pem.replaceAll(/-----[^-]+-----|\s/g, '');
}
