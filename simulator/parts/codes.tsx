/** Codes drawn as SVG: a QR and a Code 128 bar code, black on white in light and dark alike, or no scanner reads them. */

import { encode } from 'uqr';
import { code128 } from './code128.ts';

interface CodeProps {
  readonly text: string;
  /** What it is, for those who do not see it; never the code itself. */
  readonly label: string;
}

const QR_QUIET = 2;
const BAR_QUIET = 10;
const BAR_HEIGHT = 42;

export function QrCode({ text, label }: CodeProps) {
  const { data, size } = encode(text, { ecc: 'M', border: QR_QUIET });
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={runs(data)} fill="#000" />
    </svg>
  );
}

export function BarCode({ text, label }: CodeProps) {
  const code = code128(text);
  if (!code) return null;
  const width = code.width + 2 * BAR_QUIET;
  const path = code.bars.map((bar) => `M${bar.x + BAR_QUIET} 0h${bar.width}v${BAR_HEIGHT}h-${bar.width}z`);
  return (
    <svg
      class="barcode"
      viewBox={`0 0 ${width} ${BAR_HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={width} height={BAR_HEIGHT} fill="#fff" />
      <path d={path.join('')} fill="#000" />
    </svg>
  );
}

/** Dark modules as one path, a run of neighbours in a row at a time. */
function runs(rows: readonly (readonly boolean[])[]): string {
  let path = '';
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x += 1;
      path += `M${from} ${y}h${x - from + 1}v1h-${x - from + 1}z`;
    }
  });
  return path;
}
