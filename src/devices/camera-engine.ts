/** The lazy part of camera scanning: the decoder, its worker and the policy that the worker's start needs. */

import QrScanner from 'qr-scanner';
import { type BlobGate, createBlobGate } from './scan-policy.ts';

export interface EngineRequest {
  /** Already plays the camera's stream. */
  readonly video: HTMLVideoElement;
  readonly onDecoded: (text: string) => void;
  /** The decoder broke down, and again after it was renewed. */
  readonly onBroken: () => void;
}

/** Decodes what the video shows until the returned function is called. */
export type Engine = (request: EngineRequest) => Promise<() => void>;

type Decoder = Awaited<ReturnType<typeof QrScanner.createQrEngine>>;

/** Pause between two looks at the picture. */
const pauseMs = 60;
/** Every so many looks the whole picture is searched, for a code outside the frame. */
const wholeEvery = 3;
const decodedWidth = 400;
const decoderRenewals = 2;

/**
 * Call once per page: the policy can be created only once. The library's own camera handling is not used: it hides why
 * a camera cannot be opened, and writes HTML text, which the policy refuses.
 */
export function createEngine(): Engine {
  const gate = createBlobGate(globalThis);
  return async ({ video, onDecoded, onBroken }) => {
    const watcher = new Watcher(video, gate);
    await watcher.open();
    watcher.run(onDecoded).catch(onBroken);
    return () => watcher.close();
  };
}

class Watcher {
  readonly #video: HTMLVideoElement;
  readonly #gate: BlobGate;
  readonly #canvas = document.createElement('canvas');
  #decoder: Decoder | undefined;
  #isRunning = true;

  constructor(video: HTMLVideoElement, gate: BlobGate) {
    this.#video = video;
    this.#gate = gate;
  }

  async open(): Promise<void> {
    this.#dropDecoder();
    this.#decoder = await this.#gate.admitOne(() => QrScanner.createQrEngine());
    if (!this.#isRunning) this.#dropDecoder();
  }

  close(): void {
    this.#isRunning = false;
    this.#dropDecoder();
  }

  async run(onDecoded: (text: string) => void): Promise<void> {
    let renewals = 0;
    for (let look = 1; this.#isRunning; look += 1) {
      await pause();
      if (!this.#isRunning || this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) continue;
      try {
        const text = await this.#decode(look % wholeEvery === 0);
        if (text !== undefined && this.#isRunning) onDecoded(text);
      } catch (error) {
        if (!this.#isRunning) return;
        if (renewals === decoderRenewals) throw error;
        renewals += 1;
        await this.open();
      }
    }
  }

  /** The code in the frame, or anywhere in the picture; undefined if there is none. */
  async #decode(isWhole: boolean): Promise<string | undefined> {
    try {
      const result = await QrScanner.scanImage(this.#video, {
        qrEngine: this.#decoder ?? null,
        canvas: this.#canvas,
        scanRegion: isWhole ? null : frameOf(this.#video),
        returnDetailedScanResult: true,
      });
      return result.data;
    } catch (error) {
      if (error === QrScanner.NO_QR_CODE_FOUND) return undefined;
      throw error;
    }
  }

  #dropDecoder(): void {
    if (this.#decoder instanceof Worker) this.#decoder.terminate();
    this.#decoder = undefined;
  }
}

/** The square in the middle, two thirds of the short side: where the screen draws its frame. */
function frameOf({ videoWidth, videoHeight }: HTMLVideoElement): QrScanner.ScanRegion {
  const side = Math.round((2 / 3) * Math.min(videoWidth, videoHeight));
  return {
    x: Math.round((videoWidth - side) / 2),
    y: Math.round((videoHeight - side) / 2),
    width: side,
    height: side,
    downScaledWidth: decodedWidth,
    downScaledHeight: decodedWidth,
  };
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, pauseMs);
  });
}
