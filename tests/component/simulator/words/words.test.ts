/** Both languages say everything, and every fault is described. */

import { describe, expect, it } from 'vitest';
import { FAULTS } from '../../../../simulator/faults/catalogue.ts';
import { deskEn } from '../../../../simulator/words/desk-en.ts';
import { deskZh } from '../../../../simulator/words/desk-zh.ts';
import { FAULT_WORDS } from '../../../../simulator/words/fault-words.ts';
import { PHONE_WORDS } from '../../../../simulator/words/phone-words.ts';
import { REPLAY_WORDS } from '../../../../simulator/words/replay-words.ts';
import { SCENARIO_WORDS } from '../../../../simulator/words/scenario-words.ts';

/** Every path to a word, with what stands there. */
function entries(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => entries(inner, `${path}/${key}`));
}

describe.each([
  ['phone', PHONE_WORDS],
  ['desk', { 'zh-CN': deskZh, en: deskEn }],
  ['scenarios', SCENARIO_WORDS],
  ['replay', REPLAY_WORDS],
  ['faults', FAULT_WORDS],
])('the words of the %s', (_name, words) => {
  it('are the same ones in both languages', () => {
    const keys = (language: 'zh-CN' | 'en') =>
      entries(words[language])
        .map(([path]) => path)
        .sort();
    expect(keys('en')).toEqual(keys('zh-CN'));
  });

  it('are never empty, and Chinese is never left in the English ones', () => {
    for (const [path, word] of [...entries(words['zh-CN']), ...entries(words.en)]) {
      if (typeof word !== 'function') expect(word, path).not.toBe('');
    }
    const english = entries(words.en).filter(([path]) => path !== '/otherLanguage');
    for (const [path, word] of english) expect(String(word), path).not.toMatch(/[\u4e00-\u9fff]/);
  });
});

it('every fault that can be armed is described', () => {
  expect(Object.keys(FAULT_WORDS.en).sort()).toEqual(Object.keys(FAULTS).sort());
});
