/** What the driver remembers of its questions between journal entries. */

import { expect, test } from 'vitest';
import { createQuestions } from '../../../src/counter/questions.ts';
import { attemptIn, NOW } from '../../support/attempts.ts';

const attempt = attemptIn('unknown');
const remembered = (questions: ReturnType<typeof createQuestions>) => {
  const { askedAt, unanswered, refundAskedAt } = questions.about(attempt);
  return { askedAt, unanswered, refundAskedAt };
};

test('a driver that starts remembers nothing', () => {
  expect(createQuestions().about(attempt)).toEqual({ ...attempt, unanswered: 0 });
});

test('questions about the order and about its refund are remembered apart; other operations are no questions', () => {
  const questions = createQuestions();
  questions.left('A1', 'query', NOW);
  questions.left('A1', 'refund_query', NOW + 1);
  questions.left('A1', 'cancel', NOW + 2);
  questions.left('A2', 'query', NOW + 3);
  expect(remembered(questions)).toEqual({ askedAt: NOW, unanswered: 0, refundAskedAt: NOW + 1 });
});

test('silences in a row are counted, for questions and cancels; any answer ends the row', () => {
  const questions = createQuestions();
  for (const kind of ['query', 'cancel', 'close'] as const) questions.ended('A1', kind, false);
  for (const kind of ['pay', 'present', 'refund', 'refund_query'] as const)
    questions.ended('A1', kind, false);
  expect(remembered(questions).unanswered).toBe(3);
  questions.ended('A1', 'query', true);
  expect(remembered(questions).unanswered).toBe(0);
});

test('when the network is back the row is over, but not the time of the last question', () => {
  const questions = createQuestions();
  questions.left('A1', 'query', NOW);
  questions.ended('A1', 'query', false);
  questions.hurry();
  expect(remembered(questions)).toMatchObject({ askedAt: NOW, unanswered: 0 });
  questions.forget();
  expect(remembered(questions).askedAt).toBeUndefined();
});
