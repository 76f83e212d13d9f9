/** Firefox ESR, over Marionette. */

import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { connectMarionette, type Marionette } from './marionette.ts';

const PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** An unattended profile: no first-run pages, no traffic of its own, and a storage that may be closed from outside. */
const PREFERENCES: Readonly<Record<string, string | number | boolean>> = {
  'marionette.port': 0,
  'intl.accept_languages': 'en-GB',
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.aboutwelcome.enabled': false,
  'browser.sessionstore.resume_from_crash': false,
  'toolkit.startup.max_resumed_crashes': -1,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'browser.safebrowsing.update.enabled': false,
  'services.settings.server': 'http://127.0.0.1:1/',
  'dom.quotaManager.testing': true,
};

export function createFirefox(): Engine {
  return {
    name: 'firefox',
    missing: async () =>
      program() === undefined
        ? 'No Firefox was found. Install one (Debian: "apt-get install firefox-esr"), or set GUITAI_FIREFOX.'
        : undefined,
    start: async (folder, url) => {
      const portFile = join(folder, 'MarionetteActivePort');
      rmSync(portFile, { force: true });
      const child = spawnAt(folder, 'about:blank');
      return orEnd(child, connect({ child, portFile, url }));
    },
    startUnseen: async (folder, url) => killerOf(spawnAt(folder, url)),
    stop: async () => undefined,
  };
}

function program(): string | undefined {
  const wished = process.env['GUITAI_FIREFOX'];
  return [...(wished === undefined ? [] : [wished]), ...PLACES].find((path) => existsSync(path));
}

function spawnAt(folder: string, address: string): ChildProcess {
  const lines = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  // On a disk without room the preferences of the last time have to do.
  const file = join(folder, 'user.js');
  if (!existsSync(file)) writeFileSync(file, lines.join(''));
  const open = ['--headless', '--no-remote', '--marionette', '--remote-allow-system-access'];
  const args = [...open, '--profile', folder, address];
  return spawnGroup(program() ?? 'firefox', args, { MOZ_CRASHREPORTER_DISABLE: '1' });
}

interface Started {
  readonly child: ChildProcess;
  readonly portFile: string;
  readonly url: string;
}

async function connect({ child, portFile, url }: Started): Promise<Running> {
  const port = await eventually(
    'Firefox to listen',
    () => {
      const text = existsSync(portFile) ? readFileSync(portFile, 'utf8').trim() : '';
      return /^\d+$/.test(text) ? Number(text) : undefined;
    },
    START_PATIENCE_MS,
  );
  const marionette = await eventually('Firefox to answer', () => connectMarionette(port));
  await within('a session', START_PATIENCE_MS, marionette.send('WebDriver:NewSession', { capabilities: {} }));
  await marionette.send('WebDriver:SetTimeouts', { script: 20_000, pageLoad: 60_000 });
  await within('the page', 60_000, marionette.send('WebDriver:Navigate', { url }));
  return runningOf({
    run: (expression) => evaluate(marionette, expression),
    child,
    leave: marionette.close,
    abilities: {
      forceClose: () => forceClose(marionette),
      stopWorker: () => stopWorker(marionette, new URL(url).origin),
      freezePage: undefined,
    },
  });
}

async function evaluate(marionette: Marionette, expression: string): Promise<string> {
  const script = `const done = arguments[arguments.length - 1];
    ${expression}.then((text) => done({ text }), (error) => done({ problem: String(error) }));`;
  const running = marionette.send('WebDriver:ExecuteAsyncScript', { script, args: [] });
  const { value } = (await within('the page', 20_000, running)) as {
    value: { text?: string; problem?: string };
  };
  if (value.text === undefined) throw new Error(value.problem ?? 'The page answered nothing.');
  return value.text;
}

/** The browser's storage service is ended and begun again: every connection is cut, files stay as they are. */
function forceClose(marionette: Marionette): Promise<void> {
  return asBrowser(marionette, 'const request = Services.qms.reset(); request.callback = () => done(true);');
}

function stopWorker(marionette: Marionette, origin: string): Promise<void> {
  return asBrowser(
    marionette,
    `const manager = Cc['@mozilla.org/serviceworkers/manager;1'].getService(Ci.nsIServiceWorkerManager);
     const all = manager.getAllRegistrations();
     const workers = [];
     for (let index = 0; index < all.length; index += 1) {
       const one = all.queryElementAt(index, Ci.nsIServiceWorkerRegistrationInfo);
       if (one.principal.origin === ${JSON.stringify(origin)} && one.activeWorker !== null) workers.push(one.activeWorker);
     }
     Promise.all(workers.map((worker) => worker.terminateWorker())).then(() => done(workers.length > 0));`,
  );
}

/** Runs with the browser's own rights; `done(true)` says that it has worked. */
async function asBrowser(marionette: Marionette, work: string): Promise<void> {
  await marionette.send('Marionette:SetContext', { value: 'chrome' });
  try {
    const script = `const done = arguments[arguments.length - 1]; ${work}`;
    const running = marionette.send('WebDriver:ExecuteAsyncScript', { script, args: [] });
    const { value } = (await within('the browser itself', 20_000, running)) as { value: unknown };
    if (value !== true) throw new Error('Firefox did not do it.');
  } finally {
    await marionette.send('Marionette:SetContext', { value: 'content' });
  }
}
