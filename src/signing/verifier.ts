/** Checks a provider's signature over the bytes as they came, before anybody reads them (S-33). */

import type { Clock, Verdict, Verifier } from '../ports.ts';
import { base64ToBytes } from './base64.ts';
import { type KeyRecord, type KeyStore, providerKeyPrefix } from './keys.ts';

export interface VerifierParts {
  readonly subtle: SubtleCrypto;
  readonly keys: Pick<KeyStore, 'find'>;
  readonly clock: Clock;
}

/**
 * The Verifier port. A named key must be known by that name; an unnamed one may be any of the provider's keys that are
 * valid now (S-34). Any exception is `unavailable`, which counts as not verified (S-74).
 */
export function createVerifier(parts: VerifierParts): Verifier {
  return {
    verify: async ({ rail, keyId, bytes, signature }) => {
      try {
        const prefix = providerKeyPrefix(rail);
        const now = parts.clock.now();
        const all = await parts.keys.find(prefix);
        const known = all.filter(({ validUntil }) => validUntil === undefined || now <= validUntil);
        const keys = keyId === undefined ? known : known.filter(({ ref }) => ref === prefix + keyId);
        if (keys.length === 0) return 'unknown_key';
        const signatureBytes = base64ToBytes(signature);
        if (signatureBytes === undefined) return 'invalid';
        return await verifyWith(parts.subtle, keys, { bytes: new Uint8Array(bytes), signatureBytes });
      } catch {
        return 'unavailable';
      }
    },
  };
}

async function verifyWith(
  subtle: SubtleCrypto,
  keys: readonly KeyRecord[],
  claim: { readonly bytes: Uint8Array<ArrayBuffer>; readonly signatureBytes: Uint8Array<ArrayBuffer> },
): Promise<Verdict> {
  for (const { key } of keys) {
    if (await subtle.verify(key.algorithm.name, key, claim.signatureBytes, claim.bytes)) return 'valid';
  }
  return 'invalid';
}
