/** A payment code read by the camera: a video of a real QR picture, through the real scan screen. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createProfileFolder, openProfile, removeProfileFolder } from '../support/browser.ts';
import { customer, openCounter } from '../support/counter.ts';
import { cameraArguments, filmQr } from '../support/fake-camera.ts';
import { type Site, startSite } from '../support/server.ts';
import { expectAgreement } from '../support/stored-book.ts';

let site: Site;
let folder = '';

beforeAll(async () => {
  site = await startSite();
  folder = await createProfileFolder();
});

afterAll(async () => {
  await site.stop();
  await removeProfileFolder(folder);
});

describe('the camera', () => {
  it('reads the customer’s payment code, and that is the command to charge', async () => {
    const video = join(folder, 'camera.y4m');
    const before = await openProfile({ folder, locale: 'en-GB' });
    const first = await openCounter(before.context, site.origin);
    // A code lives for a minute of simulated time; here that stands still until the camera is open.
    await first.control('clock', { factor: 0 });
    await filmQr(await customer(first).code(), video);
    await before.close();

    const args = cameraArguments(video);
    const profile = await openProfile({ folder, locale: 'en-GB', args, permissions: ['camera'] });
    const counter = await openCounter(profile.context, site.origin);
    await counter.type('31');
    await counter.press(counter.names.scan);
    await counter.hear(counter.names.paid, '31.00');
    await counter.home();
    await expectAgreement(counter, 'settled');
    await profile.close();
    await rm(video);
  });
});
