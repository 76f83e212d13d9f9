/** "Take real money", after the first simulated payment: what a shop has, and what works with it today. */

import { useSignal } from '@preact/signals';
import { useApp, useReader } from '../../context.ts';
import { Icon } from '../../parts/icon.tsx';
import { Sheet } from '../../parts/sheet.tsx';

const HAVES = ['nothing', 'collectionCode', 'merchantNumber'] as const;

export function RealMoneyCard() {
  const { deps } = useApp();
  const { t } = useReader();
  const isOpen = useSignal(false);
  const dismiss = (): void => void deps.saveSettings({ ...deps.settings.value, welcome: 'done' });
  return (
    <div class="note">
      <Icon name="cash" />
      <button type="button" class="button spring" onClick={() => (isOpen.value = true)}>
        {t.start.takeRealMoney}
      </button>
      <button type="button" class="button quiet-button square" aria-label={t.buttons.close} onClick={dismiss}>
        <Icon name="close" />
      </button>
      {isOpen.value && <RealMoneySheet onClose={() => (isOpen.value = false)} />}
    </div>
  );
}

function RealMoneySheet({ onClose }: { readonly onClose: () => void }) {
  const { router } = useApp();
  const { t } = useReader();
  const have = useSignal<(typeof HAVES)[number] | undefined>(undefined);
  const chosen = have.value;
  return (
    <Sheet title={t.start.takeRealMoney} onClose={onClose}>
      <p>{t.start.youHave}</p>
      <div class="actions column">
        {HAVES.map((one) => (
          <button
            key={one}
            type="button"
            class="button"
            aria-pressed={chosen === one}
            onClick={() => (have.value = one)}
          >
            {t.start[one]}
          </button>
        ))}
      </div>
      <p class="sentence" role="status">
        {chosen !== undefined && t.start[`${chosen}Now`]}
      </p>
      {chosen === 'merchantNumber' && (
        <button type="button" class="button primary" onClick={() => router.go({ screen: 'account' })}>
          {t.till.account.open}
        </button>
      )}
    </Sheet>
  );
}
