/** As much DER (X.690) as RSA keys and their certificates need: reading and writing tag, length, value. Pure. */

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
} as const;

type Bytes = Uint8Array<ArrayBuffer>;

export interface DerItem {
  readonly tag: number;
  readonly value: Bytes;
  /** Tag, length and value, as they stood. */
  readonly whole: Bytes;
}

export type DerFault = 'truncated' | 'malformed';

/** The items that stand one after another in `bytes`, or what is wrong with them. */
export function readItems(bytes: Bytes): readonly DerItem[] | DerFault {
  const items: DerItem[] = [];
  for (let at = 0; at < bytes.length; ) {
    const item = readItem(bytes, at);
    if (typeof item === 'string') return item;
    items.push(item);
    at += item.whole.length;
  }
  return items;
}

function readItem(bytes: Bytes, at: number): DerItem | DerFault {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return 'truncated';
  let length = first;
  let start = at + 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    // No key needs more than 2^24 bytes; the indefinite form (0x80) is not DER.
    if (count === 0 || count > 3) return 'malformed';
    if (start + count > bytes.length) return 'truncated';
    length = 0;
    for (const byte of bytes.subarray(start, start + count)) length = length * 256 + byte;
    start += count;
  }
  if (start + length > bytes.length) return 'truncated';
  return { tag, value: bytes.slice(start, start + length), whole: bytes.slice(at, start + length) };
}

/** One item of this tag around the given parts. */
export function writeItem(tag: number, ...parts: readonly Uint8Array[]): Bytes {
  const value = concat(parts);
  return concat([new Uint8Array([tag, ...lengthBytes(value.length)]), value]);
}

function lengthBytes(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const digits: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return [0x80 | digits.length, ...digits];
}

function concat(parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
