/** What a customer is told after a failure: true, about them, and nothing of the shop's inside. */

import { describe, expect, it } from 'vitest';
import { FAULT_CODES, FAULTS } from '../../../../src/domain/fault.ts';
import { en } from '../../../../src/i18n/en.ts';
import { zh } from '../../../../src/i18n/zh.ts';
import { customerLines } from '../../../../src/ui/models/customer-lines.ts';
import { stageOf } from '../../../../src/ui/models/stage.ts';
import { attemptIn } from '../../../support/attempts.ts';
import { saleWith } from '../../../support/sales.ts';

const declined = (fault: (typeof FAULT_CODES)[number]) =>
  customerLines(en, stageOf(saleWith([attemptIn('declined', { fault })])));

describe('the three lines for the customer', () => {
  it('say what happened, that nothing was charged, and what the customer can do', () => {
    expect(declined('balance_short')).toEqual({
      happened: en.faults.balance_short.happened,
      charged: 'You were not charged.',
      now: en.faults.balance_short.now,
      doNot: undefined,
    });
  });

  it.each(FAULT_CODES)(
    'never tell the cashier what to do, and keep the shop’s troubles to the shop: %s',
    (fault) => {
      const { happened, now, doNot } = declined(fault);
      expect(doNot).toBeUndefined();
      const { cause } = FAULTS[fault];
      if (cause === 'setup' || cause === 'security') {
        expect(happened).toBe('Something is wrong on the shop’s side, not on yours.');
      }
      if (cause !== 'customer') expect(now).toBe('Choose another way to pay, or pay cash.');
      expect(now).not.toMatch(/charge again|owner|manager/i);
    },
  );

  it('say that money goes back when it was reversed, and that it is being looked into when nobody knows', () => {
    const reversed = customerLines(zh, stageOf(saleWith([attemptIn('reversed')])));
    expect(reversed.charged).toContain('原路退回');
    expect(reversed.now).toBe('请换一种方式付款，或付现金。');
    const unknown = customerLines(zh, stageOf(saleWith([attemptIn('unknown', { fault: 'no_answer' })])));
    expect(unknown.charged).toBe(zh.chargedCustomer.checking);
    const reversing = customerLines(
      zh,
      stageOf(saleWith([attemptIn('reversing', { reversalWanted: true })])),
    );
    expect(reversing.doNot).toBeUndefined();
  });
});
