/** The static server: which paths it answers, with which headers, and what it refuses. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { securityHeaders } from '../../../../../simulator/hosts/node/headers.ts';
import { type StaticServer, startStatic } from '../../../../../simulator/hosts/node/static.ts';

let folder = '';
let server: StaticServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guitai-static-'));
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, 'simulator'));
  writeFileSync(join(folder, 'index.html'), 'counter');
  writeFileSync(join(folder, 'simulator/index.html'), 'phone');
  writeFileSync(join(folder, 'assets/main-abc.js'), 'plain');
  writeFileSync(join(folder, 'assets/main-abc.js.gz'), 'packed');
  writeFileSync(join(folder, 'sw.js'), 'worker');
  const started = await startStatic(folder, 0);
  if (!started.ok) throw new Error(started.refusal);
  server = started.server;
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

// Not fetch: it would follow redirects, tidy up paths and unpack the copies.
function ask(path: string, method = 'GET', headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: 'localhost', port: server.port, path, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString();
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
      });
    });
    sent.on('error', reject).end();
  });
}

describe('the static server', () => {
  it('shows the counter and the phone', async () => {
    expect((await ask('/')).text).toBe('counter');
    expect((await ask('/?utm=1')).text).toBe('counter');
    expect((await ask('/simulator/')).text).toBe('phone');
  });

  it('leads /simulator to /simulator/ and keeps the query', async () => {
    expect(await ask('/simulator?seed=7')).toMatchObject({
      status: 308,
      headers: { location: '/simulator/?seed=7' },
    });
  });

  it.each([
    '/nothing',
    '/practice',
    '/practice/alipay/gateway.do',
    '/live/alipay/gateway.do',
    '/_simulator/wallets',
    '/assets/',
    '/assets',
    '/index.html/',
    '/assets/main-abc.js.gz',
    '/../../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/%',
    '//',
  ])('answers 404, never a page, at %s', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.text).toBe('Not found.\n');
  });

  it('lets a browser keep hashed files for ever and asks for everything else again', async () => {
    expect((await ask('/assets/main-abc.js')).headers['cache-control']).toBe(
      'public, max-age=31536000, immutable',
    );
    for (const path of ['/', '/simulator/', '/sw.js']) {
      expect((await ask(path)).headers['cache-control']).toBe('no-cache');
    }
    expect((await ask('/nothing')).headers['cache-control']).toBe('no-store');
  });

  it('sends the packed copy to a browser that can unpack it', async () => {
    const answer = await ask('/assets/main-abc.js', 'GET', { 'accept-encoding': 'gzip' });
    expect(answer).toMatchObject({ status: 200, text: 'packed', headers: { 'content-encoding': 'gzip' } });
    expect(answer.headers['content-type']).toBe('text/javascript');
  });

  it('answers 304 when nothing has changed', async () => {
    const { etag } = (await ask('/')).headers;
    expect((await ask('/', 'GET', { 'if-none-match': String(etag) })).status).toBe(304);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    expect(await ask('/', method)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });

  it.each([
    ['GET', '/'],
    ['HEAD', '/'],
    ['GET', '/sw.js'],
    ['GET', '/assets/main-abc.js'],
    ['GET', '/simulator'],
    ['GET', '/nothing'],
    ['POST', '/'],
  ])('carries every security header on %s %s', async (method, path) => {
    const { headers } = await ask(path, method);
    for (const [name, value] of Object.entries(securityHeaders)) {
      expect(headers[name.toLowerCase()], name).toBe(value);
    }
  });

  it('lets WebAssembly be compiled in the decoder’s worker and nowhere else', async () => {
    const policyOf = async (path: string) => (await ask(path)).headers['content-security-policy'];
    expect(await policyOf('/assets/decoder-worker-B4_x.js')).toContain(
      "script-src 'self' 'wasm-unsafe-eval';",
    );
    for (const path of ['/', '/assets/main-abc.js', '/assets/decoder-worker.txt', '/decoder-worker-1.js']) {
      expect(await policyOf(path)).toContain("script-src 'self';");
    }
  });

  it('says that the port is taken instead of throwing', async () => {
    expect(await startStatic(folder, server.port)).toEqual({ ok: false, refusal: 'port_in_use' });
  });
});
