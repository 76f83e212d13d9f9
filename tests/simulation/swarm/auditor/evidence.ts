/** What the auditor is given: lines, journals and the providers' ledgers as plain JSON. Nothing here comes from the counter. */

import type { SeenAt } from '../seen.ts';

export type Fields = Readonly<Record<string, unknown>>;

export interface LedgerLine {
  readonly kind: string;
  readonly amountMinor: number;
  readonly discountMinor: number;
  readonly currency: string;
  readonly at: number;
  readonly account: string;
}

export type BookName = 'customers' | 'providers' | 'merchants';

export interface TradeSeen {
  readonly rail: string;
  readonly orderNumber: string;
  readonly tradeNumber: string;
  readonly flow: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly status: string;
  readonly createdAt: number;
  readonly latePaymentAt: number | null;
  readonly refunds: readonly {
    readonly requestNumber: string;
    readonly amountMinor: number;
    readonly shopMinor: number;
    readonly state: string;
  }[];
  readonly ledgers: Readonly<Record<BookName, readonly LedgerLine[]>>;
}

export interface Audited {
  readonly lines: readonly SeenAt[];
  /** What the counter threw. */
  readonly thrown: readonly string[];
  /** Each till's journal as it stands in the store in the end. */
  readonly books: readonly { readonly till: string; readonly entries: readonly unknown[] }[];
  readonly trades: readonly TradeSeen[];
  readonly wallets: readonly {
    readonly id: string;
    readonly currency: string;
    readonly balanceMinor: number;
    readonly openingMinor: number;
  }[];
}

export interface Violation {
  /** `INV-01` … as `reliability.md` A.6 names them; `THROWN` for an error that nobody caught. */
  readonly rule: string;
  readonly what: string;
}

export type Say = (rule: string, what: string) => void;

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** What a ledger says of an order at a time; payments only, or all. */
export function netMinor(
  trade: TradeSeen | undefined,
  how: { readonly book?: BookName; readonly until?: number; readonly paymentsOnly?: boolean } = {},
): number {
  const { book = 'providers', until = Number.POSITIVE_INFINITY, paymentsOnly = false } = how;
  let net = 0;
  for (const line of trade?.ledgers[book] ?? [])
    if (line.at <= until && (!paymentsOnly || line.kind === 'payment'))
      net += line.amountMinor + line.discountMinor;
  return net;
}
