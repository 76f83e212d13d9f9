/** Free text beside the journal: what is kept, what the journal commits to, and what is never kept. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { containsCardNumber } from '../../../src/domain/pan.ts';
import { sha256Hex } from '../../../src/signing/digest.ts';
import { createSideText } from '../../../src/signing/side-text.ts';

const sideText = createSideText(crypto);

describe('a cashier’s own words', () => {
  test('are committed to with a salt, so that the same words never look the same', () => {
    const first = sideText('客人退货');
    expect(first.text).toBe('客人退货');
    expect(first.commitment).toBe(sha256Hex(`${first.salt}\n客人退货`));
    expect(sideText('客人退货').commitment).not.toBe(first.commitment);
  });

  test('lose a card number before anything is kept of them', () => {
    const { text, commitment, salt } = sideText('card 4242 4242 4242 4242, please');
    expect(text).not.toContain('4242 4242 4242 4242');
    expect(containsCardNumber(text)).toBe(false);
    expect(commitment).toBe(sha256Hex(`${salt}\n${text}`));
  });

  test('whatever stands around the card number', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z，。]{0,20}$/),
        fc.stringMatching(/^[a-z，。]{0,20}$/),
        (before, after) => {
          const words = `${before} 5555555555554444 ${after}`;
          expect(sideText(words).text).not.toContain('5555555555554444');
        },
      ),
    );
  });
});
