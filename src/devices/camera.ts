/** Scanning with the camera: opens it, says why it cannot, and hands on readable content as data (S-42). */

import { readableScan, recogniseScan } from '../domain/scan.ts';
import type { Engine } from './camera-engine.ts';
import { createRepeatGuard, type RepeatGuard } from './repeat-guard.ts';

export type CameraProblem =
  /** The page is not served over https or from this machine, so the browser offers no camera. */
  'insecure' | 'unsupported' | 'denied' | 'none' | 'in_use' | 'failed';

export interface CameraRequest {
  /** In the page and visible. The frame to aim with is the style sheet's: a centred square, two thirds of the short side. */
  readonly video: HTMLVideoElement;
  /** At most 1 KB, printable, without invisible marks. May be a payment code: a secret, never logged. */
  readonly onScan: (text: string) => void;
  /** Something was read that is not looked at. */
  readonly onUnreadable?: (reason: 'empty' | 'too_long' | 'not_printable') => void;
  /** The camera was let go: the page was hidden, or the camera was taken or unplugged, or reading broke down. */
  readonly onEnd: (reason: 'hidden' | 'lost') => void;
  readonly facing?: 'environment' | 'user';
}

export interface CameraSession {
  readonly stop: () => void;
  readonly hasTorch: boolean;
  /** Answers whether the torch is now as wanted. */
  readonly setTorch: (on: boolean) => Promise<boolean>;
}

export type CameraStart =
  | { readonly ok: true; readonly session: CameraSession }
  | { readonly ok: false; readonly problem: CameraProblem };

export interface Camera {
  readonly start: (request: CameraRequest) => Promise<CameraStart>;
}

export interface CameraOptions {
  /** Milliseconds on any scale that only grows, to tell a second reading from a new one. */
  readonly nowMs: () => number;
  /** Shared with the wedge scanner, if both read. */
  readonly isRepeat?: RepeatGuard;
  /** Loads the decoder; called at the first start, once. */
  readonly loadEngine?: () => Promise<Engine>;
}

async function loadUsualEngine(): Promise<Engine> {
  return (await import('./camera-engine.ts')).createEngine();
}

/** The camera of this page; make one only. Nothing is loaded or asked for before the first `start`. */
export function createCamera(options: CameraOptions): Camera {
  const isRepeat = options.isRepeat ?? createRepeatGuard();
  const loadEngine = options.loadEngine ?? loadUsualEngine;
  let engine: Promise<Engine> | undefined;

  function engineOnce(): Promise<Engine> {
    engine ??= loadEngine().catch((error: unknown) => {
      // Offline, for example: it is asked for again at the next start.
      engine = undefined;
      throw error;
    });
    return engine;
  }

  function take(request: CameraRequest, texts: readonly string[]): void {
    const raw = likeliest(texts);
    const readable = readableScan(raw);
    if ('refusal' in readable) request.onUnreadable?.(readable.refusal);
    else if (!isRepeat(readable.text, options.nowMs())) request.onScan(readable.text);
  }

  return {
    start: async (request) => {
      const opened = await openCamera(request.facing ?? 'environment');
      if (typeof opened === 'string') return { ok: false, problem: opened };
      const session = new Session(request, opened);
      try {
        await session.show();
        const run = await engineOnce();
        session.onStop(
          await run({
            video: request.video,
            onDecoded: (texts) => take(request, texts),
            onBroken: () => session.end('lost'),
          }),
        );
        return { ok: true, session };
      } catch {
        session.stop();
        return { ok: false, problem: 'failed' };
      }
    },
  };
}

/** A payment code, if there is one: behind the phone there may be a poster, and goods on the counter. */
function likeliest(texts: readonly string[]): string {
  return texts.find((text) => recogniseScan(text).kind === 'payment_code') ?? texts[0] ?? '';
}

/** An open camera, until it is let go. */
class Session implements CameraSession {
  readonly hasTorch: boolean;
  readonly #request: CameraRequest;
  readonly #stream: MediaStream;
  readonly #track: MediaStreamTrack | undefined;
  #stopDecoding: (() => void) | undefined;
  #isRunning = true;

  constructor(request: CameraRequest, stream: MediaStream) {
    this.#request = request;
    this.#stream = stream;
    this.#track = stream.getVideoTracks()[0];
    this.hasTorch = canLight(this.#track);
    request.video.ownerDocument.addEventListener('visibilitychange', this.#onVisibility);
    this.#track?.addEventListener('ended', this.#onEnded);
  }

  async show(): Promise<void> {
    const { video } = this.#request;
    video.srcObject = this.#stream;
    video.muted = true;
    video.playsInline = true;
    // A camera that faces the person is shown as a mirror, or aiming goes the wrong way.
    const isFacing = this.#track?.getSettings().facingMode === 'user';
    video.style.transform = isFacing ? 'scaleX(-1)' : '';
    await video.play();
  }

  /** Says how to stop decoding; done at once if the camera was let go in the meantime. */
  onStop(stopDecoding: () => void): void {
    if (this.#isRunning) this.#stopDecoding = stopDecoding;
    else stopDecoding();
  }

  readonly setTorch = async (on: boolean): Promise<boolean> => {
    if (this.#track === undefined || !this.hasTorch) return false;
    const wish: MediaTrackConstraintSet & { readonly torch: boolean } = { torch: on };
    try {
      await this.#track.applyConstraints({ advanced: [wish] });
      return true;
    } catch {
      return false;
    }
  };

  readonly stop = (): void => {
    if (!this.#isRunning) return;
    this.#isRunning = false;
    const { video } = this.#request;
    video.ownerDocument.removeEventListener('visibilitychange', this.#onVisibility);
    this.#track?.removeEventListener('ended', this.#onEnded);
    this.#stopDecoding?.();
    for (const track of this.#stream.getTracks()) track.stop();
    if (video.srcObject === this.#stream) video.srcObject = null;
  };

  end(reason: 'hidden' | 'lost'): void {
    if (!this.#isRunning) return;
    this.stop();
    this.#request.onEnd(reason);
  }

  readonly #onVisibility = (): void => {
    if (this.#request.video.ownerDocument.hidden) this.end('hidden');
  };

  readonly #onEnded = (): void => this.end('lost');
}

/** The stream, or why there is none. The library itself would only say that it found no camera. */
async function openCamera(facing: 'environment' | 'user'): Promise<MediaStream | CameraProblem> {
  if (!globalThis.isSecureContext) return 'insecure';
  if (!('mediaDevices' in navigator)) return 'unsupported';
  try {
    // Wishes, not conditions: a till with only one camera, facing anywhere, is fine.
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: facing }, width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (error) {
    return problemOf(error);
  }
}

function problemOf(error: unknown): CameraProblem {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'NotReadableError':
    case 'AbortError':
      return 'in_use';
    default:
      return 'failed';
  }
}

function canLight(track: MediaStreamTrack | undefined): boolean {
  const abilities = track?.getCapabilities?.();
  return abilities !== undefined && 'torch' in abilities && abilities.torch === true;
}
