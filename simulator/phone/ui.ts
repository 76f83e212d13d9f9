/** How the phone speaks: words, money and names in one language. */

import type { WalletView } from '../parts/client.ts';
import { formatMoney } from '../parts/money.ts';
import type { Language } from '../words/language.ts';
import { PHONE_WORDS, type PhoneWords } from '../words/phone-words.ts';
import type { Phone } from './model.ts';

export interface Ui {
  readonly language: Language;
  readonly words: PhoneWords;
  readonly money: (amountMinor: number, currency: string) => string;
  readonly nameOf: (wallet: Pick<WalletView, 'name' | 'nameEn'>) => string;
}

/** What every screen is given. */
export interface ScreenProps {
  readonly phone: Phone;
  readonly ui: Ui;
}

export function createUi(language: Language): Ui {
  return {
    language,
    words: PHONE_WORDS[language],
    money: (amountMinor, currency) => formatMoney(amountMinor, currency, language),
    nameOf: ({ name, nameEn }) => (language === 'en' ? nameEn : name),
  };
}
