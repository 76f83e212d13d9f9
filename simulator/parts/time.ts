/** Simulated time as people read it, always in Beijing, where the provider's day begins and ends. */

import type { Language } from '../words/language.ts';

const BEIJING = 'Asia/Shanghai';
const BEIJING_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** `14:03:09`. */
export function clockTime(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: BEIJING,
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).format(at);
}

/** `14:03`. */
export function shortTime(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: BEIJING,
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(at);
}

/** Day and time. */
export function dayTime(at: number, language: Language): string {
  const parts = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(language, { timeZone: BEIJING, hourCycle: 'h23', ...parts }).format(at);
}

/** How long until a moment just after the next midnight in Beijing. */
export function untilAfterMidnightMs(at: number): number {
  const intoDayMs = (at + BEIJING_OFFSET_MS) % DAY_MS;
  return DAY_MS - intoDayMs + 1_000;
}
