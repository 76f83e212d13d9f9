/** What must be true of a sale whenever it is written down (reliability A.6): a broken law stops that payment, and nothing else. */

import { check } from './assert.ts';
import { type Attempt, isOpen, operationInFlight } from './attempt.ts';
import { checkGrowth } from './growth-laws.ts';
import { isMinorAmount } from './money.ts';
import { movesMoney, type Operation } from './operation.ts';
import { hasProvider, RAIL_FACTS } from './rail.ts';
import { isRefundOpen, type Refund } from './refund.ts';
import { attemptsOf, capturedMinor, isLive, isSettled, type Sale } from './sale.ts';

/** The rule of the book that it stands for, with its own short name, and whether it holds. */
type Law<Subject extends readonly unknown[]> = readonly [
  rule: string,
  holds: (...subject: Subject) => boolean,
];

const HOLDS_MONEY: readonly Attempt['state'][] = ['paid', 'late_paid'];
const HELD_MONEY: readonly Attempt['state'][] = [...HOLDS_MONEY, 'reversed'];
/** Where somebody could still be charged; with a cancel outstanding none of these is left standing. */
const WAITS: readonly Attempt['state'][] = ['awaiting_payer', 'processing', 'approved', 'authorized'];

const ATTEMPT_LAWS: readonly Law<[Attempt, Sale]>[] = [
  ['INV-14 amount-above-zero', ({ amount }) => isMinorAmount(amount.amountMinor) && amount.amountMinor > 0],
  ['INV-14 amount-in-currency', ({ amount }, { due }) => amount.currency === due.currency],
  ['INV-14 rail-takes-currency', ({ rail, amount }) => RAIL_FACTS[rail].currencies.includes(amount.currency)],
  ['INV-14 rail-limit', ({ rail, amount }) => amount.amountMinor <= RAIL_FACTS[rail].maxMinor],
  ['INV-06 rail-presents', ({ rail, presentation }) => RAIL_FACTS[rail].presentations.includes(presentation)],
  ['INV-17 times-are-numbers', (attempt) => timesOf(attempt).every(Number.isFinite)],
  ['INV-17 deadline-within-life', ({ deadlineAt, expiresAt }) => deadlineAt <= expiresAt],
  ['INV-04 paid-has-proof', (attempt) => !HOLDS_MONEY.includes(attempt.state) || isProven(attempt)],
  ['INV-04 cash-adds-up', (attempt) => addsUp(attempt)],
  [
    'INV-05 cancel-sticks',
    ({ reversalWanted, state }) => !reversalWanted || !(WAITS.includes(state) || state === 'paid'),
  ],
  ['INV-05 reversed-on-wish', ({ state, reversalWanted }) => state !== 'reversing' || reversalWanted],
  ['INV-01 closed-shows-no-qr', (attempt) => attempt.qr === undefined || isOpen(attempt)],
  ['INV-08 returns-what-came-in', ({ returnWanted, state }) => !returnWanted || HELD_MONEY.includes(state)],
  ['INV-03 open-is-driven', (attempt) => !(attempt.watched && isOpen(attempt))],
  [
    'INV-02 submitted-by-intent',
    (attempt) => !(hasProvider(attempt.rail) && isOpen(attempt)) || hasBegun(attempt),
  ],
  ['INV-01 charged-once', ({ operations }) => operations.filter(begins).length <= 1],
  [
    'INV-02 intent-has-its-key',
    (attempt) => attempt.operations.every((operation) => isOwnKey(attempt, operation)),
  ],
  ['INV-02 intent-moves-money', ({ operations }) => operations.every(({ kind }) => movesMoney(kind))],
  [
    'INV-18 one-operation-under-way',
    ({ operations }) => operations.filter(({ state }) => state === 'sent').length <= 1,
  ],
  ['INV-06 closed-charges-nothing', (attempt) => isOpen(attempt) || !isCharging(attempt)],
  ['INV-07 operations-differ', ({ operations }) => areDifferent(operations.map(({ id }) => id))],
  [
    'INV-06 answered-at-its-time',
    ({ operations }) =>
      operations.every(({ state, answeredAt }) => (state === 'sent') === (answeredAt === undefined)),
  ],
  ['INV-14 absents-are-counted', ({ absents }) => isMinorAmount(absents)],
  [
    'INV-02 new-has-done-nothing',
    ({ state, operations, receipt }) => state !== 'new' || (operations.length === 0 && receipt === undefined),
  ],
  [
    'INV-02 by-hand-sends-nothing',
    ({ rail, operations, qr }) => hasProvider(rail) || (operations.length === 0 && qr === undefined),
  ],
  ['INV-08 refunds-of-money', ({ refunds, state }) => refunds.length === 0 || HELD_MONEY.includes(state)],
  ['INV-08 refunds-within-paid', ({ refunds, amount }) => goingBackMinor(refunds) <= amount.amountMinor],
  ['INV-01 refund-numbers-differ', ({ refunds }) => areDifferent(refunds.map(({ number }) => number))],
  ['INV-01 one-refund-at-a-time', ({ refunds }) => refunds.filter(isRefundOpen).length <= 1],
];

