/** The payment QR of an attempt, as it may be shown, with its name for readers of the screen. */

import { type Attempt, mayShowQr } from '../../domain/attempt.ts';
import { useReader, useShown } from '../context.ts';
import { shownQrContent } from '../models/practice-link.ts';
import { QrCode } from './qr-code.tsx';

export function PaymentQr({ attempt }: { readonly attempt: Attempt }) {
  const { deps } = useShown();
  const { t, format } = useReader();
  if (attempt.qr === undefined || !mayShowQr(attempt)) return <div class="qr qr-coming" aria-hidden="true" />;
  const label = t.waiting.qrLabel(t.rails[attempt.rail], format.money(attempt.amount));
  return <QrCode content={shownQrContent(attempt.qr, deps.book, location.origin)} label={label} />;
}
