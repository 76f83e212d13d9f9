/** UnionPay's times: `yyyyMMddHHmmss` in Beijing, and clearing days that end at 23:00. */

import { BEIJING_OFFSET_MS, DAY_MS, formatBeijing, parseDateTime } from '../../world/beijing.ts';

const HOUR_MS = 3_600_000;

export function writeTime(at: number): string {
  return formatBeijing(at).replaceAll(/\D/g, '');
}

/** Epoch milliseconds; undefined for what is no such time. */
export function readTime(text: string): number | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  return year === undefined
    ? undefined
    : parseDateTime(`${year}-${month}-${day} ${hour}:${minute}:${second}`);
}

/** Two times of one clearing day have the same number: it lasts from 23:00 to 23:00. */
export function clearingDay(at: number): number {
  return Math.floor((at + BEIJING_OFFSET_MS + HOUR_MS) / DAY_MS);
}

/** `MMdd` of the day whose clearing takes this in. */
export function settleDate(at: number): string {
  return writeTime(at + HOUR_MS).slice(4, 8);
}
