/** The captions of the demos: each step has one in both languages, and time enough to read it. */

import { describe, expect, it } from 'vitest';
import { demoEn } from '../../../../src/i18n/demo-en.ts';
import { demoZh } from '../../../../src/i18n/demo-zh.ts';
import { DEMO_SCRIPTS, type DemoStep } from '../../../../src/ui/models/demo-scripts.ts';
import { DEMO_NAMES } from '../../../../src/ui/routes.ts';
import { captionOf, readingMs } from '../../../../src/ui/screens/demo/captions.ts';

describe.each(DEMO_NAMES)('the captions of %s', (name) => {
  it('belong to its steps one to one, in the same order', () => {
    const steps: readonly DemoStep[] = DEMO_SCRIPTS[name];
    for (const words of [demoZh, demoEn]) {
      expect(Object.keys(words.demos[name].steps)).toEqual(steps.map(({ caption }) => caption));
      expect(steps.every((step) => captionOf(words, name, step).length > 5)).toBe(true);
    }
  });

  it('ends with one sentence on what was shown, when nothing happens any more', () => {
    expect(DEMO_SCRIPTS[name].at(-1)).toEqual({ caption: 'end', do: [] });
  });
});

describe('the time to read a caption', () => {
  it('is never shorter than two and a half seconds and never longer than five', () => {
    expect(readingMs('')).toBe(2_500);
    expect(readingMs('a'.repeat(500))).toBe(5_000);
  });

  it('grows with the words, and counts a Chinese character for more than a letter', () => {
    expect(readingMs('a'.repeat(60))).toBeGreaterThan(readingMs('a'.repeat(40)));
    expect(readingMs('收'.repeat(20))).toBeGreaterThan(readingMs('a'.repeat(20)));
  });
});
