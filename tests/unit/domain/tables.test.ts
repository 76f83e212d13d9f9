/** The lists and figures that others build on, held beside the model as they stand there. */

import { expect, test } from 'vitest';
import { ATTEMPT_STATES, EVIDENCE_RANKS } from '../../../src/domain/attempt.ts';
import { CURRENCY_EXPONENTS } from '../../../src/domain/money.ts';
import { REFUND_REASONS, REFUND_STATES } from '../../../src/domain/refund.ts';
import * as timing from '../../../src/domain/timing.ts';
import { TRANSITIONS } from '../../../src/domain/transition.ts';

test('the states of a payment, and how sure a word about one is', () => {
  expect(ATTEMPT_STATES).toEqual([
    'new',
    'submitting',
    'awaiting_payer',
    'processing',
    'approved',
    'authorized',
    'paid',
    'declined',
    'canceled',
    'expired',
    'unknown',
    'reversing',
    'reversed',
    'late_paid',
  ]);
  expect(EVIDENCE_RANKS).toEqual([
    'payer_claim',
    'cashier_attested',
    'provider_answer',
    'provider_query',
    'statement_matched',
  ]);
});

test('the states of a refund, and what one is for', () => {
  expect([...REFUND_STATES].sort()).toEqual([
    'failed',
    'needs_action',
    'new',
    'pending',
    'sent',
    'succeeded',
    'unknown',
  ]);
  expect(REFUND_REASONS).toEqual([
    'customer_wish',
    'wrong_amount',
    'returned_goods',
    'surplus',
    'late',
    'abandoned',
    'other',
  ]);
});

test('the currencies and their decimals', () => {
  expect(CURRENCY_EXPONENTS).toEqual({
    CNY: 2,
    USD: 2,
    EUR: 2,
    GBP: 2,
    HKD: 2,
    SGD: 2,
    JPY: 0,
    KRW: 0,
    KWD: 3,
  });
});

test('how long each way to pay may take before something is said', () => {
  expect(timing.REQUEST_TIMEOUT_MS).toEqual({
    payment_code: 15_000,
    payment_qr: 10_000,
    card_reader: 15_000,
    record: 0,
    cash: 0,
  });
  expect(timing.STILL_WAITING_MS).toEqual({
    payment_code: 10_000,
    payment_qr: 60_000,
    card_reader: 30_000,
    record: 0,
    cash: 0,
  });
  expect(timing.ASK_CUSTOMER_MS).toEqual({
    payment_code: 30_000,
    payment_qr: 60_000,
    card_reader: 60_000,
    record: 0,
    cash: 0,
  });
  expect([timing.STORAGE_RETRY_MS, timing.REFUND_OWED_RETRY_MS, timing.CARD_DEADLINE_MS]).toEqual([
    5_000, 300_000, 120_000,
  ]);
});

/** The model's own table (payment-model.md 4.5), written a second time: what each state makes of what it hears. */
const MODEL: Readonly<Record<string, string>> = {
  new: 'SUBMIT submitting, PAID paid, CANCEL canceled, FREEZE same',
  submitting:
    'PENDING processing, APPROVED approved, AUTHORIZED authorized, PAID paid, DECLINED declined, EXPIRED expired, ' +
    'CLOSED canceled, REVERSED reversed, NEEDS_PAYER awaiting_payer, NO_ANSWER unknown, RESTART unknown, ' +
    'CANCEL same, DEADLINE same, KEEP same, FREEZE same',
  awaiting_payer:
    'PENDING processing, APPROVED approved, AUTHORIZED authorized, PAID paid, DECLINED declined, EXPIRED expired, ' +
    'CLOSED canceled, REVERSED reversed, NEEDS_PAYER same, NO_ANSWER same, RESTART same, ABSENT same, ' +
    'CANCEL reversing, DEADLINE reversing, FREEZE same',
  processing:
    'PENDING same, APPROVED approved, AUTHORIZED authorized, PAID paid, DECLINED declined, EXPIRED expired, ' +
    'CLOSED canceled, REVERSED reversed, NEEDS_PAYER awaiting_payer, NO_ANSWER same, RESTART same, ABSENT same, ' +
    'CANCEL reversing, DEADLINE unknown, FREEZE same',
  approved:
    'NEEDS_PAYER awaiting_payer, PENDING processing, APPROVED same, PAID paid, DECLINED declined, EXPIRED expired, ' +
    'CLOSED canceled, CAPTURE submitting, NO_ANSWER same, RESTART same, ABSENT same, CANCEL reversing, ' +
    'DEADLINE reversing, FREEZE same',
  authorized:
    'PAID paid, EXPIRED expired, CLOSED canceled, REVERSED reversed, CAPTURE submitting, NO_ANSWER same, ' +
    'RESTART same, CANCEL reversing, FREEZE same',
  unknown:
    'PENDING processing, APPROVED approved, AUTHORIZED authorized, PAID paid, DECLINED declined, EXPIRED expired, ' +
    'CLOSED canceled, REVERSED reversed, NEEDS_PAYER awaiting_payer, NO_ANSWER same, ABSENT same, RESTART same, ' +
    'CANCEL reversing, DEADLINE reversing, KEEP same, FREEZE same',
  reversing:
    'CLOSED canceled, REVERSED reversed, PAID late_paid, DECLINED declined, EXPIRED expired, KEEP unknown, ' +
    'NEEDS_PAYER same, APPROVED same, PENDING same, NO_ANSWER same, ABSENT same, RESTART same, CANCEL same, ' +
    'DEADLINE same, CANCEL_TAKEN same, CANCEL_REFUSED same, FREEZE same',
  late_paid:
    'ATTACH paid, RETURN same, REVERSED reversed, PAID same, NO_ANSWER same, RESTART same, FREEZE same',
  paid: 'REVERSED reversed, RETURN same, PAID same, NO_ANSWER same, RESTART same, FREEZE same',
  reversed: 'REVERSED same, CLOSED same, NO_ANSWER same, FREEZE same',
};

const CLOSED =
  'PAID late_paid, NEEDS_PAYER same, PENDING same, NO_ANSWER same, ABSENT same, CLOSED same, EXPIRED same, ' +
  'DECLINED same, REVERSED same, CANCEL_TAKEN same, CANCEL_REFUSED same, RESTART same, FREEZE same';

test('the table of states is the model’s, word for word', () => {
  for (const [state, row] of Object.entries(TRANSITIONS)) {
    const said = Object.entries(row)
      .map(([event, target]) => `${event} ${target}`)
      .sort();
    expect(said, state).toEqual((MODEL[state] ?? CLOSED).split(', ').sort());
  }
});
