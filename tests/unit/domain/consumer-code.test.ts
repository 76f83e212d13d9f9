/** Card apps' codes: whose they are, however their lengths are written, and nothing of the card that stands in them. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConsumerCode } from '../../../src/domain/consumer-code.ts';

// EMVCo consumer-presented specification v1.1, annexes B.1 and B.2.
const ANNEX_B1 = 'hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4kBI0WNGRIgESNF8=';
const ANNEX_B2 =
  'hQVDUFYwMWETTwegAAAAVVVVUAhQcm9kdWN0MWETTwegAAAAZmZmUAhQcm9kdWN0MmJJWggSNFZ4kBI0WF8gDkNBUkRIT0xERVIvRU1WXy0IcnVlc2RlZW5kIZ8QBwYBCgMAAACfJghYT9OF+iNLzJ82AgABnzcEbVjvEw==';
// UnionPay's own interface documents show this token code.
const UNIONPAY =
  'hQVDUFYwMWFYTwigAAADMwEBAVcTYpJhA1hEQzVkHSIQIBAAABiAH180AQBjM58mCFaLEtnaC9l/nycBgJ8QEQcAAQOgAAABCDM5OTk5OTk5nzYCAAGCAgAAnzcE6gZYyA==';

type Length = 'as the standard says' | 'as one plain byte';

function object(tag: string, value: Uint8Array, how: Length = 'as the standard says'): Uint8Array {
  const { length } = value;
  const long = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  const isShort = length < 0x80 || how === 'as one plain byte';
  return Uint8Array.from([...Buffer.from(tag, 'hex'), ...(isShort ? [length] : long), ...value]);
}

function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const VERSION = object('85', new TextEncoder().encode('CPV01'));

interface Shown {
  readonly id: string;
  readonly pan?: string;
  readonly filler?: number;
  readonly how?: Length;
}

/** A code as an app would make it. */
function codeOf({ id, pan = '9360001234567890', filler = 0, how }: Shown): string {
  const application = join(
    object('4f', hex(id)),
    object('5a', hex(pan)),
    object('5f20', new TextEncoder().encode('CARD HOLDER')),
    ...(filler === 0 ? [] : [object('63', new Uint8Array(filler))]),
  );
  return Buffer.from(join(VERSION, object('61', application, how))).toString('base64');
}

describe('a card app’s code', () => {
  it.each([
    [ANNEX_B1, 'other'],
    [ANNEX_B2, 'other'],
    [UNIONPAY, 'unionpay'],
    [codeOf({ id: 'a0000000031010' }), 'visa'],
    [codeOf({ id: 'a0000000041010' }), 'mastercard'],
    [codeOf({ id: 'a000000025010801' }), 'amex'],
    [codeOf({ id: 'a0000000651010' }), 'jcb'],
    [codeOf({ id: 'a0000001523010' }), 'discover'],
    [codeOf({ id: 'a0000006022020' }), 'qris'],
    [codeOf({ id: 'a0000006150001' }), 'duitnow'],
  ] as const)('%s belongs to %s', (code, scheme) => {
    expect(readConsumerCode(code)).toBe(scheme);
  });

  it('may write a long length as the standard says or as one plain byte', () => {
    for (const filler of [60, 80, 87, 88, 90, 100, 160, 200]) {
      expect(readConsumerCode(codeOf({ id: 'a0000006022020', filler }))).toBe('qris');
      expect(readConsumerCode(codeOf({ id: 'a0000006022020', filler, how: 'as one plain byte' }))).toBe(
        'qris',
      );
    }
    expect(readConsumerCode(codeOf({ id: 'a0000006022020', filler: 300 }))).toBe('qris');
  });

  it('names the scheme that is known when it offers several cards', () => {
    const applications = ['a0000000555555', 'a000000333010101'].map((id) =>
      object('61', object('4f', hex(id))),
    );
    expect(readConsumerCode(Buffer.from(join(VERSION, ...applications)).toString('base64'))).toBe('unionpay');
  });

  it('needs no padding at its end', () => {
    expect(readConsumerCode(ANNEX_B1.replace(/=+$/, ''))).toBe('other');
  });

  it.each([
    ['cut off', UNIONPAY.slice(0, 40)],
    ['cut off in a long tag', Buffer.from(join(VERSION, hex('619f'))).toString('base64')],
    ['cut off after a tag', Buffer.from(join(VERSION, hex('61'))).toString('base64')],
    ['without a card', Buffer.from(VERSION).toString('base64')],
    [
      'with a card of no scheme',
      Buffer.from(join(VERSION, object('61', object('50', hex('41'))))).toString('base64'),
    ],
    ['with a garbled card', Buffer.from(join(VERSION, object('61', hex('4f7f')))).toString('base64')],
    ['of another format', Buffer.from(object('61', object('4f', hex('a000000333')))).toString('base64')],
    ['of an impossible length', Buffer.from(join(VERSION, hex('61ff00'))).toString('base64')],
    ['with other characters', `${ANNEX_B1.slice(0, 20)}*${ANNEX_B1.slice(21)}`],
    ['of an odd number of characters', 'hQVDUFYwMWE=='.slice(0, 9)],
    ['empty', ''],
  ])('is not guessed at when it is %s', (_, code) => {
    expect(readConsumerCode(code)).toBeUndefined();
  });

  it('gives nothing of the card away: not its number, not its holder', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{16}$/), fc.integer({ min: 0, max: 200 }), (pan, filler) => {
        const answer = readConsumerCode(codeOf({ id: 'a000000333010101', pan, filler }));
        expect(answer).toBe('unionpay');
      }),
    );
  });

  it('never makes the counter stumble, whatever follows the beginning', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, isWhole) => {
        const start = isWhole ? VERSION : VERSION.subarray(0, 5);
        const scheme = readConsumerCode(Buffer.from(join(start, bytes)).toString('base64'));
        expect(['string', 'undefined']).toContain(typeof scheme);
      }),
      { numRuns: 20_000 },
    );
  });
});
