/** The simulator as a server of its own, for anybody's point of sale: an in-memory world behind Node's HTTP server. */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWebCrypto } from '../../gateways/crypto.ts';
import { createMemoryHost, type MemoryHost } from '../memory.ts';
import { startCourier } from './courier.ts';

export interface SimulatorServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Where it listens; this machine alone by default. */
  readonly host?: string;
  readonly seed?: string;
  /** Further `Host` names that callers may use, with port, beside localhost. */
  readonly allowedHosts?: readonly string[];
}

export interface SimulatorServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const BODY_LIMIT_BYTES = 64 * 1024;

/** Starts the server; rejects when the port cannot be opened. */
export async function startSimulatorServer(options: SimulatorServerOptions): Promise<SimulatorServer> {
  const { port, host: address = '127.0.0.1', seed = 'server', allowedHosts = [] } = options;
  const crypto = createWebCrypto(globalThis.crypto);
  const host = createMemoryHost({ now: Date.now, seed, crypto });
  const server = createServer();
  server.listen(port, address);
  await once(server, 'listening');
  const actual = (server.address() as AddressInfo).port;
  const names = new Set([
    ...['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${actual}`),
    ...allowedHosts,
  ]);
  server.on('request', (request, response) => {
    serve(host, names, { request, response }).catch(() => response.destroy());
  });
  const courier = startCourier(host, crypto);
  return {
    url: `http://127.0.0.1:${actual}`,
    close: async () => {
      courier.stop();
      await closeServer(server);
    },
  };
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

/**
 * A page of another origin must not drive the simulator (it could through a name that resolves to this machine), so
 * `Host` and `Origin` are checked and no cross-origin header is ever sent.
 */
async function serve(
  host: MemoryHost,
  names: ReadonlySet<string>,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const { host: name = '', origin } = request.headers;
  if (!names.has(name) || (origin !== undefined && !names.has(origin.replace(/^http:\/\//, '')))) {
    return refuse(response, 403, {
      error: 'forbidden',
      message: 'Only this machine may talk to the simulator.',
    });
  }
  const body = await readBody(request);
  if (body === undefined) return refuse(response, 413, { error: 'too-large', message: 'At most 64 KB.' });
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const method = request.method ?? 'GET';
  const init = method === 'GET' || method === 'HEAD' ? { method } : { method, body };
  const answer = await host.handle(
    new Request(new URL(request.url ?? '/', `http://${name}`), { ...init, signal: gone.signal }),
  );
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(new Uint8Array(await answer.arrayBuffer()));
}

async function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > BODY_LIMIT_BYTES) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function refuse(
  response: ServerResponse,
  status: number,
  body: { readonly error: string; readonly message: string },
): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify(body));
}
