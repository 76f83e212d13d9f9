/** The sales of a whole journal, folded from its entries: what every projection must be equal to. */

import { saleAfter, saleFactOf } from './facts.ts';
import type { Entry } from './journal.ts';
import type { Sale } from './sale.ts';
import { upcast } from './upcast.ts';

export type Rebuilt = { readonly ok: true } | { readonly ok: false; readonly refusal: 'newer' };

/** Folds entries, in order and verified, into `sales`; older versions are brought up on the way, a newer one stops it. */
export function foldEntries(sales: Map<number, Sale>, entries: Iterable<Entry>): Rebuilt {
  for (const old of entries) {
    const read = upcast(old);
    if (!read.ok) return read;
    const number = saleFactOf(read.entry)?.body.sale;
    if (number !== undefined) sales.set(number, saleAfter(sales.get(number), read.entry));
  }
  return { ok: true };
}
