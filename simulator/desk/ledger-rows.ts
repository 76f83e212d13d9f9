/** The three ledgers beside each other: one row for each order, and whether all three say the same about its money. */

import type { Ledgers } from '../parts/client.ts';
import type { TillRow } from '../parts/optics.ts';
import { type LedgerEntry, RAILS, type Rail } from '../world/model.ts';
import { isToStaticCode, pairPrinted } from './printed-rows.ts';

export interface LedgerLine {
  readonly kind: string;
  /** Of the order, before discounts; negative for what goes back. */
  readonly amountMinor: number;
  readonly discountMinor: number;
  readonly at: number;
  /** The till is not sure of it yet. */
  readonly isOpen: boolean;
}

export interface LedgerCell {
  readonly lines: readonly LedgerLine[];
  /** What is settled and not given back. */
  readonly netMinor: number;
}

export interface LedgerRow {
  readonly orderNumber: string;
  /** Undefined for an order of which only the till knows. */
  readonly rail: Rail | undefined;
  /** Paid to a code on the wall: no till was told, and the cashier's word is all it has. */
  readonly isPrinted: boolean;
  readonly currency: string;
  /** Of its latest line. */
  readonly at: number;
  readonly customer: LedgerCell;
  readonly provider: LedgerCell;
  readonly till: LedgerCell;
  /** `checking`: the till says itself that it does not know yet. */
  readonly verdict: 'agree' | 'differ' | 'checking';
}

/** What a till says of a movement that is certain; said nothing, it is certain too. */
const CERTAIN = new Set(['settled', 'paid', 'late_paid', 'refunded', 'reversed', 'succeeded', 'done']);

/** Newest order first. Without a till's own rows, the shop's account at the provider stands in for it. */
export function ledgerRows(ledgers: Ledgers, tillRows: readonly TillRow[] | undefined): readonly LedgerRow[] {
  const customer = byOrder(ledgers.customers.map(fromEntry));
  const provider = byOrder(ledgers.providers.map(fromEntry));
  const till = byOrder(
    tillRows ? pairPrinted(tillRows, ledgers).map(fromTill) : ledgers.merchants.map(fromEntry),
  );
  const printed = new Set(ledgers.merchants.filter(isToStaticCode).map(({ orderNumber }) => orderNumber));
  const rails = new Map(ledgers.providers.map(({ orderNumber, account }) => [orderNumber, railOf(account)]));
  const keys = new Set([...customer.keys(), ...provider.keys(), ...till.keys()]);
  return [...keys]
    .flatMap((key) => {
      const entries = [customer, provider, till].map((book) => book.get(key) ?? []);
      const [first] = entries.flat();
      const [ofCustomer = NOTHING, ofProvider = NOTHING, ofTill = NOTHING] = entries.map(cellOf);
      if (first === undefined) return [];
      // A refund leaves the shop's account before it reaches the customer; a till says so itself.
      const isOnItsWay = tillRows === undefined && isUnderWay(ofCustomer, ofProvider, ofTill);
      return [
        {
          orderNumber: first.orderNumber,
          rail: rails.get(first.orderNumber),
          isPrinted: printed.has(first.orderNumber),
          currency: first.currency,
          at: Math.max(...entries.flat().map((line) => line.at)),
          customer: ofCustomer,
          provider: ofProvider,
          till: ofTill,
          verdict: isOnItsWay
            ? 'checking'
            : verdictOf({ customer: ofCustomer, provider: ofProvider, till: ofTill }),
        },
      ];
    })
    .sort((one, other) => other.at - one.at);
}

/** The rows of each currency, since amounts of two currencies have nothing to say to each other. */
export function byCurrency(rows: readonly LedgerRow[]): readonly (readonly [string, readonly LedgerRow[]])[] {
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => [currency, rows.filter((row) => row.currency === currency)]);
}

const NOTHING: LedgerCell = { lines: [], netMinor: 0 };

/** A provider's account goes by its rail. */
function railOf(account: string): Rail | undefined {
  return RAILS.find((rail) => rail === account);
}

interface Entry extends LedgerLine {
  readonly orderNumber: string;
  readonly currency: string;
}

function fromEntry(entry: LedgerEntry): Entry {
  const { orderNumber, currency, kind, amountMinor, discountMinor, at } = entry;
  return {
    orderNumber,
    currency,
    kind,
    amountMinor: amountMinor + discountMinor,
    discountMinor,
    at,
    isOpen: false,
  };
}

function fromTill({ orderNumber, currency, kind, amountMinor, at, state }: TillRow): Entry {
  const sign = kind === 'payment' ? 1 : -1;
  const isOpen = state !== undefined && !CERTAIN.has(state);
  return {
    orderNumber,
    currency,
    kind,
    amountMinor: sign * Math.abs(amountMinor),
    discountMinor: 0,
    at,
    isOpen,
  };
}

function byOrder(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const orders = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = `${entry.orderNumber} ${entry.currency}`;
    const known = orders.get(key);
    if (known) known.push(entry);
    else orders.set(key, [entry]);
  }
  return orders;
}

function cellOf(lines: readonly LedgerLine[]): LedgerCell {
  const netMinor = lines.reduce((sum, line) => sum + (line.isOpen ? 0 : line.amountMinor), 0);
  return { lines, netMinor };
}

function isUnderWay(customer: LedgerCell, provider: LedgerCell, shop: LedgerCell): boolean {
  const hasRefund = shop.lines.some(({ kind }) => kind === 'refund');
  return hasRefund && customer.netMinor === provider.netMinor && shop.netMinor < customer.netMinor;
}

function verdictOf({
  customer,
  provider,
  till,
}: Pick<LedgerRow, 'customer' | 'provider' | 'till'>): LedgerRow['verdict'] {
  if (till.lines.some((line) => line.isOpen)) return 'checking';
  return customer.netMinor === provider.netMinor && provider.netMinor === till.netMinor ? 'agree' : 'differ';
}
