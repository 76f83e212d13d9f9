/** Plays the sounds and the voice, to set the loudness by before the shop opens; says when this device cannot speak. */

import { useSignal } from '@preact/signals';
import { useApp, useReader } from '../context.ts';

export function SoundTest() {
  const { sounding, speaker } = useApp();
  const { t } = useReader();
  const isMute = useSignal(false);
  const test = (): void => {
    const outcome = sounding.value?.test();
    isMute.value = outcome === 'no_voice' || outcome === 'unsupported';
    if (isMute.value) speaker.say(t.customer.noVoice);
  };
  return (
    <>
      <button type="button" class="button" onClick={test}>
        {t.settings.test}
      </button>
      {isMute.value && <p class="quiet">{t.customer.noVoice}</p>}
    </>
  );
}
