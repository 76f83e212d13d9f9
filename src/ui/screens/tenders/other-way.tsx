/** "Other way to pay": one tap cancels what is open and goes on with the other way as soon as the provider has closed it. */

import type { Attempt } from '../../../domain/attempt.ts';
import { useApp, useReader } from '../../context.ts';
import { presentationOf, takesCodes, tenderChoices } from '../../models/tenders.ts';
import { Icon } from '../../parts/icon.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Ways } from '../../parts/ways.tsx';

export interface OtherWayProps {
  readonly attempt: Attempt;
}

export function OtherWaySheet({ attempt }: OtherWayProps) {
  const { till, deps } = useApp();
  const { t } = useReader();
  const { rail, presentation } = attempt;
  const isQr = presentation === 'payment_qr';
  const hasQr = isQr && attempt.state === 'awaiting_payer';
  const all = tenderChoices(deps, attempt.amount);
  // The same way once more has its own button, which says what is new about it.
  const choices = all.filter((choice) => choice.rail !== rail);
  return (
    <Sheet title={t.buttons.otherWay} onClose={() => till.open('none')} isBeside>
      <p class="quiet">{t.till.cancelFirst}</p>
      <div class="actions column">
        {/* With a QR on the screen the scan itself cancels it, so nothing is given up before a code is there. */}
        {takesCodes(all) && (
          <SafeButton
            class="way"
            onPress={() =>
              hasQr ? till.open('scan') : void till.cancel({ rail, presentation: 'payment_code' })
            }
          >
            <Icon name="scan" />
            {t.till.presentations.payment_code}
          </SafeButton>
        )}
        <SafeButton
          class="way"
          onPress={() => void till.cancel({ rail, presentation: presentationOf(rail) })}
        >
          <Icon name={isQr ? 'qr' : 'returned'} />
          {isQr ? t.waiting.newQr : t.till.onceMore(t.rails[rail])}
        </SafeButton>
      </div>
      <Ways
        choices={choices}
        onWay={(other) => void till.cancel({ rail: other, presentation: presentationOf(other) })}
      />
    </Sheet>
  );
}
