/** What follows from a sale by rule, without anybody asking: facts that are written together with those that led to them. */

import { isOpen } from './attempt.ts';
import type { SaleFact } from './facts.ts';
import { attemptsOf, isSettled, type Sale, surplusAttempt } from './sale.ts';

/** The facts that the sale's own rules add; none when the sale is in order. Applied again until nothing follows. */
export function factsByRule(sale: Sale): readonly SaleFact[] {
  const surplus = surplusAttempt(sale);
  if (surplus !== undefined) return [change(sale, surplus.id, 'RETURN')];
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

function change(sale: Sale, attempt: string, type: 'RETURN' | 'CANCEL'): SaleFact {
  return { kind: 'attempt.changed', body: { sale: sale.number, attempt, event: { type } } };
}
