/** The sale was ended: its parts go back one after another, the last one first, and stand here until all of them have. */

import type { Attempt } from '../../../domain/attempt.ts';
import { isGivingBack, isReturned, returningLegs } from '../../../domain/legs.ts';
import { hasProvider } from '../../../domain/rail.ts';
import { useApp, useReader } from '../../context.ts';
import { amountOf, stateWord } from '../../models/labels.ts';
import type { Stage } from '../../models/stage.ts';
import { Amount } from '../../parts/amount.tsx';
import { CheckedLine } from '../../parts/checked-line.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Icon } from '../../parts/icon.tsx';
import { LegList } from '../../parts/leg-list.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';

export function GivingBackScreen({ stage }: { readonly stage: Stage }) {
  const { till, router } = useApp();
  const { t, format } = useReader();
  const { sale } = stage;
  const isUnderWay = isGivingBack(sale);
  /** What no provider returns is handed over by the cashier; what comes later waits for its turn. */
  const noteOf = (leg: Attempt): string | undefined => {
    if (!hasProvider(leg.rail) && isReturned(leg))
      return leg.rail === 'cash'
        ? t.refund.cashBack(format.money(leg.amount))
        : t.refund.byHand(t.rails[leg.rail]);
    if (hasFailed(leg)) return t.split.failed;
    const isWaiting = leg.refunds.length === 0 && !leg.returnWanted;
    return isWaiting ? t.split.afterThat : undefined;
  };
  return (
    <main class={`screen giving-back ${isUnderWay ? 'tone-checking' : 'tone-offline'}`}>
      <Heading class="state">
        <Icon name={isUnderWay ? 'checking' : 'returned'} />
        {stateWord(t, stage)}
      </Heading>
      <Amount money={amountOf(stage)} />
      <p class="sentence">{isUnderWay ? t.split.goingBack : t.split.allBack}</p>
      <LegList legs={returningLegs(sale)} noteOf={noteOf} />
      <CheckedLine />
      <div class="actions">
        {isUnderWay ? (
          <>
            {returningLegs(sale).some(hasFailed) && (
              <button
                type="button"
                class="button primary wide"
                onClick={() => router.go({ screen: 'sale', number: sale.number })}
              >
                {t.till.saleNumber(sale.number)}
              </button>
            )}
            <button type="button" class="button" onClick={() => void till.checkNow(sale.number)}>
              {t.buttons.checkNow}
            </button>
            <SafeButton onPress={() => void till.park()}>{t.till.putAside}</SafeButton>
          </>
        ) : (
          <SafeButton class="primary wide" onPress={till.next}>
            {t.buttons.next}
          </SafeButton>
        )}
      </div>
    </main>
  );
}

/** The provider said no for good: a person has to find another way back. */
function hasFailed(leg: Attempt): boolean {
  return !isReturned(leg) && leg.refunds.at(-1)?.state === 'failed';
}
