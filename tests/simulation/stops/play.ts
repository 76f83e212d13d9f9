/** Plays one flow with the till stopped at given awaits, and opened again each time; then twice more when all is over. */

import { newestAttempt } from '../../../src/domain/sale.ts';
import type { Journal } from '../../../src/ports.ts';
import { effects, findings, isOver, liesOn, story } from './judge.ts';
import { arm, type Flow, returnLateMoney, type Scene } from './people.ts';
import { createStage, type Run, type Stage } from './stage.ts';

export interface Played {
  /** The awaits of each run of the till, by name, as far as it came. */
  readonly runs: readonly (readonly string[])[];
  /** What was wrong; nothing when all is well. */
  readonly found: readonly string[];
  readonly effects: readonly string[];
}

const SECOND_MS = 1_000;
/** People look every second at first, then less often: only time-outs and watches are left. */
const BUSY_MS = 60_000;
const SLOW_LOOK_MS = 5_000;
/** Longer than any flow needs, however often it is stopped. */
const LONGEST_MS = 40 * 60_000;
const REOPENED_MS = 30_000;

/** `stops` counts awaits from 1: the first number ends the first run, the second one the run after that, and so on. */
export async function play(
  flow: Flow,
  stops: readonly number[],
  wrap: (journal: Journal) => Journal = (journal) => journal,
): Promise<Played> {
  const stage = createStage(flow.name, flow.currency ?? 'CNY', wrap);
  arm(stage, flow.faults ?? []);
  const runs: Run[] = [stage.open(stops[0] ?? 0)];
  const told = new Set<string>();
  const hasChanged = createChange(stage);
  const startedAt = stage.time.now();
  const left = (): number => startedAt + LONGEST_MS - stage.time.now();
  await stage.time.runTo(startedAt);
  while (left() > 0 && !(alive(runs) && isOver(stage, flow))) {
    if (!alive(runs)) runs.push(stage.open(stops[runs.length] ?? 0));
    look(flow, sceneOf(stage, newest(runs)));
    const lookMs = left() > LONGEST_MS - BUSY_MS ? SECOND_MS : SLOW_LOOK_MS;
    await stage.time.runTo(stage.time.now() + lookMs);
    if (flow.isDeceived === true || !hasChanged()) continue;
    for (const lie of await liesOn(stage)) told.add(lie);
  }
  const atTheEnd = newest(runs).steps.names();
  const found = [...(await findings(stage, flow)), ...told, ...(await openAgain(stage, runs))];
  const names = runs.slice(0, -1).map(({ steps }) => steps.names());
  return { runs: [...names, atTheEnd], found, effects: effects(stage) };
}

/** Whether journal or providers are not as they were when it was last asked. */
function createChange({ store, host }: Stage): () => boolean {
  let seen = '';
  return () => {
    const now = `${store.head?.seq} ${host.world().version}`;
    const isNew = now !== seen;
    seen = now;
    return isNew;
  };
}

function newest(runs: readonly Run[]): Run {
  const run = runs.at(-1);
  if (run === undefined) throw new Error('no run');
  return run;
}

const alive = (runs: readonly Run[]): boolean => newest(runs).steps.isAlive();

function sceneOf(stage: Stage, run: Run): Scene {
  // What is over is not in the till's view after a start: the cashier finds it among the recent payments.
  const sale = run.counter.view().sales.get(1) ?? stage.store.sales.get(1);
  return { stage, run, sale, attempt: sale === undefined ? undefined : newestAttempt(sale) };
}

function look(flow: Flow, scene: Scene): void {
  flow.customer(scene);
  const { run } = scene;
  if (!run.counter.isDriving()) return;
  if (run.isFree()) returnLateMoney(scene);
  if (run.isFree()) flow.cashier(scene);
}

/** Recovery of what is settled does nothing, however often (INV-10). */
async function openAgain(stage: Stage, runs: readonly Run[]): Promise<readonly string[]> {
  const before = { effects: effects(stage), story: story(stage) };
  let last = newest(runs);
  for (let again = 0; again < 2; again += 1) {
    last.steps.end();
    last = stage.open(0);
    await stage.time.runTo(stage.time.now() + REOPENED_MS);
  }
  last.steps.end();
  const isSame =
    before.effects.join() === effects(stage).join() && before.story.join() === story(stage).join();
  return isSame ? [] : ['opening the till again changed something'];
}
