/** The numbers of orders: long enough that no two tills ever draw the same, short enough to read aloud. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base32, createId, createOrderNumber } from '../../../src/counter/order-number.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Chance that gives out these bytes and remembers how many were asked for. */
function chance(byte: (index: number) => number) {
  const asked: number[] = [];
  const bytes = (length: number) => {
    asked.push(length);
    return Uint8Array.from({ length }, (_, index) => byte(index));
  };
  return { asked, bytes };
}

describe('base 32', () => {
  test.each<[readonly number[], string]>([
    [[], ''],
    [[0], '00'],
    [[0xff], 'ZW'],
    [[0x08], '10'],
    [[0, 0, 0, 0, 1], '00000001'],
    [[0xff, 0xff, 0xff, 0xff, 0xff], 'ZZZZZZZZ'],
    [[0x66, 0x6f, 0x6f, 0x62, 0x61, 0x72], 'CSQPYRK1E8'],
  ])('of %j is "%s"', (bytes, text) => {
    expect(base32(Uint8Array.from(bytes))).toBe(text);
  });

  test('is the number itself, written with other digits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
        const text = base32(bytes);
        expect(text).toHaveLength(Math.ceil((bytes.length * 8) / 5));
        const spare = BigInt(text.length * 5 - bytes.length * 8);
        const value = [...text].reduce((sum, digit) => sum * 32n + BigInt(ALPHABET.indexOf(digit)), 0n);
        const number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
        expect(value).toBe(number << spare);
      }),
    );
  });
});

describe('an order number', () => {
  test('has 128 bits of chance, letters and digits only, and fits every provider', () => {
    const random = chance((index) => index * 17);
    const number = createOrderNumber(random);
    expect(random.asked.reduce((total, length) => total + length, 0) * 8).toBeGreaterThanOrEqual(128);
    expect(number).toMatch(/^GT[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(number.length).toBeLessThanOrEqual(32);
  });

  test('loses none of its chance: two that differ in one bit are two numbers', () => {
    const base = createOrderNumber(chance(() => 0));
    for (let bit = 0; bit < 128; bit += 1) {
      const other = createOrderNumber(chance((index) => (index === bit >> 3 ? 1 << (bit & 7) : 0)));
      expect(other).not.toBe(base);
    }
  });

  test('an id is eight characters', () => {
    expect(createId(chance(() => 255))).toBe('ZZZZZZZZ');
  });
});
