/** What a till does next, by state and time: the table of payment-model.md 4.7 as the driver lives it. */

import { expect, test } from 'vitest';
import type { Operation } from '../../../src/domain/operation.ts';
import type { RefundState } from '../../../src/domain/refund.ts';
import { attemptIn } from '../../support/attempts.ts';
import { refundIn } from '../../support/sales.ts';
import { at, code, type More, sent, table, wordsOf } from './step-words.ts';

const shown: More = { qr: 'https://qr.alipay.com/bax00000test' };

table('while the customer is at it', [
  ['a fresh QR waits three seconds', 'awaiting_payer', {}, 0, 'wait until 3'],
  ['then it is asked about', 'awaiting_payer', {}, 3, 'query'],
  ['and again three seconds later', 'awaiting_payer', { askedAt: at(3) }, 5.999, 'wait until 6'],
  ['after a minute every five seconds', 'awaiting_payer', { askedAt: at(63) }, 64, 'wait until 68'],
  [
    'five seconds when nobody answered',
    'awaiting_payer',
    { askedAt: at(3), unanswered: 1 },
    4,
    'wait until 8',
  ],
  ['fifteen after ten silences', 'awaiting_payer', { askedAt: at(30), unanswered: 10 }, 31, 'wait until 45'],
  ['no wait goes past the end', 'awaiting_payer', { askedAt: at(118) }, 119, 'wait until 120'],
  ['at its end the till gives up', 'awaiting_payer', { askedAt: at(118) }, 120, 'give up'],
  ['a code waits five seconds', 'awaiting_payer', code, 0, 'wait until 5'],
  ['a code is asked about at five seconds', 'awaiting_payer', code, 5, 'query'],
  ['a code is given up after 45 seconds', 'awaiting_payer', { ...code, askedAt: at(43) }, 45, 'give up'],
  ['an order in progress is asked about', 'processing', {}, 3, 'query'],
  ['an order in progress is given up at its end', 'processing', {}, 120, 'give up'],
  ['a payer who agreed is asked about', 'approved', {}, 3, 'query'],
  ['a payer who agreed is given up at the end', 'approved', {}, 120, 'give up'],
  ['a hold is asked about', 'authorized', {}, 3, 'query'],
  [
    'a hold lapses by itself and is never given up',
    'authorized',
    { askedAt: at(998) },
    1_000,
    'wait until 1003',
  ],
]);

test('without a time of sending it counts from the opening', () => {
  const { submittedAt: _, ...attempt } = attemptIn('awaiting_payer');
  expect(wordsOf({ ...attempt, unanswered: 0, askedAt: at(59) }, 60)).toBe('wait until 64');
});

table('when the result is unknown', [
  ['it is asked at once', 'unknown', code, 0, 'query'],
  [
    'but three seconds after the last question',
    'unknown',
    { ...code, askedAt: at(-1), unanswered: 1 },
    0,
    'wait until 2',
  ],
  ['then every five seconds', 'unknown', { ...code, askedAt: at(1), unanswered: 1 }, 2, 'wait until 6'],
  ['a code that is not known yet goes on', 'unknown', { ...code, askedAt: at(1) }, 2, 'wait until 6'],
  ['a QR on the screen goes on', 'unknown', { ...shown, askedAt: at(1) }, 2, 'wait until 4'],
  ['a QR that never arrived has nothing to wait for', 'unknown', { askedAt: at(1) }, 2, 'give up'],
  [
    'unless the question had no answer either',
    'unknown',
    { askedAt: at(1), unanswered: 1 },
    2,
    'wait until 6',
  ],
  [
    'at the deadline the till gives up',
    'unknown',
    { ...code, askedAt: at(44), unanswered: 9 },
    45,
    'give up',
  ],
  ['with a cancel outstanding at once', 'unknown', { ...code, reversalWanted: true }, 1, 'give up'],
  ['with a wrong set-up nothing is asked', 'unknown', { ...code, fault: 'setup_signature' }, 44, 'rest'],
  [
    'with a wrong set-up nothing is given up either',
    'unknown',
    { ...code, fault: 'setup_app' },
    10_000,
    'rest',
  ],
]);

