/** One trial: a payment, a kill, a reopening, another kill, another reopening, and the comparison of everything. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveSite } from '../support/live-shop.ts';
import { siteFolder } from '../support/server.ts';
import { type Book, copyDifferences, readBook } from './book.ts';
import { type Engine, type Running, within } from './browsers/engine.ts';
import { type Cashier, openedCounter, reopened } from './cashier.ts';
import { act, prepare } from './deeds.ts';
import { waitForMoment } from './moment.ts';
import * as page from './page.ts';
import type { Plan } from './plan.ts';
import { createFolder, removeProfile, type Template } from './set-up.ts';
import { settle } from './settle.ts';
import type { Heal, Scene } from './troubles/trouble.ts';
import { TROUBLE, type TroubleName } from './troubles/troubles.ts';
import { judge, type Violation } from './verdict.ts';

export interface TrialParts {
  readonly engine: Engine;
  /** What happens to the browser before it is killed; without it nothing. */
  readonly trouble: TroubleName | undefined;
  readonly site: LiveSite;
  readonly template: Template;
  /** The folder of an older release, where there is one. */
  readonly older?: string | undefined;
}

export interface Outcome {
  readonly plan: Plan;
  readonly trouble: TroubleName | undefined;
  readonly violations: readonly Violation[];
  readonly kills: number;
  /** What the journal said of the payment right after the first kill: a state, or that it was not there yet. */
  readonly foundAs: string;
  /** What stood on the screen when the trouble had lasted for a while; empty without one. */
  readonly screen: string;
  readonly tookMs: number;
}

const COPY_PATIENCE_MS = 10_000;
/** Long enough for a browser to get as far as it can. */
const OPEN_IN_TROUBLE_MS = 4_000;

/** The world that all trials begin with; its ids and keys are those of the template's accounts. */
const WORLD_SEED = 'live';

interface Run extends TrialParts {
  readonly plan: Plan;
  readonly folder: string;
  readonly heard: string[];
  readonly screens: string[];
  readonly open: () => Promise<Cashier>;
  /** Opens it while the trouble is still there, however far that gets, and kills it again after a while. */
  readonly openInTrouble: (lastsMs: number) => Promise<void>;
  readonly kill: () => Promise<void>;
}

/** Never rejects: what goes wrong with the trial itself is told as such. */
export async function runTrial(parts: TrialParts, plan: Plan): Promise<Outcome> {
  const begun = performance.now();
  parts.site.serve(firstRelease(parts));
  const place = await createPlace(parts);
  const running: { browser: Running | undefined } = { browser: undefined };
  const said = { heard: [] as string[], screens: [] as string[] };
  let kills = 0;
  const open = async (): Promise<Cashier> => {
    const openedAtMs = Date.now();
    running.browser = await parts.engine.start(place.folder, `${parts.site.origin}/`);
    const till = await openedCounter(running.browser, 'live', openedAtMs);
    if (parts.older !== undefined) said.screens.push(await releaseOf(running.browser, parts.older));
    return till;
  };
  const kill = async (): Promise<void> => {
    const { browser } = running;
    const end = parts.trouble === undefined ? undefined : TROUBLE[parts.trouble].end;
    if (browser !== undefined) await (end === undefined ? browser.kill() : end(place.folder, browser));
    running.browser = undefined;
    kills += 1;
  };
  const openInTrouble = async (lastsMs: number): Promise<void> => {
    const end = await parts.engine.startUnseen(place.folder, `${parts.site.origin}/`);
    await sleep(lastsMs);
    await end();
    kills += 1;
  };
  const outcomeOf = ({ violations, foundAs }: Seen): Outcome => {
    const tookMs = performance.now() - begun;
    const screen = said.screens.join(' ');
    return { plan, trouble: parts.trouble, violations, kills, foundAs, screen, tookMs };
  };
  try {
    return outcomeOf(
      await threeRuns({ ...parts, ...said, plan, folder: place.folder, open, openInTrouble, kill }),
    );
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const screen = await running.browser?.run(page.readScreen).catch(() => '');
    const violations = [{ kind: 'trial' as const, text: `${text} ${oneLine(screen ?? '')}` }];
    return outcomeOf({ violations, foundAs: 'unread' });
  } finally {
    await running.browser?.kill().catch(() => undefined);
    await place.remove();
  }
}

/** The folder that is served when a trial, and the template that it comes from, begin. */
export function firstRelease({ trouble, older }: Pick<TrialParts, 'trouble' | 'older'>): string {
  const isOlder = trouble !== undefined && TROUBLE[trouble].beginsOlder === true;
  return (isOlder ? older : undefined) ?? siteFolder;
}

/** Which release the page is, by the script that it began with. */
async function releaseOf(browser: Running, older: string): Promise<string> {
  const script = await browser.run(page.entryScript);
  const names = { older, present: siteFolder };
  const isIn = (folder: string): boolean =>
    readFileSync(join(folder, 'index.html'), 'utf8').includes(`"${script}"`);
  const found = Object.entries(names).find(([, folder]) => isIn(folder));
  return `[${found?.[0] ?? 'unknown'}]`;
}

interface Seen {
  readonly violations: readonly Violation[];
  readonly foundAs: string;
}

