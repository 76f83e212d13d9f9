/** What providers keep of a payment. It is stated in their bills and settled apart from them: no ledger moves by it. */

import type { Refund, Trade } from './model.ts';
import { share } from './money.ts';

const WHOLE_BASIS_POINTS = 10_000;

/** The fee for a payment, of what the shop receives, rounded to the nearest minor unit. */
export function feeMinor({ payment }: Trade): number {
  if (payment === null) return 0;
  const doubled = share(2 * payment.receiptMinor * payment.feeBasisPoints, WHOLE_BASIS_POINTS, 1);
  return Math.floor((doubled + 1) / 2);
}

/** What a refund gives back of the fee: cumulative shares, so that a payment that goes back whole costs nothing. */
export function feeBackMinor(trade: Trade, refund: Refund): number {
  const upTo = trade.refunds.slice(0, trade.refunds.indexOf(refund));
  const before = upTo
    .filter(({ state }) => state !== 'failed')
    .reduce((total, { amountMinor }) => total + amountMinor, 0);
  const part = (amountMinor: number) => share(amountMinor, trade.amountMinor, feeMinor(trade));
  return part(before + refund.amountMinor) - part(before);
}
