/** One request to the stand-alone simulator: who asks, how much, of which world; then the world answers, or a page. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { BODILESS, BODY_LIMIT_BYTES, isAnswered } from '../shared/front.ts';
import { DEFAULT_WORLD, MOST_WORLDS, WORLD_HEADER, type WorldRefusal, type Worlds } from './worlds.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface ServeDeps {
  readonly worlds: Worlds;
  /** Whether a request with this `Host` and `Origin` may be answered. */
  readonly guard: (host: string, origin?: string) => boolean;
  readonly scheme: 'http' | 'https';
  readonly pages: Handler | undefined;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

const WORLDS_PATH = /^\/_simulator\/worlds(?:\/([\w.-]+))?$/;

/**
 * A page of another origin must not drive the simulator (it could through a name that resolves to this machine), so
 * `Host` and `Origin` are checked and no cross-origin header is ever sent.
 */
export function createServe(deps: ServeDeps): Handler {
  return (request, response) => {
    serve(deps, request, response).catch(() => response.destroy());
  };
}

async function serve(deps: ServeDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { host: name = '', origin } = request.headers;
  if (!deps.guard(name, origin)) {
    const message = 'The simulator is not called by this name, or by pages of this origin.';
    return reply(response, refusal(403, 'forbidden', message));
  }
  const target = request.url ?? '/';
  if (!target.startsWith('/')) return reply(response, refusal(400, 'bad-request', 'No path.'));
  const url = new URL(`${deps.scheme}://${name}${target}`);
  const world = WORLDS_PATH.exec(url.pathname);
  if (world) return reply(response, callWorlds(deps.worlds, request.method, world[1]));
  if (isAnswered(url.pathname)) return passOn(deps.worlds, request, { response, url });
  if (deps.pages) return deps.pages(request, response);
  return reply(response, refusal(404, 'not-found', 'No provider answers here.'));
}

async function passOn(
  worlds: Worlds,
  request: IncomingMessage,
  { response, url }: { readonly response: ServerResponse; readonly url: URL },
): Promise<void> {
  const host = worlds.get(String(request.headers[WORLD_HEADER] ?? DEFAULT_WORLD));
  if (typeof host === 'string') return reply(response, worldRefusal(host));
  const body = await readBody(request);
  if (body === undefined) return reply(response, refusal(413, 'too-large', 'At most 64 KB.'));
  const answer = await host.answer({
    method: request.method ?? 'GET',
    url,
    headers: headersOf(request),
    bytes: body,
    signal: createSignal(response),
  });
  // With its length told, head and body leave in one write; without it they go in chunks.
  const headers = BODILESS.includes(answer.status)
    ? answer.headers
    : { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) };
  response.writeHead(answer.status, headers);
  response.end(answer.body);
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const named: Record<string, string> = {};
  for (const name of Object.keys(headers)) named[name] = String(headers[name]);
  return named;
}

/** Aborted when the caller hangs up; most requests are answered at once and need none. */
function createSignal(response: ServerResponse): () => AbortSignal {
  let signal: AbortSignal | undefined;
  return () => {
    if (signal !== undefined) return signal;
    const gone = new AbortController();
    if (response.destroyed) gone.abort();
    else response.once('close', () => gone.abort());
    signal = gone.signal;
    return signal;
  };
}

async function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (request.method === 'GET') {
    // Whatever came with it is not read, and the next request of this connection must not find it.
    request.resume();
    return NOTHING;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > BODY_LIMIT_BYTES) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

const NOTHING = new Uint8Array(0);

/** `GET /_simulator/worlds` and `DELETE /_simulator/worlds/{name}`. */
function callWorlds(worlds: Worlds, method: string | undefined, name: string | undefined): Reply {
  if (name === undefined) {
    if (method !== 'GET') return refusal(405, 'method-not-allowed', 'Use GET.');
    return { status: 200, body: worlds.list().map(worldView) };
  }
  if (method !== 'DELETE') return refusal(405, 'method-not-allowed', 'Use DELETE.');
  if (worlds.forget(name)) return { status: 200, body: { forgotten: name } };
  return refusal(404, 'unknown-world', 'There is no such world to forget.');
}

function worldView({ name, host }: ReturnType<Worlds['list']>[number]): unknown {
  const { seed, birth, version, exchanges } = host.world();
  return { name, seed, birth, version, exchanges };
}

function worldRefusal(reason: WorldRefusal): Reply {
  if (reason === 'bad-name') {
    const message = `${WORLD_HEADER} is 1 to 64 letters, digits, dots, dashes and underscores.`;
    return refusal(400, 'bad-world', message);
  }
  const message = `There are ${MOST_WORLDS} worlds already: forget one (DELETE /_simulator/worlds/{name}).`;
  return refusal(409, 'too-many-worlds', message);
}

function refusal(status: number, error: string, message: string): Reply {
  return { status, body: { error, message } };
}

/** A refused request may not have been read to its end: its connection cannot be used again. */
function reply(response: ServerResponse, { status, body }: Reply): void {
  const closing = status < 400 ? {} : { connection: 'close' };
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', ...closing };
  response.writeHead(status, headers).end(JSON.stringify(body));
}
