/** The next step where two rules meet: which of several operations, questions and refunds it goes by. */

import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../src/domain/operation.ts';
import { attemptIn } from '../../support/attempts.ts';
import { refundIn } from '../../support/sales.ts';
import { at, code, type More, sent, table, wordsAt, wordsOf } from './step-words.ts';

const HOUR = 3_600;
const card: More = { rail: 'card', presentation: 'card_reader', tradeNumber: 'pi_1' };
const ended = (state: Operation['state'], ...seconds: readonly number[]): readonly Operation[] =>
  sent('cancel', ...seconds).map((operation) => ({ ...operation, state }));

table('one single time that lies ahead', [
  ['of a question is no reason to wait', 'awaiting_payer', { askedAt: at(HOUR) }, 0, 'query'],
  [
    'of a refund’s question neither',
    'paid',
    { refunds: [refundIn('unknown')], refundAskedAt: at(HOUR) },
    10,
    'refund_query R1',
  ],
  [
    'of a sending makes no payment too young to be canceled',
    'reversing',
    { ...code, rail: 'wechatpay', submittedAt: at(HOUR), operations: sent('pay', HOUR) },
    0,
    'cancel',
  ],
  ['of a cancel does not count', 'reversing', { operations: sent('cancel', HOUR) }, 5, 'cancel'],
  [
    'of a refund that was sent',
    'paid',
    { refunds: [refundIn('unknown', { sentAt: at(HOUR) })] },
    10,
    'refund_query R1',
  ],
  [
    'of a refund that changed',
    'paid',
    { refunds: [refundIn('needs_action', { changedAt: at(HOUR) })] },
    10,
    'refund R1',
  ],
  ['not of this very moment', 'awaiting_payer', { askedAt: at(10), changedAt: at(10) }, 10, 'wait until 13'],
]);

table('a question’s age', [
  [
    'counts from the sending',
    'awaiting_payer',
    { openedAt: at(-60), submittedAt: at(0), askedAt: at(30) },
    31,
    'wait until 33',
  ],
  [
    'of one from before the change is not counted',
    'unknown',
    { ...code, askedAt: at(-5), changedAt: at(0) },
    1,
    'query',
  ],
  ['of one at the change is', 'unknown', { ...code, askedAt: at(0) }, 1, 'wait until 5'],
  ['a QR that was asked about at the change has had its answer', 'unknown', { askedAt: at(0) }, 1, 'give up'],
  ['a QR that was asked about before is asked about again', 'unknown', { askedAt: at(-5) }, 1, 'query'],
  ['a QR that nobody asked about is asked about', 'unknown', {}, 1, 'query'],
]);

table('a cancel', [
  [
    'of a code waits three seconds after any question',
    'reversing',
    { ...code, operations: sent('cancel', 1), askedAt: at(0) },
    1,
    'wait until 3',
  ],
  ['a close that was just sent counts', 'reversing', { operations: sent('close', 1) }, 1, 'query'],
  [
    'from before the change does not',
    'reversing',
    { operations: sent('cancel', 1), changedAt: at(2), askedAt: at(1) },
    2,
    'cancel',
  ],
  [
    'a question from before it is none about it',
    'reversing',
    { operations: sent('cancel', 5), askedAt: at(1) },
    5,
    'query',
  ],
  [
    'taken, is asked about after the interval',
    'reversing',
    { operations: sent('cancel', 1), askedAt: at(2), cancelTakenAt: at(1) },
    4.999,
    'wait until 5',
  ],
  [
    'taken, of a code: after five seconds',
    'reversing',
    { ...code, operations: sent('cancel', 1), askedAt: at(2), cancelTakenAt: at(1) },
    6,
    'wait until 7',
  ],
  [
    'taken just now, is asked about at once',
    'reversing',
    { operations: sent('cancel', 10), askedAt: at(2), cancelTakenAt: at(10) },
    10,
    'query',
  ],
  [
    'of a QR follows the pace of a code',
    'reversing',
    { operations: sent('cancel', 1, 3, 5), askedAt: at(6), unanswered: 10 },
    7,
    'wait until 15',
  ],
]);

table('the two words that end a card', [
  [
    'the last of them decides: done',
    'reversing',
    { ...card, operations: [...ended('unknown', 1), ...ended('done', 2)] },
    2,
    'cancel',
  ],
  [
    'the last of them decides: unknown',
    'reversing',
    { ...card, operations: [...ended('done', 1), ...ended('unknown', 2)] },
    2,
    'query',
  ],
  ['a close is one too', 'reversing', { ...card, operations: sent('close', 1) }, 1, 'cancel'],
  [
    'a word to the reader is none',
    'reversing',
    { ...card, operations: [...ended('unknown', 1), ...sent('collect', 2)] },
    2,
    'query',
  ],
  ['a wallet’s cancel takes no turns', 'reversing', { operations: sent('cancel', 1) }, 1, 'query'],
]);

