/** The laws of an attempt, over random stories: a cancel sticks, evidence never sinks, nothing leaves twice. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Asked,
  ATTEMPT_STATES,
  type Attempt,
  type AttemptEvent,
  chargedBy,
  EVIDENCE_RANKS,
  isClosed,
  mayShowQr,
} from '../../../src/domain/attempt.ts';
import { nextStep } from '../../../src/domain/next-step.ts';
import { OPERATION_KINDS, type Operation } from '../../../src/domain/operation.ts';
import { REFUND_STATES } from '../../../src/domain/refund.ts';
import { ASK_GAP_MS, CANCEL_RETRY_QUICK_MS } from '../../../src/domain/timing.ts';
import { type Effect, transition } from '../../../src/domain/transition.ts';
import { attemptIn, contextOf, EVENTS, NOW } from '../../support/attempts.ts';
import { refundIn } from '../../support/sales.ts';

const anyEvent = fc.constantFrom(...Object.values(EVENTS), {
  type: 'NEEDS_PAYER',
  detail: 'qr_shown',
  qr: 'https://qr.alipay.com/bax00000test',
} as const satisfies AttemptEvent);
const anyPresentation = fc.constantFrom('payment_qr', 'payment_code');
/** Events with the seconds that pass before each; a freeze ends every story, so it comes seldom. */
const anyStory = fc.record({
  presentation: anyPresentation,
  beats: fc.array(fc.record({ event: anyEvent, seconds: fc.nat({ max: 200 }) }), {
    maxLength: 40,
    size: 'max',
  }),
});

interface Scene {
  readonly before: Attempt;
  readonly event: AttemptEvent;
  readonly after: Attempt;
  readonly effects: readonly Effect[];
}

/** The story of one attempt: what was refused did not happen. */
function play({
  presentation,
  beats,
}: {
  presentation: Attempt['presentation'];
  beats: readonly { event: AttemptEvent; seconds: number }[];
}): readonly Scene[] {
  const scenes: Scene[] = [];
  let attempt: Attempt = attemptIn('new', { presentation });
  let now = NOW;
  for (const { event, seconds } of [{ event: EVENTS.SUBMIT, seconds: 0 }, ...beats]) {
    now += seconds * 1_000;
    const result = transition(attempt, event, contextOf(event, now));
    if (!result.ok) continue;
    scenes.push({ before: attempt, event, after: result.attempt, effects: result.effects });
    attempt = result.attempt;
  }
  return scenes;
}

const told = (scene: Scene, kind: Effect['kind']) => scene.effects.some((effect) => effect.kind === kind);

function always(law: (scenes: readonly Scene[]) => void): void {
  fc.assert(
    fc.property(anyStory, (story) => law(play(story))),
    { numRuns: 2_000 },
  );
}

describe('whatever happens in whatever order', () => {
  test('after a cancel no screen shows a QR, nothing says "paid", and no state lets the customer pay', () => {
    const payable = ['awaiting_payer', 'processing', 'approved', 'authorized', 'paid'];
    always((scenes) => {
      let isCanceled = false;
      for (const scene of scenes) {
        const { type } = scene.event;
        if (type === 'CANCEL' || type === 'DEADLINE') isCanceled = true;
        if (type === 'KEEP' || type === 'ATTACH') isCanceled = false;
        expect(scene.after.reversalWanted).toBe(isCanceled);
        if (!isCanceled) continue;
        expect(mayShowQr(scene.after)).toBe(false);
        expect(told(scene, 'announce_paid')).toBe(false);
        expect(payable).not.toContain(scene.after.state);
      }
    });
  });

  test('late money that a person keeps is never announced as paid, and "paid" is said once at most', () => {
    always((scenes) => {
      for (const scene of scenes.filter(({ event }) => event.type === 'ATTACH'))
        expect(scene.effects).toEqual([]);
      expect(scenes.filter((scene) => told(scene, 'announce_paid')).length).toBeLessThanOrEqual(1);
    });
  });

  test('evidence never sinks', () => {
    const rank = ({ evidence }: Attempt) => (evidence === undefined ? -1 : EVIDENCE_RANKS.indexOf(evidence));
    always((scenes) => {
      for (const { before, after } of scenes) expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
    });
  });

  test('an attempt that is over shows no QR, is never worked on again, and money for it is late money', () => {
    always((scenes) => {
      for (const scene of scenes) {
        const { before, after } = scene;
        if (isClosed(after)) expect(after.qr).toBeUndefined();
        if (!isClosed(before) || before.state === 'paid') continue;
        expect([before.state, 'late_paid']).toContain(after.state);
        expect(told(scene, 'late_money')).toBe(after.state === 'late_paid');
      }
    });
  });

  test('the customer is told "not charged" only when the attempt is over without money, or never left', () => {
    always((scenes) => {
      for (const { after } of scenes) {
        const isOverUnpaid = ['declined', 'canceled', 'expired', 'reversed'].includes(after.state);
        expect(chargedBy(after) === 'no').toBe(isOverUnpaid);
      }
    });
  });

  test('what comes in is never changed in place', () => {
    always((scenes) => {
      for (const { before, event } of scenes) {
        const copy = structuredClone(before);
        transition(before, event, contextOf(event));
        expect(before).toEqual(copy);
      }
    });
  });
});

