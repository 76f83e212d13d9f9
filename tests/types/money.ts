/** What the compiler must refuse about money. Each line under a comment fails to compile, or this file does. */

import { add, isAtLeast, isSame, type Money, money, subtract, sum } from '../../src/domain/money.ts';

const yuan = money('CNY', 100);
const dollars = money('USD', 100);

export const allowed: readonly Money[] = [add(yuan, yuan), subtract(yuan, yuan), sum('CNY', [yuan, yuan])];
export const widened: Money = yuan;

// @ts-expect-error yuan and dollars cannot be added
export const mixedSum = add(yuan, dollars);
// @ts-expect-error dollars cannot be taken from yuan
export const mixedRest = subtract(yuan, dollars);
// @ts-expect-error yuan and dollars are never the same amount
export const mixedSame = isSame(yuan, dollars);
// @ts-expect-error yuan are not more or less than dollars
export const mixedOrder = isAtLeast(yuan, dollars);
// @ts-expect-error a total of yuan has no dollars in it
export const mixedTotal = sum('CNY', [yuan, dollars]);
// @ts-expect-error dollars are not yuan
export const renamed: Money<'CNY'> = dollars;
// @ts-expect-error money of an unknown currency is not known to be yuan
export const narrowed: Money<'CNY'> = widened;

// @ts-expect-error a number is not money: of which currency?
export const bare: Money = 100;
// @ts-expect-error a text is not money
export const written: Money = '1.00';
// @ts-expect-error money is made by `money` only, which checks it
export const homemade: Money = { currency: 'CNY', amountMinor: -0.5 };
// @ts-expect-error a copy with another amount has not been checked
export const copied: Money = { currency: yuan.currency, amountMinor: yuan.amountMinor + 0.5 };
// @ts-expect-error a currency outside the list cannot be used
export const unlisted = money('XXX', 100);
// @ts-expect-error an amount is a number of minor units, not a text
export const typed = money('CNY', '100');
// @ts-expect-error the currency must be said
export const nameless = money(100);

yuan satisfies { amountMinor: number };
// @ts-expect-error an amount is never changed in place
yuan.amountMinor = 1;
// @ts-expect-error nor is its currency
yuan.currency = 'CNY';
