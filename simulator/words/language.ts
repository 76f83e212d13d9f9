/** The two languages of phone and desk, and which one to start with. */

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the address asks for, else what the browser speaks; English for everybody who does not read Chinese. */
export function languageFrom(asked: string | null, spoken: string): Language {
  return (asked ?? spoken).toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
