/** The stand-alone server: for this machine only, small bodies only, and a lost message is a broken connection. */

import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type SimulatorServer, startSimulatorServer } from '../../../../../simulator/hosts/node/server.ts';
import { buildRequest, readAnswer } from '../../merchant.ts';

let server: SimulatorServer;

beforeEach(async () => {
  server = await startSimulatorServer({ port: 0 });
});

afterEach(() => server.close());

/** `fetch` does not let its caller choose Host and Origin. */
function statusWith(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(`${server.url}/_simulator/version`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

const shop = { host: { handle: (request: Request) => fetch(request) }, now: () => Date.now() };

async function query(): Promise<Response> {
  const request = buildRequest(shop, 'alipay.trade.query', { out_trade_no: 'A1' });
  const url = request.url.replace('http://simulator.test', server.url);
  return fetch(url, { method: 'POST', body: new URLSearchParams(await request.text()) });
}

it('answers over HTTP, signed', async () => {
  const response = await query();
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  expect(await readAnswer(response)).toMatchObject({ isVerified: true });
});

it('talks to this machine by its own names only', async () => {
  const { port } = new URL(server.url);
  expect(await statusWith({ host: `localhost:${port}` })).toBe(200);
  expect(await statusWith({ host: `localhost:${port}`, origin: `http://localhost:${port}` })).toBe(200);
  expect(await statusWith({ host: `evil.example:${port}` })).toBe(403);
  expect(await statusWith({ host: `localhost:${port}`, origin: 'http://evil.example' })).toBe(403);
});

it('answers to a further name when it is told to', async () => {
  await server.close();
  server = await startSimulatorServer({ port: 0, allowedHosts: ['simulator:4174'] });
  expect(await statusWith({ host: 'simulator:4174' })).toBe(200);
});

it('reads at most 64 KB', async () => {
  const response = await fetch(`${server.url}/gateway.do`, { method: 'POST', body: 'x'.repeat(65_537) });
  expect(response.status).toBe(413);
});

it('breaks the connection when a message is lost', async () => {
  const order = { method: 'POST', body: JSON.stringify({ name: 'request-lost' }) };
  await fetch(`${server.url}/_simulator/faults`, order);
  await expect(query()).rejects.toThrow(TypeError);
  expect((await query()).status).toBe(200);
});

it('says so when its port is taken', async () => {
  const port = Number(new URL(server.url).port);
  await expect(startSimulatorServer({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
