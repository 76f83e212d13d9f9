/** The disk is full: the profile stands in a small file system of its own, and a heavy file takes what is left. */

import { execFile } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { needsRoot } from './root.ts';
import type { Trouble } from './trouble.ts';

const run = promisify(execFile);

/** Twice what a profile takes: engines want some room to start at all. */
const SIZE = '160m';

/** From large to small, so that nothing is left. */
const BLOCKS_BYTES = [4_194_304, 65_536, 4_096, 1];

export const full: Trouble = {
  cannot: needsRoot('a small file system'),
  place: async (folder) => {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder]);
    return async () => {
      await run('umount', ['--lazy', folder]);
    };
  },
  furnish: (engine, folder, origin) => engine.promiseToKeep?.(folder, origin),
  outlastsKill: (seed) => seed % 2 === 1,
  strike: async ({ folder }) => {
    const ballast = join(folder, 'ballast');
    fill(ballast);
    return () => rmSync(ballast, { force: true });
  },
};

function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (const bytes of BLOCKS_BYTES) {
      const block = new Uint8Array(bytes);
      while (hasWritten(file, block)) {
        // Until there is no room for a block of this size.
      }
    }
  } finally {
    closeSync(file);
  }
}

function hasWritten(file: number, block: Uint8Array): boolean {
  try {
    return writeSync(file, block) === block.length;
  } catch {
    return false;
  }
}
