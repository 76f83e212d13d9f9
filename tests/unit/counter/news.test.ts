/** From news to facts and notices: what is legal changes the payment, what is impossible becomes an incident. */

import { describe, expect, test } from 'vitest';
import { attemptConsequences, refundConsequences } from '../../../src/counter/news.ts';
import { noticesOf } from '../../../src/counter/notice.ts';
import { ATTEMPT_STATES } from '../../../src/domain/attempt.ts';
import type { SaleFact } from '../../../src/domain/facts.ts';
import { transition } from '../../../src/domain/transition.ts';
import { attemptIn, contextOf, EVENTS, NOW } from '../../support/attempts.ts';
import { refundIn, saleWith } from '../../support/sales.ts';

const now = NOW + 1_000;
const words = (facts: readonly SaleFact[]) =>
  facts.map(({ kind, body }) =>
    kind === 'incident.opened' ? `incident ${body.cause} ${body.detail}` : kind,
  );

describe('news of a payment', () => {
  test('whatever a state can take changes it; what it cannot take is an incident if the provider said it', () => {
    for (const state of ATTEMPT_STATES) {
      for (const event of Object.values(EVENTS)) {
        const attempt = attemptIn(state);
        const { evidence } = contextOf(event, now);
        const made = attemptConsequences(1, attempt, { event, now, evidence });
        const result = transition(attempt, event, contextOf(event, now));
        const said = words(made.facts);
        const what = `${state}+${event.type}`;
        if (!result.ok && evidence !== undefined) expect(said).toEqual([`incident contradiction ${what}`]);
        if (!result.ok && evidence === undefined) expect(said).toEqual([]);
        if (result.ok && result.attempt.state !== state) expect(said[0]).toBe('attempt.changed');
        if (!result.ok) expect(made.effects).toEqual([]);
      }
    }
  });

  test('that is nothing new makes no fact; an answer to an operation always does', () => {
    const attempt = attemptIn('awaiting_payer', { payerDetail: 'scanned', evidence: 'provider_query' });
    const again = { event: EVENTS.NEEDS_PAYER, now, evidence: 'provider_query' } as const;
    expect(attemptConsequences(1, attempt, again)).toEqual({ facts: [], effects: [] });
    const answered = { operationId: 'O1', outcome: 'done' } as const;
    const made = attemptConsequences(1, attempt, { ...again, answered });
    expect(made.facts).toEqual([
      {
        kind: 'attempt.changed',
        body: { sale: 1, attempt: 'A1', event: EVENTS.NEEDS_PAYER, evidence: 'provider_query', answered },
      },
    ]);
  });

  test('a forged answer is an incident beside the silence that it is', () => {
    const news = {
      event: { type: 'NO_ANSWER', fault: 'answer_forged' },
      now,
      incident: 'answer_forged',
    } as const;
    const first = attemptConsequences(1, attemptIn('awaiting_payer'), news);
    expect(words(first.facts)).toEqual(['attempt.changed', 'incident answer_forged NO_ANSWER']);
    const second = attemptConsequences(1, attemptIn('awaiting_payer', { fault: 'answer_forged' }), news);
    expect(words(second.facts)).toEqual(['incident answer_forged NO_ANSWER']);
    const impossible = attemptConsequences(1, attemptIn('new'), { ...news, evidence: 'provider_query' });
    expect(words(impossible.facts)).toEqual([
      'incident answer_forged NO_ANSWER',
      'incident contradiction new+NO_ANSWER',
    ]);
  });

  test('a closed order that comes to life is an incident, and so is a frozen payment', () => {
    const news = { event: EVENTS.NEEDS_PAYER, now, evidence: 'provider_query' } as const;
    expect(words(attemptConsequences(1, attemptIn('canceled'), news).facts)).toEqual([
      'attempt.changed',
      'incident contradiction canceled+NEEDS_PAYER',
    ]);
    const frozen = attemptConsequences(1, attemptIn('unknown'), { event: EVENTS.FREEZE, now });
    expect(words(frozen.facts)).toEqual(['attempt.changed', 'incident frozen a-rule']);
  });
});

