/** What follows from a sale by itself: surplus goes back, a refused cancel is refunded, what is not wanted is canceled. */

import { describe, expect, test } from 'vitest';
import { ATTEMPT_STATES, type Attempt, isOpen } from '../../../src/domain/attempt.ts';
import { factsByRule } from '../../../src/domain/rules.ts';
import type { Sale } from '../../../src/domain/sale.ts';
import { attemptIn } from '../../support/attempts.ts';
import { saleWith } from '../../support/sales.ts';

const cash: Attempt = attemptIn('paid', {
  id: 'C1',
  rail: 'cash',
  presentation: 'cash',
  orderNumber: 'GTC1',
});

/** `RETURN A1`, for instance, or nothing. */
const followsFrom = (sale: Sale): readonly string[] =>
  factsByRule(sale).map((fact) =>
    fact.kind === 'attempt.changed' ? `${fact.body.event.type} ${fact.body.attempt}` : fact.kind,
  );

describe('from a sale in order', () => {
  test('nothing follows, whatever its one attempt does', () => {
    for (const state of ATTEMPT_STATES) expect(followsFrom(saleWith([attemptIn(state)])), state).toEqual([]);
  });
});

describe('from a sale paid in cash', () => {
  test('the wallet’s money goes back', () => {
    expect(followsFrom(saleWith([attemptIn('late_paid'), cash]))).toEqual(['RETURN A1']);
    expect(followsFrom(saleWith([attemptIn('late_paid', { returnWanted: true }), cash]))).toEqual([]);
  });

  test('whatever is still under way is canceled, once, and not if it is frozen', () => {
    for (const state of ATTEMPT_STATES) {
      const attempt = attemptIn(state);
      if (!isOpen(attempt)) continue;
      expect(followsFrom(saleWith([attempt, cash])), state).toEqual(['CANCEL A1']);
      expect(followsFrom(saleWith([{ ...attempt, reversalWanted: true }, cash])), state).toEqual([]);
      expect(followsFrom(saleWith([{ ...attempt, frozen: 'a-rule' }, cash])), state).toEqual([]);
    }
  });
});

describe('from a cancel that was refused after the customer had paid', () => {
  const late = attemptIn('late_paid', { reversalWanted: true, cancelRefused: true });

  test('the money goes back by a refund, once', () => {
    expect(followsFrom(saleWith([late]))).toEqual(['RETURN A1']);
    expect(followsFrom(saleWith([{ ...late, returnWanted: true }]))).toEqual([]);
    expect(followsFrom(saleWith([{ ...late, cancelRefused: false }]))).toEqual([]);
    expect(followsFrom(saleWith([{ ...late, reversalWanted: false }]))).toEqual([]);
  });
});
