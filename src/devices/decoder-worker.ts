/** The worker that reads codes from camera pictures: with the browser's own detector where it reads both kinds, else with zxing. */

import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { openZxing } from './zxing.ts';

/** One picture to read; it is the worker's from then on. */
export interface ReadRequest {
  readonly id: number;
  readonly picture: ImageBitmap;
}

export type DecoderNews =
  | { readonly kind: 'ready'; readonly by: 'browser' | 'zxing' }
  /** There is no decoder here: no WebAssembly, or it may not be used. */
  | { readonly kind: 'unable' }
  /** The texts of all codes in the picture. May hold payment codes: secrets, never logged. */
  | { readonly kind: 'read'; readonly id: number; readonly texts: readonly string[] }
  | { readonly kind: 'failed'; readonly id: number };

type Read = (picture: ImageBitmap) => Promise<readonly string[]>;

/** The platform's detector, which the types of the platform do not know yet. */
interface NativeDetector {
  readonly detect: (picture: ImageBitmap) => Promise<readonly { readonly rawValue: string }[]>;
}

interface NativeDetectorClass {
  new (options: { readonly formats: readonly string[] }): NativeDetector;
  readonly getSupportedFormats: () => Promise<readonly string[]>;
}

interface WorkerScope {
  onmessage: ((event: MessageEvent<ReadRequest>) => void) | null;
  readonly postMessage: (news: DecoderNews) => void;
  readonly BarcodeDetector?: NativeDetectorClass;
}

/** What wallets show, and the bar codes of goods, which people hold up by mistake. */
const NATIVE_FORMATS = ['qr_code', 'code_128', 'ean_13', 'ean_8'] as const;
/** Larger pictures are made smaller: a code held up to a till fills enough of them. */
const MAX_SIDE = 1280;

async function start(scope: WorkerScope): Promise<void> {
  const native = await openNative(scope).catch(() => undefined);
  const read = native ?? (await openWithZxing().catch(() => undefined));
  if (read === undefined) {
    scope.postMessage({ kind: 'unable' });
    return;
  }
  scope.onmessage = ({ data: { id, picture } }) => {
    read(picture)
      .finally(() => picture.close())
      .then(
        (texts) => scope.postMessage({ kind: 'read', id, texts }),
        () => scope.postMessage({ kind: 'failed', id }),
      );
  };
  scope.postMessage({ kind: 'ready', by: native === undefined ? 'zxing' : 'browser' });
}

async function openNative({ BarcodeDetector: Detector }: WorkerScope): Promise<Read | undefined> {
  const formats = (await Detector?.getSupportedFormats()) ?? [];
  if (Detector === undefined || !['qr_code', 'code_128'].every((format) => formats.includes(format)))
    return undefined;
  const detector = new Detector({ formats: NATIVE_FORMATS.filter((format) => formats.includes(format)) });
  return async (picture) => (await detector.detect(picture)).map(({ rawValue }) => rawValue);
}

async function openWithZxing(): Promise<Read> {
  const read = await openZxing({ url: wasmUrl });
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new Error('no canvas');
  return async (picture) => {
    const scale = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
    const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    context.drawImage(picture, 0, 0, width, height);
    return read(context.getImageData(0, 0, width, height));
  };
}

void start(globalThis as unknown as WorkerScope);
