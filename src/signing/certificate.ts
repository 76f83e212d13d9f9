/** Reads the public key and the serial number out of an X.509 certificate, as providers hand their keys out. Checks no chain. Pure. */

import { base64ToBytes } from './base64.ts';
import { type DerItem, readItems, TAG } from './der.ts';
import { publicKeyPem } from './pem.ts';

export interface CertificateKey {
  /** SubjectPublicKeyInfo as PEM. */
  readonly publicKey: string;
  /** Hexadecimal, upper case, without leading zero bytes: as WeChat Pay names its certificates. */
  readonly serial: string;
}

/** The explicit tag [0] before a certificate's version (RFC 5280, 4.1). */
const VERSION_TAG = 0xa0;
/** Serial number, signature, issuer, validity, subject, then the key. */
const KEY_AT = 5;

/** The key of one PEM certificate; nothing when the text is none. What the key is good for is for the import to say. */
export function readCertificate(text: string): CertificateKey | undefined {
  const body = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/.exec(text)?.[1];
  const bytes = body === undefined ? undefined : base64ToBytes(body.replaceAll(/\s/g, ''));
  const certificate = bytes === undefined ? undefined : onlyItem(readItems(bytes));
  const content = certificate === undefined ? undefined : first(readItems(certificate.value));
  const fields = content === undefined ? 'malformed' : readItems(content.value);
  if (typeof fields === 'string') return undefined;
  const [serial, ...rest] = fields[0]?.tag === VERSION_TAG ? fields.slice(1) : fields;
  const key = rest[KEY_AT - 1];
  if (serial?.tag !== TAG.integer || key?.tag !== TAG.sequence) return undefined;
  return { publicKey: publicKeyPem(key.whole), serial: hexOf(serial.value) };
}

/** The same number in decimal figures, as UnionPay names its certificates. */
export function decimalSerial({ serial }: CertificateKey): string {
  return BigInt(`0x${serial}`).toString();
}

function onlyItem(items: ReturnType<typeof readItems>): DerItem | undefined {
  return typeof items === 'string' || items.length !== 1 ? undefined : items[0];
}

function first(items: ReturnType<typeof readItems>): DerItem | undefined {
  return typeof items === 'string' ? undefined : items[0];
}

function hexOf(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(00)+(?=.)/, '').toUpperCase();
}
