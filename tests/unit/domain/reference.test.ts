/** What may stand as the number of a slip or a voucher. */

import { describe, expect, test } from 'vitest';
import { isReference, plainReference } from '../../../src/domain/reference.ts';

describe('the number of a slip or a voucher', () => {
  test.each(['1', '000123', 'AB-2026/11.7', 'a'.repeat(24)])('is taken: %s', (text) => {
    expect(isReference(text)).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['words', 'Mrs Chen'],
    ['too long', 'a'.repeat(25)],
    ['a mark at its edge', '-12'],
    ['a mark at its end', '12-'],
    ['a formula', '=1+1'],
    ['a card’s number', '4242424242424242'],
    ['a card’s number in groups', '4242-4242-4242-4242'],
    ['Chinese', '凭证一'],
  ])('is refused: %s', (_, text) => {
    expect(isReference(text)).toBe(false);
  });

  test('is taken as an input method writes it', () => {
    expect(plainReference(' ００１２３Ａ ')).toBe('00123A');
  });
});
