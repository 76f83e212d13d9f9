/** The lazy part of camera scanning: looks at the picture again and again, with the best decoder that works in this browser. */

import { type Decoder, openWorkerDecoder } from './decoder.ts';
import { createScriptGate, type ScriptGate } from './scan-policy.ts';

export interface EngineRequest {
  /** Already plays the camera's stream. */
  readonly video: HTMLVideoElement;
  /** Everything that was read in one picture, at least one text. */
  readonly onDecoded: (texts: readonly string[]) => void;
  /** The decoder broke down, again after it was renewed, and there is no other. */
  readonly onBroken: () => void;
}

/** Decodes what the video shows until the returned function is called. */
export type Engine = (request: EngineRequest) => Promise<() => void>;

/** Opens a decoder; rejects where it cannot work. */
export type OpenDecoder = (gate: ScriptGate) => Promise<Decoder>;

/** Pause between two looks at the picture. */
const pauseMs = 60;
const decoderRenewals = 2;

/** In order of preference: QR and bars in a worker of ours; where that cannot work, QR alone. */
const usual: readonly OpenDecoder[] = [
  openWorkerDecoder,
  async (gate) => (await import('./qr-decoder.ts')).openQrDecoder(gate),
];

/** Call once per page: the policy can be created only once. */
export function createEngine(decoders: readonly OpenDecoder[] = usual): Engine {
  const chest = createChest(decoders);
  return async ({ video, onDecoded, onBroken }) => {
    const watcher = new Watcher(video, chest);
    await watcher.open();
    watcher.run(onDecoded).catch(onBroken);
    return () => watcher.close();
  };
}

interface Chest {
  /** The best decoder that works; rejects when none does. */
  readonly open: () => Promise<Decoder>;
  /** The one that was opened last is no good; false when it is the last. */
  readonly giveUp: () => boolean;
}

/** A decoder that could not start, or broke down again and again, is not tried once more at every opening of the camera. */
function createChest(decoders: readonly OpenDecoder[]): Chest {
  const gate = createScriptGate(globalThis);
  let first = 0;
  const giveUp = (): boolean => {
    const hasNext = first < decoders.length - 1;
    if (hasNext) first += 1;
    return hasNext;
  };
  const open = async (): Promise<Decoder> => {
    const best = decoders[first];
    if (best === undefined) throw new Error('there is no decoder');
    try {
      return await best(gate);
    } catch (error) {
      if (!giveUp()) throw error;
      return open();
    }
  };
  return { open, giveUp };
}

class Watcher {
  readonly #video: HTMLVideoElement;
  readonly #chest: Chest;
  #decoder: Decoder | undefined;
  #isRunning = true;

  constructor(video: HTMLVideoElement, chest: Chest) {
    this.#video = video;
    this.#chest = chest;
  }

  async open(): Promise<void> {
    this.#dropDecoder();
    this.#decoder = await this.#chest.open();
    if (!this.#isRunning) this.#dropDecoder();
  }

  close(): void {
    this.#isRunning = false;
    this.#dropDecoder();
  }

  async run(onDecoded: EngineRequest['onDecoded']): Promise<void> {
    let renewals = 0;
    while (this.#isRunning) {
      await pause();
      if (!this.#isRunning || this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) continue;
      try {
        const texts = (await this.#decoder?.read(this.#video)) ?? [];
        if (texts.length > 0 && this.#isRunning) onDecoded(texts);
      } catch (error) {
        if (!this.#isRunning) return;
        const isWorn = renewals === decoderRenewals;
        if (isWorn && !this.#chest.giveUp()) throw error;
        renewals = isWorn ? 0 : renewals + 1;
        await this.open();
      }
    }
  }

  #dropDecoder(): void {
    this.#decoder?.close();
    this.#decoder = undefined;
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, pauseMs);
  });
}
