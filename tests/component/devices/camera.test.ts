/** Scanning with the camera, over a fake camera and decoder. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CameraStart, createCamera } from '../../../src/devices/camera.ts';
import type { EngineRequest } from '../../../src/devices/camera-engine.ts';

/** A camera's picture track, as far as the counter uses it. */
class FakeTrack extends EventTarget {
  readonly stop = vi.fn();
  readonly applyConstraints = vi.fn(async () => undefined);
  readonly #facing: string;
  readonly #torch: boolean;

  constructor(facing: string, torch: boolean) {
    super();
    this.#facing = facing;
    this.#torch = torch;
  }

  getSettings() {
    return { facingMode: this.#facing };
  }

  getCapabilities() {
    return this.#torch ? { torch: true } : {};
  }
}

const getUserMedia = vi.fn();
let track: FakeTrack;
let engineRequest: EngineRequest | undefined;
const stopDecoding = vi.fn();

function plugIn(facing = 'environment', torch = false): void {
  track = new FakeTrack(facing, torch);
  const stream = { getVideoTracks: () => [track], getTracks: () => [track] };
  getUserMedia.mockResolvedValue(stream);
}

function setUp(loadEngine?: () => Promise<(request: EngineRequest) => Promise<() => void>>) {
  let nowMs = 0;
  const video = document.body.appendChild(document.createElement('video'));
  let source: unknown = null;
  Object.defineProperty(video, 'srcObject', {
    get: () => source,
    set: (value: unknown) => {
      source = value;
    },
  });
  video.play = async () => undefined;
  const request = { video, onScan: vi.fn(), onUnreadable: vi.fn(), onEnd: vi.fn() };
  const camera = createCamera({
    nowMs: () => nowMs,
    loadEngine:
      loadEngine ??
      (async () => async (asked) => {
        engineRequest = asked;
        return stopDecoding;
      }),
  });
  return {
    request,
    video,
    start: () => camera.start(request),
    read: (...texts: string[]) => engineRequest?.onDecoded(texts),
    wait: (forMs: number) => {
      nowMs += forMs;
    },
  };
}

function sessionOf(start: CameraStart) {
  if (!start.ok) throw new Error(start.problem);
  return start.session;
}

function setHidden(isHidden: boolean): void {
  Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  plugIn();
});

afterEach(() => {
  setHidden(false);
  vi.unstubAllGlobals();
  vi.clearAllMocks();
  getUserMedia.mockReset();
  document.body.replaceChildren();
});

describe('a camera that cannot be opened', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'none'],
    ['OverconstrainedError', 'none'],
    ['NotReadableError', 'in_use'],
    ['AbortError', 'in_use'],
    ['InvalidStateError', 'failed'],
  ])('says why: %s means %s', async (name, problem) => {
    getUserMedia.mockRejectedValue(new DOMException('', name));
    expect(await setUp().start()).toEqual({ ok: false, problem });
  });

  it('says that the page is not secure, or that the browser has none', async () => {
    vi.stubGlobal('navigator', {});
    expect(await setUp().start()).toEqual({ ok: false, problem: 'unsupported' });
    vi.stubGlobal('isSecureContext', false);
    expect(await setUp().start()).toEqual({ ok: false, problem: 'insecure' });
  });

  it('is let go when the decoder cannot be loaded, and may be tried again', async () => {
    const loadEngine = vi.fn().mockRejectedValueOnce(new TypeError('offline'));
    loadEngine.mockResolvedValue(async () => stopDecoding);
    const { start, video } = setUp(loadEngine);
    expect(await start()).toEqual({ ok: false, problem: 'failed' });
    expect(track.stop).toHaveBeenCalled();
    expect(video.srcObject).toBeNull();
    expect((await start()).ok).toBe(true);
    expect((await start()).ok).toBe(true);
    expect(loadEngine).toHaveBeenCalledTimes(2);
  });
});

describe('a camera that reads', () => {
  it('hands on a code once while it stays in view', async () => {
    const { request, start, read, wait } = setUp();
    await start();
    for (let look = 0; look < 100; look += 1) {
      read('280123456789012345');
      wait(50);
    }
    wait(2_000);
    read('280123456789012345');
    expect(request.onScan).toHaveBeenCalledTimes(2);
    expect(request.onScan).toHaveBeenLastCalledWith('280123456789012345');
  });

  it('hands on nothing that is too long or not printable, and no hidden marks', async () => {
    const { request, start, read } = setUp();
    await start();
    read('x'.repeat(2_000));
    read('a\u0007b');
    read('\u202ehttps://example.com\u202c');
    expect(request.onUnreadable.mock.calls).toEqual([['too_long'], ['not_printable']]);
    expect(request.onScan.mock.calls).toEqual([['https://example.com']]);
  });

  it('prefers the payment code to a poster behind it, and takes the poster when there is nothing else', async () => {
    const { request, start, read } = setUp();
    await start();
    read('https://example.com', '280123456789012345');
    read('https://example.com', '6901234567892');
    expect(request.onScan.mock.calls).toEqual([['280123456789012345'], ['https://example.com']]);
  });

  it('is let go when it is stopped, and says nothing', async () => {
    const { request, start, video } = setUp();
    const session = sessionOf(await start());
    session.stop();
    session.stop();
    expect(stopDecoding).toHaveBeenCalledOnce();
    expect(track.stop).toHaveBeenCalledOnce();
    expect(video.srcObject).toBeNull();
    expect(request.onEnd).not.toHaveBeenCalled();
  });

  it('is let go when the page is hidden, or the camera is pulled out, or the decoder breaks', async () => {
    for (const [end, reason] of [
      [() => setHidden(true), 'hidden'],
      [() => track.dispatchEvent(new Event('ended')), 'lost'],
      [() => engineRequest?.onBroken(), 'lost'],
    ] as const) {
      setHidden(false);
      plugIn();
      const { request, start } = setUp();
      await start();
      end();
      expect(request.onEnd.mock.calls).toEqual([[reason]]);
      expect(track.stop).toHaveBeenCalled();
    }
  });

  it('lights its torch where it has one', async () => {
    plugIn('environment', true);
    const lit = sessionOf(await setUp().start());
    expect(lit.hasTorch).toBe(true);
    expect(await lit.setTorch(true)).toBe(true);
    expect(track.applyConstraints).toHaveBeenCalledWith({ advanced: [{ torch: true }] });
    track.applyConstraints.mockRejectedValue(new DOMException('', 'OverconstrainedError'));
    expect(await lit.setTorch(false)).toBe(false);
    plugIn();
    const dark = sessionOf(await setUp().start());
    expect(dark.hasTorch).toBe(false);
    expect(await dark.setTorch(true)).toBe(false);
  });

  it('shows a mirror only when it faces the person', async () => {
    const away = setUp();
    await away.start();
    expect(away.video.style.transform).toBe('');
    plugIn('user');
    const facing = setUp();
    await facing.start();
    expect(facing.video.style.transform).toBe('scaleX(-1)');
  });
});