const REFUND_LAWS: readonly Law<[Refund, Attempt]>[] = [
  ['INV-14 refund-above-zero', ({ amountMinor }) => isMinorAmount(amountMinor) && amountMinor > 0],
  ['INV-14 refund-times', ({ requestedAt, changedAt }) => [requestedAt, changedAt].every(Number.isFinite)],
  [
    'INV-02 refund-has-its-number',
    ({ number }, { orderNumber }) =>
      /^R\d+$/.test(number.slice(orderNumber.length)) && number.startsWith(orderNumber),
  ],
  [
    'INV-02 new-refund-was-not-sent',
    ({ state, tries, sentAt }) => (state === 'new') === (tries === 0 && sentAt === undefined),
  ],
  [
    'INV-02 refund-sent-by-intent',
    ({ number, tries }, { rail, operations }) =>
      !hasProvider(rail) ||
      operations.filter(({ key, kind }) => kind === 'refund' && key === number).length === tries,
  ],
  [
    'INV-18 refund-under-way',
    ({ state, number }, attempt) =>
      state !== 'sent' ||
      (operationInFlight(attempt)?.key === number && operationInFlight(attempt)?.kind === 'refund'),
  ],
];

const SALE_LAWS: readonly Law<[Sale, readonly Attempt[]]>[] = [
  ['INV-14 due-above-zero', ({ due }) => isMinorAmount(due.amountMinor) && due.amountMinor > 0],
  [
    'INV-07 sale-has-its-number',
    ({ number, till, id }) => Number.isSafeInteger(number) && number > 0 && id === `${till}-${number}`,
  ],
  [
    'INV-01 order-numbers-differ',
    ({ orderNumbers }, attempts) =>
      areDifferent(orderNumbers) &&
      orderNumbers.length === attempts.length &&
      attempts.every(({ orderNumber }) => orderNumbers.includes(orderNumber)),
  ],
  ['INV-07 attempts-differ', (_, attempts) => areDifferent(attempts.map(({ id }) => id))],
  [
    'INV-14 tries-of-one-amount',
    ({ tenders }) =>
      tenders.every(({ rail, amount, attempts }) =>
        attempts.every((one) => one.rail === rail && one.amount.amountMinor === amount.amountMinor),
      ),
  ],
  [
    'INV-01 one-open-attempt',
    (_, attempts) => attempts.filter((one) => hasProvider(one.rail) && isOpen(one)).length <= 1,
  ],
  [
    'INV-01 one-paid-try',
    ({ tenders }) =>
      tenders.every(({ attempts }) => attempts.filter(({ state }) => state === 'paid').length <= 1),
  ],
  [
    'INV-08 paid-within-due',
    (sale, attempts) => capturedMinor(sale) - surplusMinor(attempts) <= sale.due.amountMinor,
  ],
  [
    'INV-01 settled-takes-nothing',
    (sale, attempts) =>
      !(sale.isVoid || isSettled(sale)) || attempts.every((one) => !isOpen(one) || one.reversalWanted),
  ],
  [
    'INV-08 abandoned-is-known',
    ({ abandoned = [] }, attempts) => abandoned.every((id) => attempts.some((one) => one.id === id)),
  ],
  [
    'INV-06 attested-is-known',
    ({ attestation }, attempts) =>
      attestation === undefined || attempts.some(({ id }) => id === attestation.attemptId),
  ],
  ['INV-03 open-is-live', (sale) => sale.live === isLive(sale)],
  ['INV-17 newest-entry', ({ lastSeq }) => Number.isSafeInteger(lastSeq) && lastSeq > 0],
];