table('while a payment is being canceled', [
  ['the cancel leaves at once', 'reversing', {}, 0, 'cancel'],
  ['a refused cancel becomes a close', 'reversing', { cancelRefused: true }, 0, 'close'],
  ['after the cancel it is asked about', 'reversing', { operations: sent('cancel', 1) }, 1, 'query'],
  [
    'not sooner than three seconds after the last question',
    'reversing',
    { operations: sent('cancel', 1), askedAt: at(0) },
    1,
    'wait until 3',
  ],
  [
    'the second cancel comes after two seconds',
    'reversing',
    { operations: sent('cancel', 1), askedAt: at(2) },
    2,
    'wait until 3',
  ],
  ['and then leaves', 'reversing', { operations: sent('cancel', 1), askedAt: at(2) }, 3, 'cancel'],
  [
    'the fourth comes after five seconds',
    'reversing',
    { operations: sent('cancel', 1, 3, 5), askedAt: at(6) },
    7,
    'wait until 10',
  ],
  [
    'a close counts as a cancel',
    'reversing',
    { operations: [...sent('cancel', 1, 3), ...sent('close', 5)], cancelRefused: true, askedAt: at(6) },
    10,
    'close',
  ],
  [
    'after ten silences every ten seconds',
    'reversing',
    { operations: sent('cancel', 1), askedAt: at(2), unanswered: 10 },
    3,
    'wait until 11',
  ],
  [
    'once the provider took it, it is only asked about',
    'reversing',
    { operations: sent('cancel', 1), askedAt: at(2), cancelTakenAt: at(1) },
    3,
    'wait until 5',
  ],
  [
    'a code too',
    'reversing',
    { ...code, operations: sent('cancel', 1), askedAt: at(2), cancelTakenAt: at(1) },
    7,
    'query',
  ],
  [
    'a cancel from before "keep it" does not count',
    'reversing',
    { operations: sent('cancel', 1), changedAt: at(2) },
    2,
    'cancel',
  ],
  [
    'with a clock put back it does count, or it would leave again and again',
    'reversing',
    { operations: sent('cancel', 50), changedAt: at(100), askedAt: at(50) },
    51,
    'wait until 52',
  ],
  ['with a wrong set-up nothing leaves', 'reversing', { fault: 'setup_no_key' }, 0, 'rest'],
]);

table('after the end', [
  ['nothing happens before the quiet period is over', 'canceled', {}, 0, 'wait until 420'],
  ['then it is asked about once', 'expired', {}, 420, 'query'],
  ['a question from before does not count', 'declined', { askedAt: at(10) }, 420, 'query'],
  [
    'without an answer again after five seconds',
    'canceled',
    { askedAt: at(421), unanswered: 1 },
    422,
    'wait until 426',
  ],
  [
    'a till that has not seen it closed all that time asks again when it has',
    'canceled',
    { askedAt: at(421), closedForMs: 20_000 },
    422,
    'wait until 822',
  ],
  ['where it has, at once', 'canceled', { askedAt: at(421), closedForMs: 419_500 }, 426, 'query'],
  [
    'a life is no longer than it was to begin with, whatever the clock said at its end',
    'canceled',
    { changedAt: at(-600), askedAt: at(421) },
    422,
    'wait until 842',
  ],
  [
    'after ten silences every fifteen',
    'canceled',
    { askedAt: at(421), unanswered: 10 },
    430,
    'wait until 436',
  ],
  ['a code is quiet from its end on', 'canceled', { ...code, changedAt: at(10) }, 11, 'wait until 310'],
  ['one that came back to life is canceled again', 'canceled', { contradicted: true }, 1, 'cancel'],
  [
    'every five seconds',
    'canceled',
    { contradicted: true, operations: sent('cancel', 1) },
    2,
    'wait until 6',
  ],
  ['until it stays closed', 'canceled', { contradicted: true, operations: sent('close', 1) }, 6, 'cancel'],
  ['so is a paid one whose cancel may still arrive', 'paid', { watched: true }, 420, 'query'],
  ['after its quiet period', 'paid', { watched: true }, 100, 'wait until 420'],
  ['one that is not watched is left alone', 'canceled', { watched: false }, 10_000, 'rest'],
  ['so is a reversed one', 'reversed', {}, 10_000, 'rest'],
]);

const card: More = { rail: 'card', presentation: 'card_reader', tradeNumber: 'pi_1' };
const ended = (state: Operation['state'], ...seconds: readonly number[]): readonly Operation[] =>
  sent('cancel', ...seconds).map((operation) => ({ ...operation, state }));

