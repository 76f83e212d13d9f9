/** The way from a run to the desk that shows it: a link that holds the whole trace, or the file to open there. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deflateRawSync } from 'node:zlib';

/** Longer links are cut off on their way by chat programs and terminals. */
const LONGEST_LINK = 30_000;
/** Where `npm run simulator` listens by default. */
const DESK = 'http://localhost:4174/simulator/';

/** What stands behind `#trace=`: the JSON lines, raw deflate, base64url; nothing when it would be too long. */
export function linkOf(trace: string): string | undefined {
  const packed = deflateRawSync(trace, { level: 9 }).toString('base64url');
  return packed.length > LONGEST_LINK ? undefined : `${DESK}#trace=${packed}`;
}

/** In words, where to see it; writes `file` when the link would be too long. */
export function whereToSee(trace: string, file: string): string {
  const link = linkOf(trace);
  if (link !== undefined) return `to see it, with \`npm run simulator\`: ${link}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, trace);
  return `to see it, with \`npm run simulator\`: open ${file} at ${DESK}#trace`;
}
