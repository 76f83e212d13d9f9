/** How the screen began last time, so that it can begin the same way before any database is open. A hint: losing it costs nothing. */

export interface StartHint {
  readonly book: 'practice' | 'live';
  readonly settings: ScreenSettings;
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
}

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
    },
  };
}

/** Keeps what the next start's first picture needs, and no more. */
export function writeHint(drawer: Drawer, { book, settings }: StartHint): void {
  const { language, customerLanguage, sound, voice, welcome } = settings;
  try {
    drawer.setItem(KEY, JSON.stringify({ book, language, customerLanguage, sound, voice, welcome }));
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

function languageOf(value: unknown): 'zh-CN' | 'en' | undefined {
  return value === 'zh-CN' || value === 'en' ? value : undefined;
}
