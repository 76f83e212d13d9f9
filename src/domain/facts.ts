/** The facts that a journal entry can state, and the sale that follows from them: a projection of the journal, nothing else. */

import { check } from './assert.ts';
import { type Attempt, type AttemptEvent, type Evidence, isOpen } from './attempt.ts';
import type { DrawerMoved } from './drawer.ts';
import type { FaultCode } from './fault.ts';
import type { Draft, Entry } from './journal.ts';
import type { JsonObject } from './json.ts';
import { type Currency, isMinorAmount, money } from './money.ts';
import type { Operation, OperationKind, RawWords } from './operation.ts';
import type { Presentation, RailName } from './rail.ts';
import { type Refund, type RefundEvent, type RefundReason, refundAfter, returnedMinor } from './refund.ts';
import { isLive, type NextTender, type Sale, type Tender, withAttempt } from './sale.ts';
import { transition } from './transition.ts';

/** How an operation ended, where the fact is its answer. */
export interface Answered {
  readonly operationId: string;
  readonly outcome: 'done' | 'refused' | 'unknown';
  readonly raw?: RawWords;
}

interface About {
  /** The sale's number. */
  readonly sale: number;
}

interface AboutAttempt extends About {
  readonly attempt: string;
}

export interface SaleOpened extends About {
  readonly currency: Currency;
  readonly dueMinor: number;
  readonly note?: string;
}

export interface AttemptOpened extends AboutAttempt {
  readonly tender: string;
  readonly rail: RailName;
  readonly presentation: Presentation;
  readonly orderNumber: string;
  readonly amountMinor: number;
  readonly deadlineAt: number;
  readonly expiresAt: number;
}

export interface OperationSent extends AboutAttempt {
  readonly operation: string;
  readonly operationKind: OperationKind;
  readonly key: string;
}

export interface AttemptChanged extends AboutAttempt {
  readonly event: AttemptEvent;
  readonly evidence?: Evidence;
  readonly answered?: Answered;
  /** The provider's words, where the news came by a question, which is no operation of the journal. */
  readonly raw?: RawWords;
}

export interface RefundOpened extends AboutAttempt {
  readonly number: string;
  readonly amountMinor: number;
  /** Cash only: what is handed back less the amount. */
  readonly roundingMinor?: number;
  readonly reason: RefundReason;
  readonly note?: string;
}

export interface RefundChanged extends AboutAttempt {
  readonly number: string;
  readonly event: RefundEvent;
  readonly answered?: Answered;
  /** The provider's words, where the news came by a question, which is no operation of the journal. */
  readonly raw?: RawWords;
}

export type SaleFact =
  | { readonly kind: 'sale.opened'; readonly body: SaleOpened }
  | { readonly kind: 'sale.parked'; readonly body: About & { readonly parked: boolean } }
  | { readonly kind: 'sale.next'; readonly body: About & { readonly next?: NextTender } }
  | { readonly kind: 'sale.voided'; readonly body: About & { readonly abandoned?: readonly string[] } }
  | { readonly kind: 'sale.attested'; readonly body: AboutAttempt & { readonly by: string } }
  | { readonly kind: 'attempt.opened'; readonly body: AttemptOpened }
  | { readonly kind: 'operation.sent'; readonly body: OperationSent }
  | { readonly kind: 'attempt.changed'; readonly body: AttemptChanged }
  | { readonly kind: 'refund.opened'; readonly body: RefundOpened }
  | { readonly kind: 'refund.changed'; readonly body: RefundChanged }
  | {
      readonly kind: 'incident.opened';
      readonly body: About & {
        readonly attempt?: string;
        readonly cause: FaultCode;
        readonly detail: string;
      };
    };

