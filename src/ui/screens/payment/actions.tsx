/** The ways out of a payment that is under way; Cancel is quiet and stands apart. */

import type { Attempt } from '../../../domain/attempt.ts';
import { useApp, useReader } from '../../context.ts';
import type { Stage } from '../../models/stage.ts';
import { mayTakeManagerCash } from '../../models/waiting-words.ts';
import { Icon } from '../../parts/icon.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';

export function WaitingActions({ stage }: { readonly stage: Stage }) {
  const { till } = useApp();
  const { t } = useReader();
  return (
    <div class="actions">
      <button type="button" class="button" onClick={() => void till.checkNow(stage.sale.number)}>
        {t.buttons.checkNow}
      </button>
      <button type="button" class="button" onClick={() => till.open('other')}>
        {t.buttons.otherWay}
      </button>
      <button type="button" class="button quiet-button wide" onClick={() => void till.cancel()}>
        {t.buttons.cancel}
      </button>
    </div>
  );
}

export interface CheckingActionsProps {
  readonly stage: Stage;
  readonly attempt: Attempt;
}

export function CheckingActions({ stage, attempt }: CheckingActionsProps) {
  const { till, deps, now } = useApp();
  const { t } = useReader();
  const isReversing = stage.kind === 'reversing';
  // Nobody can be paying by a QR that never was.
  const canKeep = isReversing && (attempt.presentation !== 'payment_qr' || attempt.qr !== undefined);
  return (
    <div class="actions">
      {mayTakeManagerCash(attempt, now.value, deps.isOnline.value) && (
        <SafeButton class="wide" onPress={() => till.open('manager_cash')}>
          <Icon name="cash" />
          {t.till.managerCash}
        </SafeButton>
      )}
      <SafeButton class="primary wide" onPress={() => void till.park()}>
        {t.waiting.park}
      </SafeButton>
      <button
        type="button"
        class={isReversing ? 'button wide' : 'button'}
        onClick={() => void till.checkNow(stage.sale.number)}
      >
        {t.buttons.checkNow}
      </button>
      {canKeep && (
        <SafeButton class="wide" onPress={() => void till.keep()}>
          {t.till.keepPaying}
        </SafeButton>
      )}
      {stage.kind === 'checking' && (
        <>
          <button type="button" class="button" onClick={() => till.open('other')}>
            {t.buttons.otherWay}
          </button>
          <button type="button" class="button quiet-button wide" onClick={() => void till.cancel()}>
            {t.buttons.cancel}
          </button>
        </>
      )}
    </div>
  );
}
