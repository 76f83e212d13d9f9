/** The phone and the desk as the stand-alone simulator serves them, and nothing of the counter. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SimulatorServer, startSimulatorServer } from '../../../../../simulator/hosts/node/server.ts';

let folder: string;
let server: SimulatorServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guitai-'));
  for (const name of ['simulator', 'assets', 'icons']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'index.html'), 'the counter');
  writeFileSync(join(folder, 'sw.js'), 'its worker');
  writeFileSync(join(folder, 'tokens.css'), ':root {}');
  writeFileSync(join(folder, 'assets/simulator-1.js'), 'export {};');
  writeFileSync(join(folder, 'simulator/index.html'), '<html><head></head><body>phone</body></html>');
  server = await startSimulatorServer({ port: 0, siteFolder: folder });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, init?: RequestInit) => fetch(server.url + path, { redirect: 'manual', ...init });

it('the page knows that its world is this server’s', async () => {
  const response = await get('/simulator/');
  expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  expect(await response.text()).toContain('<meta name="guitai-simulator" content="server" />');
});

it('has the security headers of the counter, but for the promise of HTTPS', async () => {
  for (const path of ['/simulator/', '/assets/simulator-1.js']) {
    const { headers } = await get(path);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

it('leads from the front door to the phone', async () => {
  expect((await get('/')).headers.get('location')).toBe('/simulator/');
  expect((await get('/simulator')).headers.get('location')).toBe('/simulator/');
});

it('serves what the pages load, and nothing of the counter', async () => {
  expect((await get('/tokens.css')).status).toBe(200);
  for (const path of [
    '/index.html',
    '/sw.js',
    '/assets/',
    '/nothing',
    '/practice',
    '/live/alipay/gateway.do',
  ]) {
    expect([path, (await get(path)).status]).toEqual([path, 404]);
  }
  expect((await get('/simulator/', { method: 'POST' })).status).toBe(405);
});

it('answers as a provider beside it', async () => {
  expect((await get('/gateway.do', { method: 'POST' })).status).toBe(200);
  expect((await get('/_simulator/payment-qrs')).status).toBe(200);
});
