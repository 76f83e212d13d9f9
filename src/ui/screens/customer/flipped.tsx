/** The screen turned towards the customer: everything of theirs, and one quiet button by which the cashier turns it back. */

import { useSignal } from '@preact/signals';
import { SideContext, useApp, useReader } from '../../context.ts';
import type { Stage } from '../../models/stage.ts';
import { CustomerSide } from '../../parts/customer-side.tsx';
import { Icon } from '../../parts/icon.tsx';

export function FlippedScreen({ stage }: { readonly stage: Stage | undefined }) {
  const { till } = useApp();
  const { t } = useReader();
  const isUpsideDown = useSignal(false);
  return (
    <main class="screen flipped">
      <div class={isUpsideDown.value ? 'flipped-side upside-down' : 'flipped-side'}>
        <SideContext.Provider value="customer">
          <CustomerSide stage={stage} />
        </SideContext.Provider>
      </div>
      <footer class="flipped-foot">
        <button type="button" class="button quiet-button" onClick={() => till.flip(false)}>
          <Icon name="back" />
          {t.counter.turnBack}
        </button>
        <button
          type="button"
          class="button quiet-button"
          aria-pressed={isUpsideDown.value}
          onClick={() => (isUpsideDown.value = !isUpsideDown.value)}
        >
          <Icon name="flip" />
          {t.till.upsideDown}
        </button>
      </footer>
    </main>
  );
}
