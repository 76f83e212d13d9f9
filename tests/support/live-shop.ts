/** A shop with a live book: the site and, behind it at /live/<rail>, a stand-alone simulator in the providers' place. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type SimulatorServer, startSimulatorServer } from '../../simulator/hosts/node/server.ts';
import { createStaticHandler } from '../../simulator/hosts/node/static.ts';
import type { Credentials } from '../../simulator/world/credentials.ts';
import { siteFolder } from './server.ts';

const LIVE = /^\/live\/([a-z]+)(\/.*)$/;
/** What is the connection's own, or says where a browser stands, and so is not passed on. */
const NOT_PASSED_ON = /^(host|connection|content-length|accept-encoding|origin|referer|cookie|sec-.*)$/;

export interface LiveSite {
  readonly origin: string;
  /** The paths that came in for the provider, in order. */
  readonly passedOn: readonly string[];
  /**
   * The contents that came in again to the last byte of their signature. A till signs no two messages alike: it is the
   * browser that repeats one when a connection was cut before any answer, as Chromium does on one it had used before.
   */
  readonly repeated: readonly string[];
  /** Calls the control interface of the simulator behind it; rejects when that refuses. */
  readonly control: <T = unknown>(path: string, body?: unknown) => Promise<T>;
  /** Serves another folder from now on, as after a release. */
  readonly serve: (folder: string) => void;
  readonly stop: () => Promise<void>;
}

/** As the reverse proxy in front of a real shop: the site's own files, and the provider's path passed on byte for byte. */
export async function startLiveSite(): Promise<LiveSite> {
  const simulator = await startSimulatorServer({ port: 0, seed: 'live' });
  let files = createStaticHandler(siteFolder);
  const passedOn: string[] = [];
  const repeated: string[] = [];
  const known = new Set<string>();
  const note = (signature: string, content: string): void => {
    const message = `${signature} ${content}`;
    if (known.has(message)) repeated.push(content);
    known.add(message);
  };
  const server = createServer((request, response) => {
    const { url = '/' } = request;
    const [, rail, path] = LIVE.exec(url) ?? [];
    if (rail === undefined || path === undefined) return files(request, response);
    passedOn.push(url);
    passOn(simulator, { rail, path, request, response, note }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    passedOn,
    repeated,
    control: (path, body) => callControl(simulator, path, body),
    serve: (folder) => {
      files = createStaticHandler(folder);
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await simulator.close();
    },
  };
}

interface Passing {
  readonly rail: string;
  readonly path: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Hears of every message with its signature, which may be a part of its content. */
  readonly note: (signature: string, content: string) => void;
}

async function passOn(
  simulator: SimulatorServer,
  { rail, path, request, response, note }: Passing,
): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
  const { method = 'GET', headers: sent } = request;
  note(`${method} ${path} ${sent.authorization ?? ''}`, Buffer.concat(chunks).toString());
  const answer = await fetch(simulator.url + path, {
    method,
    headers: { ...passedHeaders(request), ...(await secretOf(simulator, rail, path)) },
    ...(method === 'GET' ? {} : { body: Buffer.concat(chunks) }),
  });
  const headers = [...answer.headers].filter(
    ([name]) => !/^(content-(length|encoding)|transfer-.*|connection)$/.test(name),
  );
  response.writeHead(answer.status, Object.fromEntries(headers));
  response.end(new Uint8Array(await answer.arrayBuffer()));
}

function passedHeaders({ headers }: IncomingMessage): Record<string, string> {
  const passed = Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.test(name));
  return Object.fromEntries(passed.map(([name, value]) => [name, String(value)]));
}

/** What a browser must not hold and the shop's proxy adds: Stripe's secret key, and PayPal's where a token is asked for. */
async function secretOf(
  simulator: SimulatorServer,
  rail: string,
  path: string,
): Promise<Record<string, string>> {
  const isToken = rail === 'paypal' && path === '/v1/oauth2/token';
  if (rail !== 'card' && !isToken) return {};
  const { paypal, card } = await callControl<Credentials>(simulator, 'credentials', undefined);
  return {
    authorization: isToken
      ? `Basic ${btoa(`${paypal.clientId}:${paypal.clientSecret}`)}`
      : `Bearer ${card.secretKey}`,
  };
}

async function callControl<T>({ url }: SimulatorServer, path: string, body: unknown): Promise<T> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`${url}/_simulator/${path}`, init);
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
