/** Simulated time: real time, moved and stretched. */

import { touch, type World, type WorldClock } from './model.ts';

/** Epoch milliseconds of the world at a real time. */
export function simulatedNow(clock: WorldClock, realNow: number): number {
  return Math.round(clock.simulatedAt + (realNow - clock.realAt) * clock.factor);
}

/** Moves the world's clock forward; everybody's in it, the till's too. */
export function advanceClock(world: World, realNow: number, byMs: number): void {
  world.clock.simulatedAt = simulatedNow(world.clock, realNow) + byMs;
  world.clock.realAt = realNow;
  touch(world);
}

/** Lets simulated time run `factor` times as fast from now on. 0 stops it. */
export function setClockFactor(world: World, realNow: number, factor: number): void {
  advanceClock(world, realNow, 0);
  world.clock.factor = factor;
}
