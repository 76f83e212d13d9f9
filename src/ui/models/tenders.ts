/** The tender panel as data: which ways to pay stand on it, in which order, and why one of them cannot be used now. */

import type { FaultCode } from '../../domain/fault.ts';
import { type Money, money } from '../../domain/money.ts';
import {
  hasProvider,
  type Presentation,
  RAIL_FACTS,
  RAIL_NAMES,
  type RailName,
  railsFor,
  smallestMinor,
} from '../../domain/rail.ts';
import type { AppDeps } from '../deps.ts';
import { setupFault } from './labels.ts';

/** Why a way to pay that stands on the panel cannot be used now. */
export type TenderRefusal = 'not_ready' | 'offline' | 'over_limit' | 'under_limit';

export interface TenderChoice {
  readonly rail: RailName;
  readonly refusal?: TenderRefusal;
  /** The limit that the amount is beyond. */
  readonly limit?: Money;
}

export type TenderDeps = Pick<AppDeps, 'accounts' | 'readiness' | 'settings' | 'usual' | 'isOnline' | 'book'>;

/**
 * The ways to pay an amount, the shop's most used first. What cannot take the currency, has no account, or is not wanted by
 * the shop is not offered at all; what cannot take this amount, or does not work now, is, with the reason.
 */
export function tenderChoices(deps: TenderDeps, amount: Money): readonly TenderChoice[] {
  const accounts = deps.accounts.value;
  const { hiddenRails } = deps.settings.value;
  const isOffered = (rail: RailName): boolean =>
    rail === 'cash' || (!hiddenRails.includes(rail) && (!hasProvider(rail) || accounts.includes(rail)));
  return byUse(railsFor(amount.currency), deps.usual.value)
    .filter(isOffered)
    .map((rail) => ({ rail, ...refusalOf(deps, rail, amount) }));
}

/** What Charge stands for: the most used way that can take it. Cash is counted by hand and has a button of its own. */
export function chargeChoice(choices: readonly TenderChoice[]): TenderChoice {
  const charged = choices.filter(({ rail }) => rail !== 'cash');
  // The network comes back by itself: until then the button stays what it was.
  const usable = charged.find(({ refusal }) => refusal === undefined || refusal === 'offline');
  return usable ?? charged[0] ?? { rail: 'cash' };
}

function refusalOf(deps: TenderDeps, rail: RailName, amount: Money): Omit<TenderChoice, 'rail'> {
  const { maxMinor } = RAIL_FACTS[rail];
  const minMinor = smallestMinor(rail, amount.currency);
  const limit = (minor: number): Money => money(amount.currency, minor);
  if (amount.amountMinor > maxMinor) return { refusal: 'over_limit', limit: limit(maxMinor) };
  if (amount.amountMinor > 0 && amount.amountMinor < minMinor)
    return { refusal: 'under_limit', limit: limit(minMinor) };
  if (!hasProvider(rail)) return {};
  if (whyOff(deps, rail) !== undefined) return { refusal: 'not_ready' };
  // In practice the simulated network is down for good reason: what then happens is what is practised.
  return deps.book === 'live' && !deps.isOnline.value ? { refusal: 'offline' } : {};
}

/** An answer that nobody here can tell to be the provider's. */
const NOT_THE_PROVIDERS: readonly FaultCode[] = ['answer_forged', 'key_unknown', 'key_sealed'];

/** What only the owner can mend, as the last test of the account found it. A live answer that was not the provider's stops it, too (S-34). */
export function whyOff(deps: Pick<TenderDeps, 'readiness' | 'book'>, rail: RailName): FaultCode | undefined {
  const readiness = deps.readiness.value[rail];
  if (readiness?.state !== 'not_ready') return undefined;
  const { fault } = readiness;
  const isForged = deps.book === 'live' && NOT_THE_PROVIDERS.includes(fault);
  return setupFault(fault) || isForged ? fault : undefined;
}

function byUse(rails: readonly RailName[], usual: readonly RailName[]): readonly RailName[] {
  const used = usual.filter((rail) => rails.includes(rail));
  return [...used, ...rails.filter((rail) => !used.includes(rail))];
}

/** By so many sales another way has to lead before Charge stands for it: one sale is no habit. */
const LEAD = 2;

/**
 * The order of use: by how many of the given legs each way brought, the order so far where they are even. What stands first,
 * and so under Charge, stays there until another way clearly leads, since hands learn where it is.
 */
export function orderOfUse(legs: readonly RailName[], before: readonly RailName[]): readonly RailName[] {
  const known = byUse(RAIL_NAMES, before);
  const first = known.find((rail) => rail !== 'cash');
  const count = (rail: RailName): number =>
    legs.filter((one) => one === rail).length + (rail === first ? LEAD - 1 : 0);
  return [...known].sort(
    (left, right) => count(right) - count(left) || known.indexOf(left) - known.indexOf(right),
  );
}

/** Whether some wallet among these shows codes that the till can scan. */
export function takesCodes(choices: readonly TenderChoice[]): boolean {
  return choices.some(({ rail }) => RAIL_FACTS[rail].presentations.includes('payment_code'));
}

/** How a way to pay shows itself when it is chosen by name: what the till shows, the reader, or what is done by hand. */
export function presentationOf(rail: RailName): Presentation {
  return RAIL_FACTS[rail].presentations.find((one) => one !== 'payment_code') ?? 'payment_code';
}

/** Ways to pay that nobody answers for: they are written down on the cashier's word. */
export type RecordRail = 'own_code' | 'bank_terminal' | 'voucher';

export function isRecordRail(rail: RailName | undefined): rail is RecordRail {
  return rail !== undefined && RAIL_FACTS[rail].kind === 'record';
}
