/** What a till believes about each payment, held against the provider's ledger. */

import type { TillBooks } from '../../simulator/scenarios/till.ts';
import type { Attempt } from '../domain/attempt.ts';
import { type Drawer, expectedMinor } from '../domain/drawer.ts';
import { hasProvider } from '../domain/rail.ts';
import { returnedMinor } from '../domain/refund.ts';
import { attemptsOf, type Sale } from '../domain/sale.ts';

interface LedgerLine {
  readonly orderNumber: string;
  readonly amountMinor: number;
  readonly discountMinor: number;
  readonly account: string;
}

/** Every payment of which the till believes another amount than the provider holds; `ledgers`: as the control interface gives them. */
export function differencesOf(sales: Iterable<Sale>, ledgers: unknown): readonly string[] {
  const { providers, merchants } = ledgers as Readonly<
    Record<'providers' | 'merchants', readonly LedgerLine[]>
  >;
  const held = new Map<string, number>();
  // Of what is paid to the printed code no till hears: `booksOf` has what its cashier wrote down.
  const printed = new Set(
    merchants.filter(({ account }) => account.startsWith('own_code/')).map(({ orderNumber }) => orderNumber),
  );
  for (const { orderNumber, amountMinor, discountMinor } of providers.filter(
    (line) => !printed.has(line.orderNumber),
  ))
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

/** What stands in a till's own books, and in nobody else's. */
export function booksOf(sales: Iterable<Sale>, drawer: Drawer): TillBooks {
  const ownCode = new Map<string, number>();
  for (const attempt of [...sales].flatMap(attemptsOf).filter(({ rail }) => rail === 'own_code')) {
    const { currency } = attempt.amount;
    ownCode.set(currency, (ownCode.get(currency) ?? 0) + believedMinor(attempt));
  }
  return {
    ownCode: [...ownCode].map(([currency, netMinor]) => ({ currency, netMinor })),
    drawer: Object.entries(drawer).map(([currency, account]) => ({
      currency,
      holdsMinor: expectedMinor(account),
      openings: account.openings,
    })),
  };
}

function believedMinor(attempt: Attempt): number {
  const isHeld = attempt.state === 'paid' || attempt.state === 'late_paid';
  return isHeld ? attempt.amount.amountMinor - returnedMinor(attempt) : 0;
}
