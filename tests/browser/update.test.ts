/** A new version while a payment is open: it waits, is not offered before the payment is over, and then only on request. */

import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProfile, type Profile, until } from '../support/browser.ts';
import { type Counter, customer, openCounter } from '../support/counter.ts';
import { type Site, siteFolder, startSite } from '../support/server.ts';
import { expectAgreement } from '../support/stored-book.ts';

let folder = '';
let site: Site;
let profile: Profile;
let counter: Counter;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guitai-update-'));
  cpSync(siteFolder, folder, { recursive: true });
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (/^sw\.js\.(gz|br)$/.test(name)) rmSync(join(folder, name));
  }
  site = await startSite({ folder });
  profile = await openProfile({ locale: 'en-GB' });
  profile.context.setDefaultTimeout(15_000);
  counter = await openCounter(profile.context, site.origin);
});

afterAll(async () => {
  await profile.close();
  await site.stop();
  rmSync(folder, { recursive: true });
});

function hasWaiting(page: Page): Promise<boolean> {
  return page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null);
}

describe('a new version', () => {
  it('waits, unseen, while a payment is open', async () => {
    await counter.charge('61');
    await counter.hear(counter.names.waiting, '61.00');
    appendFileSync(join(folder, 'sw.js'), '\n// next version\n');
    await site.stop();
    await site.restart();
    await counter.page.evaluate(async () => {
      await (await navigator.serviceWorker.ready).update();
    });
    await until('the new worker to wait', () => hasWaiting(counter.page));
    expect(await counter.button(counter.words.settings.updateNow).count()).toBe(0);
    await counter.page.reload();
    await counter.hear(counter.names.waiting, '61.00');
    expect(await hasWaiting(counter.page)).toBe(true);
    expect(await counter.button(counter.words.settings.updateNow).count()).toBe(0);
  });

  it('is offered when the payment is over, and taken when the cashier says so', async () => {
    await customer(counter).scan();
    await customer(counter).confirm();
    await counter.hear(counter.names.paid, '61.00');
    await counter.home();
    await counter.press(counter.words.settings.updateNow);
    await until('the new worker to take over', async () => {
      // The page reloads in between, and an evaluation under way then fails.
      return hasWaiting(counter.page).then(
        (waits) => !waits,
        () => false,
      );
    });
    await counter.home();
    await expectAgreement(counter, 'settled');
  });
});
