/** The demos' words in the cashier's language, fetched when a demo is opened. */

import { useEffect, useState } from 'preact/hooks';
import { type DemoMessages, loadDemoWords } from '../../../i18n/demo-messages.ts';
import type { Language } from '../../../i18n/languages.ts';
import { useReader } from '../../context.ts';

/** `loading` until they are there; the old language stands while another one comes. */
export function useDemoWords(): DemoMessages | 'loading' | 'failed' {
  const { language } = useReader();
  const [words, setWords] = useState<DemoMessages | 'loading' | 'failed'>('loading');
  useEffect(() => follow(language, setWords), [language]);
  return words;
}

function follow(language: Language, set: (words: DemoMessages | 'failed') => void): () => void {
  let isWanted = true;
  loadDemoWords(language).then(
    (words) => isWanted && set(words),
    () => isWanted && set('failed'),
  );
  return () => {
    isWanted = false;
  };
}
