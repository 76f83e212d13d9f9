/** The three ledgers of one sale: the customer's, the provider's and the till's own, and whether they say the same. */

import type { Attempt } from '../../domain/attempt.ts';
import { isRefundOpen } from '../../domain/refund.ts';
import { attemptsOf, type Sale } from '../../domain/sale.ts';

export interface DemoLedger {
  /** Every movement, positive from the customer to the shop. */
  readonly movesMinor: readonly number[];
  readonly netMinor: number;
  /** The owner of the ledger says itself that it does not know yet. */
  readonly isChecking: boolean;
}

export interface DemoLedgers {
  readonly customer: DemoLedger;
  readonly provider: DemoLedger;
  readonly till: DemoLedger;
  /** Cash for the sale, which passes no provider. */
  readonly cashMinor: number;
  /** `for_now`: the till knows that it does not know everything yet; `none`: nothing has moved. */
  readonly verdict: 'agree' | 'for_now' | 'differ' | 'none';
}

/** Compares what the simulator says of the world (`GET /ledgers`) with the till's sale; amounts before discounts. */
export function demoLedgers(sale: Sale | undefined, world: unknown): DemoLedgers {
  const orders = sale?.orderNumbers ?? [];
  const customer = ledger(movesIn(world, 'customers', orders));
  const provider = ledger(movesIn(world, 'providers', orders));
  const attempts = sale === undefined ? [] : attemptsOf(sale);
  const byWallet = attempts.filter((attempt) => attempt.rail !== 'cash');
  const isChecking = byWallet.some((attempt) => isUnsure(attempt));
  const till = ledger(byWallet.flatMap(movesOf), isChecking);
  const cashMinor = ledger(attempts.filter((attempt) => attempt.rail === 'cash').flatMap(movesOf)).netMinor;
  return {
    customer,
    provider,
    till,
    cashMinor,
    verdict: verdictOf(sale, { customer, provider, till }, cashMinor),
  };
}

function verdictOf(
  sale: Sale | undefined,
  { customer, provider, till }: Pick<DemoLedgers, 'customer' | 'provider' | 'till'>,
  cashMinor: number,
): DemoLedgers['verdict'] {
  const isEqual = customer.netMinor === provider.netMinor && provider.netMinor === till.netMinor;
  const hasMoved = cashMinor !== 0 || [customer, provider, till].some((one) => one.movesMinor.length > 0);
  if (till.isChecking) return 'for_now';
  if (isEqual) return hasMoved ? 'agree' : 'none';
  return sale?.live === true ? 'for_now' : 'differ';
}

function isUnsure(attempt: Attempt): boolean {
  return attempt.state === 'unknown' || attempt.state === 'reversing' || attempt.refunds.some(isRefundOpen);
}

/** What the till holds of an attempt, and what went back. */
function movesOf(attempt: Attempt): readonly number[] {
  const { amountMinor } = attempt.amount;
  if (attempt.state === 'reversed') return [amountMinor, -amountMinor];
  if (attempt.state !== 'paid' && attempt.state !== 'late_paid') return [];
  const back = attempt.refunds.filter((refund) => refund.state === 'succeeded');
  return [amountMinor, ...back.map((refund) => -refund.amountMinor)];
}

function ledger(movesMinor: readonly number[], isChecking = false): DemoLedger {
  return { movesMinor, netMinor: movesMinor.reduce((total, move) => total + move, 0), isChecking };
}

/** The amounts of these orders in one book of the simulator; what is not of the expected shape counts for nothing. */
function movesIn(
  world: unknown,
  book: 'customers' | 'providers',
  orders: readonly string[],
): readonly number[] {
  const entries = isRecord(world) ? world[book] : undefined;
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown) => {
    if (!isRecord(entry) || !orders.some((order) => order === entry['orderNumber'])) return [];
    const { amountMinor, discountMinor = 0 } = entry;
    return typeof amountMinor === 'number' && typeof discountMinor === 'number'
      ? [amountMinor + discountMinor]
      : [];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
