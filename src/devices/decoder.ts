/** The decoder's worker as the page sees it: a picture goes in, the texts of its codes come out. */

import type { DecoderNews } from './decoder-worker.ts';
import type { ScriptGate } from './scan-policy.ts';

/** Something that reads codes from a playing video. */
export interface Decoder {
  /** The texts of the codes that the video shows now. Rejects when the decoder broke down. */
  readonly read: (video: HTMLVideoElement) => Promise<readonly string[]>;
  readonly close: () => void;
}

/** As long as fetching and compiling may take; then the smaller decoder begins without it. */
const START_PATIENCE_MS = 8_000;
/** A look takes a few milliseconds; a worker that takes this long is gone. */
const READ_PATIENCE_MS = 5_000;

/** Starts the worker. Rejects where it cannot work: no WebAssembly or none allowed, no worker, no network. */
export async function openWorkerDecoder(gate: ScriptGate): Promise<Decoder> {
  const worker = await gate.admitOne(
    'decoder',
    async () => new Worker(new URL('./decoder-worker.ts', import.meta.url), { type: 'module' }),
  );
  const waiting = new Map<number, (news: DecoderNews) => void>();
  let lastId = 0;
  try {
    await ready(worker);
  } catch (error) {
    worker.terminate();
    throw error;
  }
  worker.onmessage = ({ data }: MessageEvent<DecoderNews>) => {
    if ('id' in data) waiting.get(data.id)?.(data);
  };
  return {
    read: async (video) => {
      const picture = await createImageBitmap(video);
      lastId += 1;
      const id = lastId;
      const answer = new Promise<DecoderNews>((resolve) => waiting.set(id, resolve));
      worker.postMessage({ id, picture }, [picture]);
      try {
        const news = await inTime(answer, READ_PATIENCE_MS);
        if (news.kind !== 'read') throw new Error('the picture could not be read');
        return news.texts;
      } finally {
        waiting.delete(id);
      }
    },
    close: () => worker.terminate(),
  };
}

function ready(worker: Worker): Promise<void> {
  const said = new Promise<void>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<DecoderNews>) => {
      if (data.kind === 'ready') resolve();
      else reject(new Error('the decoder cannot work here'));
    };
    worker.onerror = () => reject(new Error('the decoder did not start'));
  });
  return inTime(said, START_PATIENCE_MS);
}

async function inTime<Result>(work: Promise<Result>, patienceMs: number): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the decoder does not answer')), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
