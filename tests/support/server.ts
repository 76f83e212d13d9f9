/** Starts and stops the production server over the build that stands in `dist`. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startStatic } from '../../simulator/hosts/node/static.ts';
import { sourceDigest } from '../../vite.config.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** The folder that is served. */
export const siteFolder = join(root, 'dist/site');
/** The folder of the bundled Node entries. */
export const nodeFolder = join(root, 'dist/node');

/**
 * Throws with a sentence that says what to do when the build is missing or older than the sources. GUITAI_ANY_BUILD=1
 * takes an older one on purpose.
 */
export function checkBuild(): void {
  const stamp = join(root, 'dist/source.sha256');
  if (!existsSync(stamp)) throw new Error('There is no build in dist: run "npx vite build" first.');
  if (process.env['GUITAI_ANY_BUILD'] === '1') return;
  if (readFileSync(stamp, 'utf8').trim() !== sourceDigest()) {
    throw new Error('The build in dist is older than the sources: run "npx vite build" again.');
  }
}

export interface Site {
  /** Without a slash at the end; the same after a restart. */
  readonly origin: string;
  /** Cuts every connection, as a lost network would. */
  readonly stop: () => Promise<void>;
  /** Serves again at the same origin. */
  readonly restart: () => Promise<void>;
}

export interface SiteOptions {
  /** A free one unless told. */
  readonly port?: number;
  /** Another folder than the build, for example a copy with a changed file. */
  readonly folder?: string;
}

/** Serves the build at http://localhost with all production headers. Rejects when the port is taken. */
export async function startSite(options: SiteOptions = {}): Promise<Site> {
  const folder = options.folder ?? siteFolder;
  const start = async (port: number) => {
    const started = await startStatic(folder, port);
    if (!started.ok) throw new Error(`The site cannot be served at port ${port}: ${started.refusal}.`);
    return started.server;
  };
  let server = await start(options.port ?? 0);
  return {
    origin: server.origin,
    stop: () => server.stop(),
    restart: async () => {
      server = await start(server.port);
    },
  };
}
