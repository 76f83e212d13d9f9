/** SHA-256 without waiting, so that a hash chain can grow inside one step. */

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Digest } from '../domain/journal.ts';

const UTF8 = new TextEncoder();

/** SHA-256 (FIPS 180-4) of the text's UTF-8 bytes, 64 lower-case hex digits. */
export const sha256Hex: Digest = (text) => bytesToHex(sha256(UTF8.encode(text)));

/** The same over bytes. */
export function sha256BytesHex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
