/** What follows from a sale by rule, without anybody asking: facts that are written together with those that led to them. */

import { type Attempt, isOpen } from './attempt.ts';
import { refundRoundingMinor } from './cash.ts';
import type { SaleFact } from './facts.ts';
import { hasProvider } from './rail.ts';
import { isRefundOpen, isReturnDue, nextRefundNumber, refundableMinor } from './refund.ts';
import { attemptsOf, isSettled, type Sale, surplusAttempt } from './sale.ts';

/** The facts that the sale's own rules add; none when the sale is in order. Applied again until nothing follows. */
export function factsByRule(sale: Sale): readonly SaleFact[] {
  const surplus = surplusAttempt(sale);
  if (surplus !== undefined) return [change(sale, surplus.id, 'RETURN')];
  if (sale.abandoned !== undefined) return factsOfAbandonment(sale, sale.abandoned);
  for (const attempt of attemptsOf(sale)) {
    // The cancel was refused after the customer had paid: the money goes back by a refund.
    const isRefusedCancel = attempt.state === 'late_paid' && attempt.reversalWanted && attempt.cancelRefused;
    if (isRefusedCancel && !attempt.returnWanted) return [change(sale, attempt.id, 'RETURN')];
    // The sale is paid another way: whatever is still under way is not wanted any more.
    if (isSettled(sale) && isOpen(attempt) && !attempt.reversalWanted && attempt.frozen === undefined) {
      return [change(sale, attempt.id, 'CANCEL')];
    }
  }
  return [];
}

/**
 * An ended sale keeps no money: its paid legs go back one after another, the last one first, and each only when nothing of
 * the sale is open or still going back (payment-model.md 4.4). What no provider holds is handed back by the cashier.
 */
function factsOfAbandonment(sale: Sale, abandoned: readonly string[]): readonly SaleFact[] {
  const attempts = attemptsOf(sale);
  if (attempts.some((attempt) => isOpen(attempt) || isGoingBack(attempt))) return [];
  const latest = attempts.findLast(
    (attempt) =>
      abandoned.includes(attempt.id) &&
      attempt.frozen === undefined &&
      !attempt.returnWanted &&
      refundableMinor(attempt) > 0,
  );
  if (latest === undefined) return [];
  if (hasProvider(latest.rail)) return [change(sale, latest.id, 'RETURN')];
  const about = { sale: sale.number, attempt: latest.id, number: nextRefundNumber(latest) };
  const amountMinor = refundableMinor(latest);
  const roundingMinor = refundRoundingMinor(latest, amountMinor, 1);
  return [
    {
      kind: 'refund.opened',
      body: {
        ...about,
        amountMinor,
        ...(roundingMinor === 0 ? {} : { roundingMinor }),
        reason: 'abandoned',
      },
    },
    { kind: 'refund.changed', body: { ...about, event: { type: 'SENT' } } },
    { kind: 'refund.changed', body: { ...about, event: { type: 'SUCCEEDED' } } },
  ];
}

function isGoingBack(attempt: Attempt): boolean {
  return attempt.refunds.some(isRefundOpen) || (attempt.frozen === undefined && isReturnDue(attempt));
}

function change(sale: Sale, attempt: string, type: 'RETURN' | 'CANCEL'): SaleFact {
  return { kind: 'attempt.changed', body: { sale: sale.number, attempt, event: { type } } };
}
