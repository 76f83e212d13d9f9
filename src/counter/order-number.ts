/** Numbers for orders and things: short, random, safe for every provider's alphabet. */

import type { Random } from '../ports.ts';

/** Crockford's base 32: no I, L, O, U, so that a person can read it aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 128 random bits (S-13), so that no other till can ever use the number; 28 characters, letters and digits only. */
export function createOrderNumber(random: Random): string {
  return `GT${base32(random.bytes(16))}`;
}

/** A short id, unique within a sale and hard to meet twice elsewhere: 40 random bits. */
export function createId(random: Random): string {
  return base32(random.bytes(5));
}

/** A number used once, for requests that carry one: 128 random bits, 32 hexadecimal digits. */
export function createNonce(random: Random): string {
  let text = '';
  for (const byte of random.bytes(16)) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** Bytes in base 32, most significant first; the last character is filled up with zero bits. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((buffer >> bits) & 31);
    }
    buffer &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET.charAt((buffer << (5 - bits)) & 31) : text;
}
