/** How the desk speaks: words and money in one language. */

import type { FaultName } from '../faults/catalogue.ts';
import { formatMoney } from '../parts/money.ts';
import { DESK_WORDS, type DeskWords } from '../words/desk-words.ts';
import { FAULT_WORDS, type FaultWords } from '../words/fault-words.ts';
import type { Language } from '../words/language.ts';
import type { Desk, DeskView } from './model.ts';

export interface DeskUi {
  readonly language: Language;
  readonly words: DeskWords;
  readonly faults: Readonly<Record<FaultName, FaultWords>>;
  readonly money: (amountMinor: number, currency: string) => string;
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
    words: DESK_WORDS[language],
    faults: FAULT_WORDS[language],
    money: (amountMinor, currency) => formatMoney(amountMinor, currency, language),
  };
}
