/** Out of a sale that is not paid in full: put aside, or ended; what is paid of it goes back then, which is asked once more. */

import { useSignal } from '@preact/signals';
import { paidLegs } from '../../domain/legs.ts';
import type { Sale } from '../../domain/sale.ts';
import { useApp, useReader } from '../context.ts';
import { SafeButton } from './safe-button.tsx';

export function LeaveSale({ sale }: { readonly sale: Sale }) {
  const { till } = useApp();
  const { t } = useReader();
  const isAsked = useSignal(false);
  const hasPaid = paidLegs(sale).length > 0;
  if (isAsked.value) {
    return (
      <section class="note card tone-checking">
        <p>{t.split.endWarning}</p>
        <div class="actions">
          <SafeButton onPress={() => void till.end()}>{t.split.endNow}</SafeButton>
          <button type="button" class="button quiet-button" onClick={() => (isAsked.value = false)}>
            {t.buttons.back}
          </button>
        </div>
      </section>
    );
  }
  return (
    <div class="actions leave">
      <button type="button" class="button quiet-button" onClick={() => void till.park()}>
        {t.till.putAside}
      </button>
      <button
        type="button"
        class="button quiet-button"
        onClick={() => {
          if (hasPaid) isAsked.value = true;
          else void till.end();
        }}
      >
        {hasPaid ? t.split.end : t.till.end}
      </button>
    </div>
  );
}
