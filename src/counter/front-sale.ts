/** Which sale a till shows after it was opened again; apart from the counter, so that a screen can ask without loading it. */

import { isGivingBack, isPartPaid } from '../domain/legs.ts';
import { openAttempt, type Sale } from '../domain/sale.ts';
import type { BookView } from './book.ts';

/** The newest sale that a customer is still standing for: something is open, half paid, or going back to them. */
export function frontSale(view: BookView): Sale | undefined {
  const waitedFor = [...view.sales.values()].filter((sale) => sale.live && !sale.parked && isWaitedFor(sale));
  return waitedFor.sort((left, right) => left.number - right.number).at(-1);
}

function isWaitedFor(sale: Sale): boolean {
  return openAttempt(sale) !== undefined || isPartPaid(sale) || isGivingBack(sale);
}
