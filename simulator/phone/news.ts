/** What happened to a customer's money between two looks at the phone, without the customer touching it. */

import type { BillView, PhoneView } from '../parts/client.ts';
import type { Refusal } from '../world/model.ts';

export type PhoneNews =
  | { readonly kind: 'paid'; readonly bill: BillView }
  | { readonly kind: 'declined'; readonly bill: BillView; readonly refusal: Refusal }
  | { readonly kind: 'refund'; readonly bill: BillView; readonly amountMinor: number };

/** The latest news worth a screen; none at the first look. `announced`: orders whose outcome was shown already. */
export function newsBetween(
  before: PhoneView | undefined,
  next: PhoneView,
  announced: ReadonlySet<string>,
): PhoneNews | undefined {
  if (!before) return undefined;
  const known = new Map(before.bills.map((bill) => [bill.orderNumber, bill]));
  for (const bill of next.bills) {
    const old = known.get(bill.orderNumber);
    if (bill.refunds.length > (old?.refunds.length ?? 0)) {
      return { kind: 'refund', bill, amountMinor: bill.refunds.at(-1)?.amountMinor ?? 0 };
    }
    if (announced.has(bill.orderNumber)) continue;
    if (bill.paid && !old?.paid) return { kind: 'paid', bill };
    if (bill.declined !== null && (old?.declined ?? null) === null) {
      return { kind: 'declined', bill, refusal: bill.declined };
    }
  }
  return undefined;
}