/** The laws' rules, for the list of them. */
export const LAWS: readonly string[] = [...ATTEMPT_LAWS, ...REFUND_LAWS, ...SALE_LAWS].map(([rule]) => rule);

/**
 * Stops with the first law that the sale breaks, by itself or as what it was `before`. What is frozen is not looked at again,
 * or it could not be written down that it is. Entries that are read are not judged by this: an old book has to open.
 */
export function checkSale(before: Sale | undefined, sale: Sale): void {
  const attempts = attemptsOf(sale);
  for (const attempt of attempts) {
    if (attempt.frozen !== undefined) continue;
    for (const [rule, holds] of ATTEMPT_LAWS) check(holds(attempt, sale), rule, attempt.id);
    for (const refund of attempt.refunds)
      for (const [rule, holds] of REFUND_LAWS) check(holds(refund, attempt), rule, refund.number);
  }
  if (attempts.every(({ frozen }) => frozen === undefined))
    for (const [rule, holds] of SALE_LAWS) check(holds(sale, attempts), rule, sale.id);
  if (before !== undefined) checkGrowth(before, sale);
}

function timesOf({
  openedAt,
  deadlineAt,
  expiresAt,
  changedAt,
  submittedAt = 0,
}: Attempt): readonly number[] {
  return [openedAt, deadlineAt, expiresAt, changedAt, submittedAt];
}

/** The provider's word over the whole amount, cash that was counted, or the cashier's name. */
function isProven({ rail, receipt, amount, evidence, cash, attestedBy }: Attempt): boolean {
  switch (RAIL_FACTS[rail].kind) {
    case 'cash':
      return cash !== undefined;
    case 'record':
      return attestedBy !== undefined && evidence === 'cashier_attested';
    case 'provider':
      return (
        receipt?.totalMinor === amount.amountMinor &&
        evidence !== undefined &&
        !['payer_claim', 'cashier_attested'].includes(evidence)
      );
  }
}

function addsUp({ cash, amount }: Attempt): boolean {
  if (cash === undefined) return true;
  const { tenderedMinor, changeMinor, roundingMinor = 0 } = cash;
  return (
    [tenderedMinor, changeMinor].every(isMinorAmount) &&
    tenderedMinor - changeMinor === amount.amountMinor + roundingMinor
  );
}

function begins({ kind }: Operation): boolean {
  return kind === 'pay' || kind === 'present';
}

function hasBegun({ operations, submittedAt }: Attempt): boolean {
  return submittedAt !== undefined && operations.some(begins);
}

/** A refund's key is the number of a refund that was approved; every other operation's is the order number. */
function isOwnKey({ orderNumber, refunds }: Attempt, { kind, key }: Operation): boolean {
  return kind === 'refund' ? refunds.some(({ number }) => number === key) : key === orderNumber;
}

/** A capture may be overtaken by the answer to a question that left before it. */
function isCharging(attempt: Attempt): boolean {
  const kind = operationInFlight(attempt)?.kind;
  return kind === 'pay' || kind === 'present' || kind === 'collect';
}

function goingBackMinor(refunds: readonly Refund[]): number {
  return refunds.reduce((total, { state, amountMinor }) => total + (state === 'failed' ? 0 : amountMinor), 0);
}

/** What is paid and named as too much: it goes back, or has gone. */
function surplusMinor(attempts: readonly Attempt[]): number {
  return attempts.reduce(
    (total, { state, returnWanted, amount }) =>
      total + (state === 'paid' && returnWanted ? amount.amountMinor : 0),
    0,
  );
}

function areDifferent(names: readonly string[]): boolean {
  return names.length < 2 || new Set(names).size === names.length;
}
