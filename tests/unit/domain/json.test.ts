/** Canonical JSON against RFC 8785. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, isSameJson, isWritableJson, type Json } from '../../../src/domain/json.ts';

describe('canonical JSON', () => {
  test.each<[Json, string]>([
    [null, 'null'],
    [true, 'true'],
    [false, 'false'],
    ['收款 "A"\n\u2028', '"收款 \\"A\\"\\n\u2028"'],
    ['\u0000\u001f\u007f', '"\\u0000\\u001f\u007f"'],
    [[], '[]'],
    [{}, '{}'],
    [[3, [1, {}], 'x'], '[3,[1,{}],"x"]'],
    [{ b: 1, a: { d: 2, c: 3 } }, '{"a":{"c":3,"d":2},"b":1}'],
    [{ gone: undefined, here: null }, '{"here":null}'],
  ])('%o is written in one way', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test.each([
    [0, '0'],
    [-0, '0'],
    [1e21, '1e+21'],
    [0.002, '0.002'],
    [1e-27, '1e-27'],
    [333333333.3333333, '333333333.3333333'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ])('the number %d is written as RFC 8785 has it', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test('keys are sorted by their UTF-16 code units, as the example of RFC 8785, 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const values = Object.values(JSON.parse(canonicalJson(value)) as Record<string, string>);
    expect(canonicalJson(value).indexOf('Carriage')).toBeLessThan(canonicalJson(value).indexOf('One'));
    // Whole numbers come first when an object is read back, so that only the others show their order here.
    expect(values.filter((name) => name !== 'One')).toEqual([
      'Carriage Return',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  test('what cannot be written is a mistake', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow('json-number');
    expect(() => canonicalJson([Number.POSITIVE_INFINITY])).toThrow('json-number');
    expect(() => canonicalJson('\ud83d')).toThrow('json-lone-surrogate');
    expect(() => canonicalJson({ '\ude00': 1 })).toThrow('json-lone-surrogate');
  });

  const isWellFormed = (text: string) => !/\p{Surrogate}/u.test(text);
  const sane = fc.jsonValue().filter((value) => isWellFormed(JSON.stringify(value)));

  test('reading it back gives the same value', () => {
    fc.assert(
      fc.property(sane, (value) => {
        const text = canonicalJson(value as Json);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      }),
    );
  });

  test('the order in which fields were written does not matter', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(record));
      }),
    );
  });

  test('what was found somewhere is told from what can be written', () => {
    for (const value of [null, true, 0.5, '柜台', [], {}, { a: [{ b: undefined }] }])
      expect(isWritableJson(value), String(value)).toBe(true);
    for (const value of [undefined, Number.NaN, 1 / 0, 7n, () => 1, '\ud800', { '\ud800': 1 }, [['\ud800']]])
      expect(isWritableJson(value), String(value)).toBe(false);
    fc.assert(fc.property(sane, (value) => isWritableJson(value)));
  });

  test('what is deeper than anything of ours cannot be written', () => {
    const deep = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    expect([isWritableJson(deep(32)), isWritableJson(deep(33)), isWritableJson(deep(50_000))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('two values are the same when they are written the same', () => {
    expect(isSameJson({ a: 1, b: [2], c: undefined }, { b: [2], a: 1 })).toBe(true);
    expect(isSameJson({ a: 1 }, { a: '1' })).toBe(false);
  });
});
