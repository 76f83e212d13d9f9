/** Runs once before the browser tests: a current build and a browser must be there. */

import { findBrowser } from './browser.ts';
import { checkBuild } from './server.ts';

export async function setup(): Promise<void> {
  checkBuild();
  await findBrowser();
}
