/** A picture of a QR code as a camera sees it: a video file that Chromium plays as its camera. */

import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { encode } from 'uqr';

const run = promisify(execFile);

const WIDTH = 1280;
const HEIGHT = 720;
const FRAMES = 4;
const MODULE_PIXELS = 12;
const GRAY = 128;
const DARK = 20;
const LIGHT = 235;

/** The switches that make a Chromium take the file for its camera, without asking anybody. */
export function cameraArguments(file: string): readonly string[] {
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ];
}

/** Writes a second of video (YUV4MPEG2, 1280 × 720) that shows the code in the middle of a gray ground. */
export async function filmQr(text: string, file: string): Promise<void> {
  const luma = draw(await modulesOf(text));
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, GRAY);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\n`);
  await writeFile(file, Buffer.concat([header, ...Array.from({ length: FRAMES }, () => frame)]));
}

/** Drawn by qrencode, an encoder that is none of ours; where it is not installed, by the one that the phone uses. */
async function modulesOf(text: string): Promise<readonly (readonly boolean[])[]> {
  try {
    const { stdout } = await run('qrencode', ['-t', 'ASCII', '-m', '4', '-o', '-', text]);
    const lines = stdout.split('\n').filter((line) => line.length > 0);
    // Two characters side by side make one square module.
    return lines.map((line) => (line.match(/../g) ?? []).map((pair) => pair === '##'));
  } catch {
    return encode(text, { border: 4 }).data;
  }
}

function draw(modules: readonly (readonly boolean[])[]): Buffer {
  const luma = Buffer.alloc(WIDTH * HEIGHT, GRAY);
  const side = modules.length * MODULE_PIXELS;
  const [left, top] = [Math.floor((WIDTH - side) / 2), Math.floor((HEIGHT - side) / 2)];
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const isDark = modules[Math.floor(y / MODULE_PIXELS)]?.[Math.floor(x / MODULE_PIXELS)] === true;
      luma[(top + y) * WIDTH + left + x] = isDark ? DARK : LIGHT;
    }
  }
  return luma;
}
