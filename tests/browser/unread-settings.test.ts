/** The device's settings cannot be read: the counter says so, and does not take the practice book for the shop's own. */

import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openProfile, type Profile, until } from '../support/browser.ts';
import { counterIn } from '../support/counter.ts';
import { type Site, startSite } from '../support/server.ts';

let site: Site;
let profile: Profile;

beforeAll(async () => {
  site = await startSite();
  profile = await openProfile({ locale: 'en-GB' });
});

afterAll(async () => {
  await profile.close();
  await site.stop();
});

/** As an engine behaves whose files are broken or whose disk is full; what stood in plain storage is still there. */
function breakSettings(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    localStorage['guitai-start'] ??= JSON.stringify({ book: 'live' });
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...[name, version]) {
      if (name === 'guitai-shop') throw new DOMException('Internal error.', 'UnknownError');
      return open.call(this, name, version);
    };
  });
}

it('opens no other book than the last one when it cannot read which it was', async () => {
  const page = await profile.context.newPage();
  await breakSettings(page);
  await page.goto(site.origin);
  const counter = counterIn(page);
  await counter.read(counter.words.till.start.noStorage.broken.happened);
  expect(await page.locator('.badge').count()).toBe(0);
  await page.reload();
  await until('the words to be there again', async () =>
    (await page.locator('body').innerText()).includes(counter.words.till.start.noStorage.broken.happened),
  );
  expect(await page.evaluate(() => JSON.parse(localStorage['guitai-start']).book)).toBe('live');
});
