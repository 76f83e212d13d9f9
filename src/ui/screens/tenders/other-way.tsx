/** "Other way to pay": one tap cancels what is open and goes on with the other way as soon as the provider has closed it. */

import type { Attempt } from '../../../domain/attempt.ts';
import { useApp, useReader } from '../../context.ts';
import { Icon } from '../../parts/icon.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';
import { Sheet } from '../../parts/sheet.tsx';

export interface OtherWayProps {
  readonly attempt: Attempt;
}

export function OtherWaySheet({ attempt }: OtherWayProps) {
  const { till } = useApp();
  const { t } = useReader();
  const isQr = attempt.presentation === 'payment_qr';
  const hasQr = isQr && attempt.state === 'awaiting_payer';
  return (
    <Sheet title={t.buttons.otherWay} onClose={() => till.open('none')} isBeside>
      <p class="quiet">{t.till.cancelFirst}</p>
      <div class="actions column">
        {/* With a QR on the screen the scan itself cancels it, so nothing is given up before a code is there. */}
        <SafeButton
          class="way"
          onPress={() =>
            hasQr ? till.open('scan') : void till.cancel({ rail: 'alipay', presentation: 'payment_code' })
          }
        >
          <Icon name="scan" />
          {t.till.presentations.payment_code}
        </SafeButton>
        <SafeButton
          class="way"
          onPress={() => void till.cancel({ rail: 'alipay', presentation: 'payment_qr' })}
        >
          <Icon name="qr" />
          {isQr ? t.waiting.newQr : t.till.presentations.payment_qr}
        </SafeButton>
        <SafeButton class="way" onPress={() => void till.cancel({ rail: 'cash', presentation: 'cash' })}>
          <Icon name="cash" />
          {t.rails.cash}
        </SafeButton>
      </div>
    </Sheet>
  );
}
