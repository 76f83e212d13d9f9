/**
 * Reading codes from 720p pictures in a worker (P-20): goals are 10 ms for 95 of 100 frames and 99 of 100 read. The
 * corpus is drawn from seeds: turned, tilted, blurred, badly lit, noisy. Run it on a quiet machine:
 * `npx vitest run --mode bench tests/bench/scan`.
 */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfile, type Profile } from '../../support/browser.ts';

const FRAMES = Number(process.env['BENCH_FRAMES'] ?? 1_000);
/** As many as the bars are turned through. */
const LOOKS = 5;

let profile: Profile | undefined;
let server: Server;

/** The page and what it loads: script, worker and wasm, by path. */
async function bundledFiles(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      assetsInlineLimit: 0,
      rolldownOptions: { input: fileURLToPath(new URL('page.ts', import.meta.url)) },
    },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (result === undefined || !('output' in result)) throw new Error('the page was not built');
  return new Map(
    result.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
  );
}

beforeAll(async () => {
  const files = await bundledFiles();
  const script = [...files.keys()].find((path) => /\/page-[^/]*\.js$/.test(path));
  const page = `<!doctype html><title>bench</title><script type="module" src="${script}"></script>`;
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    const type = path.endsWith('.js')
      ? 'text/javascript'
      : path.endsWith('.wasm')
        ? 'application/wasm'
        : 'text/html';
    response.setHeader('Content-Type', type);
    response.end(path === '/' ? page : files.get(path));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  profile = await openProfile();
});

afterAll(async () => {
  await profile?.close();
  server?.close();
});

test('how quickly and how surely codes are read', async () => {
  const page = await profile?.context.newPage();
  if (page === undefined) throw new Error('no browser');
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  const squares = await page.evaluate((frames) => globalThis.bench.readSquares(frames), FRAMES);
  const bars = await page.evaluate(([frames, looks]) => globalThis.bench.readBars(frames, looks), [
    Math.ceil(FRAMES / 4),
    LOOKS,
  ] as const);
  const besides = await page.evaluate(
    (frames) => globalThis.bench.readSquaresBesides(frames),
    Math.ceil(FRAMES / 10),
  );
  console.table({
    'QR, 1280 x 720': squares,
    [`bars, at most ${LOOKS} looks`]: bars,
    'QR by the smaller decoder': besides,
  });
  expect(squares.wrong + bars.wrong).toBe(0);
  expect(squares.hits).toBeGreaterThanOrEqual(0.99);
  expect(bars.hits).toBeGreaterThanOrEqual(0.99);
});
