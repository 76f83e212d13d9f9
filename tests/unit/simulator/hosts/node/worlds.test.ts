/** Parallel worlds on one server: each test of somebody's suite has its own, by a header. */

import { afterEach, beforeEach, expect, it } from 'vitest';
import { type SimulatorServer, startSimulatorServer } from '../../../../../simulator/hosts/node/server.ts';
import { createWorld } from '../../../../../simulator/world/create.ts';
import type { World } from '../../../../../simulator/world/model.ts';
import { scan } from '../../../../../simulator/world/phone.ts';
import { createTrade, presentQr } from '../../../../../simulator/world/trades.ts';

let server: SimulatorServer;

beforeEach(async () => {
  server = await startSimulatorServer({ port: 0, seed: 'suite' });
});
afterEach(() => server.close());

async function ask(line: string, world?: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const [method = 'GET', path = ''] = line.split(' ');
  const headers: Record<string, string> = world === undefined ? {} : { 'x-simulator-world': world };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${server.url}/_simulator${path}`, { method, headers, ...content });
  return { status: response.status, body: await response.json() };
}

it('what happens in one world happens in no other', async () => {
  await ask('POST /faults', 'one', { name: 'offline' });
  expect((await ask('GET /faults', 'one')).body).toHaveLength(1);
  expect((await ask('GET /faults', 'two')).body).toEqual([]);
  expect((await ask('GET /faults')).body).toEqual([]);
});

it('all know the shop by the same ids and secrets, and each tells its own story', async () => {
  expect((await ask('GET /credentials', 'one')).body).toEqual((await ask('GET /credentials')).body);
  const code = async (world?: string) => (await ask('POST /wallets/lin/payment-code', world)).body;
  expect(await code('one')).not.toEqual(await code());
});

it('are listed, and forgotten on request', async () => {
  await ask('GET /version', 'one');
  const names = async () => ((await ask('GET /worlds')).body as { name: string }[]).map(({ name }) => name);
  expect(await names()).toEqual(['default', 'one']);
  expect((await ask('GET /worlds')).body).toMatchObject([{ seed: 'suite' }, { seed: 'suite/one', birth: 1 }]);
  expect(await ask('DELETE /worlds/one')).toEqual({ status: 200, body: { forgotten: 'one' } });
  expect(await names()).toEqual(['default']);
  expect((await ask('DELETE /worlds/one')).status).toBe(404);
  expect((await ask('DELETE /worlds/default')).status).toBe(404);
  expect((await ask('POST /worlds')).status).toBe(405);
});

it('lead a phone’s camera into the world of the order', async () => {
  const place = (world: World) =>
    createTrade(world, 0, {
      ...({ rail: 'alipay', orderNumber: 'A1', flow: 'payment-qr', subject: '' } as const),
      ...({ amountMinor: 100, currency: 'CNY', expiresAt: 60_000, notifyUrl: null } as const),
    });
  const world = createWorld('x', 0);
  presentQr(world, place(world), { content: 'https://qr.alipay.com/bax1', expiresAt: 60_000 });
  const link = 'http://127.0.0.1:4174/simulator/?world=one#scan=https%3A%2F%2Fqr.alipay.com%2Fbax1';
  const [lin] = world.wallets;
  expect(lin && scan(world, lin, { content: link, now: 0 })).toMatchObject({ ok: true });
});

it('begin afresh with a seed of their own', async () => {
  expect((await ask('POST /reset', 'one', { seed: 'again' })).body).toMatchObject({
    seed: 'again',
    birth: 2,
  });
  expect((await ask('GET /version')).body).toMatchObject({ seed: 'suite', birth: 1 });
});

it('are at most 64, with plain names', async () => {
  for (const name of ['a b', '', 'x'.repeat(65), 'a/b']) {
    expect(await ask('GET /version', name)).toMatchObject({ status: 400, body: { error: 'bad-world' } });
  }
  for (let number = 1; number < 64; number += 1) await ask('GET /version', `world-${number}`);
  expect(await ask('GET /version', 'one-more')).toMatchObject({
    status: 409,
    body: { error: 'too-many-worlds' },
  });
  expect((await ask('GET /version', 'world-63')).status).toBe(200);
});
