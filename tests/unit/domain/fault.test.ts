/** The list of faults: its order, its facts, and its words in both languages. */

import { describe, expect, test } from 'vitest';
import { BrokenInvariant, check } from '../../../src/domain/assert.ts';
import { causeOf, FAULT_CODES, FAULTS, mayRetry, worseFault } from '../../../src/domain/fault.ts';
import { faultsEn } from '../../../src/i18n/faults-en.ts';
import { faultsZh } from '../../../src/i18n/faults-zh.ts';

describe('the order of the list', () => {
  test('security comes first, then set-up and till, then provider, network and customer', () => {
    const firstOf = (cause: string) => FAULT_CODES.findIndex((code) => causeOf(code) === cause);
    expect(causeOf('answer_forged')).toBe('security');
    const order = ['security', 'setup', 'provider', 'network', 'customer'].map(firstOf);
    expect(order).toEqual([...order].sort((left, right) => left - right));
  });

  test('of two faults the earlier one is told, whichever came first', () => {
    for (const [place, worse] of FAULT_CODES.entries()) {
      for (const lesser of FAULT_CODES.slice(place)) {
        expect(worseFault(worse, lesser)).toBe(worse);
        expect(worseFault(lesser, worse)).toBe(worse);
      }
    }
  });
});

describe('what each fault says', () => {
  test.each(FAULT_CODES)('%s has its cause, and words in Chinese and English', (code) => {
    expect(causeOf(code)).toBe(FAULTS[code].cause);
    expect(mayRetry(code)).toBe(FAULTS[code].mayRetry);
    for (const dictionary of [faultsZh, faultsEn]) {
      expect(Object.hasOwn(dictionary, code)).toBe(true);
      for (const word of Object.values(dictionary[code])) expect(String(word).trim()).not.toBe('');
    }
  });

  test('no words stand there for a fault that is not on the list', () => {
    expect(Object.keys(faultsZh).sort()).toEqual([...FAULT_CODES].sort());
    expect(Object.keys(faultsEn).sort()).toEqual([...FAULT_CODES].sort());
  });

  test('trying once more is never offered where security or the set-up is at fault before the money moved', () => {
    const offered = FAULT_CODES.filter((code) => mayRetry(code));
    expect(offered.filter((code) => causeOf(code) === 'security')).toEqual([]);
    expect(offered.filter((code) => causeOf(code) === 'setup')).toEqual(['refund_balance_short']);
  });
});

describe('a broken rule', () => {
  test('stops with its name, and with details where there are any', () => {
    expect(() => check(true, 'a-rule')).not.toThrow();
    expect(() => check(false, 'a-rule')).toThrow(/^a-rule$/);
    expect(() => check(false, 'a-rule', 'the details')).toThrow('a-rule: the details');
    try {
      check(false, 'a-rule');
    } catch (error) {
      expect(error).toBeInstanceOf(BrokenInvariant);
      expect(error).toMatchObject({ rule: 'a-rule', name: 'BrokenInvariant' });
    }
  });
});
