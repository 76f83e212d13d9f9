/** A shop with a live book: the site and, behind it at /live/alipay, a stand-alone simulator in the provider's place. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type SimulatorServer, startSimulatorServer } from '../../simulator/hosts/node/server.ts';
import { createStaticHandler } from '../../simulator/hosts/node/static.ts';
import { siteFolder } from './server.ts';

const PREFIX = '/live/alipay';

export interface LiveSite {
  readonly origin: string;
  /** The paths that came in for the provider, in order. */
  readonly passedOn: readonly string[];
  /** Calls the control interface of the simulator behind it; rejects when that refuses. */
  readonly control: <T = unknown>(path: string, body?: unknown) => Promise<T>;
  readonly stop: () => Promise<void>;
}

/** As the reverse proxy in front of a real shop: the site's own files, and the provider's path passed on byte for byte. */
export async function startLiveSite(): Promise<LiveSite> {
  const simulator = await startSimulatorServer({ port: 0, seed: 'live' });
  const files = createStaticHandler(siteFolder);
  const passedOn: string[] = [];
  const server = createServer((request, response) => {
    const { url = '/' } = request;
    if (!url.startsWith(`${PREFIX}/`)) return files(request, response);
    passedOn.push(url);
    passOn(simulator, { request, response }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    passedOn,
    control: (path, body) => callControl(simulator, path, body),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await simulator.close();
    },
  };
}

async function passOn(
  simulator: SimulatorServer,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
  const answer = await fetch(simulator.url + (request.url ?? '').slice(PREFIX.length), {
    method: request.method ?? 'GET',
    headers: { 'content-type': request.headers['content-type'] ?? '' },
    body: Buffer.concat(chunks),
  });
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
  response.end(new Uint8Array(await answer.arrayBuffer()));
}

async function callControl<T>({ url }: SimulatorServer, path: string, body: unknown): Promise<T> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`${url}/_simulator/${path}`, init);
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
