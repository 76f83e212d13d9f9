/** The languages of the counter, and how one is chosen and loaded. */

import type { FirstMessages, Messages } from './messages.ts';

/** Codes of BCP 47, as `<html lang>` and `Intl` take them. */
export const LANGUAGES = ['zh-CN', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

/** What each language calls itself, for the switch. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { 'zh-CN': '中文', en: 'English' };

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** The first of the wished languages (`navigator.languages`) that there is; English for anybody else. */
export function chooseLanguage(wished: readonly string[]): Language {
  for (const wish of wished) {
    const prefix = wish.slice(0, 2).toLowerCase();
    const found = LANGUAGES.find((language) => language.startsWith(prefix));
    if (found !== undefined) return found;
  }
  return 'en';
}

/** What the counter at rest says, in its own chunk, so that a first visit fetches little. Rejects when it cannot be fetched. */
export async function loadFirstWords(language: Language): Promise<FirstMessages> {
  return language === 'zh-CN'
    ? (await import('./first-zh.ts')).firstZh
    : (await import('./first-en.ts')).firstEn;
}

/** All words of a language. Rejects when they cannot be fetched: offline before the service worker is installed. */
export async function loadLanguage(language: Language): Promise<Messages> {
  return language === 'zh-CN' ? (await import('./zh.ts')).zh : (await import('./en.ts')).en;
}
