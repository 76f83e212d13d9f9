/** Cryptographic randomness from the platform (S-13). */

import type { Random } from '../ports.ts';

/** The most that one call of `getRandomValues` gives. */
const MOST_AT_ONCE = 65_536;

export function createRandom(source: Pick<Crypto, 'getRandomValues'>): Random {
  return {
    bytes: (length) => {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += MOST_AT_ONCE) {
        source.getRandomValues(bytes.subarray(at, at + MOST_AT_ONCE));
      }
      return bytes;
    },
  };
}
