/** axe-core in a page: what a person with a screen reader, a keyboard or weak eyes would stumble over. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';

declare global {
  // The page's own global, once the source below has run in it.
  var axe: typeof import('axe-core') | undefined;
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Everything serious or critical on the page as it stands, frames left out: each has a page of its own. */
export async function seriousProblems(page: Page): Promise<readonly string[]> {
  const isThere = await page.evaluate(() => globalThis.axe !== undefined);
  if (!isThere) await page.evaluate(source);
  const { violations } = (await page.evaluate(() =>
    globalThis.axe?.run({ exclude: ['iframe'] }, { resultTypes: ['violations'] }),
  )) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

/** Presses Tab until the focus is on the button with this name; rejects when it never comes there. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name, exact: typeof name === 'string' }).first();
  await button.waitFor();
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    await page.keyboard.press('Tab');
    if (await button.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`The keyboard never comes to ${name}.`);
}

const MOST_PRESSES = 60;
