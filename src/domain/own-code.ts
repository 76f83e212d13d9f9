/** The shop's own printed collection code: what may be kept as one, and whether a sticker still is the code that was kept (S-43). */

import { type EmvObject, emvValue, readEmvCode, readEmvObjects } from './emv.ts';
import { readableScan, recogniseScan, type Scan, type UnreadableScan } from './scan.ts';

/** Whose code it is; `web` is an acquirer's code that several wallets can pay. */
export type OwnCodeScheme = 'alipay' | 'wechatpay' | 'unionpay' | 'emv' | 'web';

export interface OwnCode {
  readonly scheme: OwnCodeScheme;
  /** Exactly what the sticker says, without invisible marks. */
  readonly payload: string;
}

/** The shop's own code as this device keeps it, beside the journal, which knows it by its fingerprint only. */
export interface KeptOwnCode {
  readonly payload: string;
  /** SHA-256 of what it says, 64 lower-case hex digits. */
  readonly fingerprint: string;
  readonly setAt: number;
  /** When a sticker was last read and found to be this code. */
  readonly checkedAt?: number | undefined;
}

/** By book. */
export interface OwnCodes {
  readonly practice?: KeptOwnCode | undefined;
  readonly live?: KeptOwnCode | undefined;
}

export type OwnCodeRefusal =
  | Extract<UnreadableScan, 'empty' | 'too_long' | 'not_printable' | 'damaged'>
  /** What a customer shows to pay: a secret, never kept. */
  | 'payment_code'
  /** Made for one order, so that nobody can pay it a second time. */
  | 'one_time'
  /** The amount stands in the code. */
  | 'fixed_amount'
  /** The simulator's, in a live book; or this counter's own screen. */
  | 'practice'
  /** For adding somebody in a messenger. */
  | 'friend'
  | 'card_number'
  | 'receipt'
  /** For receiving money, but not in this way: PayPal, a bank transfer, a coin. */
  | 'other_money'
  | 'not_a_code';

export type OwnCodeReading =
  | { readonly ok: true; readonly code: OwnCode }
  | { readonly ok: false; readonly refusal: OwnCodeRefusal };

/** Codes that the providers make for one order: Alipay's precreate, and WeChat Pay's native. */
const oneTime = /^(?:https?:\/\/qr\.alipay\.com\/bax|weixin:\/\/wxpay\/)/i;

/** The codes of the simulator's shop, which no real wallet can pay; only a practice book may keep one. */
const practiceCode = /^(?:https?:\/\/qr\.alipay\.com\/fkx00000practice|wxp:\/\/f2f0practice)/i;

