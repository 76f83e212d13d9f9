/** The whole table of the state machine: every state, every event, with and without a cancel outstanding. */

import { describe, expect, test } from 'vitest';
import {
  ATTEMPT_STATES,
  type AttemptEventType,
  type AttemptState,
  faultOf,
} from '../../../src/domain/attempt.ts';
import { transition } from '../../../src/domain/transition.ts';
import { attemptIn, contextOf, EVENTS, NOW } from '../../support/attempts.ts';

/*
 * One row per state, one word per event, in the order of COLUMNS, as payment-model.md 4.5 reads. `.` is "cannot happen",
 * `=` is "stays". The second word after `/` is the target while a cancel is outstanding, where it differs.
 */
const COLUMNS: readonly AttemptEventType[] = [
  'SUBMIT',
  'NEEDS_PAYER',
  'PENDING',
  'APPROVED',
  'AUTHORIZED',
  'CAPTURE',
  'PAID',
  'DECLINED',
  'EXPIRED',
  'CLOSED',
  'REVERSED',
  'ABSENT',
  'NO_ANSWER',
  'RESTART',
  'CANCEL',
  'DEADLINE',
  'KEEP',
  'ATTACH',
  'RETURN',
  'CANCEL_TAKEN',
  'CANCEL_REFUSED',
  'FREEZE',
];

const TABLE: Readonly<Record<AttemptState, string>> = {
  new: `submitting . . . . . paid/reversing . . . .
    . . . canceled . . . . . . =`,
  submitting: `. awaiting_payer/reversing processing/reversing approved/reversing authorized/reversing . paid/reversing declined expired canceled reversed
    . unknown unknown = = = . . . . =`,
  awaiting_payer: `. = processing/reversing approved/reversing authorized/reversing . paid/reversing declined expired canceled reversed
    = = = reversing reversing . . . . . =`,
  processing: `. awaiting_payer/reversing = approved/reversing authorized/reversing . paid/reversing declined expired canceled reversed
    = = = reversing unknown . . . . . =`,
  approved: `. awaiting_payer/reversing processing/reversing = . submitting paid/reversing declined expired canceled .
    = = = reversing reversing . . . . . =`,
  authorized: `. . . . . submitting paid/reversing . expired canceled reversed
    . = = reversing . . . . . . =`,
  unknown: `. awaiting_payer/reversing processing/reversing approved/reversing authorized/reversing . paid/reversing declined expired canceled reversed
    = = = reversing reversing = . . . . =`,
  reversing: `. = = = . . late_paid declined expired canceled reversed
    = = = = = unknown . . = = =`,
  declined: `. = = . . . late_paid = = = =
    = = = . . . . . = = =`,
  canceled: `. = = . . . late_paid = = = =
    = = = . . . . . = = =`,
  expired: `. = = . . . late_paid = = = =
    = = = . . . . . = = =`,
  late_paid: `. . . . . . = . . . reversed
    . = = . . . paid = . . =`,
  paid: `. . . . . . = . . . reversed
    . = = . . . . = . . =`,
  reversed: `. . . . . . . . . = =
    . = . . . . . . . . =`,
};

function expected(
  state: AttemptState,
  event: AttemptEventType,
  reversalWanted: boolean,
): AttemptState | undefined {
  const words = TABLE[state].split(/\s+/);
  const [plain = '', flagged = plain] = (words[COLUMNS.indexOf(event)] ?? '?').split('/');
  const word = reversalWanted ? flagged : plain;
  if (word === '.') return undefined;
  return word === '=' ? state : (word as AttemptState);
}

