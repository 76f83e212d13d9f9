/** The next step when time itself is the question: a payment too young to be canceled, a clock that was put back. */

import { describe, expect, test } from 'vitest';
import type { AttemptState } from '../../../src/domain/attempt.ts';
import { attemptIn } from '../../support/attempts.ts';
import { refundIn } from '../../support/sales.ts';
import { at, code, type More, sent, table, wordsAt, wordsOf } from './step-words.ts';

const wechatCode: More = { ...code, rail: 'wechatpay' };

table('while a payment by WeChat Pay code is too young to be canceled', [
  ['it is asked about meanwhile', 'reversing', { ...wechatCode, changedAt: at(2) }, 7, 'query'],
  ['as often as any payment', 'reversing', { ...wechatCode, askedAt: at(7) }, 8, 'wait until 12'],
  [
    'but never past the moment when the cancel may leave',
    'reversing',
    { ...wechatCode, askedAt: at(12) },
    13,
    'wait until 15',
  ],
  [
    'a moment before it is only waited',
    'reversing',
    { ...wechatCode, askedAt: at(14) },
    14.999,
    'wait until 15',
  ],
  ['then the cancel leaves', 'reversing', { ...wechatCode, askedAt: at(14) }, 15, 'cancel'],
  [
    'it counts from the sending, not from the opening',
    'reversing',
    { ...wechatCode, submittedAt: at(4), askedAt: at(18) },
    18,
    'wait until 19',
  ],
]);

test('what was never sent has no age: its cancel leaves at once', () => {
  const { submittedAt: _, ...attempt } = attemptIn('reversing', {
    rail: 'wechatpay',
    presentation: 'payment_code',
  });
  expect(wordsOf({ ...attempt, unanswered: 0 }, 1)).toBe('cancel');
});

describe('with a clock that was put back by an hour', () => {
  const HOUR = 3_600;
  /** The words at `seconds`, of an attempt whose every time lies an hour ahead. */
  const back = (state: AttemptState, more: More = {}): string => {
    const times = { openedAt: at(HOUR), submittedAt: at(HOUR), changedAt: at(HOUR) };
    const ends = { deadlineAt: at(HOUR + 120), expiresAt: at(HOUR + 120) };
    return wordsAt(0, state, { ...times, ...ends, ...more });
  };

  test('an order is asked about at once and its life is over', () => {
    expect(back('awaiting_payer')).toBe('give up');
    expect(back('authorized')).toBe('query');
  });

  test('a deadline at most a life ahead still stands', () => {
    const just = { openedAt: at(60), submittedAt: at(60), changedAt: at(60), deadlineAt: at(180) };
    expect(wordsAt(0, 'awaiting_payer', just)).toBe('query');
    const twice = { openedAt: at(120), submittedAt: at(120), changedAt: at(120), deadlineAt: at(240) };
    expect(wordsAt(0, 'awaiting_payer', twice)).toBe('query');
    expect(wordsAt(-0.001, 'awaiting_payer', twice)).toBe('give up');
  });

  test('a question, a cancel and a refund that lie ahead are no reason to wait', () => {
    const begun = { ...code, openedAt: at(-10), submittedAt: at(-10), deadlineAt: at(35) };
    expect(wordsAt(0, 'unknown', { ...begun, changedAt: at(HOUR), askedAt: at(HOUR) })).toBe('query');
    expect(back('reversing', { operations: sent('cancel', HOUR) })).toBe('query');
    const refunds = [refundIn('unknown', { sentAt: at(HOUR), changedAt: at(HOUR) })];
    expect(back('paid', { refunds })).toBe('refund_query R1');
    expect(back('paid', { refunds, refundAskedAt: at(HOUR) })).toBe('refund R1');
    expect(wordsAt(0, 'paid', { refunds, refundAskedAt: at(-1) })).toBe('wait until 9');
  });

  test('a refund that waits for the shop is tried again', () => {
    const refunds = [refundIn('needs_action', { changedAt: at(HOUR) })];
    expect(wordsAt(0, 'paid', { refunds })).toBe('refund R1');
  });

  test('a refund that was never sent is sent', () => {
    expect(wordsAt(0, 'paid', { refunds: [refundIn('new', { changedAt: at(HOUR) })] })).toBe('refund R1');
  });

  test('what was opened and never sent is asked about as well', () => {
    const { submittedAt: _, ...attempt } = attemptIn('processing', { openedAt: at(60), changedAt: at(60) });
    expect(wordsOf({ ...attempt, deadlineAt: at(180), unanswered: 0 }, 0)).toBe('query');
  });
});
