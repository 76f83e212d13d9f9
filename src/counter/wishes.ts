/** "Cancel, then …": what a person asked for next, done as soon as the provider has closed what was open; never after a restart. */

import { isSaleOpen, type NextTender, openAttempt, type Sale, undecidedAttempt } from '../domain/sale.ts';

/** A wish lives in memory only: after a restart a pay or a present is never sent without a person (payment-model.md 4.5, rule 7). */
export interface Wish extends NextTender {
  /** The customer's code, if it was scanned already; a secret. */
  readonly paymentCode?: string;
}

export interface Wishes {
  readonly add: (sale: number, wish: Wish) => void;
  /** Looks whether a wish can be fulfilled now, and forgets those that no longer can. */
  readonly review: (sales: ReadonlyMap<number, Sale>) => void;
}

export function createWishes(fulfil: (sale: number, wish: Wish) => void): Wishes {
  const wishes = new Map<number, Wish>();
  return {
    add: (sale, wish) => {
      wishes.set(sale, wish);
    },
    review: (sales) => {
      for (const [number, wish] of wishes) {
        const sale = sales.get(number);
        if (sale !== undefined && openAttempt(sale) !== undefined) continue;
        wishes.delete(number);
        if (sale !== undefined && isSaleOpen(sale) && undecidedAttempt(sale) === undefined)
          fulfil(number, wish);
      }
    },
  };
}
