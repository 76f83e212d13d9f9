/** One operation from its intent to its consequences: journal, send, read, journal, tell. In this order, in this place only. */

import { check } from '../domain/assert.ts';
import {
  type Attempt,
  isClosed,
  isOpen,
  maySend,
  operationInFlight,
  stillToSeeMs,
} from '../domain/attempt.ts';
import type { Answered, SaleFact } from '../domain/facts.ts';
import { movesMoney, type OperationKind } from '../domain/operation.ts';
import type { RailName } from '../domain/rail.ts';
import { attemptsOf, type Sale } from '../domain/sale.ts';
import type { Clock, Random } from '../ports.ts';
import type { Order, Rail, RailAccount } from '../providers/contract.ts';
import type { Book, BookView, ChangeRefusal } from './book.ts';
import { type ExchangePorts, exchange, type Outcome, unsent } from './exchange.ts';
import { checkMayLeave } from './leaving.ts';
import { attemptConsequences, refundConsequences } from './news.ts';
import { type Notice, noticesOf } from './notice.ts';
import { createId, createNonce } from './order-number.ts';
import type { Questions } from './questions.ts';

export interface Talk {
  readonly book: Book;
  readonly ports: ExchangePorts & { readonly clock: Clock; readonly random: Random };
  readonly questions: Questions;
  readonly rails: Readonly<Partial<Record<RailName, Rail>>>;
  readonly account: (rail: RailName) => RailAccount | undefined;
  /** Attempts that were begun since this driver started: only these go on by themselves to a capture or a card. */
  readonly begun: Set<string>;
  /** Told only after what it speaks of is durable. */
  readonly notify: (notice: Notice) => void;
  /** Whether this window has the right to drive. */
  readonly holdsTurn: () => boolean;
  /** Whether something can be made durable now, after it could not. */
  readonly canWrite: () => Promise<boolean>;
  /** A change was not written: somebody else writes this book, or the storage fails. */
  readonly onRefused: (refusal: ChangeRefusal) => void;
}

/** Which attempt of which sale. */
export interface Target {
  readonly sale: number;
  readonly attempt: string;
}

/** What an operation needs beside its attempt. The payment code is a secret and lives here only. */
export type Details = Pick<Order, 'kind' | 'lifeMs' | 'paymentCode' | 'refund'>;

/** An operation on its way; `operation` is its id in the journal, where it has one. */
export interface Sent {
  readonly details: Details;
  readonly operation?: string;
}

/** Makes the intent durable where money can move (INV-02), then sends. Without a durable intent nothing leaves. */
export async function send(talk: Talk, target: Target, details: Details): Promise<void> {
  if (!movesMoney(details.kind)) return converse(talk, target, { details });
  const operation = createId(talk.ports.random);
  const key = details.refund?.number ?? find(talk, target).orderNumber;
  const facts: SaleFact[] = [
    { kind: 'operation.sent', body: { ...target, operation, operationKind: details.kind, key } },
  ];
  if (details.kind === 'refund')
    facts.push({ kind: 'refund.changed', body: { ...target, number: key, event: { type: 'SENT' } } });
  let isWanted = true;
  const written = await talk.book.change((view) => {
    isWanted = isStillWanted(attemptIn(view, target), details.kind);
    return { facts: isWanted ? facts : [] };
  });
  if (!written.ok) talk.onRefused(written.refusal);
  else if (isWanted) await converse(talk, target, { details, operation });
}

/** A person, or other news, may have changed the book since the operation was decided on: then it does not leave. */
function isStillWanted(attempt: Attempt, kind: OperationKind): boolean {
  // A storage that was unsure had kept an intent, which only the next reading of the book has shown.
  if (operationInFlight(attempt) !== undefined) return false;
  if (kind === 'capture' || kind === 'collect') return maySend(attempt, kind);
  const isCancel = kind === 'cancel' || kind === 'close';
  return !isCancel || !isOpen(attempt) || attempt.reversalWanted;
}

/** Sends an operation whose intent is durable, and writes what came of it. */
export async function converse(talk: Talk, target: Target, sent: Sent): Promise<void> {
  const { ports, questions } = talk;
  const attempt = find(talk, target);
  const rail = talk.rails[attempt.rail];
  const account = talk.account(attempt.rail);
  check(rail !== undefined, 'rail-known', attempt.rail);
  if (movesMoney(sent.details.kind)) {
    // The turn was taken away while the intent was being written: whoever drives now finds it, and asks (INV-18).
    if (!talk.holdsTurn() || isOver(attempt, sent)) return;
    checkIntent(attempt, sent);
    checkMayLeave(attempt, sent.details.kind, sent.details.refund);
  }
  const order = orderOf(talk, attempt, sent.details);
  questions.left(attempt.id, order.kind, order.now);
  const outcome =
    account === undefined
      ? unsent(order, 'setup_app')
      : await exchange(ports, rail, { order, account, attempt });
  questions.ended(attempt.id, order.kind, outcome.evidence !== undefined);
  await settle(talk, target, { outcome, sent });
  const { news } = outcome;
  const next = news.about === 'attempt' ? rail.followUp?.(news.event) : undefined;
  if (next !== undefined && talk.begun.has(target.attempt) && maySend(find(talk, target), next))
    await send(talk, target, { kind: next });
}

