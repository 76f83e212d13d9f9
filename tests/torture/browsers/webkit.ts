/**
 * WebKitGTK's MiniBrowser, over the inspector. Its WebDriver would be the usual way, but what that drives is a private
 * window, which keeps nothing: it cannot be opened again.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
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
import { type Inspector, openInspector } from './inspector.ts';

const DISPLAY_SERVER = '/usr/bin/Xvfb';

export function createWebkit(): Engine {
  let display: { readonly server: ChildProcess; readonly name: Promise<string> } | undefined;
  const displayOf = async (): Promise<string> => {
    if (display === undefined) {
      const screen = ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
      const server = spawn(DISPLAY_SERVER, screen, { stdio: ['ignore', 'pipe', 'ignore'] });
      display = { server, name: firstLine(server) };
    }
    return `:${await display.name}`;
  };
  return {
    name: 'webkitgtk',
    missing: async () => {
      if (program() === undefined)
        return 'No MiniBrowser was found. Install one (Debian: "apt-get install webkit2gtk-driver").';
      return existsSync(DISPLAY_SERVER) ? undefined : 'No Xvfb was found ("apt-get install xvfb").';
    },
    start: async (folder, url) => {
      const port = await freePort();
      const child = spawnAt({ folder, url, display: await displayOf(), port });
      return orEnd(child, connect(child, port));
    },
    startUnseen: async (folder, url) =>
      killerOf(spawnAt({ folder, url, display: await displayOf(), port: await freePort() })),
    stop: async () => {
      display?.server.kill();
      display = undefined;
    },
  };
}

function program(): string | undefined {
  const folder = '/usr/lib';
  for (const machine of existsSync(folder) ? readdirSync(folder) : []) {
    const path = join(folder, machine, 'webkit2gtk-4.1/MiniBrowser');
    if (existsSync(path)) return path;
  }
  return undefined;
}

function firstLine({ stdout }: ChildProcess): Promise<string> {
  return within(
    'the display',
    10_000,
    new Promise((resolve) => stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))),
  );
}

interface StartParts {
  readonly folder: string;
  readonly url: string;
  readonly display: string;
  /** Where it is inspected. */
  readonly port: number;
}

function spawnAt({ folder, url, display, port }: StartParts): ChildProcess {
  const places = { XDG_DATA_HOME: 'data', XDG_CACHE_HOME: 'cache', XDG_CONFIG_HOME: 'config' };
  const homes = Object.entries(places).map(([name, place]) => [name, join(folder, place)] as const);
  for (const [, path] of homes) mkdirSync(path, { recursive: true });
  return spawnGroup(program() ?? 'MiniBrowser', [url], {
    ...Object.fromEntries(homes),
    DISPLAY: display,
    LANGUAGE: 'en_GB',
    NO_AT_BRIDGE: '1',
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    WEBKIT_INSPECTOR_HTTP_SERVER: `127.0.0.1:${port}`,
  });
}

async function connect(child: ChildProcess, port: number): Promise<Running> {
  const inspector = await eventually('WebKit to be inspected', () => openInspector(port), START_PATIENCE_MS);
  await eventually(
    'the page',
    async () => (await evaluate(inspector, '(async () => "1")()')) === '1' || undefined,
  );
  return runningOf({
    run: (expression) => evaluate(inspector, expression),
    child,
    leave: inspector.close,
    abilities: {
      forceClose: () => killStorageProcess(child),
      stopWorker: undefined,
      freezePage: undefined,
    },
  });
}

async function evaluate(inspector: Inspector, expression: string): Promise<string> {
  const promise = await inspector.send('Runtime.evaluate', { expression });
  const { objectId } = promise.result as { objectId?: string };
  if (objectId === undefined) throw new Error('The page answered no promise.');
  const waited = await inspector.send('Runtime.awaitPromise', {
    promiseObjectId: objectId,
    returnByValue: true,
  });
  const { value, description } = waited.result as { value?: unknown; description?: string };
  if (typeof value !== 'string') throw new Error(description ?? 'The page answered nothing.');
  return value;
}

/** Storage lives in the network process, which WebKit ends and begins again at will ("connection … lost"). */
async function killStorageProcess({ pid }: ChildProcess): Promise<void> {
  const group = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isNetworkProcess(name, pid));
  if (group.length === 0) throw new Error('WebKit has no network process.');
  for (const one of group) process.kill(Number(one), 'SIGKILL');
}

function isNetworkProcess(process: string, leader: number | undefined): boolean {
  try {
    const isIt = readFileSync(`/proc/${process}/cmdline`, 'utf8').includes('WebKitNetworkProcess');
    // The fifth field is the process group; the second is the program's name, which may hold blanks.
    const fields = readFileSync(`/proc/${process}/stat`, 'utf8').split(') ')[1]?.split(' ');
    return isIt && Number(fields?.[2]) === leader;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}
