/** The driver: reads what is due from the book and does it, the same way in normal work, after a crash and in the worker. */

import { BrokenInvariant, check } from '../domain/assert.ts';
import { type Attempt, operationInFlight } from '../domain/attempt.ts';
import { nextStep, type Step } from '../domain/next-step.ts';
import { attemptsOf } from '../domain/sale.ts';
import { ASK_GAP_MS, SECOND_MS, STORAGE_RETRY_MS } from '../domain/timing.ts';
import type { Wakeup } from '../ports.ts';
import {
  converse,
  type Details,
  restart,
  send,
  settle,
  type Talk,
  type Target,
  write,
} from './conversation.ts';
import { attemptConsequences } from './news.ts';

export interface Driver {
  readonly isDriving: () => boolean;
  /** Takes over: what was on its way when the last driver ended is unknown now. Then drives. */
  readonly start: () => Promise<void>;
  /** Starts nothing new; resolves when all that is under way has been written. */
  readonly stop: () => Promise<void>;
  /** Does nothing for a while: the storage failed, and without it nothing may leave. */
  readonly pause: () => void;
  /** Starts whatever is due, arranges the next wake-up, and returns. Does nothing while it does not drive. */
  readonly tick: () => void;
  /** Sends an operation whose intent is durable already; the answer is written when it comes. */
  readonly carryOut: (target: Target, details: Details, operation: string) => void;
  /** The network may be back: what is open is asked about as soon as it may be. */
  readonly hurry: () => void;
  /** Asks about this attempt now, whatever its state; not again within three seconds (INV-11). */
  readonly ask: (target: Target, attempt: Attempt) => void;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
}

export function createDriver(talk: Talk, wakeup: Wakeup): Driver {
  const { questions } = talk;
  const busy = new Map<string, Promise<void>>();
  let isDriving = false;
  let pausedUntil = 0;
  const pace = createPace();

  function tick(): void {
    if (!isDriving) return;
    const now = talk.ports.clock.now();
    if (now < pausedUntil) {
      wakeup.at(pausedUntil);
      return;
    }
    let wakeAt: number | undefined;
    for (const { target, attempt } of liveAttempts(talk)) {
      if (busy.has(attempt.id) || operationInFlight(attempt) !== undefined) continue;
      const step = nextStep(questions.about(attempt), now);
      if (step.do === 'wait') wakeAt = Math.min(wakeAt ?? step.until, step.until);
      else if (step.do !== 'rest') begin(target, () => perform(talk, { target, attempt }, step));
    }
    wakeup.at(wakeAt);
  }

  /** Runs one piece of work for an attempt, alone, and looks for the next when it is done. */
  function begin(target: Target, work: () => Promise<void>): void {
    const run = pace(target.attempt, talk.ports.clock.now())
      .then(work)
      .catch((error: unknown) => freeze(talk, target, error))
      .then(() => {
        busy.delete(target.attempt);
        tick();
      });
    busy.set(target.attempt, run);
  }

  async function idle(): Promise<void> {
    for (const run of busy.values()) await run;
    if (busy.size > 0) await idle();
  }

  return {
    isDriving: () => isDriving,
    start: async () => {
      questions.forget();
      await restartFlights(talk, (attempt) => busy.has(attempt.id));
      isDriving = true;
      tick();
    },
    stop: async () => {
      isDriving = false;
      wakeup.at(undefined);
      await idle();
    },
    pause: () => {
      pausedUntil = talk.ports.clock.now() + STORAGE_RETRY_MS;
      tick();
    },
    tick,
    carryOut: (target, details, operation) =>
      begin(target, () => converse(talk, target, { details, operation })),
    hurry: () => {
      questions.hurry();
      tick();
    },
    ask: (target, attempt) => {
      const { askedAt } = questions.about(attempt);
      const isTooSoon = askedAt !== undefined && talk.ports.clock.now() < askedAt + ASK_GAP_MS;
      if (!isDriving || isTooSoon || busy.has(target.attempt)) return;
      begin(target, () => send(talk, target, { kind: 'query' }));
    },
    idle,
  };
}

/** The most pieces of work that one attempt can sensibly need within a second. */
const MOST_STEPS_A_SECOND = 20;

/** Rejects when an attempt is worked on again and again without rest: a busy loop is a broken invariant (INV-11). */
function createPace(): (attemptId: string, now: number) => Promise<void> {
  const paces = new Map<string, { readonly since: number; readonly count: number }>();
  return async (attemptId, now) => {
    const pace = paces.get(attemptId);
    const isFresh = pace === undefined || now < pace.since || now >= pace.since + SECOND_MS;
    const next = isFresh ? { since: now, count: 1 } : { since: pace.since, count: pace.count + 1 };
    paces.set(attemptId, next);
    check(next.count <= MOST_STEPS_A_SECOND, 'driver-comes-to-rest');
  };
}

interface Subject {
  readonly target: Target;
  readonly attempt: Attempt;
}

function liveAttempts(talk: Talk): readonly Subject[] {
  return [...talk.book.view().sales.values()]
    .filter((sale) => sale.live)
    .flatMap((sale) =>
      attemptsOf(sale).map((attempt) => ({ target: { sale: sale.number, attempt: attempt.id }, attempt })),
    );
}

/** Every operation that an earlier driver left on its way; those of this one still come to their own end. */
async function restartFlights(talk: Talk, isMine: (attempt: Attempt) => boolean): Promise<void> {
  for (const { target, attempt } of liveAttempts(talk)) {
    if (operationInFlight(attempt) !== undefined && !isMine(attempt)) await restart(talk, target);
  }
}

/** The one interpreter of steps. */
async function perform(talk: Talk, { target, attempt }: Subject, step: Step): Promise<void> {
  switch (step.do) {
    case 'send':
      return send(talk, target, { kind: step.operation });
    case 'send_refund': {
      const refund = attempt.refunds.find((one) => one.number === step.number);
      check(refund !== undefined, 'refund-known', step.number);
      const { number, amountMinor } = refund;
      return send(talk, target, { kind: step.operation, refund: { number, amountMinor } });
    }
    case 'give_up':
      return settle(talk, target, {
        outcome: { news: { about: 'attempt', event: { type: 'DEADLINE' } }, neverLeft: true },
      });
    case 'return': {
      const { number, amountMinor } = step;
      const reason = attempt.state === 'late_paid' ? 'late' : 'surplus';
      return write(talk, target, () => [
        { kind: 'refund.opened', body: { ...target, number, amountMinor, reason } },
      ]);
    }
    default:
      return undefined;
  }
}

/** A broken invariant stops this payment alone, opens an incident, and leaves the rest working. */
async function freeze(talk: Talk, target: Target, error: unknown): Promise<void> {
  const rule = error instanceof BrokenInvariant ? error.rule : 'unexpected-error';
  const now = talk.ports.clock.now();
  await write(
    talk,
    target,
    (sale, attempt) =>
      attemptConsequences(sale.number, attempt, { event: { type: 'FREEZE', rule }, now }).facts,
  ).catch(() => undefined);
}
