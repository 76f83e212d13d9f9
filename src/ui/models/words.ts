/** The words in use: the first ones at once, all of them soon after; cashier's and customer's language apart, and switched at once. */

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { check } from '../../domain/assert.ts';
import { createFormats, type Formats } from '../../i18n/formats.ts';
import { LANGUAGES, type Language, loadFirstWords, loadLanguage } from '../../i18n/languages.ts';
import type { FirstMessages, Messages } from '../../i18n/messages.ts';
import type { AppDeps } from '../deps.ts';

/** What the counter at rest can say. */
export interface FirstReader {
  readonly language: Language;
  readonly t: FirstMessages;
  readonly format: Formats;
}

export interface Reader extends FirstReader {
  readonly t: Messages;
}

export type Side = 'cashier' | 'customer';

export interface WordsModel {
  /** The words that are always there. Reading them in a component renders that again when the language changes. */
  readonly first: (side: Side) => FirstReader;
  /** All words; only there where `isWhole` is true: in everything that is loaded later. */
  readonly reader: (side: Side) => Reader;
  /** The same in a language that somebody has just chosen; in another until it has come. */
  readonly readerIn: (language: Language) => Reader;
  readonly isWhole: ReadonlySignal<boolean>;
  /** Fetches all words of the languages in use. Rejects when none can be fetched. */
  readonly load: () => Promise<void>;
  /** Fetches the other language, so that a switch needs no network. Never rejects: it is asked for again when needed. */
  readonly loadAll: () => Promise<void>;
  readonly dispose: () => void;
}

/** `begun` has the first words of the language that the settings name; it stands in until another has come. */
export function createWords(settings: AppDeps['settings'], begun: FirstReader): WordsModel {
  const firsts = signal<readonly FirstReader[]>([begun]);
  const wholes = signal<readonly Reader[]>([]);
  const loadFirst = async (language: Language): Promise<void> => {
    await addOnce(firsts, language, () => loadReader(language));
  };
  const loadWhole = async (language: Language): Promise<void> => {
    await addOnce(wholes, language, async () => readerOf(language, await loadLanguage(language)));
  };
  const wished = (side: Side): Language =>
    side === 'cashier' ? settings.value.language : settings.value.customerLanguage;
  const chosen = {
    cashier: computed(() => oneOf(firsts.value, wished('cashier'))),
    customer: computed(() => oneOf(firsts.value, wished('customer'))),
  };
  const whole = {
    cashier: computed(() => oneOf(wholes.value, wished('cashier'))),
    customer: computed(() => oneOf(wholes.value, wished('customer'))),
  };
  const isWhole = computed(() => wholes.value.length > 0);
  const stop = settings.subscribe(({ language, customerLanguage }) => {
    for (const one of [language, customerLanguage]) {
      void loadFirst(one).catch(() => undefined);
      // Before the first screen stands there, the other words would only take their share of a slow line.
      if (isWhole.peek()) void loadWhole(one).catch(() => undefined);
    }
  });
  return {
    first: (side) => there(chosen[side].value),
    reader: (side) => there(whole[side].value),
    readerIn: (language) => there(oneOf(wholes.value, language)),
    isWhole,
    load: () => loadWhole(wished('cashier')),
    loadAll: async () => {
      const all = LANGUAGES.flatMap((language) => [loadFirst(language), loadWhole(language)]);
      await Promise.allSettled(all);
    },
    dispose: stop,
  };
}

/** The words to begin with. Rejects when they cannot be fetched. */
export async function loadReader(language: Language): Promise<FirstReader> {
  return readerOf(language, await loadFirstWords(language));
}

function readerOf<T>(language: Language, t: T) {
  return { language, t, format: createFormats(language) };
}

async function addOnce<R extends FirstReader>(
  readers: Signal<readonly R[]>,
  language: Language,
  load: () => Promise<R>,
): Promise<void> {
  const isThere = (): boolean => readers.peek().some((reader) => reader.language === language);
  if (isThere()) return;
  const reader = await load();
  if (!isThere()) readers.value = [...readers.peek(), reader];
}

/** In the wished language, or in another until that has come. */
function oneOf<R extends FirstReader>(readers: readonly R[], language: Language): R | undefined {
  return readers.find((reader) => reader.language === language) ?? readers[0];
}

function there<R>(reader: R | undefined): R {
  check(reader !== undefined, 'ui-words');
  return reader;
}
