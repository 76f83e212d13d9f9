/** The code on a receipt and its check. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeReceiptCode, parseReceiptCode } from '../../../src/domain/receipt-code.ts';

const orderNumbers = fc.stringMatching(/^[A-Za-z0-9_-]{2,64}$/);

describe('the code on a receipt', () => {
  it('leads back to its order', () => {
    fc.assert(
      fc.property(orderNumbers, (orderNumber) => {
        expect(parseReceiptCode(makeReceiptCode(orderNumber))).toEqual({ orderNumber });
      }),
    );
  });

  it('is found damaged when one character was misread', () => {
    fc.assert(
      fc.property(
        orderNumbers,
        fc.nat(),
        fc.stringMatching(/^[A-Za-z0-9_-]$/),
        (orderNumber, place, wrong) => {
          const at = place % orderNumber.length;
          fc.pre(orderNumber[at] !== wrong);
          const misread = orderNumber.slice(0, at) + wrong + orderNumber.slice(at + 1);
          const check = makeReceiptCode(orderNumber).slice(-2);
          expect(parseReceiptCode(`guitai:1:${misread}:${check}`)).toBe('damaged');
        },
      ),
    );
  });

  it('is found damaged when two neighbours were swapped', () => {
    fc.assert(
      fc.property(orderNumbers, fc.nat(), (orderNumber, place) => {
        const at = place % (orderNumber.length - 1);
        const [left, right] = [orderNumber.charAt(at), orderNumber.charAt(at + 1)];
        fc.pre(left !== right);
        const swapped = orderNumber.slice(0, at) + right + left + orderNumber.slice(at + 2);
        const check = makeReceiptCode(orderNumber).slice(-2);
        expect(parseReceiptCode(`guitai:1:${swapped}:${check}`)).toBe('damaged');
      }),
    );
  });

  it('is told from other texts and from half a code', () => {
    expect(parseReceiptCode('https://example.com')).toBeUndefined();
    expect(parseReceiptCode('guitai:1:T1')).toBe('damaged');
    expect(parseReceiptCode('guitai:2:T1:00')).toBe('damaged');
  });
});
