/** The type of the demos' dictionary, and how one is loaded: apart from the counter's words, which every visit needs. */

import type { demoZh } from './demo-zh.ts';
import type { Language } from './languages.ts';
import type { Widened } from './messages.ts';

export type DemoMessages = Widened<typeof demoZh>;

/** Rejects when it cannot be fetched: offline before the service worker is installed. */
export async function loadDemoWords(language: Language): Promise<DemoMessages> {
  return language === 'zh-CN' ? (await import('./demo-zh.ts')).demoZh : (await import('./demo-en.ts')).demoEn;
}
