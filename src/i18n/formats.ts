/** Money, dates and times as people of a language write them, through Intl. */

import { type Currency, type Money, moneyToText } from '../domain/money.ts';
import type { Language } from './languages.ts';

export interface Formats {
  /** `¥12.50` */
  readonly money: (amount: Money) => string;
  /** Day, month and time; with the year if it is another than `now`'s. All in epoch milliseconds. */
  readonly dateTime: (at: number, now: number) => string;
  readonly date: (at: number) => string;
  /** `14:05:09` */
  readonly time: (at: number) => string;
  /** A number with its grouping marks. */
  readonly count: (count: number) => string;
  /** `45 秒`, `3 分钟`, `2 小时`: the largest unit that fits, rounded down. */
  readonly duration: (durationMs: number) => string;
}

type Unit = 'second' | 'minute' | 'hour' | 'day';

const units: readonly (readonly [Unit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** The formats of one language; keep them, since making an Intl format costs more than using it. */
export function createFormats(language: Language, timeZone?: string): Formats {
  const zone = timeZone === undefined ? {} : { timeZone };
  const remember = rememberer<Intl.NumberFormat>();
  const numbers = new Intl.NumberFormat(language);
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const time = new Intl.DateTimeFormat(language, { ...zone, ...clock, second: '2-digit' });
  const date = new Intl.DateTimeFormat(language, { ...zone, dateStyle: 'medium' });
  const short = new Intl.DateTimeFormat(language, { ...zone, ...clock, month: 'short', day: 'numeric' });
  const long = new Intl.DateTimeFormat(language, {
    ...zone,
    ...clock,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  });
  const year = new Intl.DateTimeFormat('en', { ...zone, year: 'numeric' });

  const currencyFormat = (currency: Currency): Intl.NumberFormat =>
    remember(currency, () => moneyFormat(language, currency));
  const unitFormat = (unit: Unit): Intl.NumberFormat =>
    remember(unit, () => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }));

  return {
    // As text, so that no amount passes through a float.
    money: (amount) => currencyFormat(amount.currency).format(moneyToText(amount) as `${number}`),
    dateTime: (at, now) => (year.format(at) === year.format(now) ? short : long).format(at),
    date: (at) => date.format(at),
    time: (at) => time.format(at),
    count: (count) => numbers.format(count),
    duration: (durationMs) => {
      const lengthMs = Math.max(0, durationMs);
      const [unit, unitMs] = units.find(([, oneMs]) => lengthMs >= oneMs) ?? (['second', 1_000] as const);
      return unitFormat(unit).format(Math.floor(lengthMs / unitMs));
    },
  };
}

/** `m:ss`, rounded up, so that 0:00 is shown when the time is really over; hours stay in the minutes. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Yuan as `¥` in both languages; other currencies keep the sign that tells them apart (`JP¥`, `HK$`). */
function moneyFormat(language: Language, currency: Currency): Intl.NumberFormat {
  const currencyDisplay = currency === 'CNY' ? 'narrowSymbol' : 'symbol';
  return new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay });
}

function rememberer<Value>(): (key: string, make: () => Value) => Value {
  const made = new Map<string, Value>();
  return (key, make) => {
    const value = made.get(key) ?? make();
    made.set(key, value);
    return value;
  };
}
