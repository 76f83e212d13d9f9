/** What each event leaves in an attempt, and what it leaves alone. */

import { describe, expect, test } from 'vitest';
import type { Attempt, AttemptEvent, AttemptState, Evidence } from '../../../src/domain/attempt.ts';
import { noteEvent } from '../../../src/domain/noting.ts';
import { attemptIn, NOW } from '../../support/attempts.ts';

const later = NOW + 1_000;

/** The fields that the event changes, by what they are afterwards; a field that is gone is undefined. */
function noted(before: Attempt, event: AttemptEvent, evidence?: Evidence): Record<string, unknown> {
  const after = noteEvent(before, event, evidence === undefined ? { now: later } : { now: later, evidence });
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Attempt>;
  const changed = [...names].filter(
    (name) => name in before !== name in after || before[name] !== after[name],
  );
  return Object.fromEntries(changed.map((name) => [name, name in after ? after[name] : 'gone']));
}

const full = (state: AttemptState, more: Partial<Attempt> = {}) =>
  attemptIn(state, { absents: 1, contradicted: true, fault: 'no_answer', ...more });

describe('an event leaves in the attempt', () => {
  const receipt = { tradeNumber: 'T9', totalMinor: 1250 };
  const cash = { tenderedMinor: 2_000, changeMinor: 750 };
  const taken = { cancelTakenAt: NOW };
  test.each<[string, Attempt, AttemptEvent, Record<string, unknown>]>([
    ['when it was sent', attemptIn('new'), { type: 'SUBMIT' }, { submittedAt: later }],
    [
      'that the payer is at it, whatever was said of a cancel',
      full('reversing', { ...taken, contradicted: false }),
      { type: 'NEEDS_PAYER', detail: 'scanned' },
      { payerDetail: 'scanned', absents: 0, cancelTakenAt: 'gone' },
    ],
    [
      'what the payer is to scan, and the provider’s number',
      attemptIn('submitting'),
      { type: 'NEEDS_PAYER', detail: 'qr_shown', qr: 'https://q', tradeNumber: 'T1' },
      { payerDetail: 'qr_shown', qr: 'https://q', tradeNumber: 'T1' },
    ],
    [
      'that a closed order came back to life',
      attemptIn('canceled'),
      { type: 'NEEDS_PAYER', detail: 'scanned' },
      { payerDetail: 'scanned', contradicted: true },
    ],
    ['that it is under way', full('processing'), { type: 'PENDING' }, { absents: 0, contradicted: false }],
    ['that a closed one is under way', attemptIn('canceled'), { type: 'PENDING' }, { contradicted: true }],
    ['what was paid', attemptIn('unknown'), { type: 'PAID', receipt }, { receipt, tradeNumber: 'T9' }],
    [
      'no other number than the provider’s first',
      attemptIn('unknown', { tradeNumber: 'T1' }),
      { type: 'PAID', receipt },
      { receipt },
    ],
    ['what was taken in cash', attemptIn('new', { rail: 'cash' }), { type: 'PAID', cash }, { cash }],
    [
      'whose word it is',
      attemptIn('new'),
      { type: 'PAID', attested: { by: 'Chen' } },
      { attestedBy: 'Chen' },
    ],
    [
      'whose word it is, and what the slip says',
      attemptIn('new'),
      { type: 'PAID', attested: { by: 'Chen', reference: '0042' } },
      { attestedBy: 'Chen', reference: '0042' },
    ],
    [
      'why it was declined',
      full('unknown'),
      { type: 'DECLINED', fault: 'balance_short' },
      { fault: 'balance_short' },
    ],
    [
      'that nobody answered',
      attemptIn('unknown'),
      { type: 'NO_ANSWER', fault: 'no_answer' },
      { fault: 'no_answer' },
    ],
    [
      'that something worse than silence came',
      full('unknown'),
      { type: 'NO_ANSWER', fault: 'answer_forged' },
      { fault: 'answer_forged' },
    ],
    [
      'that the till was restarted',
      attemptIn('submitting'),
      { type: 'RESTART' },
      { fault: 'till_restarted' },
    ],
    ['nothing of a restart that did not concern it', attemptIn('unknown'), { type: 'RESTART' }, {}],
    [
      'that the cashier does not want it',
      attemptIn('unknown', { fault: 'no_answer' }),
      { type: 'CANCEL' },
      { reversalWanted: true, reversalCause: 'cashier' },
    ],
    [
      'that its time is over, and why nobody knew',
      attemptIn('unknown', { fault: 'no_answer' }),
      { type: 'DEADLINE' },
      { reversalWanted: true, reversalCause: 'deadline', reversalFault: 'no_answer' },
    ],
    [
      'that its time is over',
      attemptIn('awaiting_payer'),
      { type: 'DEADLINE' },
      { reversalWanted: true, reversalCause: 'deadline' },
    ],
    [
      'the first reason, when it is given up twice',
      attemptIn('reversing', { reversalWanted: true, reversalCause: 'cashier' }),
      { type: 'DEADLINE' },
      {},
    ],
    [
      'that a person keeps it',
      attemptIn('reversing', { reversalWanted: true, reversalCause: 'cashier' }),
      { type: 'KEEP' },
      { reversalWanted: false, reversalCause: 'gone' },
    ],
    [
      'that late money stays with the sale',
      attemptIn('late_paid', { reversalWanted: true, reversalCause: 'deadline', returnWanted: true }),
      { type: 'ATTACH' },
      { reversalWanted: false, reversalCause: 'gone', returnWanted: false },
    ],
    ['that it has to go back', attemptIn('paid'), { type: 'RETURN' }, { returnWanted: true }],
    [
      'that the provider does not know it, once it can no longer be paid',
      full('reversing', taken),
      { type: 'ABSENT' },
      { absents: 2, contradicted: false },
    ],
    ['that it may still be paid', full('reversing'), { type: 'ABSENT' }, { absents: 0, contradicted: false }],
    [
      'when the cancel was taken',
      full('reversing'),
      { type: 'CANCEL_TAKEN' },
      { cancelTakenAt: later, contradicted: false },
    ],
    ['when it was taken first', full('reversing', taken), { type: 'CANCEL_TAKEN' }, { contradicted: false }],
    [
      'that it cannot be canceled',
      full('reversing'),
      { type: 'CANCEL_REFUSED', fault: 'cancel_refused' },
      { cancelRefused: true, fault: 'cancel_refused' },
    ],
    [
      'that it is frozen',
      full('unknown'),
      { type: 'FREEZE', rule: 'a-rule' },
      { frozen: 'a-rule', fault: 'frozen' },
    ],
    ['that it is what it is', full('unknown'), { type: 'CLOSED' }, { contradicted: false }],
  ])('%s', (_, before, event, changed) => {
    expect(noted(before, event)).toEqual(changed);
  });
});

