/** The decoder's worker, as the page talks to it. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWorkerDecoder } from '../../../src/devices/decoder.ts';
import type { DecoderNews, ReadRequest } from '../../../src/devices/decoder-worker.ts';
import { createScriptGate } from '../../../src/devices/scan-policy.ts';

type Answer = (request: ReadRequest) => DecoderNews | undefined;

let began: DecoderNews | 'crashes' | 'silent';
let answer: Answer;
const terminate = vi.fn();

class FakeWorker {
  onmessage: ((event: { readonly data: DecoderNews }) => void) | undefined;
  onerror: (() => void) | undefined;
  readonly terminate = terminate;

  constructor() {
    setTimeout(() => {
      if (began === 'crashes') this.onerror?.();
      else if (began !== 'silent') this.onmessage?.({ data: began });
    });
  }

  postMessage(request: ReadRequest): void {
    const news = answer(request);
    if (news !== undefined) setTimeout(() => this.onmessage?.({ data: news }));
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('createImageBitmap', async () => ({}));
  began = { kind: 'ready', by: 'zxing' };
  answer = ({ id }) => ({ kind: 'read', id, texts: [`read ${id}`] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  terminate.mockReset();
});

async function open() {
  const opening = openWorkerDecoder(createScriptGate({}));
  opening.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(10_000);
  return opening;
}

const video = document.createElement('video');

describe('the decoder’s worker', () => {
  it('answers each picture with what stands in it', async () => {
    const decoder = await open();
    const [first, second] = [decoder.read(video), decoder.read(video)];
    await vi.advanceTimersByTimeAsync(1);
    expect([await first, await second]).toEqual([['read 1'], ['read 2']]);
    decoder.close();
    expect(terminate).toHaveBeenCalledOnce();
  });

  it.each(['crashes', 'silent', { kind: 'unable' }] as const)(
    'is given up when it does not start: %j',
    async (how) => {
      began = how;
      await expect(open()).rejects.toThrow('the decoder');
      expect(terminate).toHaveBeenCalledOnce();
    },
  );

  it('has broken down when a picture fails, or no answer comes', async () => {
    const decoder = await open();
    answer = ({ id }) => ({ kind: 'failed', id });
    const failing = expect(decoder.read(video)).rejects.toThrow('could not be read');
    await vi.advanceTimersByTimeAsync(1);
    await failing;
    answer = () => undefined;
    const waiting = expect(decoder.read(video)).rejects.toThrow('does not answer');
    await vi.advanceTimersByTimeAsync(6_000);
    await waiting;
  });
});
