/** What the counter tells the screen, the loudspeaker and the voice: only after what it speaks of is durable. */

import type { Attempt } from '../domain/attempt.ts';
import { isSaleOpen, type Sale } from '../domain/sale.ts';
import type { Effect } from '../domain/transition.ts';

export type Notice =
  /** Say "paid" with the amount: once per attempt, and never to a sale that was settled otherwise. */
  | { readonly kind: 'paid'; readonly sale: number; readonly attempt: Attempt }
  /** Written down on the cashier's word; nobody confirmed it, so no "paid" is said. */
  | { readonly kind: 'recorded'; readonly sale: number; readonly attempt: Attempt }
  | { readonly kind: 'not_paid'; readonly sale: number; readonly attempt: string }
  | { readonly kind: 'late_money'; readonly sale: number; readonly attempt: string }
  /** The journal cannot be written: nothing can be charged until it can. */
  | { readonly kind: 'storage_failed' };

/** The notices of an effect; `sale` is the sale as it was before. */
export function noticesOf(sale: Sale, attempt: Attempt, effect: Effect): readonly Notice[] {
  if (effect.kind === 'announce_paid')
    return isSaleOpen(sale) ? [{ kind: 'paid', sale: sale.number, attempt }] : [];
  if (effect.kind === 'announce_unpaid')
    return [{ kind: 'not_paid', sale: sale.number, attempt: attempt.id }];
  return effect.kind === 'late_money' ? [{ kind: 'late_money', sale: sale.number, attempt: attempt.id }] : [];
}
