/** What the driver remembers of the questions it asked: a question without news is not journaled, so it is kept here. */

import type { Asked, Attempt } from '../domain/attempt.ts';
import type { OperationKind } from '../domain/operation.ts';

export interface Questions {
  /** The attempt with what is remembered of it. A driver that has just started remembers nothing, and asks at once. */
  readonly about: (attempt: Attempt) => Attempt & Asked;
  readonly left: (attemptId: string, kind: OperationKind, now: number) => void;
  readonly ended: (attemptId: string, kind: OperationKind, wasAnswered: boolean) => void;
  /** Forgets one attempt, or all: what is forgotten is asked again at once. */
  readonly forget: (attemptId?: string) => void;
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
    forget: (id) => {
      if (id === undefined) asked.clear();
      else asked.delete(id);
    },
  };
}
