/** One tap to the other language, for whoever reads the customer's side. */

import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../../i18n/languages.ts';

export interface LanguageButtonProps {
  readonly language: Language;
  readonly onChoose: (language: Language) => void;
}

export function LanguageButton({ language, onChoose }: LanguageButtonProps) {
  const other = LANGUAGES.find((one) => one !== language) ?? language;
  return (
    <button type="button" class="button customer-tool" lang={other} onClick={() => onChoose(other)}>
      {LANGUAGE_NAMES[other]}
    </button>
  );
}