describe('the state machine of an attempt', () => {
  test('the table covers fourteen states and every event', () => {
    expect(ATTEMPT_STATES).toHaveLength(14);
    expect([...COLUMNS].sort()).toEqual(Object.keys(EVENTS).sort());
    for (const state of ATTEMPT_STATES) expect(TABLE[state].split(/\s+/), state).toHaveLength(COLUMNS.length);
  });

  for (const state of ATTEMPT_STATES) {
    for (const reversalWanted of [false, true]) {
      test(`${state}${reversalWanted ? ', with a cancel outstanding' : ''}: every event leads where the model says`, () => {
        for (const type of COLUMNS) {
          const event = EVENTS[type];
          const result = transition(attemptIn(state, { reversalWanted }), event, contextOf(event));
          const after = result.ok ? result.attempt.state : undefined;
          expect(after, `${state} + ${type}`).toBe(expected(state, type, reversalWanted));
        }
      });
    }
  }

  test('a frozen payment takes no event at all', () => {
    for (const event of Object.values(EVENTS)) {
      const result = transition(attemptIn('unknown', { frozen: 'a-rule' }), event, contextOf(event));
      expect(result).toEqual({ ok: false, refusal: 'frozen' });
    }
  });

  test('paid without a verified answer is a broken invariant, not a payment', () => {
    const event = EVENTS.PAID;
    expect(() => transition(attemptIn('awaiting_payer'), event, { now: NOW })).toThrow('paid-needs-proof');
    expect(() =>
      transition(attemptIn('awaiting_payer'), { type: 'PAID' }, { now: NOW, evidence: 'provider_query' }),
    ).toThrow('paid-needs-proof');
    const cash = attemptIn('new', { rail: 'cash', presentation: 'cash' });
    expect(() => transition(cash, { type: 'PAID' }, { now: NOW })).toThrow('paid-needs-proof');
    const given = { tenderedMinor: 2000, changeMinor: 750 };
    expect(transition(cash, { type: 'PAID', cash: given }, { now: NOW })).toMatchObject({
      ok: true,
      attempt: { cash: given },
    });
  });
});

describe('"no such payment"', () => {
  const absent = EVENTS.ABSENT;

  test('proves nothing while the QR can still be paid', () => {
    const attempt = attemptIn('unknown', { absents: 0 });
    const after = transition(attempt, absent, contextOf(absent, attempt.expiresAt - 1));
    expect(after).toMatchObject({ ok: true, attempt: { state: 'unknown', absents: 0 } });
  });

  test('twice after the life of the QR is final', () => {
    const first = transition(attemptIn('reversing'), absent, contextOf(absent, NOW + 120_000));
    expect(first).toMatchObject({ ok: true, attempt: { state: 'reversing', absents: 1 } });
    if (!first.ok) return;
    const second = transition(first.attempt, absent, contextOf(absent, NOW + 124_000));
    expect(second).toMatchObject({ ok: true, attempt: { state: 'canceled' } });
  });

  test('twice after the provider took the cancel is final, for a payment code too', () => {
    const attempt = attemptIn('reversing', { presentation: 'payment_code', cancelTakenAt: NOW, absents: 1 });
    expect(transition(attempt, absent, contextOf(absent))).toMatchObject({
      ok: true,
      attempt: { state: 'canceled' },
    });
  });

  test('a payment by code that nobody knows may still be on its way, until its code is long over', () => {
    const attempt = attemptIn('unknown', { presentation: 'payment_code', absents: 1 });
    const soon = transition(attempt, absent, contextOf(absent, NOW + 299_999));
    expect(soon).toMatchObject({ ok: true, attempt: { state: 'unknown', absents: 0 } });
    const late = transition(attempt, absent, contextOf(absent, NOW + 300_000));
    expect(late).toMatchObject({ ok: true, attempt: { state: 'canceled' } });
  });

  test('the payer at it again undoes the taken cancel', () => {
    const attempt = attemptIn('reversing', { cancelTakenAt: NOW, absents: 1 });
    const after = transition(attempt, EVENTS.NEEDS_PAYER, contextOf(EVENTS.NEEDS_PAYER));
    expect(after.ok && after.attempt.cancelTakenAt).toBeUndefined();
    expect(after).toMatchObject({ ok: true, attempt: { state: 'reversing', absents: 0 } });
  });
});

