/** Content encryption of both versions: AES-CBC with a zero vector and PKCS#7 padding; key and ciphertext in base64. */

import { cbc } from '@noble/ciphers/aes.js';
import { base64FromBytes, bytesFromBase64, textBytes } from '../bytes.ts';

/** Synchronous, since the key stands in the world. */
export function encrypt(key: string, text: string): string {
  return base64FromBytes(cipherOf(key).encrypt(textBytes(text)));
}

/** Undefined for what was not encrypted with this key. */
export function decrypt(key: string, ciphertext: string): string | undefined {
  try {
    const plain = cipherOf(key).decrypt(bytesFromBase64(ciphertext));
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    return undefined;
  }
}

function cipherOf(key: string) {
  return cbc(bytesFromBase64(key), new Uint8Array(16));
}
