/** What is heard at the counter: two short notes or a long one, and the voice with the amount; loaded behind the first paint. */

import { effect, untracked } from '@preact/signals';
import { createSounds } from '../../devices/sounds.ts';
import { createVoice } from '../../devices/voice.ts';
import { announcement } from '../../i18n/amount-words.ts';
import type { App } from '../context.ts';

export interface Sounding {
  /** Plays and says an example, to set the loudness by. */
  readonly test: () => void;
  readonly dispose: () => void;
}

export function startSounding({ deps, till, words }: Pick<App, 'deps' | 'till' | 'words'>): Sounding {
  const sounds = createSounds({ isOn: deps.settings.value.sound, volume: 1 });
  const voice = createVoice({ isOn: deps.settings.value.voice, volume: 1 }, deps.now);
  const stopSetting = effect(() => {
    const settings = deps.settings.value;
    sounds.set({ isOn: settings.sound, volume: 1 });
    voice.set({ isOn: settings.voice, volume: 1 });
  });
  const stopNotices = deps.onNotice((notice) => {
    if (notice.kind === 'not_paid') sounds.play('failure');
    if (notice.kind !== 'paid') return;
    sounds.play('success');
    const { attempt, sale } = notice;
    // The customer in front hears their own amount; cash was counted by hand, and another's payment is only a chime.
    if (till.stage.value?.sale.number !== sale || attempt.rail === 'cash') return;
    const { t, language } = untracked(() => words.reader('cashier'));
    const text = announcement(t.rails[attempt.rail], attempt.amount, language);
    voice.announce({ paymentId: attempt.id, text, language, atMs: attempt.changedAt });
  });
  return {
    test: () => {
      const { t, language } = words.reader('cashier');
      sounds.play('success');
      voice.test(t.settings.testVoice, language);
    },
    dispose: () => {
      stopSetting();
      stopNotices();
      sounds.dispose();
      voice.dispose();
    },
  };
}