describe('how sure it is', () => {
  test('rises with a verified word, which ends a fault of the way', () => {
    expect(
      noted(full('unknown', { evidence: 'provider_answer' }), { type: 'PENDING' }, 'provider_query'),
    ).toEqual({
      evidence: 'provider_query',
      fault: 'gone',
      absents: 0,
      contradicted: false,
    });
  });

  test('does not rise with what proves nothing', () => {
    const event = { type: 'NO_ANSWER', fault: 'no_answer' } as const;
    expect(noted(attemptIn('unknown'), event, 'provider_query')).toEqual({ fault: 'no_answer' });
  });

  test('“no such payment” explains no silence, but shows that a set-up was mended', () => {
    const absent = { type: 'ABSENT' } as const;
    const silent = attemptIn('unknown', { fault: 'no_answer' });
    expect(noted(silent, absent, 'provider_query')).toEqual({ evidence: 'provider_query' });
    const mended = attemptIn('unknown', { fault: 'setup_signature' });
    expect(noted(mended, absent, 'provider_query')).toEqual({ evidence: 'provider_query', fault: 'gone' });
    const reversing = attemptIn('reversing', { fault: 'no_answer' });
    expect(noted(reversing, absent, 'provider_query')).toEqual({ evidence: 'provider_query', fault: 'gone' });
  });
});
