/** Signatures and encryption as the gateways need them; a port, so that a seeded simulation can do without real ones. */

import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { base64FromBytes, bytesFromBase64, textBytes } from './bytes.ts';

export interface SimulatorCrypto {
  /** RSA-SHA256 over UTF-8 text; `signature` in base64, the key as SPKI PEM. A bad key or signature is `false`. */
  readonly verify: (publicKey: string, text: string, signature: string) => Promise<boolean>;
  /** base64; the key as PKCS#8 PEM. */
  readonly sign: (privateKey: string, text: string) => Promise<string>;
  /** Whether text is an SPKI PEM of an RSA key of at least 2048 bits. */
  readonly isPublicKey: (publicKey: string) => Promise<boolean>;
  /** AES-256-GCM with the tag behind the ciphertext, base64; key, nonce and associated data as the bytes of their text. */
  readonly aesGcmEncrypt: (sealed: GcmText) => Promise<string>;
}

export interface GcmText {
  readonly key: string;
  readonly nonce: string;
  readonly associatedData: string;
  readonly text: string;
}

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/** HMAC-SHA256 over UTF-8 text, the key's text as bytes; synchronous, so that it can be checked inside a step. */
export function hmacSha256(key: string, text: string, as: 'hex' | 'base64'): string {
  const code = hmac(sha256, textBytes(key), textBytes(text));
  return as === 'hex' ? bytesToHex(code) : base64FromBytes(code);
}

/** The platform's Web Crypto, in a page, a worker or Node. Keys are imported once. */
export function createWebCrypto({ subtle }: Crypto): SimulatorCrypto {
  const keys = new Map<string, Promise<CryptoKey>>();
  const rsaKey = (text: string, usage: 'sign' | 'verify') => {
    const known = keys.get(text);
    if (known) return known;
    const format = usage === 'sign' ? 'pkcs8' : 'spki';
    const imported = subtle.importKey(format, bytesFromBase64(pemBody(text)), RSA, false, [usage]);
    keys.set(text, imported);
    return imported;
  };
  return {
    verify: async (publicKey, text, signature) => {
      try {
        const bytes = bytesFromBase64(signature);
        return await subtle.verify(RSA, await rsaKey(publicKey, 'verify'), bytes, textBytes(text));
      } catch {
        return false;
      }
    },
    sign: async (privateKey, text) => {
      const signature = await subtle.sign(RSA, await rsaKey(privateKey, 'sign'), textBytes(text));
      return base64FromBytes(new Uint8Array(signature));
    },
    isPublicKey: async (publicKey) => {
      try {
        const bytes = bytesFromBase64(pemBody(publicKey));
        const { algorithm } = await subtle.importKey('spki', bytes, RSA, false, ['verify']);
        return 'modulusLength' in algorithm && Number(algorithm.modulusLength) >= 2048;
      } catch {
        return false;
      }
    },
    aesGcmEncrypt: async ({ key, nonce, associatedData, text }) => {
      const imported = await subtle.importKey('raw', textBytes(key), 'AES-GCM', false, ['encrypt']);
      const how = { name: 'AES-GCM', iv: textBytes(nonce), additionalData: textBytes(associatedData) };
      return base64FromBytes(new Uint8Array(await subtle.encrypt(how, imported, textBytes(text))));
    },
  };
}

/**
 * A stand-in for seeded simulation: deterministic, quick, and no protection whatever. A signature is a digest of the
 * pair's public key and the text; both sides of a pair are named by `pairs`. What is encrypted can be read by anybody.
 */
export function createStandInCrypto(
  pairs: readonly { readonly publicKey: string; readonly privateKey: string }[],
): SimulatorCrypto {
  return {
    verify: async (publicKey, text, signature) => standInSignature(publicKey, text) === signature,
    sign: async (privateKey, text) => {
      const pair = pairs.find((candidate) => candidate.privateKey === privateKey);
      return standInSignature(pair?.publicKey ?? privateKey, text);
    },
    isPublicKey: async (publicKey) => publicKey !== '',
    aesGcmEncrypt: async ({ key, nonce, associatedData, text }) =>
      base64FromBytes(textBytes([key, nonce, associatedData, text].join('\n'))),
  };
}

/** The stand-in's signature of `text`, shaped like base64. */
export function standInSignature(publicKey: string, text: string): string {
  let high = 0x811c9dc5;
  let low = 0x01000193;
  const whole = `${publicKey}\n${text}`;
  for (let index = 0; index < whole.length; index += 1) {
    const unit = whole.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ (unit + index), 0x85ebca6b);
  }
  return btoa(
    `stand-in ${(high >>> 0).toString(16).padStart(8, '0')}${(low >>> 0).toString(16).padStart(8, '0')}`,
  );
}

function pemBody(text: string): string {
  return text.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '');
}
