/** Chance from a seed: the same seed and number give the same input on every machine. */

export interface Chance {
  /** A whole number from 0 up to, but not, `below`. */
  readonly below: (below: number) => number;
  /** True in `percent` of a hundred cases. */
  readonly in: (percent: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
}

/** Of input `number` of a run that began with `seed`. */
export function createChance(seed: number, number: number): Chance {
  let state = (seed ^ Math.imul(number + 1, 0x9e3779b1)) >>> 0;
  // mulberry32: every word of the state is as good as any other, zero as well.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => (limit <= 1 ? 0 : next() % limit);
  return {
    below,
    in: (percent) => below(100) < percent,
    pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
  };
}
