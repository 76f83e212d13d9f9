/** What the table of states does not say: proof, the watch over what is closed, and what is told. */

import { describe, expect, test } from 'vitest';
import type { Attempt, AttemptEvent, AttemptEventType, AttemptState } from '../../../src/domain/attempt.ts';
import type { Operation } from '../../../src/domain/operation.ts';
import { type Transition, transition } from '../../../src/domain/transition.ts';
import { attemptIn, contextOf, EVENTS, NOW } from '../../support/attempts.ts';
import { refundIn } from '../../support/sales.ts';

/** When a QR that was opened at NOW has been quiet long enough. */
const QUIET = NOW + 420_000;
const later = NOW + 1_000;

function heard(attempt: Attempt, type: AttemptEventType, now = later): Extract<Transition, { ok: true }> {
  const result = transition(attempt, EVENTS[type], contextOf(EVENTS[type], now));
  if (!result.ok) throw new Error(result.refusal);
  return result;
}

const kinds = (attempt: Attempt, type: AttemptEventType) =>
  heard(attempt, type).effects.map(({ kind }) => kind);
const operation = (kind: Operation['kind'], state: Operation['state']): Operation => ({
  id: kind,
  kind,
  key: 'K1',
  sentAt: NOW,
  state,
});

test('what a state does not know is impossible, and says so', () => {
  const result = transition(attemptIn('new'), EVENTS.KEEP, { now: NOW });
  expect(result).toEqual({ ok: false, refusal: 'impossible' });
});

describe('proof', () => {
  const record = attemptIn('new', { rail: 'bank_terminal', presentation: 'record' });
  const word: AttemptEvent = { type: 'PAID', attested: { by: 'Chen' } };
  const told =
    (attempt: Attempt, event: AttemptEvent, evidence?: 'cashier_attested' | 'provider_query') => () =>
      transition(attempt, event, evidence === undefined ? { now: NOW } : { now: NOW, evidence });

  test('of what nobody can be asked about is a cashier’s word, and both of its halves', () => {
    expect(told(record, word, 'cashier_attested')()).toMatchObject({ ok: true, attempt: { state: 'paid' } });
    expect(told(record, word)).toThrow('paid-needs-proof');
    expect(told(record, { type: 'PAID' }, 'cashier_attested')).toThrow('paid-needs-proof');
    expect(told(record, word, 'provider_query')).toThrow('paid-needs-proof');
  });

  test('of what a provider knows is never a cashier’s word', () => {
    expect(told(attemptIn('awaiting_payer'), EVENTS.PAID, 'cashier_attested')).toThrow('paid-needs-proof');
    expect(told(attemptIn('awaiting_payer'), EVENTS.PAID, 'provider_query')()).toMatchObject({ ok: true });
  });
});

describe('entering a state', () => {
  test('is dated, staying in one is not', () => {
    expect(heard(attemptIn('submitting'), 'PENDING').attempt.changedAt).toBe(later);
    expect(heard(attemptIn('processing'), 'PENDING').attempt.changedAt).toBe(NOW);
  });

  test('an open one keeps its QR and is not watched, a closed one has none', () => {
    expect(heard(attemptIn('awaiting_payer'), 'NEEDS_PAYER').attempt).toMatchObject({
      qr: 'https://qr.alipay.com/bax00000test',
      watched: false,
    });
    expect(heard(attemptIn('submitting'), 'PENDING').attempt.watched).toBe(false);
    expect(heard(attemptIn('awaiting_payer'), 'EXPIRED').attempt).not.toHaveProperty('qr');
  });

  test.each([
    ['DECLINED', 'declined', true, ['announce_unpaid']],
    ['CLOSED', 'canceled', true, ['announce_unpaid']],
    ['EXPIRED', 'expired', true, ['announce_unpaid']],
    ['REVERSED', 'reversed', false, []],
  ] as const)(
    '%s ends it, and what was sent is watched where money may still come',
    (type, state, watched, effects) => {
      const result = heard(attemptIn('unknown'), type);
      expect(result.attempt).toMatchObject({ state, watched });
      expect(result.effects.map(({ kind }) => kind)).toEqual(effects);
    },
  );

  test('what was never sent is not watched', () => {
    expect(heard(attemptIn('new'), 'CANCEL').attempt).toMatchObject({ state: 'canceled', watched: false });
  });

  test('money is watched only while a cancel that had no answer may still take it back', () => {
    const paid = (...operations: readonly Operation[]) =>
      heard(attemptIn('unknown', { operations }), 'PAID').attempt;
    expect(paid(operation('present', 'done'), operation('cancel', 'unknown')).watched).toBe(true);
    expect(paid(operation('close', 'unknown')).watched).toBe(true);
    expect(paid(operation('present', 'unknown')).watched).toBe(false);
    expect(paid(operation('cancel', 'done')).watched).toBe(false);
    const reversed = attemptIn('reversing', { operations: [operation('cancel', 'unknown')] });
    expect(heard(reversed, 'REVERSED').attempt.watched).toBe(false);
  });
});

