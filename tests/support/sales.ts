/** Sales, refunds and books in any condition for tests, built as plainly as possible. */

import type { BookView } from '../../src/counter/book.ts';
import type { Attempt } from '../../src/domain/attempt.ts';
import { newHead } from '../../src/domain/journal.ts';
import { money } from '../../src/domain/money.ts';
import type { Refund, RefundState } from '../../src/domain/refund.ts';
import type { Sale } from '../../src/domain/sale.ts';
import { NOW } from './attempts.ts';

/** A sale of ¥12.50 with one tender per attempt, unless said otherwise. */
export function saleWith(attempts: readonly Attempt[], more: Partial<Sale> = {}): Sale {
  return {
    till: 'T7K2',
    number: 1,
    id: 'T7K2-1',
    due: money('CNY', 1250),
    openedAt: NOW,
    tenders: attempts.map((attempt, index) => ({
      id: `N${index + 1}`,
      rail: attempt.rail,
      amount: attempt.amount,
      attempts: [attempt],
    })),
    parked: false,
    isVoid: false,
    incidents: [],
    lastSeq: 2,
    live: true,
    orderNumbers: attempts.map(({ orderNumber }) => orderNumber),
    ...more,
  };
}

/** A refund of ¥5.00 in `state`, sent at NOW, unless said otherwise. */
export function refundIn(state: RefundState, more: Partial<Refund> = {}): Refund {
  return {
    number: 'GT000000000000000000000000A1R1',
    amountMinor: 500,
    reason: 'customer_wish',
    state,
    requestedAt: NOW,
    changedAt: NOW,
    ...(state === 'new' ? {} : { sentAt: NOW }),
    tries: state === 'new' ? 0 : 1,
    ...more,
  };
}

/** A book in which these sales are. */
export function viewOf(...sales: readonly Sale[]): BookView {
  return {
    head: newHead('T7K2'),
    sales: new Map(sales.map((sale) => [sale.number, sale])),
    newest: sales.reduce((newest, sale) => Math.max(newest, sale.number), 0),
    drawer: {},
  };
}
