/** The ways out of a payment that is under way; Cancel is quiet and stands apart. */

import type { Attempt } from '../../../domain/attempt.ts';
import { useApp, useReader } from '../../context.ts';
import type { Stage } from '../../models/stage.ts';
import { mayTakeManagerCash } from '../../models/waiting-words.ts';
import { Icon } from '../../parts/icon.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';

export interface ActionsProps {
  readonly stage: Stage;
  readonly attempt: Attempt;
}

/** While its till is at it, an approved payment is taken by itself; a person has to do it only when that did not happen. */
const TAKES_ITSELF_MS = 2_000;

export function WaitingActions({ stage, attempt }: ActionsProps) {
  const { till, now } = useApp();
  const { t } = useReader();
  // What is being taken cannot be canceled any more: its answer comes in a moment.
  const isTaking = stage.kind === 'taking';
  const isLeftOver = stage.kind === 'approved' && now.value - attempt.changedAt >= TAKES_ITSELF_MS;
  return (
    <div class="actions">
      {isLeftOver && (
        <SafeButton class="primary wide way" onPress={() => void till.takeApproved()}>
          {t.waiting.take}
        </SafeButton>
      )}
      <button type="button" class="button" onClick={() => void till.checkNow(stage.sale.number)}>
        {t.buttons.checkNow}
      </button>
      {!isTaking && (
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

export function CheckingActions({ stage, attempt }: ActionsProps) {
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
