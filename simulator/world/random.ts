/** Chance in the world: a small seeded generator whose whole state is one number of the world. Not for secrets. */

import type { World } from './model.ts';

/** A starting state from any text. */
export function seedFrom(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** The next whole number below `limit`, at most 2^32. */
export function draw(world: Pick<World, 'random'>, limit: number): number {
  world.random = (world.random + 0x9e3779b9) >>> 0;
  let mixed = world.random;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  mixed = (mixed ^ (mixed >>> 15)) >>> 0;
  return Math.floor((mixed / 0x1_0000_0000) * limit);
}

/** `length` characters out of an alphabet. */
export function drawText(world: Pick<World, 'random'>, length: number, alphabet: string): string {
  let text = '';
  for (let index = 0; index < length; index += 1) text += alphabet.charAt(draw(world, alphabet.length));
  return text;
}

/** The same characters for the same seed, always; the world's own chance is not touched. */
export function seededText(seed: string, length: number, alphabet: string): string {
  return drawText({ random: seedFrom(seed) }, length, alphabet);
}
