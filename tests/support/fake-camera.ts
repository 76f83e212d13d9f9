/** Pictures of codes as a camera sees them: a video file that Chromium plays as its camera. */

import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type Pattern, photograph, qrPattern, rowsPattern, SHARP, type Shot } from './photograph.ts';

const run = promisify(execFile);

const FRAMES = 4;
const GRAY = 128;

/** The switches that make a Chromium take the file for its camera, without asking anybody. */
export function cameraArguments(file: string): readonly string[] {
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ];
}

/** Writes a short video (YUV4MPEG2, 1280 × 720) of a code held up like that, with other noise in each frame. */
export async function film(pattern: Pattern, shot: Shot, file: string): Promise<void> {
  const { width, height } = shot;
  const chroma = Buffer.alloc((width * height) / 2, GRAY);
  const frames = Array.from({ length: FRAMES }, (_, frame) => [
    Buffer.from('FRAME\n'),
    Buffer.from(photograph(pattern, { ...shot, seed: shot.seed + frame }).buffer),
    chroma,
  ]);
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`);
  await writeFile(file, Buffer.concat([header, ...frames.flat()]));
}

/** The same of a sharp QR code in the middle of a gray ground. */
export async function filmQr(text: string, file: string): Promise<void> {
  await film(await foreignQr(text), { ...SHARP, modulePx: 12 }, file);
}

/** Drawn by qrencode, an encoder that is none of ours; where it is not installed, by the one that the phone uses. */
async function foreignQr(text: string): Promise<Pattern> {
  try {
    const { stdout } = await run('qrencode', ['-t', 'ASCII', '-m', '4', '-o', '-', text]);
    const lines = stdout.split('\n').filter((line) => line.length > 0);
    // Two characters side by side make one square module.
    return rowsPattern(lines.map((line) => (line.match(/../g) ?? []).map((pair) => pair === '##')));
  } catch {
    return qrPattern(text);
  }
}
