/** What is wrong with bills by a fault: a payment that is left out, one that nobody made. A bill keeps its flaws for good. */

import type { JsonObject, Rail, World } from '../world/model.ts';
import { touch } from '../world/model.ts';
import { seededText } from '../world/random.ts';
import { strike } from './armed.ts';

/** A payment that only the bill knows. */
export interface ExtraRow extends JsonObject {
  readonly at: number;
  readonly orderNumber: string;
  /** What stands behind the provider's own beginning of a trade number. */
  readonly digits: string;
  readonly amountMinor: number;
}

interface Flaws extends JsonObject {
  /** The trade numbers of payments that are left out. */
  readonly missing: readonly string[];
  readonly extra: readonly ExtraRow[];
}

/** The payments of a bill that is asked for, in its order, and from when until when it goes. */
export interface Asked {
  readonly from: number;
  readonly until: number;
  readonly payments: readonly { readonly tradeNumber: string; readonly at: number }[];
}

const HALF_DAY_MS = 12 * 3_600_000;
const MINUTE_MS = 60_000;

/** The flaws of a provider's trade bills; whoever writes one looks at those of its days. */
export function flawsOf(world: World, rail: Rail): Flaws {
  const kept = world.shelves[rail]?.['billFlaws'] as Flaws | undefined;
  return kept ?? { missing: [], extra: [] };
}

/** Lets the faults of bills strike one that is asked for: its last payment is left out, a payment is added. */
export function strikeBill(world: World, rail: Rail, { from, until, payments }: Asked): void {
  const place = { rail, operation: 'bill' } as const;
  const { missing, extra } = flawsOf(world, rail);
  const last = payments.findLast(({ tradeNumber }) => !missing.includes(tradeNumber));
  const lost = last && strike(world, 'bill-row-missing', place) ? [last.tradeNumber] : [];
  const isExtra = strike(world, 'bill-row-extra', place) !== undefined;
  if (lost.length === 0 && !isExtra) return;
  const at = Math.min(from + HALF_DAY_MS + extra.length * MINUTE_MS, until - 1);
  const added = isExtra ? [strangeRow(world, `${rail} ${from} ${extra.length}`, at)] : [];
  const flaws: Flaws = { missing: [...missing, ...lost], extra: [...extra, ...added] };
  world.shelves[rail] = { ...world.shelves[rail], billFlaws: flaws };
  touch(world);
}

/** Between eleven and a hundred yuan, under a number that no till gave. */
function strangeRow(world: World, name: string, at: number): ExtraRow {
  const text = (what: string, length: number, alphabet: string) =>
    seededText(`${world.seed}/${name}/${what}`, length, alphabet);
  return {
    at,
    orderNumber: `X${text('order', 15, '0123456789')}`,
    digits: text('trade', 15, '0123456789'),
    amountMinor: Number(text('amount', 4, '123456789')),
  };
}
