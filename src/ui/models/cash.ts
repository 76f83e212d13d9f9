/** Cash on the screen: what a customer is likely to hand over, and amounts that can fall below nothing, in words. */

import type { Attempt } from '../../domain/attempt.ts';
import { CASH_KINDS } from '../../domain/cash.ts';
import { type Currency, type Money, money } from '../../domain/money.ts';
import type { Refund } from '../../domain/refund.ts';
import { attemptsOf, type Sale } from '../../domain/sale.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Reader } from './words.ts';

/** How many sums of notes are offered, beside the exact one and the next one in coins. */
const MOST_NOTES = 4;
/** People hand over a few coins and notes; for a large amount as many of the largest note as it needs, and some. */
const MOST_PIECES = 4;
const MORE_PIECES = 2;

/**
 * Up to five sums above `payable` that people pay with, smallest first: the next one in coins, then the next ones in notes.
 * Of each no piece could be left out, and there are few enough pieces to be handed over.
 */
export function cashSuggestions(payable: Money): readonly Money[] {
  const { currency, amountMinor } = payable;
  const { coins, notes } = CASH_KINDS[currency];
  const pieces = [...coins, ...notes].reverse();
  const most = Math.max(MOST_PIECES, Math.ceil(amountMinor / (pieces[0] ?? 1)) + MORE_PIECES);
  const isLikely = (sumMinor: number): boolean => {
    const { count, smallest } = piecesOf(sumMinor, pieces);
    return count <= most && sumMinor > amountMinor && sumMinor - smallest < amountMinor;
  };
  const next = (kinds: readonly number[]): readonly number[] => {
    const sums = kinds.map((kind) => Math.ceil(amountMinor / kind) * kind);
    const distinct = [...new Set(sums)].filter((sum) => Number.isSafeInteger(sum) && isLikely(sum));
    return distinct.sort((left, right) => left - right);
  };
  const inNotes = next(notes).slice(0, MOST_NOTES);
  const inCoins = next(coins).filter((sum) => !inNotes.includes(sum));
  return [...inCoins.slice(0, 1), ...inNotes]
    .sort((left, right) => left - right)
    .map((sum) => money(currency, sum));
}

/** The fewest pieces that make up a sum; `pieces` largest first. Taking the largest that fits is best in every currency here. */
function piecesOf(
  sumMinor: number,
  pieces: readonly number[],
): { readonly count: number; readonly smallest: number } {
  let left = sumMinor;
  let count = 0;
  let smallest = 0;
  for (const piece of pieces) {
    const taken = Math.floor(left / piece);
    if (taken > 0) smallest = piece;
    count += taken;
    left %= piece;
  }
  return { count, smallest };
}

/** A sum that may be below nothing, with its sign: `−¥0.03`, `+¥0.02`, `¥0.00`. */
export function signedMoney(format: Formats, currency: Currency, amountMinor: number): string {
  const text = format.money(money(currency, Math.abs(amountMinor)));
  if (amountMinor === 0) return text;
  return `${amountMinor < 0 ? '−' : '+'}${text}`;
}

/** A balance, which carries a sign only below nothing: `−¥5.00`, `¥5.00`. */
export function balanceMoney(format: Formats, currency: Currency, amountMinor: number): string {
  return amountMinor < 0
    ? signedMoney(format, currency, amountMinor)
    : format.money(money(currency, amountMinor));
}

/** What was handed over and what came back, line by line; nothing for anything but cash. */
export function cashLines({ t, format }: Reader, attempt: Attempt): readonly CashLine[] {
  const { cash, amount } = attempt;
  if (cash === undefined) return [];
  const { currency } = amount;
  const { tenderedMinor, changeMinor, roundingMinor } = cash;
  const line = (name: string, value: string): CashLine => ({ name, value });
  return [
    ...(roundingMinor === undefined
      ? []
      : [line(t.cash.rounding, signedMoney(format, currency, roundingMinor))]),
    line(t.receipt.cashGiven, format.money(money(currency, tenderedMinor))),
    line(t.receipt.change, format.money(money(currency, changeMinor))),
  ];
}

export interface CashLine {
  readonly name: string;
  readonly value: string;
}

/** What all cash of a sale was rounded by, minor units; 0 when nothing was. */
export function roundingOf(sale: Sale): number {
  return attemptsOf(sale).reduce((total, attempt) => total + (attempt.cash?.roundingMinor ?? 0), 0);
}

/** The amount of a refund, and what it was rounded by where it was handed back in cash. */
export function refundAmounts({ t, format }: Reader, currency: Currency, refund: Refund): readonly string[] {
  const { amountMinor, roundingMinor } = refund;
  const amount = format.money(money(currency, amountMinor));
  if (roundingMinor === undefined) return [amount];
  return [amount, `${t.cash.rounding} ${signedMoney(format, currency, roundingMinor)}`];
}
