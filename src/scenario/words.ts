/** What the counter's screen says about a sale, in every language: by the same models as the screen itself. */

import type { TillWords } from '../../simulator/scenarios/till.ts';
import { attemptsOf, chargedFor, type Sale } from '../domain/sale.ts';
import { createFormats } from '../i18n/formats.ts';
import { LANGUAGES, loadLanguage } from '../i18n/languages.ts';
import type { Messages } from '../i18n/messages.ts';
import { amountOf, stateWord } from '../ui/models/labels.ts';
import { threeLines, troubleOf } from '../ui/models/lines.ts';
import { isUnderWay, stageOf } from '../ui/models/stage.ts';
import { waitingSentence } from '../ui/models/waiting-words.ts';
import type { Reader } from '../ui/models/words.ts';

/** The dictionaries of every language, to read a screen with. */
export function loadReaders(): Promise<readonly Reader[]> {
  return Promise.all(
    LANGUAGES.map(async (language) => ({
      language,
      t: await loadLanguage(language),
      format: createFormats(language),
    })),
  );
}

/** The words about a sale at `now`. */
export function wordsOf(readers: readonly Reader[], sale: Sale, now: number): TillWords {
  const said = readers.map((reader) => sayIn(reader, sale, now));
  return {
    state: said.map(({ state }) => state),
    charged: chargedFor(sale),
    lines: said.flatMap(({ lines }) => lines),
  };
}

function sayIn({ t, format }: Reader, sale: Sale, now: number): { state: string; lines: readonly string[] } {
  const stage = stageOf(sale);
  const { attempt, kind } = stage;
  const state = stateWord(t, stage) ?? '';
  const lines = [t.states.withAmount(state, format.money(amountOf(stage)))];
  if (attempt !== undefined && isUnderWay(kind)) lines.push(waitingSentence(t, { kind, attempt }, now));
  if (attempt !== undefined) lines.push(troubleOf(t, attempt) ?? '');
  if (kind !== 'paid' && attempt !== undefined) {
    for (const side of ['cashier', 'customer'] as const) {
      const { happened, charged, now: next, doNot } = threeLines(t, stage, side);
      lines.push(happened, charged, next, doNot ?? '');
    }
  }
  lines.push(...refundLines(t, sale));
  return { state, lines: lines.filter((line) => line !== '') };
}

/** What the sale's own page says of money that was to go back and has not. */
function refundLines(t: Messages, sale: Sale): readonly string[] {
  return attemptsOf(sale)
    .flatMap(({ refunds }) => refunds)
    .flatMap(({ fault, state }) => (fault === undefined || state === 'succeeded' ? [] : [t.faults[fault]]))
    .flatMap(({ happened, now }) => [happened, now]);
}
