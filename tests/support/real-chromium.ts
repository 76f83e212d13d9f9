/** A Chromium of its own with a profile on the disk, started so that it can be killed without a word, and its storage hurt. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright';
import { browserArguments, findBrowser, until } from './browser.ts';

export interface RealChromium {
  readonly context: BrowserContext;
  /** SIGKILL to the whole process group: nothing is written any more. */
  readonly kill: () => Promise<void>;
  /** Ends it as a person would. */
  readonly close: () => Promise<void>;
}

/** Opens the profile in `folder`; rejects when Chromium does not start. */
export async function startChromium(folder: string): Promise<RealChromium> {
  const portFile = join(folder, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const args = ['--headless=new', '--lang=en-GB', `--user-data-dir=${folder}`, '--remote-debugging-port=0'];
  const child = spawn(await findBrowser(), [...browserArguments, ...args, 'about:blank'], {
    detached: true,
    stdio: 'ignore',
  });
  const isListening = (): boolean =>
    existsSync(portFile) && readFileSync(portFile, 'utf8').includes('/devtools');
  await until('Chromium to listen', isListening, 30_000);
  const port = readFileSync(portFile, 'utf8').split('\n')[0];
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const context = browser.contexts()[0] ?? (await browser.newContext());
  context.setDefaultTimeout(15_000);
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const gone = once(child, 'exit');
    signalGroup(child, signal);
    await gone;
    await browser.close().catch(() => undefined);
  };
  return { context, kill: () => end('SIGKILL'), close: () => end('SIGTERM') };
}

// A detached child leads its own process group, and only that group is meant.
function signalGroup({ pid }: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): void {
  if (pid !== undefined) process.kill(signal === 'SIGKILL' ? -pid : pid, signal);
}

/** The names of the log files of IndexedDB's LevelDB; a new name means that the log was rotated. */
export function logFiles(folder: string): readonly string[] {
  return readdirSync(levelDb(folder)).filter((name) => name.endsWith('.log'));
}

/** Cuts the last bytes off the newest record, as a kill in the middle of a write leaves it. */
export function tearLog(folder: string): void {
  for (const name of logFiles(folder)) {
    const path = join(levelDb(folder), name);
    const { size } = statSync(path);
    if (size > TORN_BYTES) truncateSync(path, size - TORN_BYTES);
  }
}

const TORN_BYTES = 7;

function levelDb(folder: string): string {
  const base = join(folder, 'Default/IndexedDB');
  const name = readdirSync(base).find((entry) => entry.endsWith('.indexeddb.leveldb'));
  if (name === undefined) throw new Error(`No IndexedDB stands in ${base}.`);
  return join(base, name);
}
