/** A host that cannot send headers: the pages carry the policy themselves, and the counter says what is missing (S-03). */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright';
import sirv from 'sirv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { checkBuild, siteFolder } from '../support/server.ts';

let server: Server;
let browser: Browser;
let origin = '';

beforeAll(async () => {
  checkBuild();
  const serve = sirv(siteFolder);
  server = createServer((request, response) => serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

describe('a host without security headers', () => {
  it('is named in the settings, and the policy in the page still holds', async () => {
    const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
    await page.goto(`${origin}/#/settings`);
    await page.getByText('does not send its security headers').waitFor();
    const wasRun = await page.evaluate(() => {
      const script = document.createElement('script');
      try {
        script.textContent = 'globalThis.wasInjected = true';
        document.body.append(script);
      } catch {
        return 'refused';
      }
      return 'wasInjected' in globalThis ? 'run' : 'refused';
    });
    expect(wasRun).toBe('refused');
  });
});
