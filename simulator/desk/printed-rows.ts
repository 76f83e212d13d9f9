/** Which payment to a code on the wall a till means by what its cashier wrote down: it knows no number, so amount and order of time decide. */

import type { Ledgers } from '../parts/client.ts';
import type { TillRow } from '../parts/optics.ts';
import type { LedgerEntry } from '../world/model.ts';

/** Accounts behind static codes begin so in the ledger of the shop, and a till's rail is called the same. */
const OWN_CODE = 'own_code';

export function isToStaticCode({ account }: Pick<LedgerEntry, 'account'>): boolean {
  return account.startsWith(`${OWN_CODE}/`);
}

/** The till's rows, under the number of the payment that each stands for; what nobody paid keeps the till's own number. */
export function pairPrinted(tillRows: readonly TillRow[], { merchants }: Ledgers): readonly TillRow[] {
  const payments = merchants.filter(isToStaticCode).sort((one, other) => one.at - other.at);
  const taken = new Map<string, string>();
  const written = tillRows
    .filter(({ rail, kind }) => rail === OWN_CODE && kind === 'payment')
    .sort((one, other) => one.at - other.at);
  for (const { orderNumber, amountMinor, currency } of written) {
    const isTaken = new Set(taken.values());
    const paid = payments.find(
      (entry) =>
        entry.amountMinor === amountMinor && entry.currency === currency && !isTaken.has(entry.orderNumber),
    );
    if (paid) taken.set(orderNumber, paid.orderNumber);
  }
  return tillRows.map((row) => ({ ...row, orderNumber: taken.get(row.orderNumber) ?? row.orderNumber }));
}
