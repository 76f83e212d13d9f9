/** The words in use: cashier's and customer's language apart, and switched at once, since both are fetched ahead. */

import { computed, signal } from '@preact/signals';
import { check } from '../../domain/assert.ts';
import { createFormats, type Formats } from '../../i18n/formats.ts';
import { LANGUAGES, type Language, loadLanguage } from '../../i18n/languages.ts';
import type { Messages } from '../../i18n/messages.ts';
import type { AppDeps } from '../deps.ts';

export interface Reader {
  readonly language: Language;
  readonly t: Messages;
  readonly format: Formats;
}

export interface WordsModel {
  /** Reading it in a component renders that again when the language changes. */
  readonly reader: (side: 'cashier' | 'customer') => Reader;
  /** Fetches the other language, so that a switch needs no network. Never rejects: it is asked for again when needed. */
  readonly loadAll: () => Promise<void>;
  readonly dispose: () => void;
}

/** `first` is the dictionary of the language that the settings name; it stands in until another has come. */
export function createWords(settings: AppDeps['settings'], first: Reader): WordsModel {
  const readers = signal<readonly Reader[]>([first]);
  const load = async (language: Language): Promise<void> => {
    if (readers.value.some((reader) => reader.language === language)) return;
    const t = await loadLanguage(language).catch(() => undefined);
    if (t !== undefined) readers.value = [...readers.value, { language, t, format: createFormats(language) }];
  };
  const wanted = (language: Language): Reader => {
    const found = readers.value.find((reader) => reader.language === language) ?? readers.value[0];
    check(found !== undefined, 'ui-words');
    return found;
  };
  const cashier = computed(() => wanted(settings.value.language));
  const customer = computed(() => wanted(settings.value.customerLanguage));
  const stop = settings.subscribe(({ language, customerLanguage }) => {
    void load(language);
    void load(customerLanguage);
  });
  return {
    reader: (side) => (side === 'cashier' ? cashier : customer).value,
    loadAll: async () => {
      await Promise.all(LANGUAGES.map(load));
    },
    dispose: stop,
  };
}

/** The words to begin with. Rejects when the dictionary cannot be fetched. */
export async function loadReader(language: Language): Promise<Reader> {
  return { language, t: await loadLanguage(language), format: createFormats(language) };
}
