/** Amounts as the card provider counts them: smallest units, the smallest and the largest charge of each currency. */

import { CURRENCIES, type Currency } from '../../world/model.ts';
import { decimal, exponentOf } from '../../world/money.ts';
import { invalid, type Said, shown } from './answers.ts';

/** Eight digits. */
export const LARGEST_AMOUNT = 99_999_999;

/** The smallest charges that the provider publishes; half a dollar's worth elsewhere is not computed. */
const SMALLEST: Readonly<Record<Currency, number>> = {
  CNY: 50,
  USD: 50,
  EUR: 50,
  GBP: 30,
  HKD: 400,
  SGD: 50,
  JPY: 50,
  KRW: 50,
  TWD: 50,
  HUF: 17_500,
  KWD: 50,
};
/** Counted in hundredths, but charged in whole units only. */
const WHOLE_UNITS: readonly Currency[] = ['HUF', 'TWD'];

/** `usd` → `USD`; undefined for what the provider, or this simulator, does not know. */
export function currencyFrom(text: string): Currency | undefined {
  return CURRENCIES.find((currency) => currency.toLowerCase() === text.toLowerCase());
}

/** What is wrong with an amount in this currency, if anything. */
export function amountProblem(amountMinor: number, currency: Currency): Said | undefined {
  const smallest = SMALLEST[currency];
  if (amountMinor < smallest) {
    const message = `Amount must be at least ${written(smallest, currency)}`;
    return invalid({ code: 'amount_too_small', message, param: 'amount' });
  }
  if (amountMinor > LARGEST_AMOUNT) {
    const message = `Amount must be no more than ${written(LARGEST_AMOUNT, currency)}`;
    return invalid({ code: 'amount_too_large', message, param: 'amount' });
  }
  if (WHOLE_UNITS.includes(currency) && amountMinor % 100 !== 0) {
    return invalid({ message: `Amounts in ${currency} must be whole, such as 100 for 1`, param: 'amount' });
  }
  // Three decimals, of which the last is always zero.
  if (currency === 'KWD' && amountMinor % 10 !== 0) {
    return invalid({ message: 'Amounts in KWD must end in zero', param: 'amount' });
  }
  return undefined;
}

export function unknownCurrency(text: string): Said {
  return invalid({ message: `Invalid currency: ${shown(text)}`, param: 'currency' });
}

/** `USD 12.50` */
export function written(amountMinor: number, currency: Currency): string {
  return `${currency} ${decimal(amountMinor, exponentOf('card', currency))}`;
}
