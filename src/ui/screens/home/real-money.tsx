/** The card after the first simulated payment: what a shop has, and what works with it today. */

import { useState } from 'preact/hooks';
import { useApp, useReader } from '../../context.ts';
import { Icon } from '../../parts/icon.tsx';

const HAVES = ['nothing', 'collectionCode', 'merchantNumber'] as const;

export function RealMoneyCard() {
  const { deps, router } = useApp();
  const { t } = useReader();
  const [have, setHave] = useState<(typeof HAVES)[number] | undefined>(undefined);
  const dismiss = (): void => void deps.saveSettings({ ...deps.settings.value, welcome: 'done' });
  return (
    <section class="note card" aria-label={t.start.takeRealMoney}>
      <div class="card-head">
        <h2>{t.start.takeRealMoney}</h2>
        <button
          type="button"
          class="button quiet-button square"
          aria-label={t.buttons.close}
          onClick={dismiss}
        >
          <Icon name="close" />
        </button>
      </div>
      <p class="quiet">{t.start.youHave}</p>
      <div class="choices">
        {HAVES.map((one) => (
          <button
            key={one}
            type="button"
            class="button choice"
            aria-pressed={have === one}
            onClick={() => setHave(one)}
          >
            {t.start[one]}
          </button>
        ))}
      </div>
      <p role="status">{have !== undefined && t.start[`${have}Now`]}</p>
      {have === 'merchantNumber' && (
        <button type="button" class="button" onClick={() => router.go({ screen: 'account' })}>
          {t.till.account.open}
        </button>
      )}
    </section>
  );
}
