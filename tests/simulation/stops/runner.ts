/** Runs flows with the till stopped at every await, at every pair of awaits, or at pairs that are drawn from a seed. */

import type { Chance } from '../swarm/random.ts';
import type { Flow } from './people.ts';
import { play } from './play.ts';

export interface Violation {
  readonly flow: string;
  readonly stops: readonly number[];
  /** The awaits at which the till was stopped, by name. */
  readonly where: readonly string[];
  readonly found: readonly string[];
}

export interface Tally {
  readonly flow: string;
  /** Awaits of the undisturbed flow: each of them was a stop. */
  readonly points: number;
  /** Pairs of stops that were tried. */
  readonly pairs: number;
  readonly violations: readonly Violation[];
}

/** The flow left alone, then stopped at each of its awaits. */
export async function stopOnce(flow: Flow): Promise<Tally> {
  const alone = await stoppedAt(flow, []);
  const violations = [...alone.violations];
  for (let stop = 1; stop <= alone.awaits; stop += 1)
    violations.push(...(await stoppedAt(flow, [stop])).violations);
  return { flow: flow.name, points: alone.awaits, pairs: 0, violations };
}

/** Stopped at each await, and its recovery again at each await of its own. */
export async function stopTwice(flow: Flow): Promise<Tally> {
  const alone = await stoppedAt(flow, []);
  const violations = [...alone.violations];
  let pairs = 0;
  for (let first = 1; first <= alone.awaits; first += 1) {
    const once = await stoppedAt(flow, [first]);
    violations.push(...once.violations);
    for (let second = 1; second <= once.awaits; second += 1) {
      pairs += 1;
      violations.push(...(await stoppedAt(flow, [first, second])).violations);
    }
  }
  return { flow: flow.name, points: alone.awaits, pairs, violations };
}

/** So many pairs, drawn; the second stop lies within what a recovery of this flow can take. */
export async function drawPairs(flow: Flow, chance: Chance, pairs: number): Promise<Tally> {
  const alone = await stoppedAt(flow, []);
  const violations = [...alone.violations];
  for (let drawn = 0; drawn < pairs; drawn += 1) {
    const stops = [chance.whole(1, alone.awaits), chance.whole(1, alone.awaits)];
    violations.push(...(await stoppedAt(flow, stops)).violations);
  }
  return { flow: flow.name, points: alone.awaits, pairs, violations };
}

/** How many awaits the run after the stops had, and what was wrong. */
async function stoppedAt(
  flow: Flow,
  stops: readonly number[],
): Promise<{ readonly awaits: number; readonly violations: readonly Violation[] }> {
  const { runs, found } = await play(flow, stops);
  const awaits = runs[stops.length]?.length ?? 0;
  if (found.length === 0) return { awaits, violations: [] };
  const where = stops.map((stop, index) => runs[index]?.[stop - 1] ?? 'not reached');
  return { awaits, violations: [{ flow: flow.name, stops, where, found }] };
}
