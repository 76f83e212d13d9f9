/** The static server of the production build: files, security headers, caching, and nothing that answers for a gateway. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { headersFor, securityHeaders } from './headers.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface StaticServer {
  /** Without a slash at the end. */
  readonly origin: string;
  readonly port: number;
  /** Ends every connection at once. */
  readonly stop: () => Promise<void>;
}

export type StaticStart =
  | { readonly ok: true; readonly server: StaticServer }
  | { readonly ok: false; readonly refusal: 'port_in_use' | 'port_forbidden' };

const pages: Readonly<Record<string, string>> = {
  '/': '/index.html',
  '/simulator/': '/simulator/index.html',
};

// Hashed names never change their content; everything else is asked for again each time.
function cacheControl(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${text}\n`);
}

// Gateways live under /practice, /live and /_simulator: a missing one must be a 404, never a page.
function isServable(path: string): boolean {
  return !path.endsWith('/') && !path.endsWith('.gz') && !path.endsWith('.br');
}

/** Answers GET and HEAD for the files that stand in `folder` now; a later build needs a new handler. */
export function createStaticHandler(
  folder: string,
  headers: Readonly<Record<string, string>> = securityHeaders,
): Handler {
  const files = sirv(folder, { dev: false, etag: true, gzip: true, brotli: true, extensions: [] });
  return (request, response) => {
    const [path = '/', query] = (request.url ?? '/').split('?', 2);
    for (const [name, value] of Object.entries(headersFor(path, headers))) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      refuse(response, 405, 'Only GET and HEAD are answered here.');
      return;
    }
    if (path === '/simulator') {
      response.writeHead(308, { Location: query === undefined ? '/simulator/' : `/simulator/?${query}` });
      response.end();
      return;
    }
    const file = pages[path] ?? path;
    if (!isServable(file)) {
      refuse(response, 404, 'Not found.');
      return;
    }
    request.url = file;
    response.setHeader('Cache-Control', cacheControl(file));
    files(request, response, () => refuse(response, 404, 'Not found.'));
  };
}

function listen(server: Server, port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen(port, host, () => resolve(undefined));
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/**
 * Serves `folder` at http://localhost:`port`/ on both loopback addresses, since a browser may try either; no other
 * machine can reach it. Port 0 takes a free one.
 */
export async function startStatic(folder: string, port: number): Promise<StaticStart> {
  const handler = createStaticHandler(folder);
  const four = createServer(handler);
  const failure = await listen(four, port, '127.0.0.1');
  if (failure !== undefined) {
    return { ok: false, refusal: failure === 'EADDRINUSE' ? 'port_in_use' : 'port_forbidden' };
  }
  const actual = portOf(four);
  const six = createServer(handler);
  const failureSix = await listen(six, actual, '::1');
  if (failureSix === 'EADDRINUSE') {
    await close(four);
    return { ok: false, refusal: 'port_in_use' };
  }
  // A machine without IPv6 is served on IPv4 alone.
  const servers = failureSix === undefined ? [four, six] : [four];
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map(close));
  };
  return { ok: true, server: { origin: `http://localhost:${actual}`, port: actual, stop } };
}