const anyAttempt: fc.Arbitrary<Attempt & Asked> = fc
  .record({
    state: fc.constantFrom(...ATTEMPT_STATES),
    presentation: anyPresentation,
    changed: fc.integer({ min: -300, max: 900 }),
    asked: fc.option(fc.integer({ min: -300, max: 900 }), { nil: undefined }),
    unanswered: fc.nat({ max: 20 }),
    flags: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()),
    operations: fc.array(
      fc.record({ kind: fc.constantFrom(...OPERATION_KINDS), at: fc.integer({ min: -300, max: 900 }) }),
      { maxLength: 5 },
    ),
    refund: fc.option(fc.constantFrom(...REFUND_STATES), { nil: undefined }),
  })
  .map(({ state, presentation, changed, asked, unanswered, flags, operations, refund }) => {
    const [reversalWanted, cancelRefused, returnWanted, contradicted, watched] = flags;
    const sent = operations
      .toSorted((left, right) => left.at - right.at)
      .map(
        ({ kind, at }): Operation => ({ id: 'O', kind, key: 'K', sentAt: NOW + at * 1_000, state: 'done' }),
      );
    return {
      ...attemptIn(state, {
        presentation,
        reversalWanted,
        cancelRefused,
        returnWanted,
        contradicted,
        watched,
      }),
      changedAt: NOW + changed * 1_000,
      operations: sent,
      refunds: refund === undefined ? [] : [refundIn(refund)],
      unanswered,
      ...(asked === undefined ? {} : { askedAt: NOW + asked * 1_000 }),
    };
  });

describe('what a till does by itself', () => {
  test('is never to charge or to show a QR; a refund leaves only if somebody approved it', () => {
    fc.assert(
      fc.property(anyAttempt, fc.integer({ min: -300, max: 1_500 }), (attempt, seconds) => {
        const step = nextStep(attempt, NOW + seconds * 1_000);
        if (step.do === 'send') expect(['query', 'cancel', 'close']).toContain(step.operation);
        if (step.do === 'send_refund')
          expect(attempt.refunds.map(({ number }) => number)).toContain(step.number);
        if (step.do === 'return') expect(attempt.returnWanted).toBe(true);
        if (step.do === 'wait') expect(step.until).toBeGreaterThan(NOW + seconds * 1_000);
      }),
      { numRuns: 3_000 },
    );
  });

  test('never asks twice about one order within three seconds', () => {
    fc.assert(
      fc.property(anyAttempt, fc.integer({ min: -300, max: 1_500 }), (attempt, seconds) => {
        const now = NOW + seconds * 1_000;
        const step = nextStep(attempt, now);
        const { askedAt } = attempt;
        if (step.do === 'send' && step.operation === 'query' && askedAt !== undefined && askedAt <= now)
          expect(now - askedAt).toBeGreaterThanOrEqual(ASK_GAP_MS);
      }),
      { numRuns: 3_000 },
    );
  });

  /** A till that does what it is told for five minutes, against a provider whose answers are drawn. */
  function drive(
    first: Attempt,
    answers: readonly (AttemptEvent | 'silence')[],
  ): readonly { kind: string; at: number }[] {
    const sends: { kind: string; at: number }[] = [];
    let attempt: Attempt & Asked = { ...first, unanswered: 0 };
    for (let now = NOW; now < NOW + 300_000; now += 250) {
      const step = nextStep(attempt, now);
      if (step.do === 'give_up') {
        const gone = transition(attempt, EVENTS.DEADLINE, { now });
        if (gone.ok) attempt = { ...attempt, ...gone.attempt };
        continue;
      }
      if (step.do !== 'send') continue;
      const answer = answers[sends.length % answers.length] ?? 'silence';
      sends.push({ kind: step.operation, at: now });
      const operation: Operation = { id: 'O', kind: step.operation, key: 'K', sentAt: now, state: 'done' };
      if (step.operation === 'query') attempt = { ...attempt, askedAt: now };
      else attempt = { ...attempt, operations: [...attempt.operations, operation] };
      const event = answer === 'silence' ? EVENTS.NO_ANSWER : answer;
      const result = transition(attempt, event, contextOf(event, now));
      if (result.ok) attempt = { ...attempt, ...result.attempt };
      attempt = { ...attempt, unanswered: answer === 'silence' ? attempt.unanswered + 1 : 0 };
    }
    return sends;
  }

  test('driven for five minutes, questions and cancels keep their distance whatever the provider says', () => {
    const { NEEDS_PAYER, PENDING, ABSENT, CANCEL_TAKEN, CANCEL_REFUSED } = EVENTS;
    const answer = fc.constantFrom(
      'silence' as const,
      NEEDS_PAYER,
      PENDING,
      ABSENT,
      CANCEL_TAKEN,
      CANCEL_REFUSED,
    );
    const start = fc.constantFrom('awaiting_payer', 'unknown', 'processing', 'reversing');
    fc.assert(
      fc.property(
        start,
        anyPresentation,
        fc.array(answer, { minLength: 1, maxLength: 8 }),
        (state, presentation, answers) => {
          const sends = drive(attemptIn(state, { presentation }), answers);
          for (const [kinds, gapMs] of [
            [['query'], ASK_GAP_MS],
            [['cancel', 'close'], CANCEL_RETRY_QUICK_MS],
          ] as const) {
            const times = sends
              .filter(({ kind }) => (kinds as readonly string[]).includes(kind))
              .map(({ at }) => at);
            for (const [index, at] of times.slice(1).entries())
              expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(gapMs);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
