/** Compares what the till believes with what the provider and the customers hold; written apart from both. */

import type { Attempt } from '../../src/domain/attempt.ts';
import { hasProvider } from '../../src/domain/rail.ts';
import { attemptsOf, type Sale } from '../../src/domain/sale.ts';

/** The provider and the customers, and what the till has written: headless, or behind a real page. */
export interface Audited {
  readonly control: (path: string) => Promise<unknown>;
  readonly store: { readonly sales: ReadonlyMap<number, Sale> };
}

interface LedgerEntry {
  readonly orderNumber: string;
  readonly amountMinor: number;
  readonly discountMinor: number;
  readonly account: string;
}

type Ledgers = Readonly<Record<'customers' | 'providers' | 'merchants', readonly LedgerEntry[]>>;

/** What each book says about an order in all: payments less what went back, before discounts. */
export async function netByOrder(outside: Audited, book: keyof Ledgers): Promise<Map<string, number>> {
  const ledgers = (await outside.control('ledgers')) as Ledgers;
  const nets = new Map<string, number>();
  // What is paid to the code on the wall no till is told of.
  const printed = new Set(
    ledgers.merchants
      .filter(({ account }) => account.startsWith('own_code/'))
      .map((line) => line.orderNumber),
  );
  for (const { orderNumber, amountMinor, discountMinor } of ledgers[book]) {
    if (printed.has(orderNumber)) continue;
    nets.set(orderNumber, (nets.get(orderNumber) ?? 0) + amountMinor + discountMinor);
  }
  return nets;
}

/** What the till believes that the provider holds for an attempt. */
function believedNetMinor(attempt: Attempt): number {
  if (attempt.state !== 'paid' && attempt.state !== 'late_paid') return 0;
  const backMinor = attempt.refunds.reduce(
    (total, refund) => total + (refund.state === 'succeeded' ? refund.amountMinor : 0),
    0,
  );
  return attempt.amount.amountMinor - backMinor;
}

/** What a provider has in its ledgers; cash and what was only written down are in none. */
const walletAttempts = (sales: Iterable<Sale>): readonly Attempt[] =>
  [...sales].flatMap(attemptsOf).filter((attempt) => hasProvider(attempt.rail));

/** Every difference between the three ledgers, and everything that is not settled; nothing when all is well. */
export async function differences(outside: Audited): Promise<readonly string[]> {
  return [...(await ledgerDifferences(outside)), ...unsettled(outside.store.sales.values())];
}

/** Every difference between the three ledgers, settled or not. */
export async function ledgerDifferences(outside: Audited): Promise<readonly string[]> {
  const found: string[] = [];
  const sales = outside.store.sales.values();
  const attempts = walletAttempts(sales);
  const known = new Map(attempts.map((attempt) => [attempt.orderNumber, attempt]));
  for (const book of ['customers', 'providers', 'merchants'] as const) {
    const nets = await netByOrder(outside, book);
    for (const [orderNumber, net] of nets) {
      const attempt = known.get(orderNumber);
      if (attempt === undefined) found.push(`${book}: ${orderNumber} is in no journal`);
      else if (net !== believedNetMinor(attempt)) {
        found.push(
          `${book}: ${orderNumber} holds ${net}, the till (${attempt.state}) believes ${believedNetMinor(attempt)}`,
        );
      }
    }
    for (const attempt of attempts) {
      if (!nets.has(attempt.orderNumber) && believedNetMinor(attempt) !== 0) {
        found.push(
          `${book}: nothing of ${attempt.orderNumber}, the till believes ${believedNetMinor(attempt)}`,
        );
      }
    }
  }
  const { findings } = (await outside.control('audit')) as { findings: readonly string[] };
  return [...found, ...findings];
}

/** Attempts that have not come to an end, and sales that hold more than was owed. */
function unsettled(sales: Iterable<Sale>): readonly string[] {
  const found: string[] = [];
  for (const sale of sales) {
    for (const attempt of attemptsOf(sale)) {
      const isOver = ['paid', 'declined', 'canceled', 'expired', 'reversed'].includes(attempt.state);
      if (!isOver)
        found.push(`${attempt.orderNumber} is still ${attempt.state} (${attempt.fault ?? 'no fault'})`);
      if (attempt.watched) found.push(`${attempt.orderNumber} is still watched`);
      for (const refund of attempt.refunds) {
        if (refund.state !== 'succeeded' && refund.state !== 'failed')
          found.push(`${refund.number} is ${refund.state}`);
      }
    }
    const heldMinor = attemptsOf(sale).reduce((total, attempt) => total + believedNetMinor(attempt), 0);
    if (heldMinor > sale.due.amountMinor)
      found.push(`sale ${sale.number} holds ${heldMinor} of ${sale.due.amountMinor}`);
  }
  return found;
}

/**
 * Whether what the screen would say right now is true: "not charged" while the provider holds money, or "charged" while it
 * does not, are lies. "Checking" is never one.
 */
export async function lies(
  outside: Audited,
  sales: Iterable<Sale>,
  say: (attempt: Attempt) => string,
): Promise<readonly string[]> {
  const nets = await netByOrder(outside, 'providers');
  return walletAttempts(sales).flatMap((attempt) => {
    const net = nets.get(attempt.orderNumber) ?? 0;
    const word = say(attempt);
    if (word === 'no' && net !== 0)
      return [`says "not charged" (${attempt.state}) while the provider holds ${net}`];
    const wentBack = attempt.refunds.length > 0;
    if (word === 'yes' && net === 0 && !wentBack)
      return [`says "charged" (${attempt.state}) while the provider holds nothing`];
    return [];
  });
}
