/** The captions of the demos, and how long each takes to read. */

import type { DemoMessages } from '../../../i18n/demo-messages.ts';
import type { DemoStep } from '../../models/demo-scripts.ts';
import type { DemoName } from '../../routes.ts';

const SHORTEST_MS = 2_500;
const LONGEST_MS = 5_000;
/** A Chinese character says about as much as two and a half letters. */
const CHINESE_LETTERS = 2.5;
const LETTER_MS = 55;

export function captionOf(words: DemoMessages, name: DemoName, step: DemoStep): string {
  const captions: Readonly<Record<string, string>> = words.demos[name].steps;
  return captions[step.caption] ?? '';
}

/** Milliseconds for somebody who also looks at the counter. */
export function readingMs(caption: string): number {
  const letters = [...caption].reduce(
    (total, letter) => total + (letter > '\u2fff' ? CHINESE_LETTERS : 1),
    0,
  );
  return Math.min(Math.max(1_000 + letters * LETTER_MS, SHORTEST_MS), LONGEST_MS);
}
