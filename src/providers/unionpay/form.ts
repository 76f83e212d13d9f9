/** Fields as UnionPay's full-channel interface writes them: `k=v` pairs, sorted and digested for the signature. */

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

export type Fields = Readonly<Record<string, string>>;

/** Answers larger than this are refused unread. */
const MAX_BYTES = 64 * 1024;

/** All but the signature, empty ones dropped, sorted by name in ASCII order, values as they are. */
export function sortedText(fields: Fields): string {
  return Object.keys(fields)
    .filter((name) => name !== 'signature' && fields[name] !== '')
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
}

/**
 * What the key really signs: version 5.1.0 takes the SHA-256 of the sorted text, as 64 lower-case hexadecimal digits,
 * and signs those digits with RSA-SHA256.
 */
export function digestText(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text)));
}

/** A request's body. */
export function formEncode(fields: Fields): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

/**
 * The fields of an answer. They are not percent-encoded: a value goes on to the next `&`, whatever else stands in it.
 * Nothing for bytes that are no text, for a pair without a name, and for a name that comes twice.
 */
export function readFields(bytes: Uint8Array): Fields | undefined {
  const text = bytes.length > MAX_BYTES ? undefined : utf8(bytes);
  if (text === undefined || text === '') return undefined;
  const fields: Record<string, string> = Object.create(null);
  for (const pair of text.split('&')) {
    const [, name, value] = /^(\w+)=([\s\S]*)$/.exec(pair) ?? [];
    if (name === undefined || value === undefined || name in fields) return undefined;
    fields[name] = value;
  }
  return fields;
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
