/** The driver: reads what is due from the book and does it, the same way in normal work, after a crash and in the worker. */

import { check } from '../domain/assert.ts';
import { type Attempt, operationInFlight } from '../domain/attempt.ts';
import type { SaleFact } from '../domain/facts.ts';
import { nextStep, type Step } from '../domain/next-step.ts';
import { isRefundOpen, isReturnDue, refundableMinor, returnNumber } from '../domain/refund.ts';
import { attemptsOf, type Sale } from '../domain/sale.ts';
import { ASK_GAP_MS, STORAGE_RETRY_MS } from '../domain/timing.ts';
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
import { createWorkbench } from './workbench.ts';

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
  let isDriving = false;
  let pausedUntil = 0;
  /** Attempts whose work is over, although their operation still counts as on its way: its answer could not be written. */
  const stranded = new Set<string>();
  const bench = createWorkbench(talk, ({ attempt: id }) => {
    const subject = liveAttempts(talk).find(({ attempt }) => attempt.id === id);
    const isStranded = subject !== undefined && operationInFlight(subject.attempt) !== undefined;
    if (isStranded) stranded.add(id);
    else stranded.delete(id);
    tick();
  });

  function tick(): void {
    if (!isDriving) return;
    const now = talk.ports.clock.now();
    if (isPause(pausedUntil - now)) {
      wakeup.at(pausedUntil);
      return;
    }
    let wakeAt: number | undefined;
    for (const { target, attempt } of liveAttempts(talk)) {
      if (bench.isBusy(attempt.id)) continue;
      if (operationInFlight(attempt) !== undefined) {
        if (stranded.has(attempt.id)) bench.begin(target, () => restart(talk, target));
        continue;
      }
      const step = nextStep(questions.about(attempt), now);
      if (step.do === 'wait') wakeAt = Math.min(wakeAt ?? step.until, step.until);
      else if (step.do !== 'rest') bench.begin(target, () => perform(talk, { target, attempt }, step));
    }
    wakeup.at(wakeAt);
  }

  return {
    isDriving: () => isDriving,
    start: async () => {
      questions.forget();
      talk.begun.clear();
      await restartFlights(talk, (attempt) => bench.isBusy(attempt.id));
      for (const id of leftInFlight(talk)) if (!bench.isBusy(id)) stranded.add(id);
      isDriving = true;
      tick();
    },
    stop: async () => {
      isDriving = false;
      wakeup.at(undefined);
      await bench.idle();
    },
    pause: () => {
      pausedUntil = talk.ports.clock.now() + STORAGE_RETRY_MS;
      tick();
    },
    tick,
    carryOut: (target, details, operation) => {
      talk.begun.add(target.attempt);
      bench.begin(target, () => converse(talk, target, { details, operation }));
    },
    hurry: () => {
      questions.hurry();
      tick();
    },
    ask: (target, attempt) => {
      if (!isDriving || wasJustAsked(talk, attempt) || bench.isBusy(target.attempt)) return;
      bench.begin(target, () => send(talk, target, { kind: 'query' }));
    },
    idle: bench.idle,
  };
}

/** With a clock that was put back the end of a pause may lie years ahead: then it is over. */
function isPause(restMs: number): boolean {
  return restMs > 0 && restMs <= STORAGE_RETRY_MS;
}

/** What could not be written down at the start of a turn is tried again when the storage works. */
function leftInFlight(talk: Talk): readonly string[] {
  return liveAttempts(talk)
    .filter(({ attempt }) => operationInFlight(attempt) !== undefined)
    .map(({ attempt }) => attempt.id);
}

function wasJustAsked({ questions, ports }: Talk, attempt: Attempt): boolean {
  const { askedAt } = questions.about(attempt);
  return askedAt !== undefined && ports.clock.now() < askedAt + ASK_GAP_MS;
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
      const { number, amountMinor, requestedAt } = refund;
      return send(talk, target, { kind: step.operation, refund: { number, amountMinor, requestedAt } });
    }
    case 'give_up':
      return settle(talk, target, {
        outcome: { news: { about: 'attempt', event: { type: 'DEADLINE' } }, neverLeft: true },
      });
    case 'return':
      await write(talk, target, returnFacts);
      return;
    default:
      return;
  }
}

/** Opens the one refund by which money goes back; decided on the newest book, since a person may just have asked for another. */
function returnFacts(sale: Sale, attempt: Attempt): readonly SaleFact[] {
  if (!isReturnDue(attempt) || attempt.refunds.some(isRefundOpen)) return [];
  const reason = attempt.state === 'late_paid' ? 'late' : 'surplus';
  const about = { sale: sale.number, attempt: attempt.id, number: returnNumber(attempt) };
  return [{ kind: 'refund.opened', body: { ...about, amountMinor: refundableMinor(attempt), reason } }];
}
