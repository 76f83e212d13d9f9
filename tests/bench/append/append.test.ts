/**
 * Figures, not verdicts: what an append costs beside one raw transaction (P-10, goal 1.25), and the newest fifty of
 * 100,000 sales (P-14, goal 5 ms). Run it on a quiet machine: `npx vitest run --mode bench tests/bench/append`.
 */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfile, type Profile } from '../../support/browser.ts';
import type { AppendBench, AppendFigures } from './page.ts';

const ROUNDS = 2_000;
const SALES = 100_000;

declare const bench: AppendBench;

let profile: Profile | undefined;
let server: Server;

async function bundledPage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      lib: { entry: fileURLToPath(new URL('page.ts', import.meta.url)), formats: ['iife'], name: 'page' },
    },
  });
  const [result] = Array.isArray(built) ? built : [built];
  const chunk = result !== undefined && 'output' in result ? result.output[0] : undefined;
  if (chunk === undefined) throw new Error('the page was not built');
  return chunk.code;
}

beforeAll(async () => {
  const script = await bundledPage();
  server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>bench</title><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  profile = await openProfile();
});

afterAll(async () => {
  await profile?.close();
  server?.close();
});

test('what an append and the newest sales cost', async () => {
  const page = await profile?.context.newPage();
  if (page === undefined) throw new Error('no browser');
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  const appends = await page.evaluate((rounds) => bench.compareAppends(rounds), ROUNDS);
  const intents = await page.evaluate((rounds) => bench.compareIntents(rounds), ROUNDS / 4);
  const reads = await page.evaluate((sales) => bench.readNewest(sales), SALES);
  const ratio = (figures: AppendFigures, part: 'p50Ms' | 'p95Ms') =>
    (figures.journal[part] / figures.raw[part]).toFixed(2);
  console.table({
    'append, journal': appends.journal,
    'append, raw': appends.raw,
    'tap to durable intent': intents.journal,
    'one raw transaction beside it': intents.raw,
    [`newest 50 of ${SALES}`]: reads.newest,
    [`read at a start, ${SALES} sales`]: reads.start,
  });
  console.log(
    `append, journal : raw = ${ratio(appends, 'p50Ms')} (p50), ${ratio(appends, 'p95Ms')} (p95); goal 1.25`,
  );
  console.log(
    `tap to intent : raw = ${ratio(intents, 'p50Ms')} (p50), ${ratio(intents, 'p95Ms')} (p95); goal 2`,
  );
  expect(appends.journal.p50Ms).toBeGreaterThan(0);
});
