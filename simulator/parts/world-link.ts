/** How this page reaches a world: the one in this browser profile, or a stand-alone simulator's over HTTP. */

import { type Client, createClient, type Send } from './client.ts';

export interface WorldLink {
  readonly client: Client;
  /** Calls back after each change of the world. */
  readonly onChange: (listener: () => void) => void;
}

/** A stand-alone simulator tells nobody of its changes: it is asked this often, in real time. */
const ASK_AGAIN_MS = 1_000;

/** What is used of a host of the simulator. */
export interface Host {
  readonly handle: Send;
  readonly onChange: (listener: () => void) => () => void;
}

export function linkToHost(host: Host, origin: string): WorldLink {
  return {
    client: createClient(host.handle, origin),
    onChange: (listener) => void host.onChange(listener),
  };
}

export function linkToServer(send: Send, origin: string): WorldLink {
  const client = createClient(send, origin);
  return {
    client,
    onChange: (listener) => {
      let seen = '';
      setInterval(async () => {
        const answer = await client.version();
        const now = answer.ok ? `${answer.value.version} ${answer.value.exchanges}` : '';
        if (now === seen) return;
        seen = now;
        listener();
      }, ASK_AGAIN_MS);
    },
  };
}

/** Sends to one of a server's parallel worlds (`?world=<name>`), or to its default one. */
export function toWorld(send: Send, name: string | null): Send {
  if (name === null) return send;
  return (request) => {
    request.headers.set('x-simulator-world', name);
    return send(request);
  };
}

/** Where no world can be opened, every question gets no answer, and phone and desk say so. */
export function linkToNothing(reason: unknown): WorldLink {
  return {
    client: createClient(() => Promise.reject(reason), 'http://localhost'),
    onChange: () => undefined,
  };
}
