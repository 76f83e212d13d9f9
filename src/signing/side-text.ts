/** Free text that the journal only commits to: erasing the text later leaves the chain whole. */

import { scrubCardNumbers } from '../domain/pan.ts';
import type { SideText } from '../ports.ts';
import { bytesToBase64 } from './base64.ts';
import { sha256Hex } from './digest.ts';

const SALT_BYTES = 16;

/** Makes the text and its commitment, SHA-256 over the salt, a line feed and the text; 128 bits of salt, so that short texts cannot be guessed. A card number in it is struck out first, whoever typed it (S-50). */
export function createSideText(source: Pick<Crypto, 'getRandomValues'>): (text: string) => SideText {
  return (typed) => {
    const text = scrubCardNumbers(typed);
    const salt = bytesToBase64(source.getRandomValues(new Uint8Array(SALT_BYTES)));
    return { commitment: sha256Hex(`${salt}\n${text}`), salt, text };
  };
}
