/** Every trouble by its name on the command line. */

import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { siteFolder } from '../../support/server.ts';
import * as page from '../page.ts';
import { full } from './full.ts';
import type { Heal, Scene, Trouble } from './trouble.ts';

export const TROUBLES = [
  'full',
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
  cannot: nothing,
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

/** A new release is served, and the browser has looked for it. */
const update: Trouble = { cannot: nothing, strike: (scene) => release(scene, 'the next release') };

/** The release from before is served again; its files are the same, so that what it writes is, too. */
const downgrade: Trouble = { cannot: nothing, strike: (scene) => release(scene, 'the release before') };

async function release({ till: { browser }, site }: Scene, name: string): Promise<Heal> {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-release-'));
  cpSync(siteFolder, folder, { recursive: true });
  for (const file of readdirSync(folder)) if (/^sw\.js\.(gz|br)$/.test(file)) rmSync(join(folder, file));
  appendFileSync(join(folder, 'sw.js'), `\n// ${name}\n`);
  site.serve(folder);
  await browser.run(page.lookForUpdate);
  return () => rmSync(folder, { recursive: true });
}

export const TROUBLE: Readonly<Record<TroubleName, Trouble>> = {
  full,
  closed,
  blocked,
  evicted,
  worker,
  frozen,
  update,
  downgrade,
};