table('with a card', [
  [
    'the provider, the reader and the provider again are told without a pause',
    'reversing',
    { ...card, operations: sent('cancel', 1, 2) },
    2,
    'cancel',
  ],
  ['but not for ever', 'reversing', { ...card, operations: sent('cancel', 1, 2, 3) }, 3, 'query'],
  [
    'a word without an answer is asked about first',
    'reversing',
    { ...card, operations: ended('unknown', 1) },
    1,
    'query',
  ],
  ['a declined one is ended at the provider', 'declined', card, 0, 'cancel'],
  [
    'even if the cancel before the decline was answered',
    'declined',
    { ...card, operations: sent('cancel', 1), changedAt: at(2) },
    2,
    'cancel',
  ],
  ['and is then left alone', 'declined', { ...card, operations: sent('cancel', 1) }, 2, 'wait until 300'],
  [
    'without an answer it is asked about',
    'declined',
    { ...card, operations: ended('unknown', 1), askedAt: at(1) },
    2,
    'wait until 4',
  ],
  ['or at once', 'declined', { ...card, operations: ended('unknown', 1) }, 2, 'query'],
  ['then ended again', 'declined', { ...card, operations: ended('unknown', 1), askedAt: at(2) }, 6, 'cancel'],
  [
    'in another way if it was refused',
    'declined',
    { ...card, operations: ended('refused', 1), askedAt: at(2), cancelRefused: true },
    6,
    'close',
  ],
  [
    'an order that was never made needs no end',
    'declined',
    { rail: 'card', presentation: 'card_reader' },
    0,
    'wait until 300',
  ],
  ['a wallet’s order ended with the refusal', 'declined', {}, 0, 'wait until 420'],
  [
    'one that came back to life and cannot be canceled may have been paid',
    'canceled',
    { ...card, contradicted: true, operations: ended('refused', 1) },
    2,
    'query',
  ],
  [
    'and is canceled again if it was not',
    'canceled',
    { ...card, contradicted: true, operations: ended('refused', 1), askedAt: at(2) },
    6,
    'cancel',
  ],
]);

const refunded = (state: RefundState, more = {}): More => ({ refunds: [refundIn(state, more)] });

table('when money has to go back', [
  ['a paid order rests', 'paid', {}, 10_000, 'rest'],
  ['late money waits for a person', 'late_paid', {}, 10_000, 'rest'],
  [
    'late money that is to go back goes as one refund',
    'late_paid',
    { returnWanted: true },
    1,
    'return 1250 as R0',
  ],
  ['so does a surplus', 'paid', { returnWanted: true }, 1, 'return 1250 as R0'],
  [
    'less what went back already',
    'paid',
    { returnWanted: true, ...refunded('succeeded') },
    1,
    'return 750 as R0',
  ],
  [
    'and not twice, even if it failed',
    'late_paid',
    { returnWanted: true, ...refunded('failed', { number: 'GT000000000000000000000000A1R0' }) },
    1,
    'rest',
  ],
  ['an approved refund leaves', 'paid', refunded('new'), 1, 'refund R1'],
  ['one on its way is waited for', 'paid', refunded('sent'), 100, 'rest'],
  ['without an answer it is asked about after ten seconds', 'paid', refunded('unknown'), 1, 'wait until 10'],
  ['by a question first', 'paid', refunded('unknown'), 10, 'refund_query R1'],
  [
    'then it leaves again under the same number',
    'paid',
    { ...refunded('unknown'), refundAskedAt: at(10) },
    20,
    'refund R1',
  ],
  [
    'one in progress is only asked about',
    'paid',
    { ...refunded('pending'), refundAskedAt: at(10) },
    20,
    'refund_query R1',
  ],
  [
    'a question from before it left does not count',
    'paid',
    { ...refunded('unknown'), refundAskedAt: at(-5) },
    10,
    'refund_query R1',
  ],
  ['one that never left is asked about at once', 'paid', neverLeft(), 0, 'refund_query R1'],
  [
    'one that waits for the shop’s balance is tried every five minutes',
    'paid',
    refunded('needs_action'),
    299,
    'wait until 300',
  ],
  ['and then leaves again', 'paid', refunded('needs_action'), 300, 'refund R1'],
  [
    'one that came back to the shop is asked about every five minutes, and never sent again',
    'paid',
    refunded('needs_action', { fault: 'refund_abnormal' }),
    300,
    'refund_query R1',
  ],
  [
    'with a wrong set-up it waits for the owner',
    'paid',
    refunded('unknown', { fault: 'setup_app' }),
    100,
    'rest',
  ],
  ['one that failed is over', 'paid', refunded('failed'), 100, 'rest'],
]);

function neverLeft(): More {
  const { sentAt: _, ...refund } = refundIn('unknown');
  return { refunds: [refund] };
}

table('where nothing may be done', [
  ['before it is sent', 'new', {}, 10_000, 'rest'],
  ['while it is on its way', 'submitting', {}, 10_000, 'rest'],
  ['when it is frozen', 'unknown', { frozen: 'a-rule' }, 10_000, 'rest'],
  ['with cash', 'paid', { rail: 'cash', presentation: 'cash', returnWanted: true }, 10_000, 'rest'],
]);
