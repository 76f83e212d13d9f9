/** The stand-alone simulator as it is built: started by its command, tried by its own three lines, with phone and desk in a real browser. */

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { nodeFolder } from '../support/server.ts';
import { present } from '../unit/simulator/merchant.ts';

const run = promisify(execFile);
const cli = join(nodeFolder, 'cli.js');
const started: ChildProcess[] = [];
let browser: Browser;

interface Started {
  readonly url: string;
  /** Everything that it has printed. */
  readonly text: () => string;
  /** Ends it as a person would, and waits. */
  readonly stop: () => Promise<void>;
}

/** Starts the command and waits until it says that it is ready. */
async function start(...words: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [cli, '--port', '0', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let text = '';
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const url = /ready at (\S+)\/\n/.exec(text)?.[1];
      if (url !== undefined && text.includes('/_simulator/ledgers')) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url: await ready, text: () => text, stop };
}

/** A printed line as curl would send it. */
async function copied(line: string): Promise<Response> {
  const [, data, url = ''] = /curl (?:-d '([^']+)' )?(\S+)$/.exec(line) ?? [];
  if (data === undefined) return fetch(url);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return fetch(url, { method: 'POST', headers, body: data });
}

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

describe('the command', () => {
  it('prints three lines that work when they are copied', async () => {
    const { url, text, stop } = await start('--seed', 'copied');
    const [pay = '', lose = '', read = ''] = text()
      .split('\n')
      .filter((line) => line.includes('curl '));
    expect(await (await copied(pay)).json()).toMatchObject({ status: 'succeeded' });
    expect((await copied(lose)).status).toBe(200);
    await expect(copied(pay)).rejects.toThrow(TypeError);
    expect(await (await copied(read)).json()).toMatchObject({ customers: [{}, {}] });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await stop();
  });

  it('goes on after a restart with what it kept', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'guitai-'));
    const state = join(folder, 'worlds.json');
    const first = await start('--state', state);
    await fetch(`${first.url}/_simulator/faults`, { method: 'POST', body: '{"name":"offline"}' });
    await first.stop();
    const second = await start('--state', state);
    const faults = await fetch(`${second.url}/_simulator/faults`);
    expect(await faults.json()).toMatchObject([{ name: 'offline' }]);
    await second.stop();
    rmSync(folder, { recursive: true });
  });

  it('says in a sentence what it cannot do', async () => {
    const refused = await run(process.execPath, [cli, '--port', 'here']).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The port must be a number .*\n$/),
    });
  });
});

describe('the customer’s phone on the simulator’s own origin', () => {
  const IN_TESTS = { locale: 'en-US', ignoreHTTPSErrors: true };

  async function open(address: string): Promise<Page> {
    const page = await browser.newPage(IN_TESTS);
    await page.goto(address);
    return page;
  }

  /** A till places an order with a QR in one of the worlds; the link is what a camera app would open. */
  async function shownLink(url: string, world: string): Promise<string> {
    const headers = { 'x-simulator-world': world };
    const handle = async (request: Request) => {
      const { pathname, search } = new URL(request.url);
      const body = new URLSearchParams(await request.text());
      return fetch(url + pathname + search, { method: 'POST', headers, body });
    };
    await present({ host: { handle }, now: () => Date.now() }, 'A1', '12.50');
    const qrs = await fetch(`${url}/_simulator/payment-qrs`, { headers });
    const [qr] = (await qrs.json()) as { link: string }[];
    return qr?.link ?? '';
  }

  const paid = async (url: string, world: string) => {
    const ledgers = await fetch(`${url}/_simulator/ledgers`, { headers: { 'x-simulator-world': world } });
    return ((await ledgers.json()) as { merchants: unknown[] }).merchants;
  };

  it('pays what the till’s QR leads to, in the world that it belongs to', async () => {
    const { url, stop } = await start();
    const link = await shownLink(url, 'default');
    const page = await open(link);
    await page.getByRole('button', { name: /^Pay ¥12\.50/ }).click();
    await page.getByText('Paid', { exact: false }).first().waitFor();
    expect(await paid(url, 'default')).toMatchObject([{ orderNumber: 'A1', amountMinor: 1_250 }]);
    expect(await paid(url, 'other')).toEqual([]);
    const other = await open(await shownLink(url, 'other'));
    await other.getByRole('button', { name: /^Pay ¥12\.50/ }).click();
    await other.getByText('Paid', { exact: false }).first().waitFor();
    expect(await paid(url, 'other')).toHaveLength(1);
    await Promise.all([page, other].map((one) => one.close()));
    await stop();
  });

  it('has its desk beside it', async () => {
    const { url, stop } = await start('--seed', 'desk');
    const page = await open(`${url}/simulator/#desk`);
    await page.getByRole('heading', { name: 'Faults' }).first().waitFor();
    await fetch(`${url}/_simulator/faults`, { method: 'POST', body: '{"name":"offline"}' });
    await page.getByText('offline').first().waitFor();
    await page.close();
    await stop();
  });

  it('may use its camera over HTTPS', async () => {
    const { url, stop } = await start('--https');
    const page = await open(`${url}/simulator/`);
    await page.getByRole('button', { name: 'Scan' }).first().waitFor();
    expect(await page.evaluate(() => [isSecureContext, 'mediaDevices' in navigator])).toEqual([true, true]);
    await page.close();
    await stop();
  });
});
