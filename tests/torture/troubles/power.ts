/** The power is cut: the profile stands on a disk of its own, and what has not reached that disk by then is gone. */

import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { needsRoot } from './root.ts';
import type { Trouble } from './trouble.ts';

const run = promisify(execFile);

/** A few times what a profile takes. */
const SIZE = '300M';

const diskOf = (folder: string): string => `${folder}.disk`;

export const power: Trouble = {
  cannot: needsRoot('a disk'),
  place: async (folder) => {
    const disk = diskOf(folder);
    await run('truncate', ['--size', SIZE, disk]);
    await run('mkfs.ext4', ['-q', disk]);
    await attach(folder);
    return async () => {
      await detach(folder);
      rmSync(disk, { force: true });
    };
  },
  // What a shop has done on the days before has long been written.
  furnish: (_engine, folder) => void execFileSync('sync', ['--file-system', folder]),
  end: async (folder, browser) => {
    const disk = diskOf(folder);
    const cut = `${disk}.cut`;
    browser.suspend();
    copyFileSync(disk, cut);
    await browser.kill();
    await detach(folder);
    renameSync(cut, disk);
    await attach(folder);
  },
};

/** Mounts the disk past the system's memory: what stands in its file is what a real disk would have. */
async function attach(folder: string): Promise<void> {
  const disk = diskOf(folder);
  await run('mount', ['-o', 'loop', disk, folder]);
  const { stdout } = await run('losetup', ['--associated', disk, '--noheadings', '--output', 'NAME']);
  await run('losetup', ['--direct-io=on', stdout.trim()]);
}

async function detach(folder: string): Promise<void> {
  await run('umount', ['--lazy', folder]);
}
