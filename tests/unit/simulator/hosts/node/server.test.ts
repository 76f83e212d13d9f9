/** The stand-alone server: for this machine only, small bodies only, and a lost message is a broken connection. */

import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeCertificate } from '../../../../../simulator/hosts/node/certificate.ts';
import { type SimulatorServer, startSimulatorServer } from '../../../../../simulator/hosts/node/server.ts';
import { buildRequest, call, present, readAnswer, type Shop } from '../../merchant.ts';

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

it('keeps names and origins of others out of everything, gateways and worlds included', async () => {
  const { port } = new URL(server.url);
  const status = (path: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      httpRequest(`${server.url}${path}`, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
  for (const path of ['/gateway.do', '/_simulator/worlds', '/_simulator/reset', '/simulator/']) {
    expect(await status(path, { host: `rebound.example:${port}` })).toBe(403);
    expect(await status(path, { host: `127.0.0.1:${port}`, origin: 'null' })).toBe(403);
  }
});

it('serves HTTPS under a certificate of its own', async () => {
  await server.close();
  const tls = makeCertificate(['localhost', '127.0.0.1'], Date.now());
  server = await startSimulatorServer({ port: 0, tls });
  expect(server.url).toMatch(/^https:/);
  const status = await new Promise((resolve, reject) => {
    httpsRequest(`${server.url}/_simulator/version`, { ca: tls.certificate }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(200);
});

it('takes the place of a provider’s own host, for SDKs that know no other', async () => {
  await server.close();
  const name = 'api.mch.weixin.qq.com';
  const tls = makeCertificate([name], Date.now());
  server = await startSimulatorServer({ port: 0, tls, allowedHosts: [name] });
  const { port } = new URL(server.url);
  const there = { host: '127.0.0.1', port, servername: name, headers: { host: name }, ca: tls.certificate };
  const status = await new Promise((resolve, reject) => {
    httpsRequest({ ...there, path: '/_simulator/version' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(200);
});

it('answers under both of this machine’s own addresses', async () => {
  const { port } = new URL(server.url);
  for (const name of ['127.0.0.1', 'localhost']) {
    expect((await fetch(`http://${name}:${port}/_simulator/version`)).status).toBe(200);
  }
});

it('leads a phone’s camera to the simulated wallet', async () => {
  const control = shopControl();
  const content = await present(shopOver(server.url), 'A1', '5.00');
  const [qr] = (await control('/payment-qrs')) as { content: string; link: string }[];
  expect(qr).toMatchObject({ content });
  expect(qr?.link).toBe(`${server.url}/simulator/#scan=${encodeURIComponent(content)}`);
});

it('delivers news in compressed time, again until it is taken', async () => {
  const heard: string[] = [];
  const merchant = createServer((request, response) => {
    request.resume();
    heard.push(request.url ?? '');
    response.end(heard.length < 3 ? 'fail' : 'success');
  });
  merchant.listen(0, '127.0.0.1');
  await once(merchant, 'listening');
  const { port } = merchant.address() as AddressInfo;
  const control = shopControl();
  const over = shopOver(server.url);
  const parameters = { notify_url: `http://127.0.0.1:${port}/news` };
  const order = { out_trade_no: 'A1', total_amount: '5.00', subject: '咖啡' };
  const { node } = await call(over, 'alipay.trade.precreate', order, { parameters });
  await control('/clock', { factor: 10_000 });
  await control('/wallets/lin/scan', { content: node['qr_code'] });
  await control('/wallets/lin/confirm', {});
  await vi.waitFor(() => expect(heard).toHaveLength(3), { timeout: 10_000 });
  await vi.waitFor(async () => {
    expect(await control('/notifications')).toMatchObject([{ event: 'paid', attempts: 3, nextAt: null }]);
  });
  merchant.close();
});

/** The shop of the other tests, over HTTP. */
function shopOver(url: string): Shop {
  const handle = async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    const type = request.headers.get('content-type') ?? 'application/json';
    const init = { method: request.method, headers: { 'content-type': type } };
    const body = request.method === 'GET' ? {} : { body: await request.text() };
    return fetch(url + pathname + search, { ...init, ...body });
  };
  return { host: { handle }, now: () => Date.now() };
}

function shopControl(): (path: string, body?: unknown) => Promise<unknown> {
  return async (path, body) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await fetch(`${server.url}/_simulator${path}`, init)).json();
  };
}
