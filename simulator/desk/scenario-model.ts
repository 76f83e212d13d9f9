/** Plays a scenario from the desk: customers, faults and clock by itself, the till by whoever stands at it. */

import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Control } from '../parts/client.ts';
import { createOutsideTill } from '../scenarios/outside-till.ts';
import { playScenario, type ScenarioResult } from '../scenarios/player.ts';
import type { Scenario } from '../scenarios/schema.ts';
import type { TillCommand } from '../scenarios/till.ts';

/** How it ended: played, given up by somebody, or left without a simulator that answers. */
export type ScenarioOutcome = ScenarioResult | 'stopped' | 'no-answer';

export interface ScenarioPlayer {
  readonly playing: ReadonlySignal<Scenario | undefined>;
  /** What somebody has to do at the till now. */
  readonly asked: ReadonlySignal<TillCommand | undefined>;
  readonly outcome: ReadonlySignal<ScenarioOutcome | undefined>;
  /** Begins a fresh world and plays; one at a time. */
  readonly play: (scenario: Scenario) => Promise<void>;
  /** Holds a customer's payment code before the counter's scanner. */
  readonly present: (code: string) => void;
  /** What was asked for at the till is done. */
  readonly done: () => void;
  /** Gives the scenario up. */
  readonly stop: () => void;
}

export interface ScenarioPlayerDeps {
  readonly control: Control;
  readonly present: (code: string) => void;
  /** Resolves after real milliseconds. */
  readonly sleep: (durationMs: number) => Promise<void>;
}

/** Between two looks for a message of the till. */
const LOOK_MS = 300;
/** Time passes in so many jumps at most, each long enough for the till to act. */
const JUMPS = 60;
const JUMP_AT_LEAST_MS = 1_000;
const AFTER_JUMP_MS = 150;

/** Lets simulated time pass in jumps, with a moment of real time after each. */
function createPass(
  control: Control,
  sleep: ScenarioPlayerDeps['sleep'],
): (durationMs: number) => Promise<void> {
  return async (durationMs) => {
    const jumpMs = Math.max(JUMP_AT_LEAST_MS, Math.ceil(durationMs / JUMPS));
    for (let left = durationMs; left > 0; left -= jumpMs) {
      await control('clock', { advanceMs: Math.min(left, jumpMs) });
      await sleep(AFTER_JUMP_MS);
    }
  };
}

/** Thrown through the player when somebody stops it. */
class Stopped extends Error {}

export function createScenarioPlayer(deps: ScenarioPlayerDeps): ScenarioPlayer {
  const { sleep, present } = deps;
  const playing = signal<Scenario | undefined>(undefined);
  const asked = signal<TillCommand | undefined>(undefined);
  const outcome = signal<ScenarioOutcome | undefined>(undefined);
  let answer: () => void = () => undefined;
  let isStopped = false;

  const goOn = (): void => {
    if (isStopped) throw new Stopped();
  };
  /** Whatever the player does passes here, so that a stop takes hold before it. */
  const control: Control = (path, body, method) => {
    goOn();
    return deps.control(path, body, method);
  };
  const ask = (command: TillCommand): Promise<void> => {
    asked.value = command;
    return new Promise((resolve) => {
      answer = resolve;
    });
  };
  const till = createOutsideTill({
    control,
    ask,
    stopAsking: () => {
      asked.value = undefined;
      answer();
    },
    pause: async () => {
      goOn();
      await sleep(LOOK_MS);
    },
  });
  const run = async (scenario: Scenario): Promise<ScenarioOutcome> => {
    try {
      await control('reset', { seed: scenario.seed ?? scenario.name });
      const result = await playScenario({ control, till, pass: createPass(control, sleep) }, scenario);
      return isStopped ? 'stopped' : result;
    } catch (error) {
      return error instanceof Stopped ? 'stopped' : 'no-answer';
    }
  };

  return {
    playing,
    asked,
    outcome,
    play: async (scenario) => {
      if (playing.value !== undefined) return;
      isStopped = false;
      batch(() => {
        playing.value = scenario;
        outcome.value = undefined;
      });
      const ended = await run(scenario);
      batch(() => {
        outcome.value = ended;
        playing.value = undefined;
        asked.value = undefined;
      });
    },
    present,
    done: () => answer(),
    stop: () => {
      isStopped = true;
      answer();
    },
  };
}
