/** A QR code on white, sharp at every size, with its quiet zone. */

import { useComputed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useShown } from '../context.ts';

export interface QrCodeProps {
  readonly content: string;
  /** What it is, for those who cannot see it. */
  readonly label: string;
}

export function QrCode({ content, label }: QrCodeProps) {
  const { qr } = useShown();
  useEffect(() => {
    qr.load().catch(() => undefined);
  }, [qr]);
  const make = useComputed(() => qr.make.value).value;
  if (make === undefined) return <div class="qr" aria-hidden="true" />;
  const { size, path } = make(content);
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path class="qr-ground" d={`M0 0h${size}v${size}h-${size}z`} />
      <path class="qr-dark" d={path} />
    </svg>
  );
}
