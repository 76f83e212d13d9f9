/** The shop's own collection code with the amount to type; in practice a link to the simulated phone, so that no real wallet can pay it. */

import type { Money } from '../../domain/money.ts';
import { useReader, useShown } from '../context.ts';
import { shownQrContent } from '../models/practice-link.ts';
import { keptCode } from '../models/record.ts';
import { QrCode } from './qr-code.tsx';

/** Nothing where none was imported: then the one on the wall is what the customer scans. */
export function OwnCodeQr({ amount }: { readonly amount: Money }) {
  const { deps } = useShown();
  const { t, format } = useReader();
  const code = keptCode(deps);
  if (code === undefined) return null;
  return (
    <>
      <QrCode
        content={shownQrContent(code.payload, deps.book, location.origin)}
        label={t.record.qrLabel(format.money(amount))}
      />
      <p class="quiet">{deps.book === 'practice' ? t.record.practiceQr : t.ownCode.schemes[code.scheme]}</p>
    </>
  );
}