/** The practice world shows its codes as links to the simulated phone, the code itself inside. */
const practiceLink = /^https?:\/\/[^/\s]+\/simulator\/(?:\?[^#\s]*)?#scan=([^&\s]+)$/i;

/**
 * Reads what was scanned or pasted; only a code that any customer can pay, again and again, is taken. A practice book also
 * takes the codes of the simulated world.
 */
export function readOwnCode(raw: string, book: keyof OwnCodes = 'live'): OwnCodeReading {
  const readable = readableScan(raw);
  if ('refusal' in readable) return { ok: false, refusal: readable.refusal };
  const text = book === 'practice' ? outOfLink(readable.text) : readable.text;
  if (book === 'live' && practiceCode.test(text)) return { ok: false, refusal: 'practice' };
  const scan = recogniseScan(text);
  const scheme = schemeOf(scan, text);
  if (scheme === undefined) return { ok: false, refusal: refusalOf(scan) };
  const refusal = scheme === 'emv' ? refuseEmv(text) : oneTime.test(text) ? 'one_time' : undefined;
  return refusal === undefined ? { ok: true, code: { scheme, payload: text } } : { ok: false, refusal };
}

function outOfLink(text: string): string {
  const inside = practiceLink.exec(text)?.[1];
  if (inside === undefined) return text;
  try {
    return decodeURIComponent(inside);
  } catch {
    return text;
  }
}

function schemeOf(scan: Scan, text: string): OwnCodeScheme | undefined {
  if (scan.kind === 'receive_code') {
    const { of } = scan;
    return of === 'alipay' || of === 'wechatpay' || of === 'unionpay' || of === 'emv' ? of : undefined;
  }
  const isLink =
    scan.kind === 'thing' && scan.what !== 'friend' && /^https?:\/\/[^/\s]+\.[^/\s]+\/\S/i.test(text);
  return isLink ? 'web' : undefined;
}

function refusalOf(scan: Scan): OwnCodeRefusal {
  switch (scan.kind) {
    case 'payment_code':
    case 'strange_wallet':
    case 'consumer_code':
      return 'payment_code';
    case 'receive_code':
      return scan.of === 'practice' ? 'practice' : 'other_money';
    case 'unreadable':
      return scan.reason === 'damaged' ? 'damaged' : 'not_a_code';
    case 'thing':
      return scan.what === 'friend' ? 'friend' : 'not_a_code';
    default:
      return scan.kind;
  }
}

const INITIATION = '01';
const DYNAMIC = '12';
const AMOUNT = '54';

function refuseEmv(text: string): OwnCodeRefusal | undefined {
  const read = readEmvCode(text);
  if (!read.ok) return 'damaged';
  if (emvValue(read.objects, AMOUNT) !== undefined) return 'fixed_amount';
  return emvValue(read.objects, INITIATION) === DYNAMIC ? 'one_time' : undefined;
}

/** What of the code differs. `account` is who gets the money. */
export const OWN_CODE_FIELDS = [
  'scheme',
  'account',
  'name',
  'city',
  'country',
  'currency',
  'category',
  'reference',
  'other',
] as const;

export type OwnCodeField = (typeof OWN_CODE_FIELDS)[number];

export interface OwnCodeDifference {
  readonly field: OwnCodeField;
  /** As it may be shown: an account by its last four characters. Missing where the code does not say it. */
  readonly was: string | undefined;
  readonly is: string | undefined;
}

/** Everything in which a sticker differs from the code that was kept; nothing when customers pay the same shop by both. */
export function compareOwnCode(was: OwnCode, is: OwnCode): readonly OwnCodeDifference[] {
  const [before, now] = [partsOf(was), partsOf(is)];
  const keys = [...new Set([...before.keys(), ...now.keys()])].filter(
    (key) => before.get(key) !== now.get(key),
  );
  return OWN_CODE_FIELDS.flatMap((field) =>
    keys
      .filter((key) => fieldOf(key) === field)
      .map((key) => ({ field, was: shown(field, before.get(key)), is: shown(field, now.get(key)) })),
  );
}

/** Whether what differs sends the money to somebody else: the sticker was swapped. */
export function isSwapped(differences: readonly OwnCodeDifference[]): boolean {
  return differences.some(({ field }) => field === 'scheme' || field === 'account');
}

/** A field, or one of several accounts or other objects, told apart by their tag. */
type PartKey = OwnCodeField | `account ${string}` | `other ${string}`;

function fieldOf(key: PartKey): OwnCodeField {
  return key.replace(/ .*$/, '') as OwnCodeField;
}

function partsOf({ scheme, payload }: OwnCode): ReadonlyMap<PartKey, string> {
  if (scheme === 'emv') {
    const read = readEmvCode(payload);
    const objects = read.ok ? read.objects : [{ tag: '02', value: payload }];
    return new Map([['scheme', scheme], ...objects.flatMap(emvPart)]);
  }
  const [, protocol = '', host = '', rest = payload] =
    /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(payload) ?? [];
  if (scheme === 'web')
    return new Map([
      ['scheme', host.toLowerCase()],
      ['account', rest],
    ]);
  // The same sticker may be read with or without the s; capitals are a way to make a QR smaller.
  const from = `${protocol.toLowerCase().replace(/^https$/, 'http')}://${host.toLowerCase()}`;
  return new Map([
    ['scheme', scheme],
    ['account', `${from}${rest}`],
  ]);
}

const MERCHANT_FIELDS: Readonly<Record<string, OwnCodeField>> = {
  '52': 'category',
  '53': 'currency',
  '58': 'country',
  '59': 'name',
  '60': 'city',
  '62': 'reference',
};

/** Says nothing about the merchant: the format, how often it may be used, the checksum. */
const FRAME: readonly string[] = ['00', INITIATION, '63'];

function emvPart(object: EmvObject): readonly (readonly [PartKey, string])[] {
  const { tag } = object;
  if (FRAME.includes(tag)) return [];
  const isAccount = tag >= '02' && tag <= '51';
  const key = isAccount ? (`account ${tag}` as const) : (MERCHANT_FIELDS[tag] ?? (`other ${tag}` as const));
  return [[key, plainValue(object)]];
}

/** A template's objects may stand in any order; a primitive value is what it is. */
function plainValue({ tag, value }: EmvObject): string {
  const isTemplate = (tag >= '26' && tag <= '51') || tag === '62' || tag === '64' || tag >= '80';
  const inner = isTemplate ? readEmvObjects(value) : undefined;
  if (inner === undefined) return value;
  return [...inner]
    .sort((left, right) => Number(left.tag) - Number(right.tag))
    .map((object) => `${object.tag} ${object.value}`)
    .join(' ');
}

/** How many of an account's last characters are shown. */
const SHOWN_CHARACTERS = 4;

function shown(field: OwnCodeField, value: string | undefined): string | undefined {
  if (value === undefined || (field !== 'account' && field !== 'other')) return value;
  return `••••${[...value].slice(-SHOWN_CHARACTERS).join('')}`;
}
