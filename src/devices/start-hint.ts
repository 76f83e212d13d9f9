/** How the screen began last time, so that it can begin the same way before any database is open. A hint: losing it costs nothing. */

import type { CashRounding } from '../domain/cash.ts';
import { type Currency, isCurrency } from '../domain/money.ts';
import type { OwnCodes } from '../domain/own-code.ts';
import { isRailName, type RailName } from '../domain/rail.ts';

export interface StartHint {
  readonly book: 'practice' | 'live';
  readonly settings: ScreenSettings;
  /** The ways to pay in the order of their use, as far as it is known. */
  readonly usual: readonly RailName[];
  /** The providers with which this book had an account; nothing on a first start. */
  readonly accounts: readonly RailName[] | undefined;
}

/** What a person has chosen for the screens of this device. */
export interface ScreenSettings {
  readonly language: 'zh-CN' | 'en';
  /** The customer's side may speak another language than the cashier's. */
  readonly customerLanguage: 'zh-CN' | 'en';
  readonly sound: boolean;
  readonly voice: boolean;
  readonly shopName: string;
  readonly qrLifeMinutes: 1 | 2 | 3 | 4 | 5;
  /** The first steps: a hint until the first payment, then the card "Take real money", then nothing more. */
  readonly welcome: 'hint' | 'card' | 'done';
  /** The practice shop is in one country or the other. */
  readonly practiceCurrency: PracticeCurrency;
  /** What the shop takes in its live book. */
  readonly liveCurrency: Currency;
  /** Ways to pay that this shop does not want on its panel. */
  readonly hiddenRails: readonly RailName[];
  /** Whether cash is rounded to the smallest coin, and which that is for the euro. */
  readonly cashRounding: CashRounding;
  /** The shop's own printed collection code in each book, once it was imported: practising must not change where money goes. */
  readonly ownCodes: OwnCodes;
}

export type PracticeCurrency = 'CNY' | 'USD';

type Drawer = Pick<Storage, 'getItem' | 'setItem'>;

const KEY = 'guitai-start';

/** The hint of the last start, field by field; what is missing or odd is as on a first start. Money never depends on it. */
export function readHint(drawer: Drawer, browserLanguage: string): StartHint {
  const found = parse(drawer);
  const own = browserLanguage.startsWith('zh') ? 'zh-CN' : 'en';
  const language = languageOf(found['language']) ?? own;
  return {
    book: found['book'] === 'live' ? 'live' : 'practice',
    settings: {
      language,
      customerLanguage: languageOf(found['customerLanguage']) ?? language,
      sound: found['sound'] !== false,
      voice: found['voice'] !== false,
      shopName: '',
      qrLifeMinutes: 2,
      welcome: found['welcome'] === 'card' || found['welcome'] === 'done' ? found['welcome'] : 'hint',
      practiceCurrency: found['practiceCurrency'] === 'USD' ? 'USD' : 'CNY',
      liveCurrency: isCurrency(found['liveCurrency']) ? found['liveCurrency'] : 'CNY',
      hiddenRails: railsOf(found['hiddenRails']),
      cashRounding: { isOn: true, euroCoinMinor: 1 },
      ownCodes: {},
    },
    usual: railsOf(found['usual']),
    accounts: found['accounts'] === undefined ? undefined : railsOf(found['accounts']),
  };
}

/** Keeps what the next start's first picture needs, and no more. */
export function writeHint(drawer: Drawer, { book, settings, usual, accounts }: StartHint): void {
  const { language, customerLanguage, sound, voice, welcome } = settings;
  const { practiceCurrency, liveCurrency, hiddenRails } = settings;
  const shown = { book, language, customerLanguage, sound, voice, welcome, usual, accounts };
  try {
    drawer.setItem(KEY, JSON.stringify({ ...shown, practiceCurrency, liveCurrency, hiddenRails }));
  } catch {
    // No room or not allowed: the next start begins as a first one.
  }
}

function parse(drawer: Drawer): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = JSON.parse(drawer.getItem(KEY) ?? '{}');
    return typeof found === 'object' && found !== null ? { ...found } : {};
  } catch {
    return {};
  }
}

function railsOf(value: unknown): readonly RailName[] {
  return Array.isArray(value) ? value.filter(isRailName) : [];
}

function languageOf(value: unknown): 'zh-CN' | 'en' | undefined {
  return value === 'zh-CN' || value === 'en' ? value : undefined;
}
