/** How pictures are read with zxing: several ways to look at one, the quickest first. */

import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import { halved, type Picture, squeezed, twoThirds } from './picture.ts';

/** Where its WebAssembly is: an address to fetch, or its bytes. */
export type ZxingSource = { readonly url: string } | { readonly bytes: ArrayBuffer };

/** The texts of all codes that one look found; empty when there is none. */
export type ReadPicture = (picture: Picture) => Promise<readonly string[]>;

/** Black on white, as every wallet shows it; several, since behind the phone there may be a poster. */
const SQUARES: ReaderOptions = {
  formats: ['QRCode'],
  tryDownscale: false,
  tryInvert: false,
  maxNumberOfSymbols: 3,
};
/** What wallets show above the QR code, and the bar codes of goods, which people hold up by mistake. */
const BARS: ReaderOptions = {
  formats: ['Code128', 'EAN13', 'EAN8'],
  tryRotate: false,
  tryDownscale: false,
  tryInvert: false,
  maxNumberOfSymbols: 2,
};
/** How bars are held that do not stand upright; each look tries another. */
const TURNS_DEGREES = [8, -8, 16, -16, 90] as const;

/** Rejects where WebAssembly is missing or not allowed. */
export async function openZxing(source: ZxingSource): Promise<ReadPicture> {
  const overrides = 'url' in source ? { locateFile: () => source.url } : { wasmBinary: source.bytes };
  await prepareZXingModule({ overrides, fireImmediately: true });
  let looks = 0;
  return async (picture) => {
    const turnDegrees = TURNS_DEGREES[looks % TURNS_DEGREES.length] ?? 0;
    looks += 1;
    const ways = [
      // Nine of ten QR codes are found in the small pictures, in a fraction of the time.
      () => read(halved(picture), SQUARES),
      () => read(twoThirds(picture), SQUARES),
      () => read(picture, SQUARES),
      () => read(squeezed(picture, 0), BARS),
      () => read(squeezed(picture, turnDegrees), BARS),
    ];
    for (const way of ways) {
      const texts = await way();
      if (texts.length > 0) return texts;
    }
    return [];
  };
}

async function read(picture: Picture, options: ReaderOptions): Promise<readonly string[]> {
  // Field by field: a canvas's picture keeps them where copying an object does not find them.
  const { data, width, height } = picture;
  const found = await readBarcodes({ data, width, height, colorSpace: 'srgb' } as ImageData, options);
  return found.filter(({ isValid }) => isValid).map(({ text }) => text);
}
