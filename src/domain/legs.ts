/** The legs of a sale: what was paid part by part, what is on the cashier's word only, and what goes back when the sale is ended. */

import type { Attempt } from './attempt.ts';
import { isZero } from './money.ts';
import { refundableMinor, returnedMinor } from './refund.ts';
import { attemptsOf, isSaleOpen, openAttempt, outstanding, type Sale } from './sale.ts';

/** The attempts whose money the sale holds, or held before it went back; oldest first. */
export function paidLegs(sale: Sale): readonly Attempt[] {
  return attemptsOf(sale).filter((attempt) => attempt.state === 'paid');
}

/** Whether a part is paid, more is owed, and nothing is under way: the next leg can begin. */
export function isPartPaid(sale: Sale): boolean {
  const isPart = paidLegs(sale).length > 0 && !isZero(outstanding(sale));
  return isPart && isSaleOpen(sale) && openAttempt(sale) === undefined;
}

/** Whether the sale is, or was, to be paid in several parts. */
export function isSplit(sale: Sale): boolean {
  return attemptsOf(sale).some((attempt) => attempt.amount.amountMinor < sale.due.amountMinor);
}

/** Taken on the cashier's word, so that nobody has confirmed it. */
export function isOnTrust(attempt: Attempt): boolean {
  return attempt.state === 'paid' && attempt.evidence === 'cashier_attested';
}

/** The legs of an ended sale whose money goes back, last one first: the order in which it does. */
export function returningLegs(sale: Sale): readonly Attempt[] {
  const { abandoned = [] } = sale;
  return attemptsOf(sale)
    .filter((attempt) => abandoned.includes(attempt.id))
    .reverse();
}

/** Whether all of a leg's money has gone back. */
export function isReturned(attempt: Attempt): boolean {
  return returnedMinor(attempt) >= attempt.amount.amountMinor;
}

/** Whether an ended sale still holds money that goes back by itself, or waits for somebody. */
export function isGivingBack(sale: Sale): boolean {
  return returningLegs(sale).some((attempt) => !isReturned(attempt));
}

/** Whether something of the leg may still be given back. */
export function isRefundable(attempt: Attempt): boolean {
  return attempt.state === 'paid' && refundableMinor(attempt) > 0;
}
