/** What is said without looking: the live region for readers of the screen, the sounds, and the voice with the amount. */

import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { Sounds } from '../../devices/sounds.ts';
import type { Voice } from '../../devices/voice.ts';
import { announcement } from '../../i18n/amount-words.ts';
import type { AppDeps } from '../deps.ts';
import { amountOf, stateWord } from './labels.ts';
import type { Stage } from './stage.ts';
import type { WordsModel } from './words.ts';

export interface Speaker {
  /** The sentence in the live region. */
  readonly said: ReadonlySignal<string>;
  /** Says it in the live region; the same sentence twice is said twice. */
  readonly say: (sentence: string) => void;
  readonly test: () => void;
  readonly dispose: () => void;
}

export interface SpeakerParts {
  readonly deps: AppDeps;
  readonly words: WordsModel;
  readonly stage: ReadonlySignal<Stage | undefined>;
  readonly sounds: Sounds;
  readonly voice: Voice;
}

export function createSpeaker({ deps, words, stage, sounds, voice }: SpeakerParts): Speaker {
  const said = signal('');
  const say = (sentence: string): void => {
    // A no-break space more or less is a change to the reader of the screen and none to the eye.
    said.value = said.value === sentence ? `${sentence}\u00a0` : sentence;
  };
  const ends = [
    effect(() => {
      const { sound, voice: isVoiceOn } = deps.settings.value;
      sounds.set({ isOn: sound, volume: 1 });
      voice.set({ isOn: isVoiceOn, volume: 1 });
    }),
    announceStages(stage, words, say),
    deps.onNotice((notice) => {
      if (notice.kind === 'not_paid') sounds.play('failure');
      if (notice.kind !== 'paid') return;
      sounds.play('success');
      // The customer in front hears their own amount; news of another's payment is only a chime.
      const { t, language } = untracked(() => words.reader('cashier'));
      if (stage.value?.sale.number !== notice.sale && notice.attempt.rail !== 'cash') return;
      voice.announce({
        paymentId: notice.attempt.id,
        text: announcement(t.rails[notice.attempt.rail], notice.attempt.amount, language),
        language,
        atMs: notice.attempt.changedAt,
      });
    }),
  ];
  return {
    said,
    say,
    test: () => {
      const { t, language } = words.reader('cashier');
      sounds.play('success');
      voice.test(t.settings.testVoice, language);
    },
    dispose: () => {
      for (const end of ends) end();
      sounds.dispose();
      voice.dispose();
    },
  };
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
    const { t, format } = words.reader('cashier');
    const word = current === undefined ? undefined : stateWord(t, current);
    const key = current === undefined ? '' : `${current.sale.number}:${current.attempt?.id}:${word}`;
    if (key === last) return;
    last = key;
    if (current === undefined || word === undefined) return;
    const rail = current.attempt === undefined ? [] : [t.rails[current.attempt.rail]];
    untracked(() => say([word, format.money(amountOf(current)), ...rail].join(t.till.comma)));
  });
}
