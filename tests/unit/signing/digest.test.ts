/** SHA-256 against the published examples, and randomness of any length. */

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256BytesHex, sha256Hex } from '../../../src/signing/digest.ts';
import { createRandom } from '../../../src/signing/random.ts';

describe('SHA-256', () => {
  // FIPS 180-4, the examples that NIST publishes with it.
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('of a text is what the standard says', (text, digest) => {
    expect(sha256Hex(text)).toBe(digest);
  });

  test('agrees with the platform on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
        expect(sha256BytesHex(new TextEncoder().encode(text))).toBe(sha256Hex(text));
      }),
    );
  });
});

describe('randomness', () => {
  test('comes in any length, also beyond what the platform gives at once', () => {
    const random = createRandom(crypto);
    for (const length of [0, 1, 16, 65_536, 65_537, 200_000])
      expect(random.bytes(length)).toHaveLength(length);
    expect(
      random
        .bytes(200_000)
        .slice(-1000)
        .some((byte) => byte !== 0),
    ).toBe(true);
    expect(random.bytes(16)).not.toEqual(random.bytes(16));
  });
});