/** Facts about the book itself. */
export type BookFact =
  | {
      readonly kind: 'book.opened';
      readonly body: { readonly book: 'practice' | 'live'; readonly currency: Currency };
    }
  | {
      readonly kind: 'run.started';
      readonly body: { readonly version: string; readonly end: 'first' | 'clean' | 'unclean' };
    }
  | {
      readonly kind: 'book.damaged';
      readonly body: { readonly damage: 'damaged' | 'missing' | 'rewritten' | 'lost'; readonly seq: number };
    }
  /** The browser lost the book; so many entries came back from the second copy, and so many are known to be missing. */
  | {
      readonly kind: 'book.restored';
      readonly body: { readonly entries: number; readonly missing: number };
    }
  /** The cash drawer beside the sales. */
  | { readonly kind: 'drawer.moved'; readonly body: DrawerMoved }
  /** Which printed collection code is the shop's own, by the SHA-256 of what it says; `was` is the one before. */
  | { readonly kind: 'own_code.set'; readonly body: { readonly code: string; readonly was?: string } }
  /** A sticker was read again: what it says, and what it should say. */
  | { readonly kind: 'own_code.checked'; readonly body: { readonly code: string; readonly own: string } };

export type Fact = SaleFact | BookFact;

const SALE_KINDS: Readonly<Record<SaleFact['kind'], true>> = {
  'sale.opened': true,
  'sale.parked': true,
  'sale.next': true,
  'sale.voided': true,
  'sale.attested': true,
  'attempt.opened': true,
  'operation.sent': true,
  'attempt.changed': true,
  'refund.opened': true,
  'refund.changed': true,
  'incident.opened': true,
};

export function factToDraft(fact: Fact): Draft {
  return { kind: fact.kind, body: fact.body as unknown as JsonObject };
}

/** The sale fact that an entry states; nothing for facts about the book. An entry is trusted once its chain was checked. */
export function saleFactOf(entry: Entry): SaleFact | undefined {
  if (!Object.hasOwn(SALE_KINDS, entry.kind)) return undefined;
  return { kind: entry.kind, body: entry.body } as unknown as SaleFact;
}

/** The sale after an entry about it. `sale` is missing for `sale.opened` only. */
export function saleAfter(sale: Sale | undefined, entry: Entry): Sale {
  const fact = saleFactOf(entry);
  check(fact !== undefined, 'fact-kind', entry.kind);
  const next =
    fact.kind === 'sale.opened'
      ? openSale(sale, entry, fact.body)
      : changeSale(known(sale, entry), entry, fact);
  const stamped: Sale = { ...next, lastSeq: entry.seq };
  return { ...stamped, live: isLive(stamped) };
}

function known(sale: Sale | undefined, entry: Entry): Sale {
  check(sale !== undefined, 'fact-sale-known', String(entry.seq));
  check(entry.seq > sale.lastSeq, 'fact-order', `${entry.seq}<=${sale.lastSeq}`);
  return sale;
}

function openSale(before: Sale | undefined, entry: Entry, body: SaleOpened): Sale {
  check(before === undefined, 'fact-sale-new', String(body.sale));
  return {
    till: entry.till,
    number: body.sale,
    id: `${entry.till}-${body.sale}`,
    due: money(body.currency, body.dueMinor),
    openedAt: entry.at,
    ...(entry.shift === undefined ? {} : { shift: entry.shift }),
    ...(body.note === undefined ? {} : { note: body.note }),
    tenders: [],
    parked: false,
    isVoid: false,
    incidents: [],
    lastSeq: entry.seq,
    live: true,
    orderNumbers: [],
  };
}

