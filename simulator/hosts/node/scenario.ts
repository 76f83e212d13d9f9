/** Runs scenario files from a command line: against Guitai's own counter in virtual time, or while a till of anybody's is used. */

import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createOutsideTill } from '../../scenarios/outside-till.ts';
import { playScenario, type ScenarioResult, type Stage, titleOf } from '../../scenarios/player.ts';
import { junitXml, reportLines } from '../../scenarios/report.ts';
import { readScenario, type Scenario } from '../../scenarios/schema.ts';
import type { ScenarioTill } from '../../scenarios/till.ts';
import { createMemoryHost, type MemoryHost } from '../memory.ts';
import { startSimulatorServer } from './server.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

/** The counter's half, which the build puts beside this file: the simulator itself knows nothing of it. */
export interface TillModule {
  readonly openScenarioTill: (parts: {
    readonly time: VirtualTime;
    readonly host: MemoryHost;
    readonly control: (path: string) => Promise<{ readonly body: unknown }>;
    readonly subtle: typeof globalThis.crypto.subtle;
  }) => Promise<ScenarioTill>;
}

/** 23 November 2026, 10:00 in Beijing: far from midnight. */
const STARTS_AT = '2026-11-23T10:00:00+08:00';

/** Plays one scenario in a world of its own. Rejects only when the till or the simulator breaks. */
export async function runScenario(
  scenario: Scenario,
  { openScenarioTill }: TillModule,
): Promise<ScenarioResult> {
  const time = createVirtualTime(Date.parse(scenario.startsAt ?? STARTS_AT));
  const host = createMemoryHost({
    now: time.now,
    seed: scenario.seed ?? scenario.name,
    wait: (delayMs, signal) => time.rest(time.sleep(delayMs, signal)),
  });
  const control: Stage['control'] = async (path, body, method) => {
    time.stir();
    const verb = method ?? (body === undefined ? 'GET' : 'POST');
    const init = body === undefined ? { method: verb } : { method: verb, body: JSON.stringify(body) };
    const response = await time.busy(
      host.handle(new Request(`http://practice.invalid/_simulator/${path}`, init)),
    );
    const answered = { status: response.status, body: await response.json() };
    await time.settle();
    return answered;
  };
  const till = await openScenarioTill({ time, host, control, subtle: globalThis.crypto.subtle });
  try {
    return await playScenario({ control, till, pass: time.pass }, scenario);
  } finally {
    await till.close();
  }
}

export interface ScenarioOrder {
  readonly files: readonly string[];
  readonly junit: string | undefined;
}

/** Runs the files, prints what came of them, writes JUnit XML if asked. Answers whether all passed. */
export async function runScenarioFiles({ files, junit }: ScenarioOrder, till: TillModule): Promise<boolean> {
  const results: ScenarioResult[] = [];
  for (const file of files) results.push(await runFile(file, till));
  return report(results, junit);
}

/** Plays the files while somebody's till is pointed at this simulator: it is told what to do, and watched. */
export async function watchScenarioFiles({
  files,
  junit,
  port,
}: ScenarioOrder & { readonly port: number }): Promise<boolean> {
  const server = await startSimulatorServer({ port });
  console.log(`Point your till at ${server.url}. What it has to do stands here, step by step.`);
  const control: Stage['control'] = async (path, body, method) => {
    const verb = method ?? (body === undefined ? 'GET' : 'POST');
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${server.url}/_simulator/${path}`, { method: verb, ...content });
    return { status: response.status, body: await response.json() };
  };
  const till = createOutsideTill({
    control,
    ask: async (command, isVisible) => {
      console.log(
        `  now: ${titleOf(command)}${isVisible ? '' : ' (no provider hears of this: it is taken for done)'}`,
      );
      if (isVisible) await new Promise<never>(() => undefined);
    },
    stopAsking: () => undefined,
    pause: () => sleep(LOOK_MS),
  });
  const pass = async (durationMs: number): Promise<void> => {
    await control('clock', { advanceMs: durationMs });
    await sleep(LOOK_MS);
  };
  try {
    const results: ScenarioResult[] = [];
    for (const file of files) {
      const reading = readScenario(readFileSync(file, 'utf8'));
      if (reading.ok) await control('reset', { seed: reading.scenario.seed ?? reading.scenario.name });
      results.push(
        reading.ok
          ? await playScenario({ control, till, pass }, reading.scenario)
          : unreadable(file, reading),
      );
    }
    return report(results, junit);
  } finally {
    await server.close();
  }
}

/** How long the till is given between two looks, in real time. */
const LOOK_MS = 200;

function report(results: readonly ScenarioResult[], junit: string | undefined): boolean {
  console.log(reportLines(results));
  if (junit !== undefined) writeFileSync(junit, junitXml(results));
  return results.every((result) => result.passed);
}

function unreadable(file: string, { mistakes }: { readonly mistakes: readonly string[] }): ScenarioResult {
  const message = mistakes.join('; ');
  return { name: file, passed: false, steps: [{ number: 0, title: 'the file', outcome: 'failed', message }] };
}

async function runFile(file: string, till: TillModule): Promise<ScenarioResult> {
  const reading = readScenario(readFileSync(file, 'utf8'));
  return reading.ok ? runScenario(reading.scenario, till) : unreadable(file, reading);
}
