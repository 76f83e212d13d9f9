/** The build itself: the same twice, whole in its list, without text that becomes code, and without the simulator on demand. */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { siteFolder } from '../support/server.ts';

const run = promisify(execFile);
const installed = createRequire(import.meta.url);

function digests(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}

function scripts(folder: string): string[] {
  return Object.keys(digests(folder))
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

function occurrences(texts: readonly string[], pattern: RegExp): number {
  return texts.reduce((sum, text) => sum + [...text.matchAll(pattern)].length, 0);
}

async function buildInto(folder: string, simulator: '0' | '1'): Promise<void> {
  const vite = join(dirname(installed.resolve('vite/package.json')), 'bin/vite.js');
  const outDir = join(folder, 'site');
  await run(process.execPath, [vite, 'build', '--logLevel', 'error', '--outDir', outDir], {
    env: { ...process.env, NODE_ENV: 'production', GUITAI_SIMULATOR: simulator },
  });
}

let again = '';
let without = '';

beforeAll(async () => {
  again = mkdtempSync(join(tmpdir(), 'guitai-again-'));
  without = mkdtempSync(join(tmpdir(), 'guitai-without-'));
  await buildInto(again, '1');
  await buildInto(without, '0');
});

afterAll(() => {
  rmSync(again, { recursive: true });
  rmSync(without, { recursive: true });
});

describe('the build', () => {
  it('gives the same bytes twice', () => {
    expect(digests(join(again, 'site'))).toEqual(digests(siteFolder));
  });

  it('lists every file of the release with its SHA-256', () => {
    const { files } = JSON.parse(readFileSync(join(siteFolder, 'release.json'), 'utf8')) as {
      files: Record<string, string>;
    };
    const real = Object.entries(digests(siteFolder)).filter(
      ([name]) => !/\.(gz|br)$/.test(name) && name !== 'release.json',
    );
    expect(files).toEqual(Object.fromEntries(real));
    expect(Object.keys(files)).toContain('sw.js');
  });

  it('gives the worker every file of the pages, so that nothing is missing without a network', () => {
    const worker = readFileSync(join(siteFolder, 'sw.js'), 'utf8');
    const assets = readdirSync(join(siteFolder, 'assets')).filter((name) => !/\.(gz|br|wasm)$/.test(name));
    for (const path of ['index.html', 'simulator/index.html', ...assets.map((name) => `assets/${name}`)]) {
      expect(worker).toContain(`/${path}`);
    }
  });

  it('holds no more ways to turn text into markup or code than its libraries bring along', () => {
    const built = scripts(siteFolder);
    expect(built.length).toBeGreaterThan(1);
    expect(occurrences(built, /\beval\(|new Function\b|document\.write\b/g)).toBe(0);
    const libraries = ['preact', 'qr-scanner'].map((name) => readFileSync(installed.resolve(name), 'utf8'));
    const pattern = /innerHTML|insertAdjacentHTML/gi;
    expect(occurrences(built, pattern)).toBeLessThanOrEqual(occurrences(libraries, pattern));
  });

  it('without the simulator has no page, no program and no short cut of it', () => {
    const names = Object.keys(digests(join(without, 'site')));
    expect(names).toContain('index.html');
    expect(names.filter((name) => name.startsWith('simulator'))).toEqual([]);
    expect(readdirSync(join(without, 'node')).filter((name) => name !== 'start.js')).toEqual([]);
    const written = ['manifest.webmanifest', 'sw.js'].map((name) =>
      readFileSync(join(without, 'site', name), 'utf8'),
    );
    expect(written.join('\n')).not.toContain('/simulator/');
  });
});
