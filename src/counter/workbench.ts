/** Where the driver's work is done: one piece at a time per attempt, at a sane pace, and a mistake stops its own payment only. */

import { BrokenInvariant, check } from '../domain/assert.ts';
import { SECOND_MS } from '../domain/timing.ts';
import { type Talk, type Target, write } from './conversation.ts';
import { attemptConsequences } from './news.ts';

export interface Workbench {
  /** Runs one piece of work for an attempt; the caller sees to it that the attempt is not busy. */
  readonly begin: (target: Target, work: () => Promise<void>) => void;
  readonly isBusy: (attemptId: string) => boolean;
  /** Resolves when nothing is under way for an attempt; what follows at once is not overtaken. */
  readonly free: (attemptId: string) => Promise<void>;
  /** Writes down again what a mistake has stopped, where the storage did not take it. */
  readonly stopAgain: () => Promise<void>;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
}

/** `onDone` is called after each piece of work, so that the next one can be looked for. */
export function createWorkbench(talk: Talk, onDone: (target: Target) => void): Workbench {
  const busy = new Map<string, Promise<void>>();
  /** Attempts that a mistake has stopped: nothing more is begun for them here, even where that could not be written down. */
  const stopped = new Map<string, () => Promise<boolean>>();
  const pace = createPace();
  // What begins meanwhile stands at the end of the map, and is waited for as well.
  async function idle(): Promise<void> {
    for (const run of busy.values()) await run;
  }
  async function stop(id: string, tell: () => Promise<boolean>): Promise<void> {
    stopped.set(id, tell);
    if (await tell()) stopped.set(id, async () => true);
  }
  return {
    idle,
    free: async (attemptId) => {
      for (let run = busy.get(attemptId); run !== undefined; run = busy.get(attemptId)) await run;
    },
    stopAgain: async () => {
      for (const [id, tell] of [...stopped]) await stop(id, tell);
    },
    isBusy: (attemptId) => busy.has(attemptId) || stopped.has(attemptId),
    begin: (target, work) => {
      const run = pace(target.attempt, talk.ports.clock.now())
        .then(work)
        .catch((error: unknown) => stop(target.attempt, () => freeze(talk, target, error)))
        .then(() => {
          busy.delete(target.attempt);
          onDone(target);
        });
      busy.set(target.attempt, run);
    },
  };
}

/** The most pieces of work that one attempt can sensibly need within a second. */
const MOST_STEPS_A_SECOND = 20;

/** Rejects when an attempt is worked on again and again without rest: a busy loop is a broken invariant (INV-11). */
function createPace(): (attemptId: string, now: number) => Promise<void> {
  const paces = new Map<string, { readonly since: number; readonly count: number }>();
  return async (attemptId, now) => {
    const pace = paces.get(attemptId);
    const isFresh = pace === undefined || now < pace.since || now >= pace.since + SECOND_MS;
    const next = isFresh ? { since: now, count: 1 } : { since: pace.since, count: pace.count + 1 };
    paces.set(attemptId, next);
    check(next.count <= MOST_STEPS_A_SECOND, 'driver-comes-to-rest');
  };
}

/** A broken invariant stops this payment alone, opens an incident, and leaves the rest working. True once that is durable. */
export async function freeze(talk: Talk, target: Target, error: unknown): Promise<boolean> {
  const event = { type: 'FREEZE', rule: ruleOf(error) } as const;
  const now = talk.ports.clock.now();
  return write(
    talk,
    target,
    (sale, attempt) => attemptConsequences(sale.number, attempt, { event, now }).facts,
  ).catch(() => false);
}

/** The name of what was broken, for the incident. */
export function ruleOf(error: unknown): string {
  return error instanceof BrokenInvariant ? error.rule : 'unexpected-error';
}