/** Another turn of this window has taken the intent for one of a driver that ended: it is asked about, and does not leave. */
function isOver({ operations }: Attempt, { operation }: Sent): boolean {
  return operations.some(({ id, state }) => id === operation && state !== 'sent');
}

/** What can move money leaves under an intent that stands in the journal, with its own key (INV-02). */
function checkIntent(attempt: Attempt, { details, operation }: Sent): void {
  const intent = attempt.operations.find(({ id }) => id === operation);
  const key = details.refund?.number ?? attempt.orderNumber;
  check(intent?.kind === details.kind && intent.key === key, 'intent-first', details.kind);
}

function orderOf({ ports }: Talk, attempt: Attempt, details: Details): Order {
  const { presentation, orderNumber, amount, openedAt, tradeNumber, receipt } = attempt;
  return {
    ...details,
    presentation,
    orderNumber,
    amount,
    openedAt,
    now: ports.clock.now(),
    nonce: createNonce(ports.random),
    answeredBefore: attempt.operations.filter(
      ({ kind, state }) => kind === details.kind && (state === 'done' || state === 'refused'),
    ).length,
    isGivenUp: attempt.reversalWanted || isClosed(attempt),
    mayBeCaptured: attempt.operations.some(({ kind, state }) => kind === 'capture' && state !== 'refused'),
    ...(attempt.payerDetail === undefined ? {} : { payerDetail: attempt.payerDetail }),
    ...(tradeNumber === undefined ? {} : { tradeNumber }),
    ...(receipt === undefined ? {} : { paymentNumber: receipt.tradeNumber }),
  };
}

/** Writes what came of an exchange or of the till's own decision, then tells of it. */
export async function settle(
  talk: Talk,
  target: Target,
  { outcome, sent }: { readonly outcome: Outcome; readonly sent?: Sent },
): Promise<void> {
  const { news, evidence, raw, incident } = outcome;
  const now = talk.ports.clock.now();
  const answered = sent?.operation === undefined ? undefined : answerOf(sent.operation, outcome);
  let notices: readonly Notice[] = [];
  const isWritten = await write(talk, target, (sale, attempt) => {
    if (news.about === 'refund') {
      const number = sent?.details.refund?.number;
      check(number !== undefined, 'refund-named', attempt.id);
      return refundConsequences(sale.number, attempt, {
        number,
        event: news.event,
        now,
        answered,
        raw,
        incident,
      });
    }
    const made = attemptConsequences(sale.number, attempt, {
      event: news.event,
      now,
      evidence,
      answered,
      raw,
      incident,
      isTooSoon: attempt.watched && stillToSeeMs(talk.questions.about(attempt)) > 0,
    });
    notices = made.effects.flatMap((effect) => noticesOf(sale, attempt, effect));
    return made.facts;
  });
  // What was not written has not happened yet for anybody to hear of (INV-04): it will be asked about again.
  if (!isWritten) return;
  for (const notice of notices) talk.notify(notice);
}

/** Changes one attempt of one sale as `decide` says; what is gone from the book changes nothing. True once it is durable. */
export async function write(
  talk: Talk,
  target: Target,
  decide: (sale: Sale, attempt: Attempt) => readonly SaleFact[],
): Promise<boolean> {
  const written = await talk.book.change((view) => {
    const sale = view.sales.get(target.sale);
    const attempt =
      sale === undefined ? undefined : attemptsOf(sale).find((one) => one.id === target.attempt);
    return { facts: sale === undefined || attempt === undefined ? [] : decide(sale, attempt) };
  });
  if (!written.ok) talk.onRefused(written.refusal);
  return written.ok;
}

/** What was on its way when the last driver ended: nobody knows now what became of it, so it will be asked about. */
export async function restart(talk: Talk, target: Target): Promise<void> {
  const now = talk.ports.clock.now();
  await write(talk, target, (sale, attempt) => {
    const flight = operationInFlight(attempt);
    if (flight === undefined) return [];
    const answered: Answered = { operationId: flight.id, outcome: 'unknown' };
    const refund = attempt.refunds.find((one) => one.state === 'sent' && one.number === flight.key);
    return refund === undefined
      ? attemptConsequences(sale.number, attempt, { event: { type: 'RESTART' }, now, answered }).facts
      : refundConsequences(sale.number, attempt, {
          number: refund.number,
          event: { type: 'RESTART' },
          now,
          answered,
        });
  });
}

function find(talk: Talk, target: Target): Attempt {
  return attemptIn(talk.book.view(), target);
}

function attemptIn(view: BookView, target: Target): Attempt {
  const sale = view.sales.get(target.sale);
  const attempt = sale === undefined ? undefined : attemptsOf(sale).find((one) => one.id === target.attempt);
  check(attempt !== undefined, 'attempt-in-view', target.attempt);
  return attempt;
}

function answerOf(operationId: string, outcome: Outcome): Answered {
  const { type } = outcome.news.event;
  const isRefused =
    type === 'DECLINED' || type === 'CANCEL_REFUSED' || type === 'FAILED' || type === 'NEEDS_ACTION';
  // What never left cannot have done anything: it is not unknown, and may leave again.
  const isUnknown = type === 'NO_ANSWER' && !outcome.neverLeft;
  const ended = isUnknown ? 'unknown' : isRefused || type === 'NO_ANSWER' ? 'refused' : 'done';
  return { operationId, outcome: ended, ...(outcome.raw === undefined ? {} : { raw: outcome.raw }) };
}
