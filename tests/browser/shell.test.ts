/** The shell without a network: both pages start from the cache, a changed file is refused, an update waits to be asked. */

import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProfile, type Profile, waitUntil } from '../support/browser.ts';
import { type Site, siteFolder, startSite } from '../support/server.ts';

let folder = '';
let site: Site;
let profile: Profile;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guitai-site-'));
  cpSync(siteFolder, folder, { recursive: true });
  // Only the plain files: a test that changes one must not be answered from its packed copy.
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (/\.(gz|br)$/.test(name)) rmSync(join(folder, name));
  }
  site = await startSite({ folder });
  profile = await openProfile();
});

afterEach(async () => {
  await profile.close();
  await site.stop();
  rmSync(folder, { recursive: true });
});

async function openCounter(): Promise<Page> {
  const page = await profile.context.newPage();
  await page.goto(`${site.origin}/`);
  return page;
}

function controlled(page: Page): Promise<void> {
  return waitUntil(page, 'navigator.serviceWorker.controller !== null');
}

describe('without a network', () => {
  it('the counter and the phone open from the cache after one visit', async () => {
    const page = await openCounter();
    await controlled(page);
    await site.stop();
    for (const [path, title] of [
      ['/', '柜台'],
      ['/?source=home', '柜台'],
      ['/simulator/', '模拟手机'],
      ['/simulator/?wallet=1', '模拟手机'],
    ] as const) {
      await page.goto(site.origin + path);
      expect(await page.title()).toContain(title);
    }
    await site.restart();
  });

  it('a gateway path is never answered by the shell', async () => {
    const page = await openCounter();
    await controlled(page);
    await site.stop();
    await expect(page.goto(`${site.origin}/live/alipay/gateway.do`)).rejects.toThrow();
    await site.restart();
  });
});

describe('a file that is not the released one', () => {
  it('keeps the worker from being installed', async () => {
    appendFileSync(join(folder, 'tokens.css'), '\n/* changed on the way */\n');
    await site.stop();
    await site.restart();
    await profile.context.addInitScript(`
      const register = ServiceWorkerContainer.prototype.register;
      ServiceWorkerContainer.prototype.register = async function (...values) {
        const registration = await register.apply(this, values);
        const worker = registration.installing;
        worker.addEventListener('statechange', () => { globalThis.workerState = worker.state; });
        return registration;
      };
    `);
    const page = await openCounter();
    await waitUntil(page, 'globalThis.workerState === "redundant"');
    expect(await page.evaluate('navigator.serviceWorker.controller')).toBeNull();
  });
});

describe('an update', () => {
  it('waits until it is asked, and only an honest message is an asking', async () => {
    const page = await openCounter();
    await controlled(page);
    appendFileSync(join(folder, 'sw.js'), '\n// next version\n');
    await site.stop();
    await site.restart();
    await page.evaluate(`(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
    })()`);
    const waiting = `navigator.serviceWorker.ready.then((registration) => registration.waiting !== null)`;
    await waitUntil(page, waiting);
    const send = (message: string): Promise<unknown> =>
      page.evaluate(
        `navigator.serviceWorker.ready.then((registration) => registration.waiting?.postMessage(${message}))`,
      );
    for (const message of ['"SKIP_WAITING"', 'null', '{ type: "skip" }', '{ kind: "SKIP_WAITING" }']) {
      await send(message);
    }
    // Asked while the page still fetches its parts, Chromium stops the old worker for the new one, starts it again for
    // the next fetch, and then waits for minutes; a person presses the button on a page that has been there for a while.
    await page.reload({ waitUntil: 'networkidle' });
    expect(await page.evaluate(waiting)).toBe(true);
    await send('{ type: "SKIP_WAITING" }');
    await waitUntil(page, `${waiting}.then((stillWaits) => !stillWaits)`);
  });
});
