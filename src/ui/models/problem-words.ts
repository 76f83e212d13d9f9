/** The sentence for every way in which the till says no. */

import { CURRENCY_EXPONENTS, type Currency, money } from '../../domain/money.ts';
import { RAIL_FACTS } from '../../domain/rail.ts';
import type { AmountProblem } from './keypad.ts';
import { scanProblemText } from './scan-words.ts';
import type { Problem } from './till.ts';
import type { Reader } from './words.ts';

export function amountProblemText({ t, format }: Reader, problem: AmountProblem, currency: Currency): string {
  const words = t.refusals.amount;
  switch (problem) {
    case 'zero':
      return words.empty;
    case 'negative':
      return words.zero;
    case 'not_an_amount':
      return words.not_a_number;
    case 'too_many_decimals':
      return words.too_many_decimals(CURRENCY_EXPONENTS[currency]);
    case 'too_large':
      return words.over_limit(format.money(money(currency, RAIL_FACTS.cash.maxMinor)));
    default:
      return problem satisfies never;
  }
}

export function problemText(reader: Reader, problem: Problem): string {
  if (problem.about === 'load') return reader.t.till.cannotLoad;
  if (problem.about === 'scan') return scanProblemText(reader, problem.problem);
  return reader.t.till.refusals[problem.refusal];
}
