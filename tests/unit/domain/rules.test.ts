/** What follows from a sale by itself: surplus goes back, a refused cancel is refunded, what is not wanted is canceled. */

import { describe, expect, test } from 'vitest';
import { ATTEMPT_STATES, type Attempt, isOpen } from '../../../src/domain/attempt.ts';
import { money } from '../../../src/domain/money.ts';
import { type RefundState, returnNumber } from '../../../src/domain/refund.ts';
import { factsByRule } from '../../../src/domain/rules.ts';
import type { Sale } from '../../../src/domain/sale.ts';
import { attemptIn } from '../../support/attempts.ts';
import { refundIn, saleWith } from '../../support/sales.ts';

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

describe('from a sale that was ended with legs already paid', () => {
  const first = attemptIn('paid', { id: 'A1', orderNumber: 'GTA1' });
  const second = attemptIn('paid', { id: 'A2', orderNumber: 'GTA2', rail: 'wechatpay' });
  const ended = (...attempts: readonly Attempt[]) =>
    saleWith(attempts, { due: money('CNY', 9_000), isVoid: true, abandoned: ['A1', 'A2', 'C1'] });

  test('the last leg goes back first, the next only when that is over', () => {
    expect(followsFrom(ended(first, second))).toEqual(['RETURN A2']);
    const wanted = { ...second, returnWanted: true };
    expect(followsFrom(ended(first, wanted))).toEqual([]);
    const number = returnNumber(second);
    const going = (state: RefundState) => ({
      ...wanted,
      refunds: [refundIn(state, { number, amountMinor: 1250 })],
    });
    expect(followsFrom(ended(first, going('sent')))).toEqual([]);
    expect(followsFrom(ended(first, going('unknown')))).toEqual([]);
    expect(followsFrom(ended(first, going('succeeded')))).toEqual(['RETURN A1']);
    // A refund that failed for good is told of; it does not keep the other legs' money here.
    expect(followsFrom(ended(first, going('failed')))).toEqual(['RETURN A1']);
  });

  test('nothing goes back while a leg is still open', () => {
    expect(followsFrom(ended(first, attemptIn('unknown', { id: 'A2' })))).toEqual([]);
  });

  test('cash is handed back at once', () => {
    expect(followsFrom(ended(first, cash))).toEqual(['refund.opened', 'refund.changed', 'refund.changed']);
  });

  test('late money that a person attached afterwards stays', () => {
    const kept = attemptIn('paid', { id: 'A9' });
    expect(followsFrom(ended(kept))).toEqual([]);
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
