/** Reads the public key out of an X.509 certificate (RFC 5280), as providers hand their keys out, with its name and its time. Checks no chain. Pure. */

import { base64ToBytes } from './base64.ts';
import { type DerItem, readItems, TAG } from './der.ts';
import { publicKeyPem } from './pem.ts';

export interface CertificateKey {
  /** SubjectPublicKeyInfo as PEM. */
  readonly publicKey: string;
  /** Hexadecimal, upper case, without leading zero bytes: as WeChat Pay names its certificates. */
  readonly serial: string;
  /** From and until when the certificate is good, epoch milliseconds, both included. */
  readonly validFrom: number;
  readonly validUntil: number;
  /** Whether it may vouch for other certificates: then it is nobody's to sign answers with. */
  readonly isAuthority: boolean;
}

/** The explicit tags before a certificate's version, [0], and around its extensions, [3]. */
const VERSION_TAG = 0xa0;
const EXTENSIONS_TAG = 0xa3;
/** Serial number, signature, issuer, validity, subject, key; then what is optional. */
const VALIDITY_AT = 3;
const KEY_AT = 5;
/** basicConstraints, 2.5.29.19. */
const BASIC_CONSTRAINTS = '551D13';

/** The key of one PEM certificate; nothing when the text is none. What the key is good for is for the import to say. */
export function readCertificate(text: string): CertificateKey | undefined {
  const body = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/.exec(text)?.[1];
  const bytes = body === undefined ? undefined : base64ToBytes(body.replaceAll(/\s/g, ''));
  const certificate = bytes === undefined ? undefined : only(itemsOf(bytes));
  const content = certificate === undefined ? undefined : itemsOf(certificate.value)?.[0];
  const all = content === undefined ? undefined : itemsOf(content.value);
  if (all === undefined) return undefined;
  const fields = all[0]?.tag === VERSION_TAG ? all.slice(1) : all;
  const [serial, key] = [fields[0], fields[KEY_AT]];
  const validity = validityIn(fields[VALIDITY_AT]);
  const isAuthority = isAuthorityIn(fields.slice(KEY_AT + 1));
  if (serial?.tag !== TAG.integer || key?.tag !== TAG.sequence) return undefined;
  if (validity === undefined || isAuthority === undefined) return undefined;
  return { publicKey: publicKeyPem(key.whole), serial: hexOf(serial.value), ...validity, isAuthority };
}

/** The same number in decimal figures, as UnionPay names its certificates. */
export function decimalSerial({ serial }: CertificateKey): string {
  return BigInt(`0x${serial}`).toString();
}

function itemsOf(bytes: Uint8Array<ArrayBuffer>): readonly DerItem[] | undefined {
  const items = readItems(bytes);
  return typeof items === 'string' ? undefined : items;
}

function only(items: readonly DerItem[] | undefined): DerItem | undefined {
  return items?.length === 1 ? items[0] : undefined;
}

function validityIn(item: DerItem | undefined): Pick<CertificateKey, 'validFrom' | 'validUntil'> | undefined {
  const [from, until, ...more] = (item?.tag === TAG.sequence ? itemsOf(item.value) : undefined) ?? [];
  const validFrom = timeIn(from);
  const validUntil = timeIn(until);
  if (validFrom === undefined || validUntil === undefined || more.length > 0) return undefined;
  return { validFrom, validUntil };
}

/** `YYMMDDHHMMSSZ` of the years 1950 to 2049, or `YYYYMMDDHHMMSSZ`: the only two forms that RFC 5280 (4.1.2.5) has. */
function timeIn(item: DerItem | undefined): number | undefined {
  if (item?.tag !== TAG.utcTime && item?.tag !== TAG.generalizedTime) return undefined;
  const text = String.fromCharCode(...item.value.subarray(0, 16));
  const century = item.tag === TAG.generalizedTime ? '' : /^[5-9]/.test(text) ? '19' : '20';
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(century + text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** By the extension basicConstraints; nothing when the extensions cannot be read. */
function isAuthorityIn(optional: readonly DerItem[]): boolean | undefined {
  const wrapped = optional.find(({ tag }) => tag === EXTENSIONS_TAG);
  if (wrapped === undefined) return false;
  const list = only(itemsOf(wrapped.value));
  const extensions = list === undefined ? undefined : itemsOf(list.value);
  if (extensions === undefined) return undefined;
  const parts = extensions.map(({ value }) => itemsOf(value) ?? []);
  const constraints = parts.find(([oid]) => oid !== undefined && hexOf(oid.value) === BASIC_CONSTRAINTS);
  if (constraints === undefined) return false;
  const content = constraints.at(-1);
  const fields = content?.tag === TAG.octetString ? only(itemsOf(content.value)) : undefined;
  const inner = fields === undefined ? undefined : itemsOf(fields.value);
  if (inner === undefined) return undefined;
  return inner[0]?.tag === TAG.boolean && inner[0].value.some((byte) => byte !== 0);
}

function hexOf(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(00)+(?=.)/, '').toUpperCase();
}
