/** How the phone speaks: words, money and names in one language. */

import type { WalletView } from '../parts/client.ts';
import { formatMoney } from '../parts/money.ts';
import type { Language } from '../words/language.ts';
import { PHONE_WORDS, type PhoneWords } from '../words/phone-words.ts';
import type { Rail } from '../world/model.ts';
import type { Phone } from './model.ts';

export interface Ui {
  readonly language: Language;
  readonly words: PhoneWords;
  /** In the minor units of the wallet's own provider, or of another that is named. */
  readonly money: (amountMinor: number, currency: string, rail?: Rail) => string;
  readonly nameOf: (wallet: Pick<WalletView, 'name' | 'nameEn'>) => string;
}

/** The same, counting in the minor units of a wallet's provider unless another is named. */
export function speakingFor(rail: Rail | undefined, ui: Ui): Ui {
  return { ...ui, money: (amountMinor, currency, other = rail) => ui.money(amountMinor, currency, other) };
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
    money: (amountMinor, currency, rail) => formatMoney(amountMinor, currency, { language, rail }),
    nameOf: ({ name, nameEn }) => (language === 'en' ? nameEn : name),
  };
}
