/** Beijing time, UTC+8 without summer time: the provider's days, and dates as it writes them. */

export const BEIJING_OFFSET_MS = 8 * 3_600_000;
export const DAY_MS = 86_400_000;

/** `yyyy-MM-dd HH:mm:ss` in Beijing. */
export function formatBeijing(at: number): string {
  return new Date(at + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** `yyyyMMdd` in Beijing. */
export function beijingDate(at: number): string {
  const day = new Date(at + BEIJING_OFFSET_MS);
  return String((day.getUTCFullYear() * 100 + day.getUTCMonth() + 1) * 100 + day.getUTCDate());
}

/** Days since 1970 in Beijing: two times of one Beijing day have the same number. */
export function beijingDay(at: number): number {
  return Math.floor((at + BEIJING_OFFSET_MS) / DAY_MS);
}

/** The next midnight in Beijing after `at`. */
export function nextBeijingMidnight(at: number): number {
  return (beijingDay(at) + 1) * DAY_MS - BEIJING_OFFSET_MS;
}

/** Epoch milliseconds of `yyyy-MM-dd HH:mm:ss` read in a zone; undefined when it is no such date. */
export function parseDateTime(text: string, zoneOffsetMs = BEIJING_OFFSET_MS): number | undefined {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined;
  const iso = text.replace(' ', 'T');
  const at = Date.parse(`${iso}Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 19) !== iso) return undefined;
  return at - zoneOffsetMs;
}
