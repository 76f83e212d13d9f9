/** The legs of a sale: what is paid, what is on trust, and in which order it goes back. */

import { describe, expect, test } from 'vitest';
import {
  isGivingBack,
  isOnTrust,
  isPartPaid,
  isRefundable,
  isReturned,
  isSplit,
  paidLegs,
  returningLegs,
} from '../../../src/domain/legs.ts';
import { money } from '../../../src/domain/money.ts';
import { attemptIn } from '../../support/attempts.ts';
import { refundIn, saleWith } from '../../support/sales.ts';

const half = (id: string, state: 'paid' | 'awaiting_payer' | 'declined' = 'paid') =>
  attemptIn(state, { id, amount: money('CNY', 625) });

describe('a sale in parts', () => {
  test('is part paid while more is owed and nothing is under way', () => {
    expect(isPartPaid(saleWith([half('A1')]))).toBe(true);
    expect(isPartPaid(saleWith([half('A1'), half('A2', 'declined')]))).toBe(true);
    expect(isPartPaid(saleWith([half('A1'), half('A2', 'awaiting_payer')]))).toBe(false);
    expect(isPartPaid(saleWith([half('A1'), half('A2')]))).toBe(false);
    expect(isPartPaid(saleWith([half('A1', 'declined')]))).toBe(false);
    expect(isPartPaid(saleWith([half('A1')], { isVoid: true }))).toBe(false);
  });

  test('is known by a part that is less than the whole', () => {
    expect(isSplit(saleWith([half('A1', 'awaiting_payer')]))).toBe(true);
    expect(isSplit(saleWith([attemptIn('paid')]))).toBe(false);
  });

  test('holds what was paid, oldest first', () => {
    const sale = saleWith([half('A1'), half('A2', 'declined'), half('A3')]);
    expect(paidLegs(sale).map(({ id }) => id)).toEqual(['A1', 'A3']);
  });
});

describe('a leg', () => {
  test('is on trust when only the cashier says that it was paid', () => {
    expect(isOnTrust(attemptIn('paid', { evidence: 'cashier_attested' }))).toBe(true);
    expect(isOnTrust(attemptIn('paid', { evidence: 'provider_query' }))).toBe(false);
    expect(isOnTrust(attemptIn('new', { evidence: 'cashier_attested' }))).toBe(false);
  });

  test('can be given back as long as something of it is left', () => {
    expect(isRefundable(attemptIn('paid'))).toBe(true);
    expect(isRefundable(attemptIn('paid', { refunds: [refundIn('succeeded', { amountMinor: 1250 })] }))).toBe(
      false,
    );
    expect(isRefundable(attemptIn('late_paid'))).toBe(false);
  });
});

describe('an ended sale', () => {
  const back = [refundIn('succeeded', { amountMinor: 625 })];
  const ended = (first: readonly ReturnType<typeof refundIn>[], second = back) =>
    saleWith(
      [
        { ...half('A1'), refunds: first },
        { ...half('A2'), refunds: second },
      ],
      { isVoid: true, abandoned: ['A1', 'A2'] },
    );

  test('gives its parts back, the last one first', () => {
    expect(returningLegs(ended([])).map(({ id }) => id)).toEqual(['A2', 'A1']);
    expect(returningLegs(saleWith([half('A1')], { isVoid: true }))).toEqual([]);
  });

  test('is giving back until all of every part has gone', () => {
    expect(isGivingBack(ended([]))).toBe(true);
    expect(isGivingBack(ended([refundIn('unknown', { amountMinor: 625 })]))).toBe(true);
    expect(isGivingBack(ended(back))).toBe(false);
    expect(isReturned({ ...half('A1'), refunds: [refundIn('succeeded', { amountMinor: 600 })] })).toBe(false);
  });
});
