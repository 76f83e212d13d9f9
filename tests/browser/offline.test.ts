/** Without a network: installable, started from cold, paid with the simulated phone, settled by the worker alone. */

import type { CDPSession } from 'playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createProfileFolder,
  openProfile,
  type Profile,
  removeProfileFolder,
  until,
  waitUntil,
} from '../support/browser.ts';
import { type Counter, counterIn, customer, openCounter } from '../support/counter.ts';
import { type Site, startSite } from '../support/server.ts';
import { expectAgreement, expectNothingSentTwice, readBook } from '../support/stored-book.ts';

let site: Site;
let folder = '';
let profile: Profile;

async function open(): Promise<void> {
  profile = await openProfile({ folder, locale: 'en-GB' });
  profile.context.setDefaultTimeout(15_000);
}

beforeEach(async () => {
  site = await startSite();
  folder = await createProfileFolder();
  await open();
});

afterEach(async () => {
  await profile.close();
  await site.stop();
  await removeProfileFolder(folder);
});

interface Manifest {
  readonly name: string;
  readonly start_url: string;
  readonly display: string;
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose?: string }[];
}

async function pay(counter: Counter): Promise<void> {
  await customer(counter).scan();
  await customer(counter).confirm();
}

/** The id of the worker's registration, which the browser's own tools ask for. */
async function registrationId(session: CDPSession, origin: string): Promise<string> {
  const found = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const mine = registrations.find(({ scopeURL }) => scopeURL === `${origin}/`);
      if (mine !== undefined) resolve(mine.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  return found;
}

describe('the counter', () => {
  it('can be installed: the browser has no objection, and every icon is as large as it says', async () => {
    const { page } = await openCounter(profile.context, site.origin);
    const session = await profile.context.newCDPSession(page);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    expect(installabilityErrors).toEqual([]);
    const manifest = await page.evaluate(
      async (): Promise<Manifest> => (await fetch('/manifest.webmanifest')).json(),
    );
    expect(manifest).toMatchObject({ start_url: expect.stringMatching(/^\//), display: 'standalone' });
    expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable');
    for (const { src, sizes } of manifest.icons.filter((icon) => icon.src.endsWith('.png'))) {
      const size = await page.evaluate(async (path) => {
        const bitmap = await createImageBitmap(await (await fetch(path)).blob());
        return `${bitmap.width}x${bitmap.height}`;
      }, src);
      expect(size, src).toBe(sizes);
    }
  });

  it('starts from cold with the server gone, and a simulated payment completes', async () => {
    await openCounter(profile.context, site.origin);
    await profile.close();
    await site.stop();
    await open();
    const counter = await openCounter(profile.context, site.origin);
    await counter.charge('51');
    await counter.hear(counter.names.waiting, '51.00');
    await counter.phone
      .getByRole('button', { name: /^Scan ¥51\.00/ })
      .first()
      .click();
    await counter.phone.getByRole('button', { name: /^Pay ¥51\.00/ }).click();
    await counter.hear(counter.names.paid, '51.00');
    const phone = await profile.context.newPage();
    await phone.goto(`${site.origin}/simulator/`);
    await phone.getByRole('button', { name: 'Payment code' }).waitFor();
    await expectAgreement(counter, 'settled');
    await site.restart();
  });

  it('goes on when its worker is stopped in the middle of a payment', async () => {
    const counter = await openCounter(profile.context, site.origin);
    const session = await profile.context.newCDPSession(counter.page);
    await session.send('ServiceWorker.enable');
    await counter.charge('52');
    await counter.hear(counter.names.waiting, '52.00');
    await session.send('ServiceWorker.stopAllWorkers');
    await pay(counter);
    await session.send('ServiceWorker.stopAllWorkers');
    await counter.hear(counter.names.paid, '52.00');
    await counter.home();
    await expectAgreement(counter, 'settled');
    await expectNothingSentTwice(counter);
  });

  it('asks for a wake-up when the network goes, for the worker to settle what is open', async () => {
    await profile.context.addInitScript(`
      const { register } = SyncManager.prototype;
      SyncManager.prototype.register = function (tag) {
        globalThis.wakeUps = [...(globalThis.wakeUps ?? []), tag];
        return register.call(this, tag);
      };
    `);
    const counter = await openCounter(profile.context, site.origin);
    await counter.charge('53');
    await counter.hear(counter.names.waiting, '53.00');
    await profile.context.setOffline(true);
    await waitUntil(counter.page, '(globalThis.wakeUps ?? []).includes("guitai-settle")');
    await profile.context.setOffline(false);
    await counter.press(counter.names.cancel);
    await counter.hearInTime(counter.names.notPaid, '53.00');
    await counter.press(counter.words.till.end);
    await counter.home();
  });
});

describe('the worker alone', () => {
  it('settles an open payment when the browser wakes it, with no counter open', async () => {
    const counter = await openCounter(profile.context, site.origin);
    await counter.charge('54');
    await counter.hear(counter.names.waiting, '54.00');
    const phone = await profile.context.newPage();
    await phone.goto(`${site.origin}/simulator/`);
    await phone.getByRole('button', { name: 'Payment code' }).waitFor();
    await counter.page.close();

    const alone = counterIn(phone);
    await pay(alone);
    await alone.control('clock', { advanceMs: 5_000 });
    const session = await profile.context.newCDPSession(phone);
    await session.send('ServiceWorker.dispatchSyncEvent', {
      origin: site.origin,
      registrationId: await registrationId(session, site.origin),
      tag: 'guitai-settle',
      lastChance: false,
    });
    const isSettled = async (): Promise<boolean> => {
      const { sales } = await readBook(phone);
      return sales.some(({ tenders }) => tenders.some(({ attempts }) => attempts.at(-1)?.state === 'paid'));
    };
    await until('the worker to settle the payment', isSettled);
    await expectAgreement(alone, 'settled');
    await expectNothingSentTwice(alone);
  });
});
