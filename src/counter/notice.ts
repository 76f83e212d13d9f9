/** What the counter tells the screen, the loudspeaker and the voice: only after what it speaks of is durable. */

import { check } from '../domain/assert.ts';
import { type Attempt, type AttemptState, isOpen } from '../domain/attempt.ts';
import { attemptsOf, isSaleOpen, type Sale } from '../domain/sale.ts';
import type { Effect } from '../domain/transition.ts';

export type Notice =
  /** Say "paid" with the amount: once per attempt, and never to a sale that was settled otherwise. */
  | { readonly kind: 'paid'; readonly sale: number; readonly attempt: Attempt }
  /** Written down on the cashier's word; nobody confirmed it, so no "paid" is said. */
  | { readonly kind: 'recorded'; readonly sale: number; readonly attempt: Attempt }
  | { readonly kind: 'not_paid'; readonly sale: number; readonly attempt: string }
  | { readonly kind: 'late_money'; readonly sale: number; readonly attempt: string }
  /** The journal cannot be written: nothing can be charged until it can. */
  | { readonly kind: 'storage_failed' }
  /** The journal can be written again. */
  | { readonly kind: 'storage_works' }
  /** The device's clock is ahead by so much, below zero when behind; undefined once it is well again. */
  | { readonly kind: 'clock'; readonly aheadMs: number | undefined };

type Said = Extract<Notice, { readonly sale: number }>['kind'];

const CAME_IN: readonly AttemptState[] = ['paid', 'late_paid', 'reversed'];

/** What has to stand in the book for each of the words. */
const SAID: Readonly<Record<Said, (attempt: Attempt) => boolean>> = {
  paid: ({ state, evidence }) => CAME_IN.includes(state) && evidence !== 'cashier_attested',
  recorded: ({ state, evidence }) => CAME_IN.includes(state) && evidence === 'cashier_attested',
  not_paid: (attempt) => !isOpen(attempt) && attempt.state !== 'paid',
  late_money: ({ state }) => CAME_IN.includes(state),
};

/** Stops unless what is to be said stands in the book, which is durable (INV-09). */
export function checkNotice(notice: Notice, sales: ReadonlyMap<number, Sale>): void {
  if (!('sale' in notice)) return;
  const id = typeof notice.attempt === 'string' ? notice.attempt : notice.attempt.id;
  const sale = sales.get(notice.sale);
  const attempt = sale && attemptsOf(sale).find((one) => one.id === id);
  check(attempt !== undefined, 'INV-09 said-of-a-payment', notice.kind);
  check(SAID[notice.kind](attempt), `INV-09 said-${notice.kind}-as-written`, attempt.state);
}

/** The notices of an effect; `sale` is the sale as it was before. */
export function noticesOf(sale: Sale, attempt: Attempt, effect: Effect): readonly Notice[] {
  if (effect.kind === 'announce_paid')
    return isSaleOpen(sale) ? [{ kind: 'paid', sale: sale.number, attempt }] : [];
  if (effect.kind === 'announce_unpaid')
    return [{ kind: 'not_paid', sale: sale.number, attempt: attempt.id }];
  return effect.kind === 'late_money' ? [{ kind: 'late_money', sale: sale.number, attempt: attempt.id }] : [];
}