function changeSale(sale: Sale, entry: Entry, fact: Exclude<SaleFact, { kind: 'sale.opened' }>): Sale {
  switch (fact.kind) {
    case 'sale.parked':
      return { ...sale, parked: fact.body.parked };
    case 'sale.next': {
      const { next: _, ...rest } = sale;
      return fact.body.next === undefined ? rest : { ...rest, next: fact.body.next };
    }
    case 'sale.voided':
      return {
        ...sale,
        isVoid: true,
        ...(fact.body.abandoned === undefined ? {} : { abandoned: fact.body.abandoned }),
      };
    case 'sale.attested':
      return { ...sale, attestation: { by: fact.body.by, at: entry.at, attemptId: fact.body.attempt } };
    case 'attempt.opened':
      return withNewAttempt(sale, entry, fact.body);
    case 'operation.sent':
      return withAttempt(sale, fact.body.attempt, (attempt) => withOperation(attempt, entry, fact.body));
    case 'attempt.changed':
      return withAttempt(sale, fact.body.attempt, (attempt) => changeAttempt(attempt, entry, fact.body));
    case 'refund.opened':
      return withAttempt(sale, fact.body.attempt, (attempt) => withNewRefund(attempt, entry, fact.body));
    case 'refund.changed':
      return withAttempt(sale, fact.body.attempt, (attempt) => changeRefund(attempt, entry, fact.body));
    case 'incident.opened': {
      const { attempt: attemptId, cause, detail } = fact.body;
      const incident = { at: entry.at, cause, detail, ...(attemptId === undefined ? {} : { attemptId }) };
      return { ...sale, incidents: [...sale.incidents, incident] };
    }
  }
}

function withNewAttempt(sale: Sale, entry: Entry, body: AttemptOpened): Sale {
  const attempt: Attempt = {
    id: body.attempt,
    rail: body.rail,
    presentation: body.presentation,
    amount: money(sale.due.currency, body.amountMinor),
    orderNumber: body.orderNumber,
    state: 'new',
    reversalWanted: false,
    returnWanted: false,
    openedAt: entry.at,
    deadlineAt: body.deadlineAt,
    expiresAt: body.expiresAt,
    operations: [],
    refunds: [],
    absents: 0,
    cancelRefused: false,
    changedAt: entry.at,
    watched: false,
    contradicted: false,
  };
  const existing = sale.tenders.find((tender) => tender.id === body.tender);
  const tender: Tender = existing ?? {
    id: body.tender,
    rail: body.rail,
    amount: attempt.amount,
    attempts: [],
  };
  check(tender.rail === body.rail, 'tender-rail', body.tender);
  // Nobody may be able to pay twice for one thing, nor two attempts go by one name at a provider (INV-01).
  check(!tender.attempts.some(isOpen), 'one-open-attempt', body.tender);
  check(!sale.orderNumbers.includes(body.orderNumber), 'order-number-new', body.orderNumber);
  const grown: Tender = { ...tender, attempts: [...tender.attempts, attempt] };
  const tenders =
    existing === undefined
      ? [...sale.tenders, grown]
      : sale.tenders.map((one) => (one === existing ? grown : one));
  const { next: _, ...rest } = sale;
  return { ...rest, tenders, parked: false, orderNumbers: [...sale.orderNumbers, body.orderNumber] };
}

/** The intent of an operation. A pay or a present is at once the SUBMIT of its attempt, a capture its CAPTURE. */
function withOperation(attempt: Attempt, entry: Entry, body: OperationSent): Attempt {
  const operation: Operation = {
    id: body.operation,
    kind: body.operationKind,
    key: body.key,
    sentAt: entry.at,
    state: 'sent',
  };
  const noted = { ...attempt, operations: [...attempt.operations, operation] };
  if (operation.kind === 'pay' || operation.kind === 'present')
    return attemptAfter(noted, { type: 'SUBMIT' }, { now: entry.at });
  return operation.kind === 'capture' ? attemptAfter(noted, { type: 'CAPTURE' }, { now: entry.at }) : noted;
}

function changeAttempt(attempt: Attempt, entry: Entry, body: AttemptChanged): Attempt {
  const { raw } = body;
  const told = raw === undefined ? attempt : { ...attempt, raw };
  const answered = withAnswer(told, entry.at, body.answered);
  const settled = body.event.type === 'RESTART' ? withoutFlights(answered, entry.at) : answered;
  const context =
    body.evidence === undefined ? { now: entry.at } : { now: entry.at, evidence: body.evidence };
  return keepWords(attempt, attemptAfter(settled, body.event, context), body.event);
}

