/** The browser loses its database: the second copy in its private file system brings the book back, or a file that a person exported. */

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProfileFolder, removeProfileFolder, until } from '../support/browser.ts';
import { type Counter, counterIn, customer, openCounter } from '../support/counter.ts';
import { type RealChromium, startChromium } from '../support/real-chromium.ts';
import { type Site, startSite } from '../support/server.ts';
import { damagesOf, expectAgreement, readBook } from '../support/stored-book.ts';

let site: Site;
let folder = '';
let chromium: RealChromium | undefined;

beforeEach(async () => {
  site = await startSite();
  folder = await createProfileFolder();
});

afterEach(async () => {
  await chromium?.kill();
  chromium = undefined;
  await site.stop();
  await removeProfileFolder(folder);
});

async function open(): Promise<Counter> {
  chromium = await startChromium(folder);
  return openCounter(chromium.context, site.origin);
}

async function kill(): Promise<void> {
  await chromium?.kill();
  chromium = undefined;
}

/** As an engine does it that finds its own files broken: every database of the origin is gone, files are not. */
function loseDatabases(): void {
  lose('IndexedDB');
}

function loseSecondCopy(): void {
  lose('File System');
}

function lose(part: string): void {
  const lost = join(folder, 'Default', part);
  expect(existsSync(lost)).toBe(true);
  rmSync(lost, { recursive: true });
}

/** One payment by code, one that was given up. */
async function takeAndGiveUp(counter: Counter): Promise<void> {
  await counter.chargeByCode('41', await customer(counter).code());
  await counter.hear(counter.names.paid, '41.00');
  await counter.home();
  await counter.type('7');
  await counter.press(counter.names.charge);
  await counter.hear(counter.names.waiting, '7.00');
  await counter.press(counter.names.cancel);
  await counter.hearInTime(counter.names.notPaid, '7.00');
  await counter.press(counter.words.till.end);
  await counter.home();
  await expectAgreement(counter);
}

async function go({ page }: Counter, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

/** Waits until the settings say that the copy has everything, and tells how many entries that is. */
async function copiedEntries(counter: Counter): Promise<number> {
  await go(counter, '#/settings');
  const line = counter.page.getByText(/Second copy on this device: complete, \d+ entries/);
  await line.waitFor();
  const count = Number(/(\d+) entries/.exec((await line.textContent()) ?? '')?.[1]);
  await go(counter, '#/');
  await counter.home();
  return count;
}

/** The simulator's world is lost with the databases, so the ledgers that remain are the till's own. */
async function entriesOf(counter: Counter) {
  const book = await readBook(counter.page);
  expect(damagesOf(book)).toEqual([]);
  return book.entries;
}

/** Opens the page of a till that does not begin by itself. */
async function reopen(): Promise<Counter> {
  chromium = await startChromium(folder);
  const page = await chromium.context.newPage();
  await page.goto(site.origin);
  return counterIn(page);
}

type Entries = Awaited<ReturnType<typeof entriesOf>>;

/** Goes on with a book that came back: all of it is there, and behind it only that it came back. */
async function goOn(counter: Counter, before: Entries): Promise<Entries> {
  await counter.press(counter.words.till.start.restored.goOn);
  await counter.home();
  const after = await entriesOf(counter);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.slice(before.length).map(({ kind }) => kind)).toEqual(['run.started', 'book.restored']);
  await go(counter, '#/recent');
  await counter.page.getByText('¥41.00').first().waitFor();
  return after;
}

describe('a browser that lost its database', () => {
  it('gets every entry back from the second copy, and says how many', async () => {
    const first = await open();
    await takeAndGiveUp(first);
    const count = await copiedEntries(first);
    const before = await entriesOf(first);
    expect(count).toBe(before.length);
    await kill();
    loseDatabases();

    const second = await reopen();
    const words = second.words.till.start.restored;
    await second.read(words.offer(count, 0));
    await second.press(words.bringBack);
    await second.read(words.now(count, 0));
    const after = await goOn(second, before);
    await go(second, '#/');
    await second.home();
    expect(await copiedEntries(second)).toBe(after.length);
    await kill();

    // The same life goes on: nothing is asked again.
    const third = await open();
    await third.home();
    const started = async () =>
      (await entriesOf(third)).filter(({ kind }) => kind === 'run.started').length === 3;
    await until('the third run to begin', started);
    expect((await entriesOf(third)).slice(0, after.length)).toEqual(after);
  });

  it('and all else but its cookies says that the records are gone, and begins no new till by itself', async () => {
    const first = await open();
    await takeAndGiveUp(first);
    // As Chromium does it on a nearly full disk, in the middle of whatever the page does.
    const session = await first.page.context().newCDPSession(first.page);
    const storageTypes = 'indexeddb,cache_storage,file_systems,service_workers,local_storage';
    await session.send('Storage.clearDataForOrigin', { origin: site.origin, storageTypes });
    await first.page.reload();
    await first.read(first.words.till.start.lost.happened);
    await first.page.reload();
    await first.read(first.words.till.start.lost.happened);
  });

  it('and its second copy as well gets the book back from the file that was exported', async () => {
    const first = await open();
    await takeAndGiveUp(first);
    await go(first, '#/settings');
    const downloading = first.page.waitForEvent('download');
    await first.button(first.words.settings.exportJournal).click();
    const file = join(folder, 'exported.jsonl');
    await (await downloading).saveAs(file);
    await first.press(first.words.settings.checkJournal);
    const before = await entriesOf(first);
    await first.read(first.words.settings.checkedWhole(before.length));
    await kill();
    loseDatabases();
    loseSecondCopy();

    const second = await reopen();
    const { lost, restored, backup } = second.words.till.start;
    await second.read(lost.happened);
    await second.page.getByLabel(backup.choose).setInputFiles(file);
    await second.page.getByText(new RegExp(`brings back ${before.length} entries`)).waitFor();
    await second.press(backup.now);
    await second.read(restored.now(before.length, 0));
    await goOn(second, before);
  });
});
