/** The number on a card terminal's slip or on a voucher: kept as it is typed, so it must be nothing else (S-50, S-53). */

import { containsCardNumber } from './pan.ts';

const MAX_LENGTH = 24;

/** What a person typed, without blanks at the edges; full-width characters of a Chinese input method become plain. */
export function plainReference(typed: string): string {
  return typed.normalize('NFKC').trim();
}

/** Letters, digits and what stands between them, and no card number; free text belongs beside the journal. */
export function isReference(text: string): boolean {
  const isNumber = /^[0-9A-Za-z](?:[0-9A-Za-z/.-]*[0-9A-Za-z])?$/.test(text) && text.length <= MAX_LENGTH;
  return isNumber && !containsCardNumber(text);
}
