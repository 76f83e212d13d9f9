/** Chromium, over its own protocol. */

import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, type Page, chromium as protocol } from 'playwright';
import { browserArguments, findBrowser } from '../../support/browser.ts';
import {
  type Engine,
  eventually,
  killerOf,
  orEnd,
  type Running,
  runningOf,
  START_PATIENCE_MS,
  spawnGroup,
  within,
} from './engine.ts';

export function createChromium(): Engine {
  return {
    name: 'chromium',
    missing: () =>
      findBrowser().then(
        () => undefined,
        (error: Error) => error.message,
      ),
    start: async (folder, url) => {
      const portFile = join(folder, 'DevToolsActivePort');
      rmSync(portFile, { force: true });
      const child = await spawnAt(folder, 'about:blank');
      return orEnd(child, connect({ child, portFile, url }));
    },
    startUnseen: async (folder, url) => killerOf(await spawnAt(folder, url)),
    promiseToKeep,
    stop: async () => undefined,
  };
}

async function spawnAt(folder: string, address: string): Promise<ChildProcess> {
  const own = ['--headless=new', '--lang=en-GB', `--user-data-dir=${folder}`, '--remote-debugging-port=0'];
  return spawnGroup(await findBrowser(), [...browserArguments, ...own, address]);
}

/** Writes down that the address may keep its data for good. Without that Chromium clears all of it on a nearly full disk. */
function promiseToKeep(folder: string, origin: string): void {
  const path = join(folder, 'Default/Preferences');
  const preferences = JSON.parse(readFileSync(path, 'utf8')) as { profile?: Record<string, unknown> };
  const { profile = {} } = preferences;
  const { content_settings: settings = {} } = profile as { content_settings?: Record<string, unknown> };
  const { exceptions = {} } = settings as { exceptions?: Record<string, unknown> };
  const durable = { [`${origin},*`]: { setting: 1 } };
  const content = { ...settings, exceptions: { ...exceptions, durable_storage: durable } };
  writeFileSync(path, JSON.stringify({ ...preferences, profile: { ...profile, content_settings: content } }));
}

interface Started {
  readonly child: ChildProcess;
  readonly portFile: string;
  readonly url: string;
}

async function connect({ child, portFile, url }: Started): Promise<Running> {
  const port = await eventually(
    'Chromium to listen',
    () => {
      const text = existsSync(portFile) ? readFileSync(portFile, 'utf8') : '';
      return text.includes('/devtools') ? text.split('\n')[0] : undefined;
    },
    START_PATIENCE_MS,
  );
  const browser = await protocol.connectOverCDP(`http://127.0.0.1:${port}`);
  const context = browser.contexts()[0] ?? (await browser.newContext());
  const page = await context.newPage();
  await page.goto(url);
  return runningOf({
    run: (expression) => within('the page', 20_000, page.evaluate<string>(expression)),
    child,
    leave: () => browser.close().catch(() => undefined),
    abilities: {
      forceClose: () => forceClose(context, new URL(url).origin),
      stopWorker: () => stopWorker(context, page),
      freezePage: () => freezePage(context, page),
    },
  });
}

async function stopWorker(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

async function freezePage(context: BrowserContext, page: Page): Promise<() => Promise<void>> {
  const session = await context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  return async () => {
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await session.detach();
  };
}

/** The engine's own page about its databases has a button for it: connections are cut, files stay as they are. */
async function forceClose(context: BrowserContext, origin: string): Promise<void> {
  const internals = await context.newPage();
  try {
    await internals.goto('chrome://indexeddb-internals/');
    const pressed = await eventually('the button that closes the databases', () =>
      internals.evaluate<boolean | undefined, string>(pressForceClose, origin),
    );
    if (!pressed) throw new Error('Chromium has no databases of the counter open.');
    await internals.waitForTimeout(300);
  } finally {
    await internals.close();
  }
}

// Runs in chrome://indexeddb-internals.
function pressForceClose(): boolean | undefined {
  const inside = (node: ParentNode): Element[] =>
    [...node.querySelectorAll('*')].flatMap((element) => [
      element,
      ...(element.shadowRoot === null ? [] : inside(element.shadowRoot)),
    ]);
  const button = inside(document).find(
    (element) => element.children.length === 0 && /^\s*force close\s*$/i.test(element.textContent ?? ''),
  );
  if (!(button instanceof HTMLElement)) return undefined;
  button.click();
  return true;
}