describe('the watch over a closed order', () => {
  const canceled = attemptIn('canceled', { watched: true });

  test.each([
    ['CLOSED', false],
    ['EXPIRED', false],
    ['DECLINED', false],
    ['REVERSED', false],
    ['ABSENT', false],
    ['NO_ANSWER', true],
    ['PENDING', true],
    ['RESTART', true],
  ] as const)('ends with %s after the quiet period: watched %s', (type, watched) => {
    expect(heard(canceled, type, QUIET).attempt.watched).toBe(watched);
    expect(heard(canceled, type, QUIET - 1).attempt.watched).toBe(true);
  });

  test('over money ends when the provider says once more that it has it', () => {
    const paid = attemptIn('paid', { watched: true });
    expect(heard(paid, 'PAID', QUIET).attempt.watched).toBe(false);
    expect(heard(paid, 'PAID', QUIET - 1).attempt.watched).toBe(true);
    expect(heard(paid, 'NO_ANSWER', QUIET).attempt.watched).toBe(true);
  });
});

describe('“no such payment”', () => {
  const absent = (state: AttemptState) => attemptIn(state, { absents: 1, cancelTakenAt: NOW });

  test.each(['unknown', 'reversing'] as const)('twice, of one that is given up (%s), is final', (state) => {
    expect(heard(absent(state), 'ABSENT').attempt.state).toBe('canceled');
  });

  test.each(['awaiting_payer', 'processing', 'approved'] as const)(
    'is not final while the payer is at it (%s)',
    (state) => {
      expect(heard(absent(state), 'ABSENT').attempt).toMatchObject({ state, absents: 2 });
    },
  );

  test('ends nothing by what was counted before', () => {
    const counted = attemptIn('reversing', { absents: 2 });
    expect(heard(counted, 'NO_ANSWER').attempt.state).toBe('reversing');
  });
});

describe('why it was declined', () => {
  const declined = attemptIn('declined', { fault: 'balance_short' });

  test('stays, whatever is said of the closed order afterwards', () => {
    expect(heard(declined, 'CLOSED').attempt.fault).toBe('balance_short');
    expect(heard(declined, 'NO_ANSWER').attempt.fault).toBe('balance_short');
  });

  test('is no reason any more when the money came after all', () => {
    expect(heard(declined, 'PAID').attempt).toMatchObject({ state: 'late_paid' });
    expect(heard(declined, 'PAID').attempt.fault).toBeUndefined();
  });
});

describe('what is told', () => {
  test('late money once, taken back money always, a frozen payment with its rule', () => {
    expect(kinds(attemptIn('canceled'), 'PAID')).toEqual(['late_money']);
    expect(kinds(attemptIn('late_paid'), 'PAID')).toEqual([]);
    expect(heard(attemptIn('paid'), 'REVERSED').effects).toEqual([
      { kind: 'incident', cause: 'contradiction', detail: 'paid+REVERSED' },
    ]);
    expect(kinds(attemptIn('reversing'), 'REVERSED')).toEqual([]);
    expect(kinds(attemptIn('reversed'), 'CLOSED')).toEqual([]);
    expect(heard(attemptIn('unknown'), 'FREEZE').effects).toEqual([
      { kind: 'incident', cause: 'frozen', detail: 'a-rule' },
    ]);
  });

  test('a trade that was closed since all of it went back stays the paid one that it was', () => {
    const whole = attemptIn('paid', { refunds: [refundIn('succeeded', { amountMinor: 1250 })] });
    expect(heard(whole, 'REVERSED')).toMatchObject({ attempt: { state: 'paid' }, effects: [] });
    const part = attemptIn('paid', { refunds: [refundIn('succeeded')] });
    expect(heard(part, 'REVERSED').attempt.state).toBe('reversed');
  });
});
