/** Payment codes read by the camera: videos of QR codes and bars, through the real scan screen. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProfileFolder, openProfile, removeProfileFolder } from '../support/browser.ts';
import { type Counter, customer, openCounter } from '../support/counter.ts';
import { cameraArguments, film, filmQr } from '../support/fake-camera.ts';
import { barsPattern, SHARP, type Shot } from '../support/photograph.ts';
import { type Site, startSite } from '../support/server.ts';
import { expectAgreement } from '../support/stored-book.ts';

let site: Site;
let folder = '';

beforeEach(async () => {
  site = await startSite();
  folder = await createProfileFolder();
});

afterEach(async () => {
  await site.stop();
  await removeProfileFolder(folder);
});

/** Opens the counter with the customer's code before its camera, and charges 31 yuan by it. */
async function payByCamera(
  filmCode: (code: string, file: string) => Promise<void>,
  more: readonly string[] = [],
): Promise<{ readonly counter: Counter; readonly close: () => Promise<void> }> {
  const video = join(folder, 'camera.y4m');
  const before = await openProfile({ folder, locale: 'en-GB' });
  const first = await openCounter(before.context, site.origin);
  // A code lives for a minute of simulated time; here that stands still until the camera is open.
  await first.control('clock', { factor: 0 });
  await filmCode(await customer(first).code(), video);
  await before.close();

  const args = [...cameraArguments(video), ...more];
  const profile = await openProfile({ folder, locale: 'en-GB', args, permissions: ['camera'] });
  const counter = await openCounter(profile.context, site.origin);
  await counter.type('31');
  await counter.press(counter.names.scan);
  await counter.hear(counter.names.paid, '31.00');
  await counter.home();
  await expectAgreement(counter, 'settled');
  return {
    counter,
    close: async () => {
      await profile.close();
      await rm(video);
    },
  };
}

/** As a phone is held to a till's camera on a dull day. */
const BY_HAND: Shot = {
  ...SHARP,
  modulePx: 4.5,
  turnDegrees: 7,
  tilt: 0.05,
  offsetPx: [40, -30],
  blurPx: 0.7,
  noise: 10,
  shade: 0.3,
};

describe('the camera', () => {
  it('reads the customer’s payment code, and that is the command to charge', async () => {
    const { close } = await payByCamera(filmQr);
    await close();
  });

  it('reads the bars as well as the QR code, turned and noisy as they are', async () => {
    const { counter, close } = await payByCamera((code, file) => film(barsPattern(code), BY_HAND, file));
    // The policy of the page held: what decodes runs in a worker of its own, from a file of this site.
    expect(counter.page.workers().map((worker) => new URL(worker.url()).origin)).toEqual(
      counter.page.workers().map(() => site.origin),
    );
    await close();
  });

  it('reads the QR code also in a browser without WebAssembly', async () => {
    const { close } = await payByCamera(filmQr, ['--js-flags=--noexpose-wasm']);
    await close();
  });
});
