/** Charge, the largest button: the shop's most used way to pay in one tap; beside it scanning and cash. */

import { RAIL_FACTS, type RailName } from '../../domain/rail.ts';
import type { FirstMessages } from '../../i18n/messages.ts';
import { useApp, useFirst } from '../context.ts';
import { chargeChoice, tenderChoices, whyOff } from '../models/tenders.ts';
import { Icon, type IconName } from './icon.tsx';
import { lazy } from './lazy.tsx';
import { SafeButton } from './safe-button.tsx';

export const WhyOff = lazy(async () => (await import('./why-off.tsx')).WhyOff);

const REASON_ID = 'why-not-charge';
/** Said after the button's name, not as part of it. */
const CHARGE_BY_ID = 'charge-by';

export function Tenders() {
  const { till, deps } = useApp();
  const { t } = useFirst();
  const isBlocked = till.isBlocked.value;
  const choices = tenderChoices(deps, till.due.value);
  const choice = chargeChoice(choices);
  const off = choices.find(({ rail }) => whyOff(deps, rail) !== undefined);
  const isOff = choice.refusal !== undefined && choice.refusal !== 'offline';
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
      {off !== undefined && !isBlocked && <WhyOff.Screen rail={off.rail} />}
      <div class="tender-row">
        <SafeButton class="tender" disabled={isBlocked} onPress={() => till.open('scan')}>
          <Icon name="scan" />
          {t.buttons.scan}
        </SafeButton>
        <SafeButton class="tender" disabled={isBlocked} onPress={() => void till.pay('cash')}>
          <Icon name="cash" />
          {t.rails.cash}
        </SafeButton>
      </div>
      <SafeButton
        class="charge"
        disabled={isBlocked || isOff}
        describedBy={isBlocked ? REASON_ID : CHARGE_BY_ID}
        onPress={() => void till.charge()}
      >
        <Icon name={ICONS[kindOf(choice.rail)]} />
        <span class="charge-words">
          <strong>{t.buttons.charge}</strong>
          <small id={CHARGE_BY_ID} aria-hidden="true">
            {chargeWords(t, choice.rail)}
          </small>
        </span>
      </SafeButton>
    </div>
  );
}

type ChargeKind = 'payment_qr' | 'card_reader' | 'by_hand';

const ICONS: Readonly<Record<ChargeKind, IconName>> = {
  payment_qr: 'qr',
  card_reader: 'card',
  by_hand: 'cash',
};

function kindOf(rail: RailName): ChargeKind {
  const { presentations } = RAIL_FACTS[rail];
  if (presentations.includes('payment_qr')) return 'payment_qr';
  return presentations.includes('card_reader') ? 'card_reader' : 'by_hand';
}

function chargeWords(t: FirstMessages, rail: RailName): string {
  return kindOf(rail) === 'payment_qr' ? t.till.chargeBy(t.rails[rail]) : t.rails[rail];
}
