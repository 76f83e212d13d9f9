/** Finds (or fetches) a Chromium, and opens real profiles in it. */

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { vi } from 'vitest';

const run = promisify(execFile);

/** Switches for an unattended Chromium that talks to nobody but the page it is given. */
export const browserArguments: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const usualPlaces: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/opt/google/chrome/chrome',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    if (folder === undefined) return [];
    return ['Chromium', 'Google\\Chrome', 'Microsoft\\Edge'].map((product) => {
      const program = product === 'Microsoft\\Edge' ? 'msedge.exe' : 'chrome.exe';
      return join(folder, product, 'Application', program);
    });
  }),
};

const howToInstall =
  'No Chromium was found. Install one (Debian and Ubuntu: "apt-get install chromium"; macOS and Windows: Google Chrome; ' +
  'anywhere: "npx playwright install --with-deps chromium"), or set GUITAI_CHROMIUM to the path of its program.';

// A download without its system libraries is a file that cannot start, so it is asked for its version.
async function canStart(path: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  if (process.platform !== 'linux') return true;
  return run(path, ['--version'], { timeout: 20_000 }).then(
    () => true,
    () => false,
  );
}

async function installed(): Promise<string | undefined> {
  for (const path of [...(usualPlaces[process.platform] ?? []), chromium.executablePath()]) {
    if (await canStart(path)) return path;
  }
  return undefined;
}

async function download(): Promise<void> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
  await run(process.execPath, [cli, 'install', 'chromium'], { timeout: 180_000 });
}

async function installWithApt(): Promise<void> {
  const mayInstall =
    process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!mayInstall) throw new Error(howToInstall);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { timeout: 300_000, env });
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { timeout: 600_000, env });
}

/**
 * The path of a Chromium: GUITAI_CHROMIUM, an installed one, Playwright's own, else one is fetched. Rejects with a
 * sentence that says what to install.
 */
export async function findBrowser(): Promise<string> {
  const wished = process.env['GUITAI_CHROMIUM'];
  if (wished !== undefined && wished !== '') {
    if (existsSync(wished)) return wished;
    throw new Error(`GUITAI_CHROMIUM names ${wished}, where no program stands.`);
  }
  const present = await installed();
  if (present !== undefined) return present;
  for (const fetchOne of [download, installWithApt]) {
    await fetchOne().catch(() => undefined);
    const fetched = await installed();
    if (fetched !== undefined) return fetched;
  }
  throw new Error(howToInstall);
}

/** A browser without a profile: storage is kept in memory and lost at the end. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: [...browserArguments, ...more] });
}

export interface ProfileOptions {
  /** A folder to open again; without it a fresh one, removed by `close`. */
  readonly folder?: string;
  readonly args?: readonly string[];
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly locale?: string;
  readonly permissions?: readonly string[];
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

export interface Profile {
  readonly context: BrowserContext;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** A fresh folder for a profile that is opened more than once; remove it with `removeProfileFolder`. */
export function createProfileFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'guitai-profile-'));
}

export async function removeProfileFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Opens a profile that really stands on the disk, as storage tests need. zh-CN, 1280 × 800 unless told. */
export async function openProfile(options: ProfileOptions = {}): Promise<Profile> {
  const folder = options.folder ?? (await createProfileFolder());
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: await findBrowser(),
    args: [...browserArguments, ...(options.args ?? [])],
    viewport: options.viewport ?? { width: 1280, height: 800 },
    locale: options.locale ?? 'zh-CN',
    permissions: [...(options.permissions ?? [])],
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: options.reducedMotion ?? 'no-preference',
  });
  const close = async (): Promise<void> => {
    await context.close();
    if (options.folder === undefined) await removeProfileFolder(folder);
  };
  return { context, folder, close };
}

/**
 * Waits until `expression` is true in the page. Not `page.waitForFunction`, which evaluates text inside the page and
 * so breaks (and reports) the page's own security policy.
 */
export async function waitUntil(page: Page, expression: string, timeoutMs = 20_000): Promise<void> {
  await until(`${expression} in the page`, async () => (await page.evaluate(expression)) === true, timeoutMs);
}

/** Waits until `check` answers true; unlike `expect.poll` also before and after the tests. */
export async function until(
  what: string,
  check: () => boolean | Promise<boolean>,
  timeoutMs = 20_000,
): Promise<void> {
  const once = async (): Promise<void> => {
    if (!(await check())) throw new Error(`Waited for: ${what}.`);
  };
  await vi.waitFor(once, { timeout: timeoutMs, interval: 50 });
}
