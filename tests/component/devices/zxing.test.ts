/** Bad photographs of payment codes, read as the counter reads them. */

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { halved, type Picture, squeezed, twoThirds } from '../../../src/devices/picture.ts';
import { openZxing, type ReadPicture } from '../../../src/devices/zxing.ts';
import {
  barsPattern,
  drawShot,
  type Pattern,
  photograph,
  qrPattern,
  SHARP,
  type Shot,
} from '../../support/photograph.ts';

const CODE = '281234567890123456';
const SEEDS = [1, 3, 7, 12, 25, 92];
/** As many looks as the bars are turned through: half a second before a camera. */
const LOOKS = 5;

let read: ReadPicture;

beforeAll(async () => {
  const path = 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm';
  read = await openZxing({ bytes: Uint8Array.from(readFileSync(path)).buffer });
});

function pictureOf(pattern: Pattern, shot: Shot): Picture {
  const luma = photograph(pattern, shot);
  const data = new Uint8ClampedArray(luma.length * 4).fill(255);
  luma.forEach((light, at) => {
    data.fill(light, at * 4, at * 4 + 3);
  });
  return { data, width: shot.width, height: shot.height };
}

/** What is read in one of several looks, each with noise of its own. */
async function look(pattern: Pattern, shot: Shot): Promise<readonly string[]> {
  for (let turn = 0; turn < LOOKS; turn += 1) {
    const texts = await read(pictureOf(pattern, { ...shot, seed: shot.seed + turn }));
    if (texts.length > 0) return texts;
  }
  return [];
}

describe('a payment code before the camera', () => {
  it('is read as a QR code, however it is turned', async () => {
    for (const seed of SEEDS) {
      expect(await look(qrPattern(CODE), drawShot('qr', seed)), `seed ${seed}`).toEqual([CODE]);
    }
  }, 60_000);

  it('is read as bars, of even and odd length', async () => {
    for (const seed of SEEDS) {
      const code = seed % 2 === 0 ? CODE : '6212345678901234567';
      expect(await look(barsPattern(code), drawShot('bars', seed)), `seed ${seed}`).toEqual([code]);
    }
  }, 60_000);

  it('is read as bars on a phone that is held upright', async () => {
    const upright = { ...SHARP, modulePx: 4, turnDegrees: 90, noise: 6 };
    expect(await look(barsPattern(CODE), upright)).toEqual([CODE]);
  }, 60_000);

  it('is not made up where there is none', async () => {
    const nothing: Pattern = { width: 100, height: 60, isDark: (x, y) => (x * 7 + y * 13) % 11 < 4 };
    expect(await look(nothing, drawShot('bars', 5))).toEqual([]);
  }, 60_000);
});

describe('a picture', () => {
  const noisy = pictureOf(
    { width: 1, height: 1, isDark: () => false },
    { ...SHARP, width: 60, height: 48, modulePx: 200, noise: 20 },
  );
  const lights = ({ data }: Picture): readonly number[] => Array.from(data).filter((_, at) => at % 4 === 1);
  const mean = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length;
  const spread = (all: readonly number[]): number =>
    Math.sqrt(mean(all.map((one) => (one - mean(all)) ** 2)));

  it.each([
    ['halved', halved(noisy), [30, 24], 2],
    ['two thirds', twoThirds(noisy), [40, 32], 1.7],
    ['squeezed', squeezed(noisy, 0), [60, 12], 2],
  ] as const)('that is %s keeps its light and loses noise', (_, small, size, factor) => {
    expect([small.width, small.height]).toEqual(size);
    expect(Math.abs(mean(lights(small)) - mean(lights(noisy)))).toBeLessThan(1.5);
    expect(spread(lights(small))).toBeLessThan((spread(lights(noisy)) / factor) * 1.15);
    expect(small.data.filter((_byte, at) => at % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
  });

  it('that is turned keeps what stands in its middle, and is dark outside', () => {
    const turned = squeezed(noisy, 90);
    expect(lights(turned)[6 * 60 + 30]).toBeGreaterThan(150);
    expect(lights(turned)[6 * 60]).toBe(0);
  });
});
