/** Which sale a till shows after it was opened again; apart from the counter, so that a screen can ask without loading it. */

import { openAttempt, type Sale } from '../domain/sale.ts';
import type { BookView } from './book.ts';

/** The newest sale that a customer is still standing for. */
export function frontSale(view: BookView): Sale | undefined {
  const open = [...view.sales.values()].filter(
    (sale) => sale.live && !sale.parked && openAttempt(sale) !== undefined,
  );
  return open.sort((left, right) => left.number - right.number).at(-1);
}
