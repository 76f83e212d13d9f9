/** Reads a key from the text that people paste: PEM, or base64 without its lines, as the providers' consoles show it. Pure. */

import { base64ToBytes, bytesToBase64 } from './base64.ts';
import { type KeyRefusal, type RsaKey, readRsaKey } from './rsa-key.ts';

export type PrivateKeyText =
  | { readonly ok: true; readonly key: Extract<RsaKey, { kind: 'private' }> }
  | { readonly ok: false; readonly refusal: KeyRefusal };

export type PublicKeyText =
  | { readonly ok: true; readonly key: Extract<RsaKey, { kind: 'public' }> }
  | { readonly ok: false; readonly refusal: KeyRefusal };

/** The merchant's private key: PKCS#8 or PKCS#1, PEM or bare base64, 2048 bits or more, without a passphrase. */
export function parsePrivateKey(text: string): PrivateKeyText {
  const key = parseKey(text);
  if (typeof key === 'string') return { ok: false, refusal: key };
  return key.kind === 'private' ? { ok: true, key } : { ok: false, refusal: 'public_not_private' };
}

/** The provider's public key: SubjectPublicKeyInfo or PKCS#1, PEM or bare base64, 2048 bits or more. */
export function parsePublicKey(text: string): PublicKeyText {
  const key = parseKey(text);
  if (typeof key === 'string') return { ok: false, refusal: key };
  return key.kind === 'public' ? { ok: true, key } : { ok: false, refusal: 'private_not_public' };
}

/** PEM with lines of 64 characters (RFC 7468). */
export function publicKeyPem(publicBytes: Uint8Array): string {
  const lines = bytesToBase64(publicBytes).match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n');
}

/** No key of a use here is longer; more is a file pasted by mistake. */
const MAX_LENGTH = 32_768;

function parseKey(text: string): RsaKey | KeyRefusal {
  if (text.length > MAX_LENGTH) return 'not_a_key';
  const block = blockOf(text);
  if (typeof block === 'string') return block;
  const base64 = block.base64.replaceAll(/\s/g, '');
  if (base64 === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return 'not_a_key';
  const bytes = base64ToBytes(padded(base64));
  // Every DER key begins with these letters; other words are no key that lost its end.
  if (bytes === undefined) return block.isLabelled || base64.startsWith('MI') ? 'truncated' : 'not_a_key';
  const key = readRsaKey(bytes);
  // A label that promises a key, around what is none, was most likely cut somewhere in the middle.
  return key === 'not_a_key' && block.isLabelled ? 'truncated' : key;
}

/** Consoles leave the padding out at times. */
function padded(base64: string): string {
  const bare = base64.replace(/=+$/, '');
  return bare.length % 4 === 1 ? bare : bare.padEnd(Math.ceil(bare.length / 4) * 4, '=');
}

/** What is inside the PEM's lines, or a refusal that the label alone gives. */
function blockOf(text: string): { readonly base64: string; readonly isLabelled: boolean } | KeyRefusal {
  const begin = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(text);
  if (begin === null) return { base64: text, isLabelled: false };
  const label = begin[1] ?? '';
  if (label === 'ENCRYPTED PRIVATE KEY') return 'encrypted';
  if (/CERTIFICATE$/.test(label)) return 'certificate';
  if (/^(EC|DSA|OPENSSH) PRIVATE KEY$/.test(label)) return 'not_rsa';
  if (!/^(RSA )?(PRIVATE|PUBLIC) KEY$/.test(label)) return 'not_a_key';
  const rest = text.slice(begin.index + begin[0].length);
  const end = rest.indexOf(`-----END ${label}-----`);
  if (end < 0) return 'truncated';
  const body = rest.slice(0, end);
  return /Proc-Type:\s*4,\s*ENCRYPTED/.test(body) ? 'encrypted' : { base64: body, isLabelled: true };
}
