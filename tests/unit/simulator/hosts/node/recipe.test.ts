/** The three lines that the stand-alone simulator prints do what it says they do. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { recipe } from '../../../../../simulator/hosts/node/recipe.ts';
import { type SimulatorServer, startSimulatorServer } from '../../../../../simulator/hosts/node/server.ts';

let server: SimulatorServer;

beforeAll(async () => {
  server = await startSimulatorServer({ port: 0, seed: 'recipe' });
});
afterAll(() => server.close());

/** A printed line as curl would send it: a form unless told otherwise. */
function run(line: string): Promise<Response> {
  const [, data, url = ''] = /^curl (?:-d '([^']+)' )?(\S+)$/.exec(line) ?? [];
  if (data === undefined) return fetch(url);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return fetch(url, { method: 'POST', headers, body: data });
}

it('pays, loses an answer, and shows in the ledgers that the second payment was made all the same', async () => {
  const [pay, lose, read] = recipe(server.url);
  expect(await (await run(pay)).json()).toMatchObject({ status: 'succeeded', amount: 1_250 });
  expect((await run(lose)).status).toBe(200);
  await expect(run(pay)).rejects.toThrow(TypeError);
  const ledgers = (await (await run(read)).json()) as Record<string, unknown[]>;
  for (const book of ['customers', 'providers', 'merchants']) {
    expect(ledgers[book]).toMatchObject([
      { kind: 'payment', amountMinor: 1_250, currency: 'USD' },
      { kind: 'payment', amountMinor: 1_250, currency: 'USD' },
    ]);
  }
});
