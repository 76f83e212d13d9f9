/** Draws QR codes: the encoder is loaded right after the first paint, so that it is there when the first amount is charged. */

import { type ReadonlySignal, signal } from '@preact/signals';

export interface QrPicture {
  /** Modules per side, the quiet zone of four included. */
  readonly size: number;
  /** One path over the dark modules, one unit each. */
  readonly path: string;
}

export interface QrMaker {
  /** Draws a text; `undefined` until the encoder is there. */
  readonly make: ReadonlySignal<((text: string) => QrPicture) | undefined>;
  readonly load: () => Promise<void>;
}

const QUIET_ZONE = 4;

export function createQrMaker(): QrMaker {
  const make = signal<((text: string) => QrPicture) | undefined>(undefined);
  return {
    make,
    load: async () => {
      if (make.value !== undefined) return;
      const { encode } = await import('uqr');
      make.value = (text) => {
        const { size, data } = encode(text, { ecc: 'M', border: QUIET_ZONE });
        return { size, path: pathOf(data) };
      };
    },
  };
}

/** Runs of dark modules as rectangles, row by row. */
export function pathOf(rows: readonly (readonly boolean[])[]): string {
  const parts: string[] = [];
  rows.forEach((row, y) => {
    let x = 0;
    while (x < row.length) {
      const start = x;
      while (row[x] === true) x += 1;
      if (x > start) parts.push(`M${start} ${y}h${x - start}v1h-${x - start}z`);
      else x += 1;
    }
  });
  return parts.join('');
}
