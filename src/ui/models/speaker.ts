/** What is said to readers of the screen: every state of the sale in front, once, in the one live region. */

import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { amountOf, spokenMoney, stateWord } from './labels.ts';
import type { Stage } from './stage.ts';
import type { WordsModel } from './words.ts';

export interface Speaker {
  /** The sentence in the live region. */
  readonly said: ReadonlySignal<string>;
  /** Says it in the live region; the same sentence twice is said twice. */
  readonly say: (sentence: string) => void;
  readonly dispose: () => void;
}

export interface SpeakerParts {
  readonly words: WordsModel;
  readonly stage: ReadonlySignal<Stage | undefined>;
}

export function createSpeaker({ words, stage }: SpeakerParts): Speaker {
  const said = signal('');
  const say = (sentence: string): void => {
    // A no-break space more or less is a change to the reader of the screen and none to the eye.
    said.value = said.value === sentence ? `${sentence}\u00a0` : sentence;
  };
  return { said, say, dispose: announceStages(stage, words, say) };
}

/** Each new stage of the sale in front is said once, with its amount and way of paying. */
function announceStages(
  stage: ReadonlySignal<Stage | undefined>,
  words: WordsModel,
  say: (sentence: string) => void,
): () => void {
  let last = '';
  return effect(() => {
    const current = stage.value;
    const { t, format } = words.first('cashier');
    const word = current === undefined ? undefined : stateWord(t, current);
    const key = current === undefined ? '' : `${current.sale.number}:${current.attempt?.id}:${word}`;
    if (key === last) return;
    last = key;
    if (current === undefined || word === undefined) return;
    const rail = current.attempt === undefined ? [] : [t.rails[current.attempt.rail]];
    untracked(() => say([word, spokenMoney(t, format, amountOf(current)), ...rail].join(t.till.comma)));
  });
}
