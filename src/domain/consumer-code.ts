/** The EMV code that card apps show (consumer-presented mode v1.1): whose it is, and nothing else of what stands in it. */

/** Card schemes and wallets that are told apart by their application identifiers. */
export type ConsumerScheme =
  | 'unionpay'
  | 'visa'
  | 'mastercard'
  | 'amex'
  | 'jcb'
  | 'discover'
  | 'qris'
  | 'duitnow'
  | 'other';

/** How every such code begins: the format indicator `85`, of any version, in base64. */
const beginning = 'hQVDUFY';

const schemes: readonly (readonly [string, ConsumerScheme])[] = [
  ['A000000333', 'unionpay'],
  ['A000000003', 'visa'],
  ['A000000004', 'mastercard'],
  ['A000000025', 'amex'],
  ['A000000065', 'jcb'],
  ['A000000152', 'discover'],
  ['A000000324', 'discover'],
  ['A000000602', 'qris'],
  ['A000000615', 'duitnow'],
];

const FORMAT_INDICATOR = 0x85;
const APPLICATION = 0x61;
const APPLICATION_ID = 0x4f;

export function looksLikeConsumerCode(text: string): boolean {
  return text.startsWith(beginning);
}

/**
 * The scheme of a consumer-presented code, the first that is known among its applications; undefined when the code is
 * cut off or garbled. The card number, the name and the cryptogram in it are passed over and never leave this function.
 */
export function readConsumerCode(text: string): ConsumerScheme | undefined {
  const bytes = fromBase64(text);
  const objects = bytes === undefined ? undefined : readObjects(bytes);
  if (objects === undefined || objects[0]?.tag !== FORMAT_INDICATOR) return undefined;
  const applications = objects.filter(({ tag }) => tag === APPLICATION);
  if (applications.length === 0) return undefined;
  const found: ConsumerScheme[] = [];
  for (const { value } of applications) {
    const fields = readObjects(value);
    const id = fields?.find(({ tag }) => tag === APPLICATION_ID);
    if (id === undefined) return undefined;
    found.push(schemeOf(toHex(id.value)));
  }
  return found.find((scheme) => scheme !== 'other') ?? 'other';
}

function schemeOf(applicationId: string): ConsumerScheme {
  return schemes.find(([prefix]) => applicationId.startsWith(prefix))?.[1] ?? 'other';
}

interface TlvObject {
  readonly tag: number;
  readonly value: Uint8Array;
}

/** BER-TLV objects one after another; undefined when they do not fill the bytes exactly. */
function readObjects(bytes: Uint8Array): readonly TlvObject[] | undefined {
  const objects: TlvObject[] = [];
  let at = 0;
  while (at < bytes.length) {
    const first = byteAt(bytes, at);
    const isLong = (first & 0x1f) === 0x1f;
    const tag = isLong ? (first << 8) | byteAt(bytes, at + 1) : first;
    const lengthAt = at + (isLong ? 2 : 1);
    const length = readLength(bytes, lengthAt);
    if (length === undefined) return undefined;
    const start = lengthAt + length.bytes;
    const end = start + length.value;
    if (end > bytes.length) return undefined;
    objects.push({ tag, value: bytes.subarray(start, end) });
    at = end;
  }
  return objects;
}

/**
 * The length of an object. Codes in circulation write lengths from 128 on as one plain byte (`61 93` for `61 81 93`),
 * so that a strict reader fails on them: a byte over 128 that equals what is left is taken at its word (qr-codes.md 3.3).
 */
function readLength(
  bytes: Uint8Array,
  at: number,
): { readonly value: number; readonly bytes: number } | undefined {
  const first = byteAt(bytes, at);
  if (first === NO_BYTE) return undefined;
  if (first < 0x80) return { value: first, bytes: 1 };
  const left = bytes.length - at - 1;
  const short = byteAt(bytes, at + 1);
  // The long form only ever says what the short one cannot, so a second byte under 128 is no length.
  if (first === 0x81 && short >= 0x80 && short < left) return { value: short, bytes: 2 };
  const long = (short << 8) | byteAt(bytes, at + 2);
  if (first === 0x82 && long >= 0x100 && long < left) return { value: long, bytes: 3 };
  return first === left ? { value: first, bytes: 1 } : undefined;
}

const NO_BYTE = -1;

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? NO_BYTE;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** RFC 4648, with or without its padding; undefined for anything else. */
function fromBase64(text: string): Uint8Array | undefined {
  const plain = text.replace(/={0,2}$/, '');
  if (plain.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((plain.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of plain) {
    const six = alphabet.indexOf(character);
    if (six < 0) return undefined;
    held = ((held << 6) | six) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 0xff;
    at += 1;
  }
  return bytes;
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}
