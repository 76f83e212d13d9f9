/** Which decoder looks at the camera's picture, and what happens when one breaks down. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEngine, type OpenDecoder } from '../../../src/devices/camera-engine.ts';
import type { Decoder } from '../../../src/devices/decoder.ts';

const CODE = '280123456789012345';
const HAVE_METADATA = 1;
const HAVE_CURRENT_DATA = 2;

beforeEach(() => {
  vi.useFakeTimers();
  // The simulated page does not know this number of the platform's.
  Object.defineProperty(HTMLMediaElement, 'HAVE_CURRENT_DATA', {
    value: HAVE_CURRENT_DATA,
    configurable: true,
  });
});

afterEach(() => {
  vi.useRealTimers();
});

/** A decoder that reads the same thing in every picture, or breaks. */
function reading(read: Decoder['read']) {
  const close = vi.fn();
  const open = vi.fn<OpenDecoder>(async () => ({ read, close }));
  return { open, close };
}

function videoWith(readyState: number): HTMLVideoElement {
  const video = document.createElement('video');
  Object.defineProperty(video, 'readyState', { value: readyState });
  return video;
}

function request() {
  return { video: videoWith(HAVE_CURRENT_DATA), onDecoded: vi.fn(), onBroken: vi.fn() };
}

const refused: OpenDecoder = async () => {
  throw new Error('no WebAssembly');
};

describe('the camera’s decoder', () => {
  it('looks again and again, and says what it read', async () => {
    const { open, close } = reading(async () => [CODE]);
    const asked = request();
    const stop = await createEngine([open])(asked);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked.onDecoded.mock.calls.length).toBeGreaterThan(1);
    expect(asked.onDecoded).toHaveBeenCalledWith([CODE]);
    stop();
    const { length } = asked.onDecoded.mock.calls;
    await vi.advanceTimersByTimeAsync(200);
    expect(asked.onDecoded.mock.calls).toHaveLength(length);
    expect(close).toHaveBeenCalledOnce();
  });

  it('says nothing of a picture without a code', async () => {
    const asked = request();
    const stop = await createEngine([reading(async () => []).open])(asked);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked.onDecoded).not.toHaveBeenCalled();
    stop();
  });

  it('is the second best where the best cannot work, and the best is not tried again', async () => {
    const best = vi.fn(refused);
    const second = reading(async () => [CODE]);
    const engine = createEngine([best, second.open]);
    for (let round = 0; round < 2; round += 1) {
      const asked = request();
      const stop = await engine(asked);
      await vi.advanceTimersByTimeAsync(100);
      expect(asked.onDecoded).toHaveBeenCalledWith([CODE]);
      stop();
    }
    expect(best).toHaveBeenCalledOnce();
    expect(second.open).toHaveBeenCalledTimes(2);
  });

  it('is missed out loud where none can work', async () => {
    await expect(createEngine([refused, refused])(request())).rejects.toThrow('no WebAssembly');
    await expect(createEngine([])(request())).rejects.toThrow('there is no decoder');
  });

  it('is renewed when it breaks, and given up when that does not help', async () => {
    const { open } = reading(async () => {
      throw new Error('broken');
    });
    const asked = request();
    await createEngine([open])(asked);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(open).toHaveBeenCalledTimes(3);
    expect(asked.onBroken).toHaveBeenCalledOnce();
  });

  it('gives way to the second best when it breaks again and again', async () => {
    const best = reading(async () => {
      throw new Error('broken');
    });
    const second = reading(async () => [CODE]);
    const asked = request();
    const stop = await createEngine([best.open, second.open])(asked);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(best.open).toHaveBeenCalledTimes(3);
    expect(asked.onDecoded).toHaveBeenCalledWith([CODE]);
    expect(asked.onBroken).not.toHaveBeenCalled();
    stop();
  });

  it('waits for the first picture', async () => {
    const { open } = reading(async () => [CODE]);
    const asked = { ...request(), video: videoWith(HAVE_METADATA) };
    const stop = await createEngine([open])(asked);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked.onDecoded).not.toHaveBeenCalled();
    stop();
  });
});
