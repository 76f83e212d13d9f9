/** A manager's word for a payment that is not settled: it releases the sale, and the till goes on asking the provider. */

import { useSignal } from '@preact/signals';
import { isSaleOpen, openAttempt, type Sale } from '../../../domain/sale.ts';
import { useApp, useReader } from '../../context.ts';
import { SafeButton } from '../../parts/safe-button.tsx';

export function Attestation({ sale }: { readonly sale: Sale }) {
  const { till } = useApp();
  const { t } = useReader();
  const isAsked = useSignal(false);
  const attempt = openAttempt(sale);
  const isDoubtful = attempt !== undefined && (attempt.state === 'unknown' || attempt.state === 'reversing');
  if (!isDoubtful || !isSaleOpen(sale) || !sale.parked) return null;
  if (!isAsked.value) {
    return (
      <button type="button" class="button quiet-button" onClick={() => (isAsked.value = true)}>
        {t.attention.attest}
      </button>
    );
  }
  return (
    <section class="note card">
      <p>{t.attention.attestHint}</p>
      <div class="actions">
        <SafeButton onPress={() => void till.attest(sale.number, t.till.manager)}>
          {t.buttons.confirm}
        </SafeButton>
        <button type="button" class="button quiet-button" onClick={() => (isAsked.value = false)}>
          {t.buttons.close}
        </button>
      </div>
    </section>
  );
}
