/** Photographs of codes as a till's camera takes them: turned, tilted, blurred, badly lit and noisy; the same seed, the same picture. */

import { encode } from 'uqr';
import { code128 } from '../../simulator/parts/code128.ts';

/** A code in modules, with the quiet zone that its kind asks for. */
export interface Pattern {
  readonly width: number;
  readonly height: number;
  readonly isDark: (x: number, y: number) => boolean;
}

export interface Shot {
  readonly width: number;
  readonly height: number;
  /** Pixels per module, before tilting. */
  readonly modulePx: number;
  readonly turnDegrees: number;
  /** How much smaller the far side is: 0 none, 0.2 strongly tilted. */
  readonly tilt: number;
  /** The middle of the code, off the middle of the picture. */
  readonly offsetPx: readonly [number, number];
  /** Radius of the blur. */
  readonly blurPx: number;
  /** Standard deviation of the noise, in steps of 255. */
  readonly noise: number;
  /** How much darker the left edge is than the right: 0 … 0.6. */
  readonly shade: number;
  readonly seed: number;
}

export const SHARP: Shot = {
  width: 1280,
  height: 720,
  modulePx: 6,
  turnDegrees: 0,
  tilt: 0,
  offsetPx: [0, 0],
  blurPx: 0,
  noise: 0,
  shade: 0,
  seed: 1,
};

const QUIET_QR = 4;
const QUIET_BARS = 12;
/** How high wallets draw their bars, in modules. */
const BAR_HEIGHT = 36;

export function qrPattern(text: string): Pattern {
  return rowsPattern(encode(text, { ecc: 'M', border: QUIET_QR }).data);
}

export function rowsPattern(rows: readonly (readonly boolean[])[]): Pattern {
  return { width: rows.length, height: rows.length, isDark: (x, y) => rows[y]?.[x] === true };
}

/** The bars that wallets show above their QR. */
export function barsPattern(digits: string): Pattern {
  const code = code128(digits);
  if (code === undefined) throw new Error('only digits have bars');
  const isBar = Array.from({ length: code.width }, () => false);
  for (const { x, width } of code.bars) isBar.fill(true, x, x + width);
  return {
    width: code.width + 2 * QUIET_BARS,
    height: BAR_HEIGHT + 2 * QUIET_QR,
    isDark: (x, y) => y >= QUIET_QR && y < BAR_HEIGHT + QUIET_QR && isBar[x - QUIET_BARS] === true,
  };
}

const GROUND = 110;
const LIGHT = 225;
const DARK = 25;

/** One byte of brightness per pixel, row by row. */
export function photograph(pattern: Pattern, shot: Shot): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, blurPx } = shot;
  const sharp = expose(pattern, shot);
  const blurred =
    blurPx === 0
      ? sharp
      : blur(blur(sharp, { width, height, radius: blurPx }), { width, height, radius: blurPx });
  const random = createRandom(shot.seed);
  const picture = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const lit = (blurred[at] ?? 0) * (1 - shot.shade * (1 - x / width));
      picture[at] = lit + shot.noise * bell(random);
    }
  }
  return picture;
}

/** What the lens sees, four points a pixel. */
function expose(pattern: Pattern, shot: Shot): Float32Array {
  const { width, height, modulePx, tilt } = shot;
  const angle = (shot.turnDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const reach = Math.max(pattern.width, pattern.height) * modulePx;
  const at = (px: number, py: number): number => {
    const dx = px - width / 2 - shot.offsetPx[0];
    const dy = py - height / 2 - shot.offsetPx[1];
    const near = 1 + (tilt * dy) / reach;
    const u = (dx * cos + dy * sin) / near / modulePx + pattern.width / 2;
    const v = (dy * cos - dx * sin) / near / modulePx + pattern.height / 2;
    if (u < 0 || v < 0 || u >= pattern.width || v >= pattern.height) return GROUND;
    return pattern.isDark(Math.floor(u), Math.floor(v)) ? DARK : LIGHT;
  };
  const picture = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const sum =
        at(x + 0.25, y + 0.25) + at(x + 0.75, y + 0.25) + at(x + 0.25, y + 0.75) + at(x + 0.75, y + 0.75);
      picture[y * width + x] = sum / 4;
    }
  }
  return picture;
}

interface Grid {
  readonly width: number;
  readonly height: number;
  readonly radius: number;
}

/** A box over rows, then over columns; fractions of a pixel count at its ends. */
function blur(picture: Float32Array, grid: Grid): Float32Array {
  const { width, height } = grid;
  return along(along(picture, { ...grid, step: 1, lines: height, length: width, next: width }), {
    ...grid,
    step: width,
    lines: width,
    length: height,
    next: 1,
  });
}

interface Lines extends Grid {
  /** From one pixel of a line to its neighbour, and from one line to the next. */
  readonly step: number;
  readonly next: number;
  readonly lines: number;
  readonly length: number;
}

function along(picture: Float32Array, { radius, step, next, lines, length }: Lines): Float32Array {
  const result = new Float32Array(picture.length);
  const whole = Math.floor(radius);
  const part = radius - whole;
  const weight = 2 * whole + 1 + 2 * part;
  for (let line = 0; line < lines; line += 1) {
    const base = line * next;
    const pixel = (index: number): number =>
      picture[base + Math.min(length - 1, Math.max(0, index)) * step] ?? 0;
    for (let index = 0; index < length; index += 1) {
      let sum = part * (pixel(index - whole - 1) + pixel(index + whole + 1));
      for (let near = index - whole; near <= index + whole; near += 1) sum += pixel(near);
      result[base + index * step] = sum / weight;
    }
  }
  return result;
}

/** Nearly a bell curve: mean 0, standard deviation 1. */
function bell(random: () => number): number {
  return (random() + random() + random() - 1.5) * 2;
}

/** 0 … 1, the same row of numbers for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A shot as hands hold phones to a till: each property drawn within what happens at a counter. */
export function drawShot(kind: 'qr' | 'bars', seed: number): Shot {
  const random = createRandom(seed * 7_919 + 13);
  const between = (from: number, to: number): number => from + (to - from) * random();
  const [turn, narrow, wide] = kind === 'qr' ? [180, 5, 12] : [18, 3, 6];
  return {
    ...SHARP,
    modulePx: between(narrow, wide),
    turnDegrees: between(-turn, turn),
    tilt: between(-0.12, 0.12),
    offsetPx: [between(-100, 100), between(-80, 80)],
    blurPx: between(0, 1),
    noise: between(3, 16),
    shade: between(0, 0.5),
    seed,
  };
}
