/** Runs in the browser: the counter's decoder over a corpus of bad photographs, and the smaller decoder beside it. */

import QrScanner from 'qr-scanner';
import type { DecoderNews } from '../../../src/devices/decoder-worker.ts';
import { barsPattern, drawShot, photograph, qrPattern } from '../../support/photograph.ts';

export interface ScanFigures {
  readonly frames: number;
  /** Of all frames, how many were read, 0 … 1. */
  readonly hits: number;
  /** How often something else was read. */
  readonly wrong: number;
  /** From a picture to its texts, milliseconds. */
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface ScanBench {
  readonly readSquares: (frames: number) => Promise<ScanFigures>;
  /** Bars may take several looks, as they do before a camera. */
  readonly readBars: (frames: number, looks: number) => Promise<ScanFigures>;
  readonly readSquaresBesides: (frames: number) => Promise<ScanFigures>;
}

declare global {
  var bench: ScanBench;
}

type Read = (canvas: HTMLCanvasElement) => Promise<readonly string[]>;

async function openWorker(): Promise<Read> {
  const worker = new Worker(new URL('../../../src/devices/decoder-worker.ts', import.meta.url), {
    type: 'module',
  });
  const next = (): Promise<DecoderNews> =>
    new Promise((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<DecoderNews>) => resolve(data);
    });
  const first = await next();
  if (first.kind !== 'ready') throw new Error(first.kind);
  return async (canvas) => {
    const picture = await createImageBitmap(canvas);
    const answer = next();
    worker.postMessage({ id: 1, picture }, [picture]);
    const news = await answer;
    return news.kind === 'read' ? news.texts : [];
  };
}

async function openSmaller(): Promise<Read> {
  const qrEngine = await QrScanner.createQrEngine();
  return async (canvas) => {
    const found = QrScanner.scanImage(canvas, { qrEngine, returnDetailedScanResult: true });
    return found.then(
      ({ data }) => [data],
      () => [],
    );
  };
}

function codeOf(seed: number): string {
  return `28${String(10_000_000_000_000 + seed * 7_919).padStart(16, '0')}`;
}

const canvas = document.createElement('canvas');

/** Draws frame after frame and has it read; `looks` is how often one is looked at until something is read. */
async function run(
  kind: 'qr' | 'bars',
  read: Read,
  [frames, looks]: readonly [number, number],
): Promise<ScanFigures> {
  const times: number[] = [];
  let [hits, wrong] = [0, 0];
  for (let seed = 1; seed <= frames; seed += 1) {
    const code = codeOf(seed);
    const pattern = kind === 'qr' ? qrPattern(code) : barsPattern(code);
    const shot = drawShot(kind, seed);
    let texts: readonly string[] = [];
    for (let look = 0; look < looks && texts.length === 0; look += 1) {
      // Every look has noise of its own, as every frame of a camera has.
      paint(photograph(pattern, { ...shot, seed: seed + look * frames }), shot);
      const from = performance.now();
      texts = await read(canvas);
      times.push(performance.now() - from);
    }
    if (texts.includes(code)) hits += 1;
    wrong += texts.filter((text) => text !== code).length;
  }
  times.sort((left, right) => left - right);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { frames, hits: hits / frames, wrong, p50Ms: at(0.5), p95Ms: at(0.95) };
}

function paint(
  luma: Uint8ClampedArray,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  Object.assign(canvas, { width, height });
  const image = new ImageData(width, height);
  luma.forEach((light, at) => {
    image.data.fill(light, at * 4, at * 4 + 3);
    image.data[at * 4 + 3] = 255;
  });
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}

globalThis.bench = {
  readSquares: async (frames) => run('qr', await openWorker(), [frames, 1]),
  readBars: async (frames, looks) => run('bars', await openWorker(), [frames, looks]),
  readSquaresBesides: async (frames) => run('qr', await openSmaller(), [frames, 1]),
};
