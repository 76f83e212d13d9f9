/** A driver's surroundings without a book behind them: what it is shown, and what it wanted to write. */

import type { BookView, Decision } from '../../../src/counter/book.ts';
import type { Talk } from '../../../src/counter/conversation.ts';
import { createQuestions } from '../../../src/counter/questions.ts';
import type { AttemptEvent } from '../../../src/domain/attempt.ts';
import type { SaleFact } from '../../../src/domain/facts.ts';
import type { Operation } from '../../../src/domain/operation.ts';
import { type Sale, withAttempt } from '../../../src/domain/sale.ts';
import type { Rail, Reading } from '../../../src/providers/contract.ts';
import { NOW } from '../../support/attempts.ts';
import { viewOf } from '../../support/sales.ts';

export interface StubTalk extends Omit<Talk, 'rails' | 'account' | 'questions'> {
  /** What was decided to be written; of it only operations change what is shown. */
  readonly facts: SaleFact[];
  readonly refusals: string[];
  readonly told: string[];
  clock: number;
  reloads: number;
  /** What is shown, and what the book holds by the time of the writing, where that is something else. */
  shown: BookView;
  held: BookView | undefined;
  /** Writing and reading fail. */
  fails: boolean;
  /** What is written from now on is never answered. */
  hangs: boolean;
  /** What the storage says of itself. */
  writes: boolean;
  /** Whether this window has the right to drive. */
  holds: boolean;
  /** Writing is a mistake of its own. */
  throws: boolean;
  rails: Talk['rails'];
  account: Talk['account'];
  questions: Talk['questions'];
}

export function stubTalk(...sales: readonly Sale[]): StubTalk {
  const talk: StubTalk = {
    facts: [],
    refusals: [],
    told: [],
    clock: NOW,
    reloads: 0,
    shown: viewOf(...sales),
    held: undefined,
    fails: false,
    hangs: false,
    throws: false,
    begun: new Set(),
    holdsTurn: () => talk.holds,
    holds: true,
    writes: true,
    questions: createQuestions(() => talk.clock),
    rails: {},
    account: () => undefined,
    notify: ({ kind }) => talk.told.push(kind),
    canWrite: async () => talk.writes,
    onRefused: (refusal) => talk.refusals.push(refusal),
    book: {
      view: () => talk.shown,
      reload: async () => {
        talk.reloads += 1;
        if (talk.fails) throw new Error('the database is gone');
        return talk.shown;
      },
      fetch: async (number) => talk.shown.sales.get(number),
      change: async <R extends string>(decide: (view: BookView) => Decision<R>) => {
        if (talk.hangs) await new Promise<never>(() => undefined);
        talk.shown = talk.held ?? talk.shown;
        const decision = decide(talk.shown);
        if ('refusal' in decision) return { ok: false, refusal: decision.refusal };
        if (talk.throws) throw new Error('the database is gone');
        if (talk.fails) return { ok: false, refusal: 'storage' };
        const facts = decision.facts as readonly SaleFact[];
        talk.facts.push(...facts);
        talk.shown = facts.reduce(withIntent, talk.shown);
        return { ok: true, view: talk.shown };
      },
    },
    ports: {
      clock: { now: () => talk.clock },
      random: { bytes: (length: number) => new Uint8Array(length) },
    } as Talk['ports'],
  };
  return talk;
}

/** What is shown with an operation in it, where that is what was written, and with its answer. */
function withIntent(view: BookView, { kind, body }: SaleFact): BookView {
  const sale = view.sales.get(body.sale);
  if (sale === undefined || !('attempt' in body) || body.attempt === undefined) return view;
  if (kind === 'operation.sent') {
    const { operation: id, operationKind, key } = body;
    const operation: Operation = { id, kind: operationKind, key, sentAt: NOW, state: 'sent' };
    const isCapture = operationKind === 'capture';
    return viewOf(
      withAttempt(sale, body.attempt, (attempt) => ({
        ...attempt,
        state: isCapture ? 'submitting' : attempt.state,
        operations: [...attempt.operations, operation],
      })),
    );
  }
  const answered = 'answered' in body ? body.answered : undefined;
  return viewOf(
    withAttempt(sale, body.attempt, (attempt) => ({
      ...attempt,
      operations: attempt.operations.map((one) =>
        one.id === answered?.operationId ? { ...one, state: answered.outcome } : one,
      ),
    })),
  );
}

/** A rail that asks nobody: `reading` follows from whatever is to be sent. */
export function knowing(reading: Reading): Rail {
  const never = (): never => {
    throw new Error('nothing is sent');
  };
  return {
    name: 'alipay',
    authentication: 'proxy',
    proof: 'channel',
    build: () => ({ known: reading }),
    attach: never,
    open: never,
    read: never,
  };
}

/** What a provider says about an order, without a word about money. */
export function saying(event: AttemptEvent): Reading {
  return { about: 'attempt', event, claim: { orderNumber: undefined }, raw: { code: 'x' } };
}