/** The provider's words about a decline stay, whatever it says of the closed order afterwards. */
function keepWords({ state, raw }: Attempt, after: Attempt, event: AttemptEvent): Attempt {
  const isAfterwards = state === 'declined' && after.state === 'declined' && event.type !== 'DECLINED';
  return isAfterwards && raw !== undefined ? { ...after, raw } : after;
}

function attemptAfter(
  attempt: Attempt,
  event: AttemptEvent,
  context: Parameters<typeof transition>[2],
): Attempt {
  const result = transition(attempt, event, context);
  check(result.ok, 'fact-legal-path', `${attempt.state}+${event.type}`);
  return result.attempt;
}

/** Marks an operation as answered and keeps the provider's words verbatim. */
function withAnswer(attempt: Attempt, at: number, answered: Answered | undefined): Attempt {
  if (answered === undefined) return attempt;
  const { operationId, outcome, raw } = answered;
  const operations = attempt.operations.map((operation) =>
    operation.id === operationId
      ? { ...operation, state: outcome, answeredAt: at, ...(raw === undefined ? {} : { raw }) }
      : operation,
  );
  return { ...attempt, operations, ...(raw === undefined ? {} : { raw }) };
}

/** After a restart nobody knows what became of the operations that were on their way. */
function withoutFlights(attempt: Attempt, at: number): Attempt {
  const operations = attempt.operations.map(
    (operation): Operation =>
      operation.state === 'sent' ? { ...operation, state: 'unknown', answeredAt: at } : operation,
  );
  return { ...attempt, operations };
}

function withNewRefund(attempt: Attempt, entry: Entry, body: RefundOpened): Attempt {
  check(!attempt.refunds.some((refund) => refund.number === body.number), 'refund-number-new', body.number);
  const refund: Refund = {
    number: body.number,
    amountMinor: body.amountMinor,
    ...(body.roundingMinor === undefined ? {} : { roundingMinor: body.roundingMinor }),
    reason: body.reason,
    ...(body.note === undefined ? {} : { note: body.note }),
    state: 'new',
    requestedAt: entry.at,
    changedAt: entry.at,
    tries: 0,
  };
  check(
    isMinorAmount(refund.amountMinor) && refund.amountMinor > 0,
    'refund-amount',
    String(body.amountMinor),
  );
  const refunds = [...attempt.refunds, refund];
  const goingBackMinor = refunds.reduce(
    (total, one) => total + (one.state === 'failed' ? 0 : one.amountMinor),
    0,
  );
  check(goingBackMinor <= attempt.amount.amountMinor, 'refunds-within-captured', body.number);
  return { ...attempt, refunds };
}

function changeRefund(attempt: Attempt, entry: Entry, body: RefundChanged): Attempt {
  const answered = withAnswer(attempt, entry.at, body.answered);
  const before = answered.refunds.find((refund) => refund.number === body.number);
  check(before !== undefined, 'refund-known', body.number);
  const after = refundAfter(before, body.event, entry.at);
  check(after !== undefined, 'refund-legal-path', `${before.state}+${body.event.type}`);
  const raw = body.answered?.raw ?? body.raw;
  const kept = raw === undefined ? after : { ...after, raw };
  const sent = body.event.type === 'RESTART' ? withoutFlights(answered, entry.at) : answered;
  const changed = { ...sent, refunds: sent.refunds.map((refund) => (refund === before ? kept : refund)) };
  const isLateReturned =
    changed.state === 'late_paid' && returnedMinor(changed) === changed.amount.amountMinor;
  return isLateReturned ? attemptAfter(changed, { type: 'REVERSED' }, { now: entry.at }) : changed;
}
