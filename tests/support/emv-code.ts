/** EMV merchant codes for tests, put together as plainly as possible: tags in the order given, the checksum at the end. */

import { crc16 } from '../../src/domain/emv.ts';

export type EmvFields = readonly (readonly [tag: string, value: string])[];

export function emvRow(fields: EmvFields): string {
  return fields.map(([tag, value]) => `${tag}${String([...value].length).padStart(2, '0')}${value}`).join('');
}

/** The code with its checksum. */
export function emvCode(fields: EmvFields): string {
  const row = `${emvRow(fields)}6304`;
  return row + crc16(row);
}

/** A printed code of a UnionPay merchant in Beijing, without an amount; `more` replaces or adds fields by tag. */
export function shopCode(more: Readonly<Record<string, string>> = {}): string {
  const fields: Record<string, string> = {
    '00': '01',
    '01': '11',
    '15': '3104015600000000123456789012',
    '26': emvRow([
      ['00', 'D15600000000'],
      ['05', 'A93FO3230Q'],
    ]),
    '52': '5411',
    '53': '156',
    '58': 'CN',
    '59': 'CORNER SHOP',
    '60': 'BEIJING',
    '62': emvRow([['07', 'T0001']]),
    ...more,
  };
  const order = Object.keys(fields).sort((left, right) => Number(left) - Number(right));
  return emvCode(order.filter((tag) => fields[tag] !== '').map((tag) => [tag, fields[tag] ?? '']));
}
