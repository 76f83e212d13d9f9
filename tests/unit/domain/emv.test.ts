/** EMV merchant codes: the specification's own vector, and everything that is no such code. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc16, emvValue, isEmvCode, readEmvCode, readEmvObjects } from '../../../src/domain/emv.ts';
import { emvCode, emvRow, shopCode } from '../../support/emv-code.ts';

/** EMVCo MPM v1.1, annex B: any order, Chinese text, a template of no known scheme. */
const ANNEX_B =
  '00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A';

describe('the checksum', () => {
  test('is that of the specification, over bytes and not characters', () => {
    expect(crc16('123456789')).toBe('29B1');
    expect(crc16(ANNEX_B.slice(0, -4))).toBe('A13A');
    expect(crc16('')).toBe('FFFF');
  });
});

describe('the code of annex B', () => {
  const read = readEmvCode(ANNEX_B);

  test('is read whole, in its own order', () => {
    if (!read.ok) throw new Error(read.refusal);
    expect(read.objects.map(({ tag }) => tag).join(' ')).toBe('00 01 29 31 52 58 59 60 64 54 53 55 62 91 63');
    expect(emvValue(read.objects, '59')).toBe('BEST TRANSPORT');
    expect(emvValue(read.objects, '54')).toBe('23.72');
    expect(emvValue(read.objects, '61')).toBeUndefined();
    const language = readEmvObjects(emvValue(read.objects, '64') ?? '');
    expect(language).toEqual([
      { tag: '00', value: 'ZH' },
      { tag: '01', value: '最佳运输' },
      { tag: '02', value: '北京' },
    ]);
  });

  test('is read with its checksum in small letters, too', () => {
    expect(readEmvCode(`${ANNEX_B.slice(0, -4)}a13a`).ok).toBe(true);
  });

  test('is refused with any character changed', () => {
    for (let at = 0; at < ANNEX_B.length; at += 1) {
      const changed = `${ANNEX_B.slice(0, at)}${ANNEX_B[at] === '7' ? '8' : '7'}${ANNEX_B.slice(at + 1)}`;
      expect(readEmvCode(changed).ok, changed).toBe(false);
    }
  });
});

/** Control characters, letters, marks and Chinese. */
const anyText = fc.string({ unit: fc.nat({ max: 0x4fff }).map((code) => String.fromCharCode(code)) });

describe('what is no code', () => {
  const row = emvRow([
    ['00', '01'],
    ['59', 'CORNER SHOP'],
  ]);
  const sealed = (text: string): string => `${text}6304${crc16(`${text}6304`)}`;

  test.each([
    ['nothing', '', 'checksum'],
    ['a code cut short', shopCode().slice(0, -1), 'checksum'],
    ['another beginning', sealed('5911CORNER SHOP'), 'shape'],
    ['a length beyond the end', sealed(`${row}6099BEIJING`), 'shape'],
    ['an empty value', sealed(`${row}6000`), 'shape'],
    ['a tag twice', sealed(`${row}5911CORNER SHOP`), 'shape'],
    ['a tag that is no number', sealed(`${row}A001X`), 'shape'],
    ['the checksum inside another value', sealed(`${row}6019X`), 'shape'],
  ] as const)('%s', (_, text, refusal) => {
    expect(readEmvCode(text)).toEqual({ ok: false, refusal });
  });

  test('any text at all is answered', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const read = readEmvCode(sealed(text));
        if (read.ok) expect(isEmvCode(text)).toBe(true);
      }),
    );
  });

  test('what was put together is read again', () => {
    const anyValue = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 2, max: 51 }), { maxLength: 8 }),
        anyValue,
        (tags, value) => {
          const fields = tags.map((tag) => [String(tag).padStart(2, '0'), value] as const);
          const read = readEmvCode(emvCode([['00', '01'], ...fields]));
          expect(read.ok && read.objects.slice(1, -1).map(({ tag }) => tag)).toEqual(
            fields.map(([tag]) => tag),
          );
        },
      ),
    );
  });
});
