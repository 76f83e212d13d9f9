/** The page around phone and desk: the mark of practice, the way between the two, the language. */

import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { LANGUAGES, type Language } from '../words/language.ts';
import { PHONE_WORDS } from '../words/phone-words.ts';
import { Icon } from './icon.tsx';

interface ShellProps {
  readonly language: Language;
  readonly place: 'phone' | 'desk';
  readonly isDocked: boolean;
  readonly onLanguage: (language: Language) => void;
  readonly children: ComponentChildren;
}

export function Shell({ language, place, isDocked, onLanguage, children }: ShellProps) {
  const words = PHONE_WORDS[language];
  const other = LANGUAGES.find((candidate) => candidate !== language) ?? language;
  const title = place === 'desk' ? words.desk : words.title;
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${title} · ${words.practice}`;
  }, [language, title, words]);
  return (
    <div class={`shell ${place} ${isDocked ? 'docked' : 'alone'}`}>
      <header class="practice-bar">
        <strong class="practice-mark">{words.practice}</strong>
        {isDocked ? (
          <span class="bar-note">{words.title}</span>
        ) : (
          <>
            <nav>
              <a href="#phone" aria-current={place === 'phone' ? 'page' : undefined}>
                <Icon name="code" />
                {words.phone}
              </a>
              <a href="#desk" aria-current={place === 'desk' ? 'page' : undefined}>
                <Icon name="desk" />
                {words.desk}
              </a>
            </nav>
            <button type="button" class="plain" lang={other} onClick={() => onLanguage(other)}>
              {words.otherLanguage}
            </button>
          </>
        )}
      </header>
      {children}
    </div>
  );
}
