/** Chance from one seed: a small generator that is forked per concern, so that more of one kind changes no other. */

export interface Chance {
  /** A fraction, 0 ≤ x < 1. */
  readonly fraction: () => number;
  /** A whole number, `least` … `most`, both included. */
  readonly whole: (least: number, most: number) => number;
  readonly happens: (probability: number) => boolean;
  readonly pick: <T>(choices: readonly [T, ...T[]]) => T;
  /** Another generator, whose numbers depend on the seed and the name alone. */
  readonly fork: (name: string) => Chance;
}

export function createChance(seed: string): Chance {
  let state = hashOf(seed);
  const fraction = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
  };
  return {
    fraction,
    whole: (least, most) => least + Math.floor(fraction() * (most - least + 1)),
    happens: (probability) => probability > 0 && fraction() < probability,
    pick: (choices) => choices[Math.floor(fraction() * choices.length)] ?? choices[0],
    fork: (name) => createChance(`${seed}/${name}`),
  };
}

/** FNV-1a over UTF-16 units, 32 bits. */
export function hashOf(text: string, start = 0x811c9dc5): number {
  let hash = start;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
