/** Firefox's own remote protocol: numbered JSON packets over a local socket, each with its length in front. */

import { once } from 'node:events';
import { createConnection } from 'node:net';

export interface Marionette {
  /** Rejects with the browser's own words when it refuses, or when the connection ends. */
  readonly send: (command: string, parameters?: Readonly<Record<string, unknown>>) => Promise<unknown>;
  readonly close: () => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Connects; the browser's greeting is no answer to anything and is let by. */
export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = createConnection({ host: '127.0.0.1', port });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let received = Buffer.alloc(0);
  const packets = (chunk: Buffer): readonly string[] => {
    const found: string[] = [];
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const colon = received.indexOf(':');
      if (colon < 0) return found;
      const length = Number(received.subarray(0, colon).toString());
      if (received.length < colon + 1 + length) return found;
      found.push(received.subarray(colon + 1, colon + 1 + length).toString());
      received = received.subarray(colon + 1 + length);
    }
  };
  await once(socket, 'connect');
  socket.on('data', (chunk: Buffer) => {
    for (const packet of packets(chunk)) answer(JSON.parse(packet));
  });
  const answer = (message: unknown): void => {
    if (!Array.isArray(message)) return;
    const [, id, error, value] = message as [number, number, { message: string } | null, unknown];
    const one = waiting.get(id);
    waiting.delete(id);
    if (error === null) one?.resolve(value);
    else one?.reject(new Error(error.message));
  };
  const endAll = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox is gone.'));
    waiting.clear();
  };
  socket.on('close', endAll);
  socket.on('error', endAll);
  return {
    send: (command, parameters = {}) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        const text = JSON.stringify([0, last, command, parameters]);
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      }),
    close: () => socket.destroy(),
  };
}
