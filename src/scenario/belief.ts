/** What a till believes about each payment, held against the provider's ledger. */

import type { Attempt } from '../domain/attempt.ts';
import { hasProvider } from '../domain/rail.ts';
import { returnedMinor } from '../domain/refund.ts';
import { attemptsOf, type Sale } from '../domain/sale.ts';

interface LedgerLine {
  readonly orderNumber: string;
  readonly amountMinor: number;
  readonly discountMinor: number;
}

/** Every payment of which the till believes another amount than the provider holds; `ledgers`: as the control interface gives them. */
export function differencesOf(sales: Iterable<Sale>, ledgers: unknown): readonly string[] {
  const { providers } = ledgers as { readonly providers: readonly LedgerLine[] };
  const held = new Map<string, number>();
  for (const { orderNumber, amountMinor, discountMinor } of providers)
    held.set(orderNumber, (held.get(orderNumber) ?? 0) + amountMinor + discountMinor);
  const believed = new Map(
    [...sales]
      .flatMap(attemptsOf)
      .filter((attempt) => hasProvider(attempt.rail))
      .map((attempt) => [attempt.orderNumber, believedMinor(attempt)]),
  );
  return [...new Set([...held.keys(), ...believed.keys()])].flatMap((orderNumber) => {
    const [holds, believes] = [held.get(orderNumber) ?? 0, believed.get(orderNumber) ?? 0];
    return holds === believes
      ? []
      : [`${orderNumber}: the provider holds ${holds}, the till believes ${believes}`];
  });
}

function believedMinor(attempt: Attempt): number {
  const isHeld = attempt.state === 'paid' || attempt.state === 'late_paid';
  return isHeld ? attempt.amount.amountMinor - returnedMinor(attempt) : 0;
}
