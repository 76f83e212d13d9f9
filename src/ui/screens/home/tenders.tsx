/** Charge, the largest button, and the other ways to pay, smaller beside it. */

import { useApp, useReader } from '../../context.ts';
import { setupFault } from '../../models/labels.ts';
import { Icon } from '../../parts/icon.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';

const REASON_ID = 'why-not-charge';
/** Said after the button's name, not as part of it. */
const CHARGE_BY_ID = 'charge-by';

export function Tenders() {
  const { till, deps, keypad } = useApp();
  const { t } = useReader();
  const isBlocked = till.isBlocked.value;
  const readiness = deps.readiness.value.alipay;
  const missing =
    readiness?.state === 'not_ready' && setupFault(readiness.fault) ? readiness.fault : undefined;
  const openCash = (): void => {
    if (keypad.take() !== undefined) till.open('cash');
  };
  return (
    <div class="tenders">
      {isBlocked && (
        <p class="reason" id={REASON_ID}>
          {deps.till.value.kind === 'opening' ? t.till.opening : t.refusals.storage}
          {deps.till.value.kind === 'ready' && (
            <button type="button" class="button" onClick={till.unblock}>
              {t.buttons.retry}
            </button>
          )}
        </p>
      )}
      {missing !== undefined && !isBlocked && (
        <p class="reason">{`${t.faults[missing].happened}${t.faults[missing].now}`}</p>
      )}
      <div class="tender-row">
        <SafeButton class="tender" disabled={isBlocked} onPress={() => till.open('scan')}>
          <Icon name="scan" />
          {t.buttons.scan}
        </SafeButton>
        <SafeButton class="tender" disabled={isBlocked} onPress={openCash}>
          <Icon name="cash" />
          {t.rails.cash}
        </SafeButton>
      </div>
      <SafeButton
        class="charge"
        disabled={isBlocked}
        describedBy={isBlocked ? REASON_ID : CHARGE_BY_ID}
        onPress={() => void till.charge()}
      >
        <Icon name="qr" />
        <span class="charge-words">
          <strong>{t.buttons.charge}</strong>
          <small id={CHARGE_BY_ID} aria-hidden="true">
            {t.till.chargeBy(t.rails.alipay)}
          </small>
        </span>
      </SafeButton>
    </div>
  );
}
