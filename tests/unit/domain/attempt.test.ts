/** What can be said of an attempt: over or not, shown or not, charged or not. */

import { describe, expect, test } from 'vitest';
import {
  ATTEMPT_STATES,
  type Attempt,
  type AttemptState,
  canStillBePaid,
  chargedBy,
  EVIDENCE_RANKS,
  faultOf,
  isClosed,
  isOpen,
  maySend,
  mayShowQr,
  operationInFlight,
  quietUntil,
  sentSoFar,
  strongerEvidence,
} from '../../../src/domain/attempt.ts';
import { CURRENCY_EXPONENTS, type Currency } from '../../../src/domain/money.ts';
import { movesMoney, OPERATION_KINDS, type Operation } from '../../../src/domain/operation.ts';
import { isRailName, RAIL_FACTS, RAIL_NAMES, railsFor } from '../../../src/domain/rail.ts';
import { attemptIn, NOW } from '../../support/attempts.ts';

describe('each state', () => {
  /** Whether the attempt is over, whether it is worked on, and what the customer may be told. */
  const TABLE: Readonly<Record<AttemptState, string>> = {
    new: '- open no',
    submitting: '- open checking',
    awaiting_payer: '- open checking',
    processing: '- open checking',
    approved: '- open checking',
    authorized: '- open checking',
    paid: 'closed - yes',
    declined: 'closed - no',
    canceled: 'closed - no',
    expired: 'closed - no',
    unknown: '- open checking',
    reversing: '- open checking',
    reversed: 'closed - no',
    late_paid: '- - yes',
  };

  test.each(ATTEMPT_STATES)('%s', (state) => {
    const attempt = attemptIn(state);
    const words = [isClosed(attempt) ? 'closed' : '-', isOpen(attempt) ? 'open' : '-', chargedBy(attempt)];
    expect(words.join(' ')).toBe(TABLE[state]);
  });

  test('a payment that only people speak for is still being checked', () => {
    const say = (evidence: Attempt['evidence']) =>
      chargedBy(attemptIn('paid', evidence === undefined ? {} : { evidence }));
    expect(EVIDENCE_RANKS.map(say)).toEqual(['checking', 'checking', 'yes', 'yes', 'yes']);
    expect(chargedBy(attemptIn('late_paid', { evidence: 'payer_claim' }))).toBe('checking');
  });

  test('what is taken outside of this counter may be paid before the cashier has said so', () => {
    expect(chargedBy(attemptIn('new', { rail: 'bank_terminal', presentation: 'record' }))).toBe('checking');
    expect(chargedBy(attemptIn('new'))).toBe('no');
  });

  test('a QR is shown only while the customer may pay, and never after a cancel', () => {
    const qr = 'https://qr.alipay.com/bax00000test';
    const showing = ATTEMPT_STATES.filter((state) => mayShowQr(attemptIn(state, { qr })));
    expect(showing).toEqual(['awaiting_payer']);
    expect(mayShowQr(attemptIn('awaiting_payer', { qr, reversalWanted: true }))).toBe(false);
    const { qr: _, ...bare } = attemptIn('awaiting_payer');
    expect(mayShowQr(bare)).toBe(false);
  });
});

describe('the quiet period after the end', () => {
  test('a QR is quiet five minutes after its life, a code five minutes after its end', () => {
    expect(quietUntil(attemptIn('canceled'))).toBe(NOW + 420_000);
    expect(quietUntil(attemptIn('canceled', { changedAt: NOW + 200_000 }))).toBe(NOW + 500_000);
    expect(quietUntil(attemptIn('canceled', { presentation: 'payment_code' }))).toBe(NOW + 300_000);
  });
});

describe('whether an order that the provider does not know can still be paid', () => {
  const minutes = (count: number) => NOW + count * 60_000;
  const leftAt = (sentAt: number): Operation => ({
    id: 'O1',
    kind: 'pay',
    key: 'K1',
    sentAt,
    state: 'unknown',
  });

  test('a QR can until its life is over, a code until the quiet period after it was sent', () => {
    const shown = attemptIn('unknown');
    expect(canStillBePaid(shown, minutes(2) - 1)).toBe(true);
    expect(canStillBePaid(shown, minutes(2))).toBe(false);
    const sent = attemptIn('unknown', { presentation: 'payment_code', submittedAt: NOW + 1_000 });
    expect(canStillBePaid(sent, minutes(5) + 999)).toBe(true);
    expect(canStillBePaid(sent, minutes(5) + 1_000)).toBe(false);
  });

  test('a code that was never sent counts from its opening', () => {
    const { submittedAt: _, ...attempt } = attemptIn('unknown', { presentation: 'payment_code' });
    expect(canStillBePaid(attempt, minutes(5) - 1)).toBe(true);
    expect(canStillBePaid(attempt, minutes(5))).toBe(false);
  });

  test('nothing can be paid once the cancel was taken', () => {
    expect(canStillBePaid(attemptIn('reversing', { cancelTakenAt: NOW }), NOW)).toBe(false);
  });

  test('with the clock put back a life counts from the first operation that left afterwards', () => {
    const now = minutes(-60);
    const ahead = [leftAt(NOW), leftAt(NOW + 1_000)];
    expect(canStillBePaid(attemptIn('unknown', { operations: ahead }), now)).toBe(true);
    const afterwards = [...ahead, leftAt(now - 60_000), leftAt(now - 1_000)];
    expect(canStillBePaid(attemptIn('unknown', { operations: afterwards }), now)).toBe(true);
    expect(canStillBePaid(attemptIn('unknown', { operations: afterwards }), now + 59_999)).toBe(true);
    expect(canStillBePaid(attemptIn('unknown', { operations: afterwards }), now + 60_000)).toBe(false);
  });

  test('of an order whose clock was put back before anything left, the first sending counts', () => {
    const now = minutes(-60);
    expect(canStillBePaid(attemptIn('unknown', { operations: [leftAt(now)] }), now)).toBe(true);
    expect(canStillBePaid(attemptIn('unknown', { operations: [leftAt(now)] }), minutes(-58))).toBe(false);
  });
});

