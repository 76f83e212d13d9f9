/** Small things at hand beside the settings: the voice, off and on with one tap, and the customer's window. */

import { useApp, useReader } from '../context.ts';
import '../css/home-tools.css';
import { CustomerOpener } from './customer-opener.tsx';

/** Drawn here and not among the other pictures: those are loaded before the first amount can be typed. */
const LOUDSPEAKER = 'M4 9.5h3.5L12 5.5v13l-4.5-4H4z';
const WAVES = 'M15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11';
const CROSS = 'M16 9.5l5 5M21 9.5l-5 5';

export function HomeTools() {
  const { deps } = useApp();
  const { t } = useReader();
  const settings = deps.settings.value;
  return (
    <>
      <CustomerOpener class="quiet-button wide-only" />
      <button
        type="button"
        class="button quiet-button square"
        aria-label={t.settings.voice}
        aria-pressed={settings.voice}
        title={t.settings.voice}
        onClick={() => void deps.saveSettings({ ...settings, voice: !settings.voice })}
      >
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d={LOUDSPEAKER + (settings.voice ? WAVES : CROSS)} />
        </svg>
      </button>
    </>
  );
}
