/** What the driver remembers of its questions, and of what it saw close: neither is journaled, so it is kept here. */

import { check } from '../domain/assert.ts';
import { type Asked, type Attempt, isOpen } from '../domain/attempt.ts';
import type { OperationKind } from '../domain/operation.ts';
import { ASK_GAP_MS } from '../domain/timing.ts';

export interface Questions {
  /** The attempt with what is remembered of it. A driver that has just started remembers nothing, and asks at once. */
  readonly about: (attempt: Attempt) => Attempt & Asked;
  readonly left: (attemptId: string, kind: OperationKind, now: number) => void;
  readonly ended: (attemptId: string, kind: OperationKind, wasAnswered: boolean) => void;
  /** Forgets everything: a driver that starts asks at once. */
  readonly forget: () => void;
  /** The network is back: the row of unanswered questions is over, so that the next one comes as soon as it may (INV-11). */
  readonly hurry: () => void;
}

const NOTHING: Asked = { unanswered: 0 };

/** When the driver first saw an attempt in the state it is in, by the clock that nobody can set. */
interface Sight {
  readonly changedAt: number;
  /** A closed order that came to life has to be seen closed anew. */
  readonly contradicted: boolean;
  readonly steadyMs: number;
}

/** `steady`: how long the till has been running, as {@link SteadyClock} counts it. */
export function createQuestions(steady: () => number): Questions {
  const asked = new Map<string, Asked>();
  const sights = new Map<string, Sight>();
  const of = (id: string): Asked => asked.get(id) ?? NOTHING;

  function closedForMs({ id, changedAt, contradicted }: Attempt): number {
    const before = sights.get(id);
    const isSame = before?.changedAt === changedAt && before.contradicted === contradicted;
    const sight = isSame ? before : { changedAt, contradicted, steadyMs: steady() };
    sights.set(id, sight);
    return steady() - sight.steadyMs;
  }

  return {
    about: (attempt) => ({
      ...attempt,
      ...of(attempt.id),
      ...(isOpen(attempt) ? {} : { closedForMs: closedForMs(attempt) }),
    }),
    left: (id, kind, now) => {
      const { askedAt } = of(id);
      // A clock that was put back tells nothing of how long ago it was.
      const isSoon = askedAt !== undefined && now >= askedAt && now < askedAt + ASK_GAP_MS;
      check(kind !== 'query' || !isSoon, 'INV-11 asks-with-a-pause', id);
      if (kind === 'query') asked.set(id, { ...of(id), askedAt: now });
      if (kind === 'refund_query') asked.set(id, { ...of(id), refundAskedAt: now });
    },
    ended: (id, kind, wasAnswered) => {
      if (kind !== 'query' && kind !== 'cancel' && kind !== 'close') return;
      asked.set(id, { ...of(id), unanswered: wasAnswered ? 0 : of(id).unanswered + 1 });
    },
    forget: () => {
      asked.clear();
      sights.clear();
    },
    hurry: () => {
      for (const [id, before] of asked) asked.set(id, { ...before, unanswered: 0 });
    },
  };
}
