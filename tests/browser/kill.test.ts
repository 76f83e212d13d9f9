/** The browser is killed in the middle of a payment and opened again, twice: nothing that was written is gone. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProfileFolder, removeProfileFolder, until } from '../support/browser.ts';
import { type Counter, customer, openCounter } from '../support/counter.ts';
import { logFiles, type RealChromium, startChromium, tearLog } from '../support/real-chromium.ts';
import { type Site, startSite } from '../support/server.ts';
import { damagesOf, expectAgreement, expectNothingSentTwice, readBook } from '../support/stored-book.ts';

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

async function close(counter: Counter): Promise<void> {
  await counter.page.close({ runBeforeUnload: true });
  await chromium?.close();
  chromium = undefined;
}

/** How each run so far found the one before it. */
async function ends({ page }: Counter): Promise<readonly unknown[]> {
  const { entries } = await readBook(page);
  return entries.filter(({ kind }) => kind === 'run.started').map(({ body }) => body['end']);
}

/** A payment that is with the provider, whose answer does not come. */
async function payWithoutAnswer(counter: Counter, amount: string): Promise<void> {
  await counter.control('faults', { name: 'reply-slow', operation: 'pay' });
  await counter.chargeByCode(amount, await customer(counter).code());
  await counter.hear(counter.names.waiting, amount);
  const sent = async (): Promise<boolean> =>
    (await expectNothingSentTwice(counter)).some(({ operation }) => operation === 'pay');
  await until('the payment to reach the provider', sent);
}

/** Writes what may be lost, behind everything that may not: a record of a stranger in the same log. */
async function writeJunk({ page }: Counter): Promise<void> {
  await page.evaluate(async () => {
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('junk', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('junk', { autoIncrement: true });
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const transaction = opening.result.transaction('junk', 'readwrite', { durability: 'strict' });
        transaction.objectStore('junk').add('x'.repeat(500));
        transaction.oncomplete = () => resolve();
      };
    });
  });
}

describe('a browser that is killed during a payment', () => {
  it('comes back to the payment, settles it, and still has all of it after the next start', async () => {
    const first = await open();
    await payWithoutAnswer(first, '41.00');
    const before = await readBook(first.page);
    const logs = logFiles(folder);
    await kill();

    const second = await open();
    await second.hear(second.names.paid, '41.00');
    await second.home();
    expect((await readBook(second.page)).entries.slice(0, before.entries.length)).toEqual(before.entries);
    expect(await ends(second)).toEqual(['first', 'unclean']);
    expect(logFiles(folder)).not.toEqual(logs);
    const after = await readBook(second.page);
    await kill();

    const third = await open();
    await third.read(third.words.counter.recent);
    await until('the third run to begin', async () => (await ends(third)).length === 3);
    expect(await ends(third)).toEqual(['first', 'unclean', 'unclean']);
    const last = await readBook(third.page);
    expect(last.entries.slice(0, after.entries.length)).toEqual(after.entries);
    expect(damagesOf(last)).toEqual([]);
    await expectAgreement(third, 'settled');
    await expectNothingSentTwice(third);
  });

  it('loses nothing to a log that was torn off in the middle of a record', async () => {
    const first = await open();
    await first.charge('42');
    await first.hear(first.names.waiting, '42.00');
    const before = await readBook(first.page);
    await writeJunk(first);
    await kill();
    tearLog(folder);

    // Whatever follows the torn record in the same log is thrown away with all the rest when the profile opens again.
    const second = await open();
    await second.hear(second.names.waiting, '42.00');
    await customer(second).scan();
    await customer(second).confirm();
    await second.hear(second.names.paid, '42.00');
    await second.home();
    const after = await readBook(second.page);
    expect(after.entries.slice(0, before.entries.length)).toEqual(before.entries);
    await close(second);

    const third = await open();
    await until('the third run to begin', async () => (await ends(third)).length === 3);
    const last = await readBook(third.page);
    expect(last.entries.slice(0, after.entries.length)).toEqual(after.entries);
    await expectAgreement(third, 'settled');
  });
});
