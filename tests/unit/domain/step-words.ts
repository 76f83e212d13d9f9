/** The next step in words, so that a table of them can be read beside the model. */

import { describe, expect, test } from 'vitest';
import type { Asked, Attempt, AttemptState } from '../../../src/domain/attempt.ts';
import { nextStep } from '../../../src/domain/next-step.ts';
import type { Operation, OperationKind } from '../../../src/domain/operation.ts';
import { attemptIn, NOW } from '../../support/attempts.ts';

export type More = Partial<Attempt & Asked>;

/** Seconds after the payment was opened, as the clock shows them. */
export const at = (seconds: number) => NOW + seconds * 1_000;

/** The step in words: `query`, `cancel`, `give up`, `rest`, or until which second it waits. */
export function wordsAt(seconds: number, state: AttemptState, more: More = {}): string {
  return wordsOf({ ...attemptIn(state), unanswered: 0, ...more }, seconds);
}

export function wordsOf(subject: Attempt & Asked, seconds: number): string {
  const step = nextStep(subject, at(seconds));
  switch (step.do) {
    case 'send':
      return step.operation;
    case 'send_refund':
      return `${step.operation} ${step.number.slice(-2)}`;
    case 'return':
      return `return ${step.amountMinor} as ${step.number.slice(-2)}`;
    case 'give_up':
      return 'give up';
    case 'wait':
      return `wait until ${(step.until - NOW) / 1_000}`;
    case 'rest':
      return 'rest';
  }
}

export const code: More = { presentation: 'payment_code', deadlineAt: at(45), expiresAt: at(45) };
export const sent = (kind: OperationKind, ...seconds: readonly number[]): readonly Operation[] =>
  seconds.map((second) => ({ id: 'O1', kind, key: 'K1', sentAt: at(second), state: 'done' }));

export type Row = readonly [what: string, state: AttemptState, more: More, seconds: number, words: string];

export const table = (title: string, rows: readonly Row[]) =>
  describe(title, () => {
    test.each(rows)('%s', (_, state, more, seconds, words) => {
      expect(wordsAt(seconds, state, more)).toBe(words);
    });
  });