describe('what is told', () => {
  const effectsOf = (state: AttemptState, type: AttemptEventType, more = {}): readonly string[] => {
    const event = EVENTS[type];
    const result = transition(attemptIn(state, more), event, contextOf(event));
    return result.ok ? result.effects.map((effect) => effect.kind) : [];
  };

  test('"paid" is announced once, and not for late money that a person keeps', () => {
    expect(effectsOf('awaiting_payer', 'PAID')).toEqual(['announce_paid']);
    expect(effectsOf('paid', 'PAID')).toEqual([]);
    expect(effectsOf('late_paid', 'ATTACH')).toEqual([]);
    expect(effectsOf('awaiting_payer', 'PAID', { reversalWanted: true })).toEqual([]);
  });

  test('late money is told of, a closed order that comes to life is an incident', () => {
    expect(effectsOf('canceled', 'PAID')).toEqual(['late_money']);
    expect(effectsOf('canceled', 'NEEDS_PAYER')).toEqual(['incident']);
    expect(effectsOf('canceled', 'NEEDS_PAYER', { contradicted: true })).toEqual([]);
    expect(effectsOf('unknown', 'FREEZE')).toEqual(['incident']);
    expect(effectsOf('awaiting_payer', 'CLOSED')).toEqual(['announce_unpaid']);
  });
});

