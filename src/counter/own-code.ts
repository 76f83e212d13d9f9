/**
 * The shop's own printed code in the journal: which it is, who changed it when, and every look whether the sticker still is it
 * (S-43). A code is known by its fingerprint, the SHA-256 of what it says: 64 lower-case hex digits.
 */

import type { Decision } from './book.ts';

/** `was` is the fingerprint of the code before. */
export function decideOwnCode(code: string, was: string | undefined): Decision<never> {
  const body = was === undefined ? { code } : { code, was };
  return { facts: [{ kind: 'own_code.set', body }] };
}

/** `code` is the fingerprint of what was scanned, `own` that of the shop's. */
export function decideOwnCodeCheck(code: string, own: string): Decision<never> {
  return { facts: [{ kind: 'own_code.checked', body: { code, own } }] };
}
