/** What the driver remembers of the questions it asked: a question without news is not journaled, so it is kept here. */

import type { Asked, Attempt } from '../domain/attempt.ts';
import type { OperationKind } from '../domain/operation.ts';

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

export function createQuestions(): Questions {
  const asked = new Map<string, Asked>();
  const of = (id: string): Asked => asked.get(id) ?? NOTHING;
  return {
    about: (attempt) => ({ ...attempt, ...of(attempt.id) }),
    left: (id, kind, now) => {
      if (kind === 'query') asked.set(id, { ...of(id), askedAt: now });
      if (kind === 'refund_query') asked.set(id, { ...of(id), refundAskedAt: now });
    },
    ended: (id, kind, wasAnswered) => {
      if (kind !== 'query' && kind !== 'cancel' && kind !== 'close') return;
      asked.set(id, { ...of(id), unanswered: wasAnswered ? 0 : of(id).unanswered + 1 });
    },
    forget: () => asked.clear(),
    hurry: () => {
      for (const [id, before] of asked) asked.set(id, { ...before, unanswered: 0 });
    },
  };
}
