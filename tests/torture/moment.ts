/** Waits for the moment of the plan, and notes what the counter has said aloud by then. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveSite } from '../support/live-shop.ts';
import type { Cashier } from './cashier.ts';
import * as page from './page.ts';
import type { Kill, KillAt } from './plan.ts';
import { says, WORDS } from './words.ts';

/** Of a payment that never gets there the moment comes all the same. */
const PATIENCE_MS = 12_000;

const SAID: Readonly<Partial<Record<KillAt, string>>> = {
  waiting: WORDS.waiting,
  paid: WORDS.paid,
  not_paid: WORDS.notPaid,
  refunded: WORDS.refunded,
};

interface Watched {
  readonly till: Cashier;
  readonly site: LiveSite;
}

/** Resolves at the moment with everything that was said until then. */
export async function waitForMoment(
  { till, site }: Watched,
  { at, plusMs }: Kill,
): Promise<readonly string[]> {
  const begun = performance.now();
  const asked = site.passedOn.length;
  const known = (await till.browser.run(page.readHeard)).length;
  const ear: { said: readonly string[]; isOpen: boolean } = { said: [], isOpen: true };
  const listening = listen(till, ear);
  const word = SAID[at];
  const hasCome = (): boolean => {
    if (at === 'moment') return true;
    if (at === 'asked') return site.passedOn.length > asked;
    return ear.said.slice(known).some((text) => word !== undefined && says(text, word));
  };
  while (!hasCome() && performance.now() - begun < PATIENCE_MS) await sleep(4);
  await sleep(plusMs);
  ear.isOpen = false;
  // Not waited for: a page that does not answer must not put the moment off.
  listening.catch(() => undefined);
  return ear.said;
}

async function listen(
  { browser }: Cashier,
  ear: { said: readonly string[]; isOpen: boolean },
): Promise<void> {
  while (ear.isOpen && !browser.isGone()) {
    const said = await browser.run(page.readHeard).catch(() => undefined);
    if (said !== undefined) ear.said = said;
    await sleep(20);
  }
}
