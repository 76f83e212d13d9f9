/** How the desk speaks: words and money in one language. */

import type { FaultName } from '../faults/catalogue.ts';
import { currencySign, formatMoney } from '../parts/money.ts';
import { deskEn } from '../words/desk-en.ts';
import type { DeskWords } from '../words/desk-words.ts';
import { deskZh } from '../words/desk-zh.ts';
import { FAULT_WORDS, type FaultWords } from '../words/fault-words.ts';
import type { Language } from '../words/language.ts';
import { RAIL_WORDS } from '../words/rail-words.ts';
import type { Rail } from '../world/model.ts';
import type { Desk, DeskView } from './model.ts';

export interface DeskUi {
  readonly language: Language;
  readonly words: DeskWords;
  readonly faults: Readonly<Record<FaultName, FaultWords>>;
  readonly rails: Readonly<Record<Rail, string>>;
  /** In the minor units of a provider. */
  readonly money: (amountMinor: number, currency: string, rail?: Rail) => string;
  readonly sign: (currency: string) => string;
}

/** What every part of the desk is given. */
export interface PanelProps {
  readonly desk: Desk;
  readonly view: DeskView;
  readonly ui: DeskUi;
}

export function createDeskUi(language: Language): DeskUi {
  return {
    language,
    words: language === 'en' ? deskEn : deskZh,
    faults: FAULT_WORDS[language],
    rails: RAIL_WORDS[language],
    money: (amountMinor, currency, rail) => formatMoney(amountMinor, currency, { language, rail }),
    sign: (currency) => currencySign(currency, language),
  };
}