describe('the operations of an attempt', () => {
  const operation = (id: string, kind: Operation['kind'], state: Operation['state']): Operation => ({
    id,
    kind,
    key: 'K1',
    sentAt: NOW + Number(id),
    state,
  });

  test('the one without an answer is on its way', () => {
    const operations = [operation('1', 'present', 'done'), operation('2', 'cancel', 'sent')];
    expect(operationInFlight(attemptIn('reversing', { operations }))?.id).toBe('2');
    expect(operationInFlight(attemptIn('reversing'))).toBeUndefined();
  });

  test('are counted by kind, with the time of the last', () => {
    const operations = [
      operation('1', 'present', 'done'),
      operation('2', 'cancel', 'unknown'),
      operation('3', 'close', 'done'),
    ];
    const attempt = attemptIn('reversing', { operations });
    expect(sentSoFar(attempt, ['cancel', 'close'])).toEqual({ count: 2, lastAt: NOW + 3 });
    expect(sentSoFar(attempt, ['refund'])).toEqual({ count: 0, lastAt: undefined });
  });

  test('only questions may leave without being written down first', () => {
    expect(OPERATION_KINDS.filter((kind) => !movesMoney(kind))).toEqual(['query', 'refund_query']);
  });
});

describe('the fault to tell of', () => {
  test('is what the provider said, or else why the till gave up', () => {
    expect(faultOf(attemptIn('declined', { fault: 'balance_short', reversalWanted: true }))).toBe(
      'balance_short',
    );
    expect(faultOf(attemptIn('canceled'))).toBeUndefined();
    const refused = { fault: 'cancel_refused', reversalWanted: true, reversalCause: 'deadline' } as const;
    expect(faultOf(attemptIn('reversing', refused))).toBe('cancel_refused');
    expect(faultOf(attemptIn('reversing', { ...refused, reversalFault: 'clock_wrong' }))).toBe('clock_wrong');
    expect(faultOf(attemptIn('canceled', { reversalWanted: true, reversalCause: 'deadline' }))).toBe(
      'payer_timeout',
    );
    expect(faultOf(attemptIn('canceled', { reversalWanted: true, reversalCause: 'cashier' }))).toBe(
      'canceled_by_cashier',
    );
  });
});

describe('evidence', () => {
  test('of two the stronger counts, whichever comes first', () => {
    for (const [low, weaker] of EVIDENCE_RANKS.entries()) {
      expect(strongerEvidence(undefined, weaker)).toBe(weaker);
      for (const stronger of EVIDENCE_RANKS.slice(low)) {
        expect(strongerEvidence(weaker, stronger)).toBe(stronger);
        expect(strongerEvidence(stronger, weaker)).toBe(stronger);
      }
    }
  });
});

describe('the rails', () => {
  test('are known by name, and nothing else is one', () => {
    for (const name of RAIL_NAMES) expect(isRailName(name)).toBe(true);
    for (const name of ['Alipay', '', 'toString', 7, null, undefined]) expect(isRailName(name)).toBe(false);
  });

  test('Alipay takes yuan from one fen to a hundred million', () => {
    expect(RAIL_FACTS.alipay).toMatchObject({
      currencies: ['CNY'],
      minMinor: 1,
      maxMinor: 100_000_000_00,
    });
  });

  test('a shop in yuan is offered no PayPal, one in dollars no wallet that only takes yuan; cash always', () => {
    expect(railsFor('CNY')).not.toContain('paypal');
    expect(railsFor('USD')).toEqual(['paypal', 'card', 'bank_terminal', 'voucher', 'cash']);
    for (const currency of Object.keys(CURRENCY_EXPONENTS) as Currency[])
      expect(railsFor(currency)).toContain('cash');
  });

  test('the shop’s own printed code takes no more than the ¥500 of a day', () => {
    expect(RAIL_FACTS.own_code).toMatchObject({ kind: 'record', maxMinor: 500_00 });
  });
});

describe('a capture', () => {
  const approved = attemptIn('approved', { rail: 'paypal' });
  const captured = (state: Operation['state']): Operation => ({
    id: 'O1',
    kind: 'capture',
    key: 'GTA1',
    sentAt: NOW,
    state,
  });

  test('leaves while the payer’s consent stands, never after a cancel, and never twice unanswered', () => {
    expect(maySend(approved, 'capture')).toBe(true);
    expect(maySend({ ...approved, reversalWanted: true }, 'capture')).toBe(false);
    expect(maySend({ ...approved, frozen: 'r' }, 'capture')).toBe(false);
    expect(maySend({ ...approved, operations: [captured('unknown')] }, 'capture')).toBe(false);
    expect(maySend({ ...approved, operations: [captured('refused')] }, 'capture')).toBe(true);
    for (const state of ATTEMPT_STATES)
      if (state !== 'approved') expect(maySend(attemptIn(state), 'capture'), state).toBe(false);
  });
});

describe('the word to the card reader', () => {
  test('leaves only while the reader waits for it', () => {
    const made = attemptIn('awaiting_payer', { rail: 'card', payerDetail: 'reader_idle' });
    expect(maySend(made, 'collect')).toBe(true);
    expect(maySend({ ...made, payerDetail: 'card' }, 'collect')).toBe(false);
    expect(maySend({ ...made, reversalWanted: true }, 'collect')).toBe(false);
  });
});