table('a card that was declined', [
  [
    'is ended by a word that left at that moment',
    'declined',
    { ...card, operations: sent('cancel', 0) },
    2,
    'wait until 300',
  ],
  [
    'is ended by the last word, not the first',
    'declined',
    { ...card, operations: [...ended('unknown', 0), ...ended('done', 1)] },
    2,
    'wait until 300',
  ],
  [
    'is not ended by a word to the reader',
    'declined',
    { ...card, operations: sent('collect', 1) },
    2,
    'cancel',
  ],
  [
    'waits after its question',
    'declined',
    { ...card, operations: ended('unknown', 1), askedAt: at(2) },
    3,
    'wait until 6',
  ],
  ['that was canceled instead needs no end', 'canceled', card, 2, 'wait until 300'],
  ['a wallet that was declined needs none either', 'declined', { tradeNumber: 'T1' }, 2, 'wait until 420'],
]);

table('one that came back to life', [
  [
    'and whose last cancel was refused is asked about',
    'canceled',
    { contradicted: true, operations: [...ended('done', 1), ...ended('refused', 2)] },
    3,
    'query',
  ],
  [
    'once it was asked about it is canceled again',
    'canceled',
    { contradicted: true, operations: ended('refused', 1), askedAt: at(2) },
    6,
    'cancel',
  ],
  [
    'asked about at the very moment is asked about again',
    'canceled',
    { contradicted: true, operations: ended('refused', 1), askedAt: at(1) },
    4,
    'query',
  ],
  [
    'whose first cancel was refused and the last was not',
    'canceled',
    { contradicted: true, operations: [...ended('refused', 1), ...ended('done', 2)] },
    7,
    'cancel',
  ],
]);

describe('several refunds', () => {
  const two = (first: 'pending' | 'succeeded') => [
    refundIn(first, { number: 'K1R1' }),
    refundIn('new', { number: 'K1R2' }),
  ];

  test('the first that is open comes first', () => {
    expect(wordsAt(0, 'paid', { refunds: two('succeeded') })).toBe('refund R2');
    expect(wordsAt(10, 'paid', { refunds: two('pending') })).toBe('refund_query R1');
  });

  test('one goes before the watch over its payment', () => {
    expect(wordsAt(0, 'paid', { watched: true, refunds: two('succeeded') })).toBe('refund R2');
  });

  test('one that was accepted is asked about five minutes after the last question, one that was not is sent again', () => {
    const owed = (fault: 'refund_abnormal' | 'refund_balance_short', asked?: number): string =>
      wordsAt(310, 'paid', {
        refunds: [refundIn('needs_action', { fault })],
        ...(asked === undefined ? {} : { refundAskedAt: at(asked) }),
      });
    expect(owed('refund_abnormal')).toBe('refund_query R1');
    expect(owed('refund_abnormal', 100)).toBe('wait until 400');
    expect(owed('refund_abnormal', -100)).toBe('refund_query R1');
    expect(owed('refund_balance_short', 100)).toBe('refund R1');
  });

  test('a question from before the sending is none about it', () => {
    const refunds = [refundIn('unknown', { sentAt: at(20) })];
    expect(wordsAt(30, 'paid', { refunds, refundAskedAt: at(5) })).toBe('refund_query R1');
    expect(wordsAt(30, 'paid', { refunds, refundAskedAt: at(20) })).toBe('refund R1');
  });

  test('a silence is no fault of the set-up: it is asked about', () => {
    expect(wordsAt(10, 'paid', { refunds: [refundIn('unknown', { fault: 'no_answer' })] })).toBe(
      'refund_query R1',
    );
    expect(wordsAt(10, 'paid', { refunds: [refundIn('unknown', { fault: 'setup_app' })] })).toBe('rest');
  });
});

test('what happened at this very moment lies not ahead', () => {
  expect(wordsAt(0, 'authorized', { openedAt: at(HOUR), changedAt: at(0) })).toBe('wait until 3');
});

test('of what was never sent the age counts from its opening', () => {
  const { submittedAt: _sent, ...fresh } = attemptIn('awaiting_payer');
  expect(wordsOf({ ...fresh, unanswered: 0 }, 0)).toBe('wait until 3');
  const { submittedAt: _, ...attempt } = attemptIn('awaiting_payer', { openedAt: at(-60) });
  expect(wordsOf({ ...attempt, unanswered: 0, askedAt: at(1) }, 2)).toBe('wait until 6');
});
