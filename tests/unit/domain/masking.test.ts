/** How much of a payer may be seen (S-51). */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastFour, maskName, maskPayer } from '../../../src/domain/masking.ts';

function hiddenShare(masked: string, original: string): number {
  const shown = Array.from(masked).filter((character) => character !== '*').length;
  return 1 - shown / Array.from(original).length;
}

describe('a payer’s account', () => {
  it.each([
    ['13812341234', '138****1234'],
    ['+86 13812341234', '138****1234'],
    ['86-13812341234', '138****1234'],
    ['159****5620', '159****5620'],
    ['anna@x.com', 'a***@x.com'],
    ['a@x.com', '***@x.com'],
    ['a@b@x.com', 'a***@x.com'],
    ['2088102177846880', '***6880'],
    ['621700******5620', '***5620'],
    ['oUpF8uMuAJO_M2pxb1Q9zNjWeS6o', 'o***eS6o'],
    ['@home', '***e'],
    ['abc', '***'],
    ['ab', '**'],
    ['', ''],
  ])('%s is kept as %s', (account, masked) => {
    expect(maskPayer(account)).toBe(masked);
  });

  it('keeps no more than half of a mobile number after the operator’s digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000_00, max: 999_999_99 }), (subscriber) => {
        const masked = maskPayer(`138${subscriber}`);
        expect(hiddenShare(masked.slice(3), String(subscriber))).toBeGreaterThanOrEqual(0.5);
      }),
    );
  });

  it('keeps no more than half of a mailbox', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9.]{1,30}$/), (mailbox) => {
        const masked = maskPayer(`${mailbox}@example.com`);
        expect(masked.endsWith('@example.com')).toBe(true);
        expect(hiddenShare(masked.replace('@example.com', ''), mailbox)).toBeGreaterThanOrEqual(0.5);
      }),
    );
  });

  it('keeps no more than half of anything else, and masking twice changes nothing', () => {
    const other = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !text.includes('@') && text.trim() !== '');
    fc.assert(
      fc.property(other, (text) => {
        const masked = maskPayer(text);
        expect(hiddenShare(masked, text.trim())).toBeGreaterThanOrEqual(0.5);
        expect(maskPayer(masked)).toBe(masked);
      }),
      { numRuns: 2_000, examples: [['....... *'], ['a\n\n\n\n\n\n\n\n\n\n\nb']] },
    );
  });
});

describe('a payer’s name', () => {
  it.each([
    ['张三', '*三'],
    ['欧阳小明', '***明'],
    ['Li Wei', 'L***'],
    ['Jo', 'J***'],
    ['张', '*'],
    ['', ''],
  ])('%s is shown as %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
});

describe('a payment code', () => {
  it('leaves only its last four digits', () => {
    expect(lastFour('281234567890123456')).toBe('3456');
    expect(lastFour('3456')).toBe('');
  });
});
