/** Parts of an amount: equal shares whose sum is the whole to the last minor unit, and a part as a person types it. */

import { isZero, type Money, money, parseMoney } from '../../domain/money.ts';

/** Among how many people a sum is often shared. */
const PEOPLE = [2, 3, 4] as const;

export interface Share {
  readonly people: number;
  /** What comes first; with what is left shared among one fewer, all shares add up. */
  readonly part: Money;
}

/** The next share of each sensible number of people; those that leave nothing for the others are not there. */
export function sharesOf(whole: Money): readonly Share[] {
  return PEOPLE.map((people) => ({
    people,
    part: money(whole.currency, Math.ceil(whole.amountMinor / people)),
  })).filter(({ people, part }) => part.amountMinor * (people - 1) < whole.amountMinor);
}

export type PartProblem = 'not_an_amount' | 'too_many_decimals' | 'zero' | 'too_much';

/** A part as it was typed: more than nothing, and not more than the whole. */
export function readPart(text: string, whole: Money): Money | PartProblem {
  const typed = text.normalize('NFKC').replaceAll(/[\s,¥$€£]/g, '');
  const parsed = parseMoney(whole.currency, typed);
  if (parsed === 'too_many_decimals') return parsed;
  if (parsed === 'too_large') return 'too_much';
  if (typeof parsed === 'string') return 'not_an_amount';
  if (isZero(parsed)) return 'zero';
  return parsed.amountMinor > whole.amountMinor ? 'too_much' : parsed;
}