/** A copy of the template, where the trouble wants it to stand. */
async function createPlace({
  engine,
  site,
  template,
  trouble,
}: TrialParts): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await createFolder();
  const leave = trouble === undefined ? undefined : await TROUBLE[trouble].place?.(folder);
  await template.copyInto(folder);
  if (trouble !== undefined) TROUBLE[trouble].furnish?.(engine, folder, site.origin);
  return {
    folder,
    remove: async () => {
      await leave?.();
      await removeProfile(folder);
    },
  };
}

function oneLine(screen: string): string {
  return screen.replaceAll('\n', ' / ').slice(0, 300);
}

async function threeRuns(run: Run): Promise<Seen> {
  const { site, plan, heard, open } = run;
  await site.control('reset', { seed: WORLD_SEED });
  const { before, healLater } = await firstRun(run);
  if (healLater !== undefined) {
    await run.openInTrouble(OPEN_IN_TROUBLE_MS + plan.lastsMs);
    await healLater();
  }
  const second = await secondRun(run);
  const till = await open();
  const opened = await readBook(till.browser);
  const settled = await settle({ till, site, plan });
  heard.push(...(await till.browser.run(page.readHeard)));
  const { last, copy } = await lastLook(till.browser);
  const books = [before, ...second.books, opened, settled];
  const violations = await judge(site, { plan, books, last, copy, heard });
  return { violations, foundAs: second.foundAs };
}

/** Up to the kill; gives back the records as they were before the act. */
async function firstRun(run: Run): Promise<{ before: Book; healLater: Heal | undefined }> {
  const { site, plan, heard, open, kill } = run;
  const till = await open();
  await prepare(till, site, plan);
  const before = await readBook(till.browser);
  await troubleNetwork(site, plan);
  const acting = act(till, site, plan).catch(() => undefined);
  heard.push(...(await waitForMoment({ till, site }, plan.kill)));
  const healLater = run.trouble === undefined ? undefined : await troubled(run, till, run.trouble);
  await kill();
  await acting;
  return { before, healLater };
}

async function troubleNetwork(site: LiveSite, { network, rail }: Plan): Promise<void> {
  if (network === undefined) return;
  const { name, operation, delayMs } = network;
  const kind = { name, operation, rail, times: 1 };
  await site.control('faults', name === 'reply-slow' ? { ...kind, parameters: { delayMs } } : kind);
}

/**
 * The trouble comes, lasts, and goes; some payments are settled before the kill that follows, some are not. One that
 * outlasts the kill is given back, to go later.
 */
async function troubled(run: Run, till: Cashier, name: TroubleName): Promise<Heal | undefined> {
  const { plan, site, heard } = run;
  const heal = await TROUBLE[name].strike?.(sceneOf(run, till));
  if (heal === undefined) return undefined;
  await sleep(plan.lastsMs);
  const screen = within('the screen', 1_500, till.browser.run(page.readScreen)).catch(() => 'no answer');
  run.screens.push(oneLine(await screen));
  if (TROUBLE[name].outlastsKill?.(plan.seed)) {
    heard.push(...(await within('what was said', 1_500, till.browser.run(page.readHeard)).catch(() => [])));
    return heal;
  }
  await heal();
  await reopened(till);
  if (plan.isSettledFirst) await settle({ till, site, plan });
  heard.push(...(await till.browser.run(page.readHeard)));
  return undefined;
}

function sceneOf({ site, folder, plan, older }: Run, till: Cashier): Scene {
  return { till, site, folder, older, seed: plan.seed };
}

/** The first reopening, and the second kill: while it recovers, or when all is settled. */
async function secondRun(run: Run): Promise<{ books: Book[]; foundAs: string }> {
  const { site, plan, heard, open, kill } = run;
  const till = await open();
  if (run.trouble !== undefined) await TROUBLE[run.trouble].sequel?.(sceneOf(run, till));
  const { at, plusMs } = plan.second;
  if (at === 'recovery') {
    const reading = readBook(till.browser).catch(() => undefined);
    await sleep(plusMs);
    heard.push(...(await till.browser.run(page.readHeard).catch(() => [])));
    await kill();
    const book = await reading;
    return {
      books: book === undefined ? [] : [book],
      foundAs: book === undefined ? 'unread' : found(book, plan),
    };
  }
  const first = await readBook(till.browser);
  const settled = await settle({ till, site, plan });
  heard.push(...(await till.browser.run(page.readHeard)));
  await sleep(plusMs);
  await kill();
  return { books: [first, settled], foundAs: found(first, plan) };
}

function found({ sales }: Book, { amountMinor }: Plan): string {
  const sale = sales.find(({ due }) => due.amountMinor === amountMinor);
  const attempt = sale?.tenders.at(-1)?.attempts.at(-1);
  if (sale === undefined) return 'nothing yet';
  const refund = attempt?.refunds.at(-1);
  return refund === undefined ? (attempt?.state ?? 'no attempt') : `refund ${refund.state}`;
}

/** The book and its second copy, which has a little time to catch up; without one where the browser keeps none. */
async function lastLook(
  browser: Running,
): Promise<{ last: Book; copy: Readonly<Record<string, string>> | undefined }> {
  const until = performance.now() + COPY_PATIENCE_MS;
  for (;;) {
    const last = await readBook(browser);
    const copy = await browser.run(page.readCopy);
    if (copy === null) return { last, copy: undefined };
    if (copyDifferences(last, copy).length === 0 || performance.now() > until) return { last, copy };
    await sleep(100);
  }
}
