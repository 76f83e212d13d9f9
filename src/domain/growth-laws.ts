/** What may never become of a sale (INV-05, INV-07): nothing that was said is taken back, and money that came in stays told. */

import { check } from './assert.ts';
import { type Attempt, EVIDENCE_RANKS, isOpen } from './attempt.ts';
import { isSame } from './money.ts';
import type { Operation } from './operation.ts';
import { isRefundOpen, type Refund } from './refund.ts';
import { attemptsOf, type Sale } from './sale.ts';

/** The rule of the book that it stands for, with its own short name, and whether it holds of what was and what is. */
type Growth<Subject> = readonly [rule: string, holds: (before: Subject, after: Subject) => boolean];

const SALE_GROWTH: readonly Growth<Sale>[] = [
  ['INV-07 same-sale', (was, is) => was.id === is.id && was.number === is.number && was.till === is.till],
  ['INV-14 due-stays', (was, is) => isSame(was.due, is.due)],
  ['INV-17 opened-at-stays', (was, is) => was.openedAt === is.openedAt],
  ['INV-17 later-entry', (was, is) => is.lastSeq > was.lastSeq],
  [
    'INV-07 order-numbers-stay',
    (was, is) => was.orderNumbers.every((one, at) => one === is.orderNumbers[at]),
  ],
  ['INV-07 tenders-stay', (was, is) => was.tenders.every(({ id }, at) => id === is.tenders[at]?.id)],
  [
    'INV-07 incidents-stay',
    (was, is) =>
      was.incidents.every(
        ({ at, cause }, n) => is.incidents[n]?.at === at && is.incidents[n].cause === cause,
      ),
  ],
  ['INV-06 void-stays', (was, is) => !was.isVoid || is.isVoid],
  ['INV-06 attested-stays', (was, is) => was.attestation === undefined || is.attestation !== undefined],
];

const ATTEMPT_GROWTH: readonly Growth<Attempt>[] = [
  ['INV-05 paid-stays', (was, is) => was.state !== 'paid' || is.state === 'paid' || is.state === 'reversed'],
  [
    'INV-05 late-money-stays',
    (was, is) => was.state !== 'late_paid' || ['late_paid', 'paid', 'reversed'].includes(is.state),
  ],
  ['INV-06 reversed-is-last', (was, is) => was.state !== 'reversed' || is.state === 'reversed'],
  ['INV-06 closed-stays-closed', (was, is) => isOpen(was) || !isOpen(is)],
  ['INV-02 order-number-stays', (was, is) => was.orderNumber === is.orderNumber],
  ['INV-14 amount-stays', (was, is) => isSame(was.amount, is.amount)],
  ['INV-06 way-stays', (was, is) => was.rail === is.rail && was.presentation === is.presentation],
  [
    'INV-17 life-stays',
    (was, is) =>
      was.openedAt === is.openedAt && was.deadlineAt === is.deadlineAt && was.expiresAt === is.expiresAt,
  ],
  ['INV-10 submitted-once', (was, is) => was.submittedAt === undefined || was.submittedAt === is.submittedAt],
  ['INV-04 evidence-grows', (was, is) => rankOf(is) >= rankOf(was)],
  ['INV-04 receipt-stays', (was, is) => was.receipt === undefined || is.receipt !== undefined],
  [
    'INV-03 trade-number-stays',
    (was, is) => was.tradeNumber === undefined || was.tradeNumber === is.tradeNumber,
  ],
  [
    'INV-07 operations-stay',
    (was, is) => was.operations.every((one, at) => isSameOperation(one, is.operations[at])),
  ],
  [
    'INV-06 answered-once',
    (was, is) => was.operations.every(({ state }, at) => mayBecome(state, is.operations[at]?.state)),
  ],
  ['INV-07 refunds-stay', (was, is) => was.refunds.every((one, at) => isSameRefund(one, is.refunds[at]))],
  [
    'INV-08 refund-ends-once',
    (was, is) => was.refunds.every((one, at) => isRefundOpen(one) || one.state === is.refunds[at]?.state),
  ],
  [
    'INV-10 refund-tries-count',
    (was, is) => is.refunds.every(({ tries }, at) => tries >= (was.refunds[at]?.tries ?? 0)),
  ],
];

/** Of an attempt that was stopped before: only these, since nothing may be done to it any more. */
const FROZEN_GROWTH: readonly Growth<Attempt>[] = [
  ['INV-06 frozen-stays', (was, is) => was.frozen === is.frozen],
  ['INV-06 frozen-state-stays', (was, is) => was.state === is.state],
];

/** The laws' rules, for the list of them. */
export const GROWTH_LAWS: readonly string[] = [
  ...[...SALE_GROWTH, ...ATTEMPT_GROWTH, ...FROZEN_GROWTH].map(([rule]) => rule),
  'INV-07 attempts-stay',
];

/** Stops with the first law that the sale breaks as what has become of `before`. */
export function checkGrowth(before: Sale, sale: Sale): void {
  for (const [rule, holds] of SALE_GROWTH) check(holds(before, sale), rule, sale.id);
  const attempts = new Map(attemptsOf(sale).map((one) => [one.id, one]));
  for (const was of attemptsOf(before)) {
    const is = attempts.get(was.id);
    check(is !== undefined, 'INV-07 attempts-stay', was.id);
    if (was === is || (is.frozen !== undefined && was.frozen === undefined)) continue;
    const laws = was.frozen === undefined ? ATTEMPT_GROWTH : FROZEN_GROWTH;
    for (const [rule, holds] of laws) check(holds(was, is), rule, is.id);
  }
}

function rankOf({ evidence }: Attempt): number {
  return evidence === undefined ? -1 : EVIDENCE_RANKS.indexOf(evidence);
}

/** An answer may still come to what was taken for unknown; what was answered stays so, and nothing is on its way again. */
function mayBecome(was: Operation['state'], is: Operation['state'] | undefined): boolean {
  return was === is || was === 'sent' || (was === 'unknown' && is !== 'sent');
}

function isSameOperation(was: Operation, is: Operation | undefined): boolean {
  return is?.id === was.id && is.kind === was.kind && is.key === was.key && is.sentAt === was.sentAt;
}

/** One refund number stands for one sum, and was asked for once. */
function isSameRefund(was: Refund, is: Refund | undefined): boolean {
  return (
    is?.number === was.number && is.amountMinor === was.amountMinor && is.requestedAt === was.requestedAt
  );
}