describe('details that an event leaves behind', () => {
  const changed = (state: AttemptState, type: AttemptEventType, more = {}, now?: number) => {
    const event = EVENTS[type];
    const result = transition(attemptIn(state, more), event, contextOf(event, now));
    if (!result.ok) throw new Error(`${state} + ${type} was refused`);
    return result.attempt;
  };

  test('the QR is forgotten when the attempt is over, and a closed one is watched until its quiet period has passed', () => {
    const closed = changed('awaiting_payer', 'CLOSED');
    expect(closed.qr).toBeUndefined();
    expect(closed.watched).toBe(true);
    const early = changed('canceled', 'ABSENT', {}, NOW + 100_000);
    expect(early.watched).toBe(true);
    const late = changed('canceled', 'ABSENT', {}, NOW + 120_000 + 300_000);
    expect(late.watched).toBe(false);
    expect(changed('new', 'CANCEL').watched).toBe(false);
  });

  test('the word that ends once more what had come to life is not the last one', () => {
    const late = NOW + 900_000;
    const alive = { contradicted: true, watched: true };
    expect(changed('canceled', 'CLOSED', alive, late)).toMatchObject({ contradicted: false, watched: true });
    expect(changed('canceled', 'CLOSED', { watched: true }, late).watched).toBe(false);
  });

  test('money that a person kept is watched while the cancel before it may still arrive, and a reversal is no secret', () => {
    const cancel = { id: 'O1', kind: 'cancel', key: 'K', sentAt: NOW, state: 'unknown' } as const;
    const kept = changed('late_paid', 'ATTACH', { operations: [cancel] }, NOW + 1_000);
    expect(kept).toMatchObject({ state: 'paid', watched: true });
    const late = changed('reversing', 'PAID', { operations: [cancel] }, NOW + 1_000);
    expect(late).toMatchObject({ state: 'late_paid', watched: true });
    const done = { ...cancel, state: 'done' } as const;
    expect(changed('late_paid', 'ATTACH', { operations: [done] }, NOW + 1_000).watched).toBe(false);
    expect(changed('late_paid', 'ATTACH', { operations: [{ ...cancel, kind: 'close' }] }).watched).toBe(true);
    // Under a clock that was put back by an hour it seems quiet already: a watch does not end as it begins.
    expect(changed('reversing', 'PAID', { operations: [cancel] }, NOW - 3_600_000).watched).toBe(true);
    expect(changed('reversing', 'CLOSED', { submittedAt: NOW }, NOW - 3_600_000).watched).toBe(true);
    expect(changed('paid', 'PAID', { watched: true }, NOW + 1_000).watched).toBe(true);
    expect(changed('paid', 'PAID', { watched: true }, NOW + 420_000).watched).toBe(false);
    const event = EVENTS.REVERSED;
    const taken = transition(attemptIn('paid', { watched: true }), event, contextOf(event, NOW + 420_000));
    expect(taken).toMatchObject({
      ok: true,
      attempt: { state: 'reversed', watched: false },
      effects: [{ kind: 'incident', cause: 'contradiction', detail: 'paid+REVERSED' }],
    });
  });

  test('the provider’s number of the trade is kept as soon as it is said', () => {
    const event = { type: 'NEEDS_PAYER', detail: 'password', tradeNumber: 'T1' } as const;
    const after = transition(attemptIn('submitting'), event, { now: NOW, evidence: 'provider_answer' });
    expect(after).toMatchObject({ ok: true, attempt: { tradeNumber: 'T1', payerDetail: 'password' } });
  });

  test('a verified answer clears a fault of the way and never lowers the evidence', () => {
    const cleared = changed('unknown', 'NEEDS_PAYER', { fault: 'no_answer', evidence: 'statement_matched' });
    expect(cleared.fault).toBeUndefined();
    expect(cleared.evidence).toBe('statement_matched');
    expect(changed('unknown', 'NO_ANSWER').fault).toBe('no_answer');
    expect(changed('submitting', 'RESTART').fault).toBe('till_restarted');
    expect(changed('unknown', 'RESTART').fault).toBeUndefined();
  });

  test('who wanted the reversal first is remembered; keeping it or attaching the money forgets it', () => {
    expect(changed('awaiting_payer', 'DEADLINE').reversalCause).toBe('deadline');
    const both = changed('reversing', 'CANCEL', { reversalWanted: true, reversalCause: 'deadline' });
    expect(both.reversalCause).toBe('deadline');
    const kept = changed('reversing', 'KEEP', { reversalWanted: true, reversalCause: 'cashier' });
    expect(kept).toMatchObject({ reversalWanted: false });
    expect(kept.reversalCause).toBeUndefined();
    const attached = changed('late_paid', 'ATTACH', { reversalWanted: true, returnWanted: true });
    expect(attached).toMatchObject({ state: 'paid', reversalWanted: false, returnWanted: false });
  });

  test('the reason why the till gave up stays the reason, whatever the cancel brings', () => {
    const lost = changed('unknown', 'ABSENT', { fault: 'no_answer' });
    expect(lost.fault).toBe('no_answer');
    // An answer shows that a set-up was mended: asking goes on.
    expect(changed('unknown', 'ABSENT', { fault: 'setup_permission' }).fault).toBeUndefined();
    const givenUp = changed('unknown', 'DEADLINE', { fault: 'no_answer' });
    expect(givenUp).toMatchObject({ state: 'reversing', reversalFault: 'no_answer' });
    const { fault: _, ...answered } = givenUp;
    expect(faultOf(answered)).toBe('no_answer');
    expect(faultOf(changed('awaiting_payer', 'DEADLINE'))).toBe('payer_timeout');
    expect(faultOf(changed('awaiting_payer', 'CANCEL'))).toBe('canceled_by_cashier');
  });

  test('why a payment was declined stays the reason, whatever is said of the closed order', () => {
    for (const event of ['CLOSED', 'NO_ANSWER', 'CANCEL_REFUSED'] as const) {
      expect(changed('declined', event, { fault: 'card_pin' }).fault).toBe('card_pin');
    }
    expect(changed('declined', 'DECLINED', { fault: 'card_pin' }).fault).toBe('balance_short');
    expect(changed('declined', 'NO_ANSWER').fault).toBe('no_answer');
  });

  test('a later silence does not cover a forged answer', () => {
    expect(changed('unknown', 'NO_ANSWER', { fault: 'answer_forged' }).fault).toBe('answer_forged');
    expect(changed('unknown', 'NO_ANSWER', { fault: 'payer_timeout' }).fault).toBe('no_answer');
  });

  test('a trade that is closed because all of it was refunded stays the paid attempt it was', () => {
    const refunds = [
      {
        number: 'R1',
        amountMinor: 1250,
        reason: 'other',
        state: 'succeeded',
        requestedAt: NOW,
        changedAt: NOW,
        tries: 1,
      } as const,
    ];
    expect(changed('paid', 'REVERSED', { refunds }).state).toBe('paid');
    expect(changed('paid', 'REVERSED').state).toBe('reversed');
  });
});
