/** Every trouble by its name on the command line. */

import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { siteFolder } from '../../support/server.ts';
import * as page from '../page.ts';
import { full } from './full.ts';
import { power } from './power.ts';
import type { Heal, Scene, Trouble } from './trouble.ts';

export const TROUBLES = [
  'full',
  'power',
  'closed',
  'blocked',
  'evicted',
  'worker',
  'frozen',
  'update',
  'downgrade',
] as const;

export type TroubleName = (typeof TROUBLES)[number];

const nothing = (): undefined => undefined;

/** Every connection to the databases is cut by the engine itself. */
const closed: Trouble = {
  cannot: nothing,
  strike: async ({ till: { browser } }) => {
    await browser.forceClose?.();
    return nothing;
  },
};

/** Another page wants a newer database, and a third one does not let go of the present one. */
const blocked: Trouble = {
  cannot: nothing,
  strike: async ({ till: { browser } }) => {
    await browser.run(page.blockUpgrade);
    return async () => {
      await browser.run(page.unblockUpgrade);
    };
  },
};

/** Another page deletes the database under the counter. The keys go with it, and are no part of the second copy. */
const evicted: Trouble = {
  cannot: (engine) =>
    engine === 'webkitgtk'
      ? 'it keeps no second copy, and the counter says that the records are gone'
      : undefined,
  strike: async ({ till: { browser } }) => {
    await browser.run(page.deleteBook);
    return nothing;
  },
};

const worker: Trouble = {
  cannot: (engine) => (engine === 'webkitgtk' ? 'nothing outside can stop its worker' : undefined),
  strike: async ({ till: { browser } }) => {
    for (let times = 0; times < 3; times += 1) {
      await browser.stopWorker?.();
      await sleep(150);
    }
    return nothing;
  },
};

/** The page alone where the engine can do that, else (and every other time) all its processes. */
const frozen: Trouble = {
  cannot: nothing,
  strike: async ({ till: { browser }, seed }) => {
    const isPageAlone = browser.freezePage !== undefined && seed % 2 === 0;
    return isPageAlone ? ((await browser.freezePage?.()) ?? nothing) : browser.suspend();
  },
};

/** The next release is served, and the browser has looked for it: with history a real older one is what it comes from. */
const update: Trouble = {
  cannot: nothing,
  beginsOlder: true,
  strike: (scene) =>
    scene.older === undefined ? renamed(scene, 'the next release') : serve(scene, siteFolder),
};

/** The release from before is served again, and after the first kill the present one; without history a renamed copy. */
const downgrade: Trouble = {
  cannot: nothing,
  strike: (scene) =>
    scene.older === undefined ? renamed(scene, 'the release before') : serve(scene, scene.older),
  sequel: async (scene) => {
    if (scene.older !== undefined) await serve(scene, siteFolder);
  },
};

async function serve({ till: { browser }, site }: Scene, folder: string): Promise<Heal> {
  site.serve(folder);
  await browser.run(page.lookForUpdate);
  return nothing;
}

/** The same files under another worker: what it writes is no other than before. */
async function renamed(scene: Scene, name: string): Promise<Heal> {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-release-'));
  cpSync(siteFolder, folder, { recursive: true });
  for (const file of readdirSync(folder)) if (/^sw\.js\.(gz|br)$/.test(file)) rmSync(join(folder, file));
  appendFileSync(join(folder, 'sw.js'), `\n// ${name}\n`);
  await serve(scene, folder);
  return () => rmSync(folder, { recursive: true });
}

export const TROUBLE: Readonly<Record<TroubleName, Trouble>> = {
  full,
  power,
  closed,
  blocked,
  evicted,
  worker,
  frozen,
  update,
  downgrade,
};
