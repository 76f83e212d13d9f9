/** Whether an answer speaks of this payment: order, amount and currency, before it counts. */

import { describe, expect, test } from 'vitest';
import { claimFault } from '../../../src/domain/claim.ts';
import { type Money, money } from '../../../src/domain/money.ts';
import { attemptIn } from '../../support/attempts.ts';

const attempt = attemptIn('awaiting_payer');
const own = attempt.orderNumber;
const right = attempt.amount;

describe('an answer', () => {
  test.each<[string, string | undefined, Money | 'unreadable' | undefined, boolean, boolean]>([
    ['about this order and amount is believed', own, right, true, true],
    ['about this order without money is believed when it is not about money', own, undefined, false, true],
    ['that names nothing is believed when it is not about money', undefined, undefined, false, true],
    ['about money must name the order', undefined, right, true, false],
    ['about money must name the amount', own, undefined, true, false],
    ['about another order is not believed', 'GT999', right, true, false],
    ['about another order is not believed, money or not', 'GT999', undefined, false, false],
    ['with one fen less is not believed', own, money('CNY', 1249), true, false],
    ['with one fen more is not believed', own, money('CNY', 1251), true, false],
    ['with another amount is not believed, money or not', own, money('CNY', 1), false, false],
    ['in another currency is not believed', own, money('USD', 1250), true, false],
    ['with an amount that nobody can read is not believed', own, 'unreadable', false, false],
  ])('%s', (_, orderNumber, amount, isMoneyNews, isBelieved) => {
    const claim = { orderNumber, ...(amount === undefined ? {} : { amount }) };
    expect(claimFault(attempt, claim, isMoneyNews)).toBe(isBelieved ? undefined : 'answer_mismatch');
  });
});
