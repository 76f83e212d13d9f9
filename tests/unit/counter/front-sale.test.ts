/** Which sale stands in front after a reload: the newest that a customer is still standing for. */

import { describe, expect, test } from 'vitest';
import { frontSale } from '../../../src/counter/front-sale.ts';
import { money } from '../../../src/domain/money.ts';
import { attemptIn } from '../../support/attempts.ts';
import { saleWith, viewOf } from '../../support/sales.ts';

const half = money('CNY', 625);

describe('the sale in front', () => {
  test('is the newest with something open', () => {
    const view = viewOf(
      saleWith([attemptIn('awaiting_payer')]),
      saleWith([attemptIn('unknown')], { number: 2 }),
      saleWith([attemptIn('declined')], { number: 3 }),
    );
    expect(frontSale(view)?.number).toBe(2);
  });

  test('is one that is half paid, although nothing of it is open', () => {
    expect(frontSale(viewOf(saleWith([attemptIn('paid', { amount: half })])))?.number).toBe(1);
  });

  test('is one that was ended and whose parts are still going back', () => {
    const ended = saleWith([attemptIn('paid', { amount: half })], { isVoid: true, abandoned: ['A1'] });
    expect(frontSale(viewOf(ended))?.number).toBe(1);
  });

  test('is none that was put aside or is over', () => {
    expect(frontSale(viewOf(saleWith([attemptIn('awaiting_payer')], { parked: true })))).toBeUndefined();
    expect(frontSale(viewOf(saleWith([attemptIn('paid')], { live: false })))).toBeUndefined();
  });
});
