/** What is heard at the counter: the sounds of each outcome, and the voice with the amount; loaded behind the first paint. */

import { effect, untracked } from '@preact/signals';
import { createClaims } from '../../devices/claims.ts';
import { createSounds, type Sounds } from '../../devices/sounds.ts';
import { createVoice, type VoiceOutcome } from '../../devices/voice.ts';
import { money } from '../../domain/money.ts';
import { hasProvider } from '../../domain/rail.ts';
import { announcement } from '../../i18n/amount-words.ts';
import type { App } from '../context.ts';
import { chargeChoice, tenderChoices } from './tenders.ts';

export interface Sounding {
  /** Plays and says an example, to set the loudness by. Answers what became of the voice. */
  readonly test: () => VoiceOutcome;
  readonly dispose: () => void;
}

type Heard = Pick<App, 'deps' | 'till' | 'words'>;

/** The voice waits until the two notes are over, and still begins within the second (product.md 4.3). */
const AFTER_NOTES_MS = 350;
/** What the test says: twelve and a half, in the shop's money. */
const EXAMPLE_MINOR = 1250;

export function startSounding({ deps, till, words }: Heard): Sounding {
  const volume = 1;
  const sounds = createSounds({ isOn: deps.settings.value.sound, volume });
  const voice = createVoice({
    settings: { isOn: deps.settings.value.voice, volume },
    nowMs: deps.now,
    claim: createClaims('guitai-said', { locks: navigator.locks, drawer: localStorage }),
  });
  let isEnded = false;
  const ends = [
    effect(() => {
      const settings = deps.settings.value;
      sounds.set({ isOn: settings.sound, volume });
      voice.set({ isOn: settings.voice, volume });
    }),
    tickWhenInDoubt(till, sounds),
    deps.onNotice((notice) => {
      if (notice.kind === 'not_paid') sounds.play('failure');
      if (notice.kind === 'recorded') sounds.play('recorded');
      if (notice.kind !== 'paid') return;
      sounds.play('success');
      const { attempt, sale } = notice;
      // The customer in front hears their own amount; cash was counted by hand, and another's payment is only a chime.
      const isTheirs = till.stage.value?.sale.number === sale && hasProvider(attempt.rail);
      if (!isTheirs || !deps.settings.value.voice) return;
      const { t, language } = untracked(() => words.first('cashier'));
      const text = announcement(t.rails[attempt.rail], attempt.amount, language);
      deps.after(AFTER_NOTES_MS, () => {
        if (!isEnded) void voice.announce({ paymentId: attempt.id, text, language, atMs: attempt.changedAt });
      });
    }),
    sounds.dispose,
    voice.dispose,
  ];
  return {
    test: () => {
      const { t, language } = words.first('cashier');
      sounds.play('success');
      const example = money(deps.currency.value, EXAMPLE_MINOR);
      const { rail } = chargeChoice(tenderChoices(deps, example));
      return voice.test(announcement(t.rails[rail], example, language), language);
    },
    dispose: () => {
      isEnded = true;
      for (const end of ends) end();
    },
  };
}

/** One tick for each payment that comes into doubt, however often it goes in and out of it. */
function tickWhenInDoubt(till: Heard['till'], sounds: Sounds): () => void {
  let ticked = '';
  return effect(() => {
    const { kind, attempt } = till.stage.value ?? {};
    if ((kind !== 'checking' && kind !== 'frozen') || attempt === undefined || attempt.id === ticked) return;
    ticked = attempt.id;
    sounds.play('checking');
  });
}