test('news that would only end a watch waits where the till has not seen the quiet period; any other does not', () => {
  const late = NOW + 3_600_000;
  const word = { event: EVENTS.CLOSED, now: late, evidence: 'provider_query' } as const;
  const closed = attemptIn('canceled', { evidence: 'provider_query' });
  expect(words(attemptConsequences(1, closed, word).facts)).toEqual(['attempt.changed']);
  expect(attemptConsequences(1, closed, { ...word, isTooSoon: true }).facts).toEqual([]);
  const money = { ...word, event: EVENTS.PAID, isTooSoon: true };
  expect(words(attemptConsequences(1, closed, money).facts)).toEqual(['attempt.changed']);
  const answered = { operationId: 'O1', outcome: 'done' } as const;
  expect(words(attemptConsequences(1, closed, { ...word, isTooSoon: true, answered }).facts)).toEqual([
    'attempt.changed',
  ]);
});

describe('news of a refund', () => {
  const attempt = attemptIn('paid', { refunds: [refundIn('sent')] });
  const number = refundIn('sent').number;
  const answered = { operationId: 'O1', outcome: 'done' } as const;

  test('changes the refund; with an answer it says which operation it answers', () => {
    const made = refundConsequences(1, attempt, { number, event: { type: 'SUCCEEDED' }, now, answered });
    const body = { sale: 1, attempt: 'A1', number, event: { type: 'SUCCEEDED' }, answered };
    expect(made).toEqual([{ kind: 'refund.changed', body }]);
  });

  test('that is nothing new makes no fact', () => {
    const unknown = attemptIn('paid', { refunds: [refundIn('unknown', { fault: 'no_answer' })] });
    const event = { type: 'NO_ANSWER', fault: 'no_answer' } as const;
    expect(refundConsequences(1, unknown, { number, event, now })).toEqual([]);
    expect(words(refundConsequences(1, unknown, { number, event, now, incident: 'answer_forged' }))).toEqual([
      'incident answer_forged NO_ANSWER',
    ]);
    expect(refundConsequences(1, unknown, { number, event: { type: 'ABSENT' }, now })).toEqual([]);
  });

  test('that is impossible is an incident; of an unknown refund nothing is believed', () => {
    const done = attemptIn('paid', { refunds: [refundIn('succeeded')] });
    const event = { type: 'FAILED', fault: 'refund_window_over' } as const;
    expect(words(refundConsequences(1, done, { number, event, now }))).toEqual([
      'incident contradiction refund succeeded+FAILED',
    ]);
    expect(refundConsequences(1, done, { number: 'R9', event, now })).toEqual([]);
    expect(
      words(refundConsequences(1, done, { number: 'R9', event, now, incident: 'answer_mismatch' })),
    ).toEqual(['incident answer_mismatch FAILED']);
  });

  test('that is forged changes the refund and is an incident', () => {
    const event = { type: 'NO_ANSWER', fault: 'answer_forged' } as const;
    expect(words(refundConsequences(1, attempt, { number, event, now, incident: 'answer_forged' }))).toEqual([
      'refund.changed',
      'incident answer_forged NO_ANSWER',
    ]);
  });
});

describe('what is told', () => {
  const attempt = attemptIn('awaiting_payer');
  const open = saleWith([attempt]);

  test('"paid" to an open sale, and never to one that was settled otherwise', () => {
    const effect = { kind: 'announce_paid' } as const;
    expect(noticesOf(open, attempt, effect)).toEqual([{ kind: 'paid', sale: 1, attempt }]);
    const cash = attemptIn('paid', { id: 'C1', rail: 'cash', presentation: 'cash' });
    expect(noticesOf(saleWith([attempt, cash]), attempt, effect)).toEqual([]);
    expect(noticesOf({ ...open, isVoid: true }, attempt, effect)).toEqual([]);
    const released = { ...open, attestation: { by: 'Chen', at: NOW, attemptId: 'A1' } };
    expect(noticesOf(released, attempt, effect)).toEqual([]);
  });

  test('"not paid" and late money always; an incident is not shouted', () => {
    expect(noticesOf(open, attempt, { kind: 'announce_unpaid' })).toEqual([
      { kind: 'not_paid', sale: 1, attempt: 'A1' },
    ]);
    expect(noticesOf(open, attempt, { kind: 'late_money' })).toEqual([
      { kind: 'late_money', sale: 1, attempt: 'A1' },
    ]);
    expect(noticesOf(open, attempt, { kind: 'incident', cause: 'frozen', detail: 'r' })).toEqual([]);
  });
});
