/** UnionPay's `k=v` messages: reading what a merchant posts, writing what is answered, and the text that is signed. */

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { textBytes } from '../bytes.ts';

export type Form = Readonly<Record<string, string>>;

/** The fields of a posted form; undefined when a name comes twice, or when it is no form at all. */
export function readForm(body: string): Form | undefined {
  const pairs = [...new URLSearchParams(body)];
  const form: Record<string, string> = Object.create(null);
  for (const [name, value] of pairs) {
    if (name in form || !/^\w+$/.test(name)) return undefined;
    form[name] = value;
  }
  return pairs.length === 0 ? undefined : form;
}

/** What is signed: all but the signature, empty ones dropped, sorted by name; of that the SHA-256, in lower-case hexadecimal. */
export function signedText(form: Form): string {
  const sorted = Object.entries(form)
    .filter(([name, value]) => name !== 'signature' && value !== '')
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return bytesToHex(sha256(textBytes(sorted)));
}

/** An answer as it travels: nothing in it is percent-encoded. */
export function writePairs(form: Form): string {
  return Object.entries(form)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
