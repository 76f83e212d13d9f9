/** The file of the worlds: what was there is there again after a restart, and nothing else is taken for it. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startSimulatorServer } from '../../../../../simulator/hosts/node/server.ts';
import { readState, UnusableState } from '../../../../../simulator/hosts/node/state.ts';

let folder: string;
const file = () => join(folder, 'worlds.json');
const start = () => startSimulatorServer({ port: 0, seed: 'kept', stateFile: file() });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guitai-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function ask(url: string, path: string, body?: unknown, world?: string): Promise<unknown> {
  const headers: Record<string, string> = world === undefined ? {} : { 'x-simulator-world': world };
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  return (await fetch(`${url}/_simulator${path}`, init)).json();
}

it('goes on where it stopped: customers, faults, clock, messages, and every parallel world', async () => {
  const before = await start();
  const code = (await ask(before.url, '/wallets/lin/payment-code', {})) as { code: string };
  await ask(before.url, '/faults', { name: 'offline' });
  await ask(before.url, '/clock', { advanceMs: 3_600_000 });
  await ask(before.url, '/faults', { name: 'query-lags' }, 'other');
  await fetch(`${before.url}/gateway.do`, { method: 'POST' }).catch(() => undefined);
  await before.close();

  const after = await start();
  expect(await ask(after.url, '/wallets/lin')).toMatchObject({ code: { code: code.code } });
  expect(await ask(after.url, '/faults')).toMatchObject([{ name: 'offline' }]);
  expect(await ask(after.url, '/faults', undefined, 'other')).toMatchObject([{ name: 'query-lags' }]);
  expect(await ask(after.url, '/clock')).toMatchObject({ offsetMs: 3_600_000 });
  expect(await ask(after.url, '/exchanges')).toHaveLength(1);
  await after.close();
});

it('is whole, readable by its owner alone, and leaves no draft behind', async () => {
  await (await start()).close();
  expect(readdirSync(folder)).toEqual(['worlds.json']);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(Object.keys(readState(file()))).toEqual(['default']);
});

it('is not there at the first start', () => {
  expect(readState(file())).toEqual({});
});

it.each([
  ['something else', 'shopping list'],
  ['other JSON', '{"worlds":{}}'],
  ['another format', '{"kind":"guitai-simulator-state","worldFormat":1,"worlds":{}}'],
  ['half a world', '{"kind":"guitai-simulator-state","worldFormat":2,"worlds":{"default":{"world":{}}}}'],
])('of %s is refused in words, and left as it is', async (_, text) => {
  writeFileSync(file(), text);
  await expect(start()).rejects.toThrow(UnusableState);
  await expect(start()).rejects.toThrow(/worlds\.json .*\./);
  expect(readFileSync(file(), 'utf8')).toBe(text);
});

it('must be writable from the start', async () => {
  await expect(
    startSimulatorServer({ port: 0, stateFile: join(folder, 'nowhere', 'worlds.json') }),
  ).rejects.toMatchObject({ code: 'ENOENT' });
});
