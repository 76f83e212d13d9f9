/** Invoice numbers: as with most accounts, one is good for one payment, and one refund. */

import type { Json, World } from '../../world/model.ts';
import { allCaptures, orderOf } from './records.ts';

/** Whether a payment was taken under this number; `but` may be the order that now wants it. */
export function isInvoiceUsed(world: World, invoice: Json | undefined, but?: string): boolean {
  if (typeof invoice !== 'string') return false;
  return allCaptures(world).some(
    ({ capture, order }) =>
      order.tradeNumber !== but && (capture.invoiceId ?? orderOf(order).unit['invoice_id']) === invoice,
  );
}

export function isRefundInvoiceUsed(world: World, invoice: string | undefined): boolean {
  if (invoice === undefined) return false;
  return allCaptures(world).some(({ capture }) =>
    capture.refunds.some((refund) => refund.invoiceId === invoice),
  );
}
