/** Whether a provider's answer speaks of this payment at all: same order, same amount, same currency (S-33, INV-04). */

import type { Attempt } from './attempt.ts';
import type { FaultCode } from './fault.ts';
import { isSame, type Money } from './money.ts';

/**
 * What is wrong with a claim, or nothing. A refusal before any business may leave out the order number; money must name it.
 */
export function claimFault(
  attempt: Pick<Attempt, 'orderNumber' | 'amount'>,
  claim: { readonly orderNumber: string | undefined; readonly amount?: Money | 'unreadable' },
  isMoneyNews: boolean,
): FaultCode | undefined {
  if (claim.orderNumber !== undefined && claim.orderNumber !== attempt.orderNumber) return 'answer_mismatch';
  if (claim.amount === 'unreadable') return 'answer_mismatch';
  if (claim.amount !== undefined && !isSame(claim.amount, attempt.amount)) return 'answer_mismatch';
  const isNamed = claim.orderNumber !== undefined;
  return isMoneyNews && !(isNamed && claim.amount !== undefined) ? 'answer_mismatch' : undefined;
}
