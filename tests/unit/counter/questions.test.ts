/** What the driver remembers of its questions between journal entries. */

import { expect, test } from 'vitest';
import { createQuestions } from '../../../src/counter/questions.ts';
import { attemptIn, NOW } from '../../support/attempts.ts';

const attempt = attemptIn('unknown');
const standing = () => 0;
const remembered = (questions: ReturnType<typeof createQuestions>) => {
  const { askedAt, unanswered, refundAskedAt } = questions.about(attempt);
  return { askedAt, unanswered, refundAskedAt };
};

test('a driver that starts remembers nothing', () => {
  expect(createQuestions(standing).about(attempt)).toEqual({ ...attempt, unanswered: 0 });
});

test('questions about the order and about its refund are remembered apart; other operations are no questions', () => {
  const questions = createQuestions(standing);
  questions.left('A1', 'query', NOW);
  questions.left('A1', 'refund_query', NOW + 1);
  questions.left('A1', 'cancel', NOW + 2);
  questions.left('A2', 'query', NOW + 3);
  expect(remembered(questions)).toEqual({ askedAt: NOW, unanswered: 0, refundAskedAt: NOW + 1 });
});

test('silences in a row are counted, for questions and cancels; any answer ends the row', () => {
  const questions = createQuestions(standing);
  for (const kind of ['query', 'cancel', 'close'] as const) questions.ended('A1', kind, false);
  for (const kind of ['pay', 'present', 'refund', 'refund_query'] as const)
    questions.ended('A1', kind, false);
  expect(remembered(questions).unanswered).toBe(3);
  questions.ended('A1', 'query', true);
  expect(remembered(questions).unanswered).toBe(0);
});

test('when the network is back the row is over, but not the time of the last question', () => {
  const questions = createQuestions(standing);
  questions.left('A1', 'query', NOW);
  questions.ended('A1', 'query', false);
  questions.hurry();
  expect(remembered(questions)).toMatchObject({ askedAt: NOW, unanswered: 0 });
  questions.forget();
  expect(remembered(questions).askedAt).toBeUndefined();
});

test('how long an order has been seen closed is counted by the till itself, from when it saw it, and anew by the next driver', () => {
  let running = 1_000;
  const questions = createQuestions(() => running);
  const closed = attemptIn('canceled');
  expect(questions.about(closed).closedForMs).toBe(0);
  running += 300_000;
  expect(questions.about(closed).closedForMs).toBe(300_000);
  expect(questions.about({ ...closed, contradicted: true }).closedForMs).toBe(0);
  running += 1_000;
  expect(questions.about(closed).closedForMs).toBe(0);
  expect(questions.about({ ...closed, changedAt: closed.changedAt + 1 }).closedForMs).toBe(0);
  running += 5;
  questions.forget();
  expect(questions.about(closed).closedForMs).toBe(0);
  expect(questions.about(attempt).closedForMs).toBeUndefined();
});

test('INV-11 asks-with-a-pause: an order is not asked about twice within three seconds, unless the clock was put back', () => {
  const questions = createQuestions(() => 0);
  questions.left('A1', 'query', NOW);
  expect(() => questions.left('A1', 'query', NOW + 2_999)).toThrow('INV-11 asks-with-a-pause');
  questions.left('A1', 'refund_query', NOW + 1);
  questions.left('A2', 'query', NOW + 1);
  questions.left('A1', 'query', NOW - 60_000);
  questions.left('A1', 'query', NOW - 57_000);
  expect(remembered(questions).askedAt).toBe(NOW - 57_000);
});
