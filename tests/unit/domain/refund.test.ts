/** Refunds: every state and event, the rule book, and that no more goes back than came in. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ATTEMPT_STATES } from '../../../src/domain/attempt.ts';
import { money } from '../../../src/domain/money.ts';
import {
  isRefundOpen,
  nextRefundNumber,
  REFUND_STATES,
  type RefundEvent,
  type RefundRefusal,
  type RefundState,
  refundAfter,
  refundableMinor,
  refundableMoney,
  refuseRefund,
  returnedMinor,
  returnNumber,
} from '../../../src/domain/refund.ts';
import { attemptIn, NOW } from '../../support/attempts.ts';
import { refundIn } from '../../support/sales.ts';

const EVENTS: readonly RefundEvent[] = [
  { type: 'SENT' },
  { type: 'SUCCEEDED' },
  { type: 'PENDING' },
  { type: 'NEEDS_ACTION', fault: 'refund_balance_short' },
  { type: 'FAILED', fault: 'refund_window_over' },
  { type: 'NO_ANSWER', fault: 'no_answer' },
  { type: 'ABSENT' },
  { type: 'RESTART' },
];

/* One word per event, in the order above: `.` is "cannot happen", `=` is "stays". */
const TABLE: Readonly<Record<RefundState, string>> = {
  new: 'sent . . . . . . =',
  sent: '. succeeded pending needs_action failed unknown unknown unknown',
  pending: 'sent succeeded = needs_action failed = unknown =',
  needs_action: 'sent succeeded pending = failed = = =',
  succeeded: '. . . . . . . .',
  failed: '. . . . . . . .',
  unknown: 'sent succeeded pending needs_action failed = = =',
};

describe('the way of a refund', () => {
  for (const state of REFUND_STATES) {
    test(`${state}: every event leads where the model says`, () => {
      const words = TABLE[state].split(' ');
      expect(words).toHaveLength(EVENTS.length);
      for (const [index, event] of EVENTS.entries()) {
        const word = words[index];
        const after = refundAfter(refundIn(state), event, NOW + 1)?.state;
        expect(after, `${state} + ${event.type}`).toBe(
          word === '.' ? undefined : word === '=' ? state : word,
        );
      }
    });
  }

  test('remembers when it left, how often, and what was wrong', () => {
    const sent = refundAfter(refundIn('new'), { type: 'SENT' }, NOW + 5);
    expect(sent).toMatchObject({ sentAt: NOW + 5, tries: 1, changedAt: NOW + 5 });
    const again = refundAfter(refundIn('unknown'), { type: 'SENT' }, NOW + 9);
    expect(again).toMatchObject({ sentAt: NOW + 9, tries: 2 });
    const failed = refundAfter(refundIn('sent'), { type: 'FAILED', fault: 'refund_window_over' }, NOW + 9);
    expect(failed?.fault).toBe('refund_window_over');
    const silent = refundAfter(refundIn('unknown'), { type: 'NO_ANSWER', fault: 'no_answer' }, NOW + 9);
    expect(silent?.changedAt).toBe(NOW);
  });

  test('that is tried again has the reason of this try, not of the last one', () => {
    const owed = refundAfter(refundIn('sent'), { type: 'NEEDS_ACTION', fault: 'refund_balance_short' }, NOW);
    expect(owed?.fault).toBe('refund_balance_short');
    const again = owed === undefined ? undefined : refundAfter(owed, { type: 'SENT' }, NOW);
    expect(again).not.toHaveProperty('fault');
  });

  test('is open until the money is back or will not come', () => {
    const open = REFUND_STATES.filter((state) => isRefundOpen(refundIn(state)));
    expect(open).toEqual(['new', 'sent', 'pending', 'needs_action', 'unknown']);
  });
});

describe('the rule book', () => {
  const yuan = (amountMinor: number) => money('CNY', amountMinor);
  const paid = attemptIn('paid');

  test.each<[string, Parameters<typeof refuseRefund>[0], number, RefundRefusal | undefined]>([
    ['a paid order gives all of it back', paid, 1250, undefined],
    ['late money can go back', attemptIn('late_paid'), 1250, undefined],
    ['part of it', paid, 1, undefined],
    ['nothing at all is no refund', paid, 0, 'nothing'],
    ['more than was paid', paid, 1251, 'too_much'],
    ['more than is left', attemptIn('paid', { refunds: [refundIn('succeeded')] }), 751, 'too_much'],
    ['all that is left', attemptIn('paid', { refunds: [refundIn('succeeded')] }), 750, undefined],
    [
      'a refund that failed does not count',
      attemptIn('paid', { refunds: [refundIn('failed')] }),
      1250,
      undefined,
    ],
    ['one at a time', attemptIn('paid', { refunds: [refundIn('unknown')] }), 1, 'in_progress'],
    ['a frozen payment', attemptIn('paid', { frozen: 'a-rule' }), 1, 'frozen'],
  ])('%s', (_, attempt, amountMinor, refusal) => {
    expect(refuseRefund(attempt, yuan(amountMinor))).toBe(refusal);
  });

  test('only what was paid can go back', () => {
    for (const state of ATTEMPT_STATES) {
      const isPaid = state === 'paid' || state === 'late_paid';
      expect(refuseRefund(attemptIn(state), yuan(1)), state).toBe(isPaid ? undefined : 'not_paid');
      expect(refundableMinor(attemptIn(state)), state).toBe(isPaid ? 1250 : 0);
    }
  });

  test('another currency cannot go back', () => {
    expect(refuseRefund(paid, money('USD', 1))).toBe('not_by_rail');
  });
});

describe('what is left and what went back', () => {
  test('a reversed payment went back whole, others by their refunds', () => {
    expect(returnedMinor(attemptIn('reversed'))).toBe(1250);
    const refunds = [refundIn('succeeded'), refundIn('failed'), refundIn('unknown', { amountMinor: 300 })];
    const attempt = attemptIn('paid', { refunds });
    expect(returnedMinor(attempt)).toBe(500);
    expect(refundableMoney(attempt)).toEqual(money('CNY', 450));
  });

  test('refunds are numbered one after another; what goes back by itself has a number of its own', () => {
    const attempt = attemptIn('paid');
    expect(returnNumber(attempt)).toBe(`${attempt.orderNumber}R0`);
    expect(nextRefundNumber(attempt)).toBe(`${attempt.orderNumber}R1`);
    const returned = { ...attempt, refunds: [refundIn('failed', { number: returnNumber(attempt) })] };
    expect(nextRefundNumber(returned)).toBe(`${attempt.orderNumber}R1`);
    const asked = { ...attempt, refunds: [refundIn('failed')] };
    expect(nextRefundNumber(asked)).toBe(`${attempt.orderNumber}R2`);
  });

  test('by the rule book, refunds that have not failed never exceed what was captured', () => {
    const wishes = fc.array(
      fc.record({
        amountMinor: fc.nat({ max: 1500 }),
        end: fc.constantFrom<RefundState>('succeeded', 'failed', 'unknown'),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(wishes, (list) => {
        let attempt = attemptIn('paid');
        for (const { amountMinor, end } of list) {
          if (refuseRefund(attempt, money('CNY', amountMinor)) !== undefined) continue;
          const refund = refundIn(end, { number: nextRefundNumber(attempt), amountMinor });
          expect(attempt.refunds.map(({ number }) => number)).not.toContain(refund.number);
          attempt = { ...attempt, refunds: [...attempt.refunds, refund] };
          expect(refundableMinor(attempt)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
