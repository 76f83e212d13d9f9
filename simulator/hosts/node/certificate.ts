/** A self-signed TLS certificate for the stand-alone simulator, so that phones on the network may use their camera. */

import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { pem } from '../../world/pem.ts';

export interface TlsPair {
  /** PEM. */
  readonly certificate: string;
  /** PKCS#8 PEM. */
  readonly key: string;
}

const DAY_MS = 86_400_000;
/** Browsers refuse certificates that are valid for longer than 398 days. */
const LIFE_DAYS = 397;
const OID = {
  ecdsaWithSha256: '2a8648ce3d040302',
  commonName: '550403',
  subjectKeyIdentifier: '551d0e',
  keyUsage: '551d0f',
  subjectAltName: '551d11',
  basicConstraints: '551d13',
  extendedKeyUsage: '551d25',
  serverAuth: '2b06010505070301',
} as const;

/** A fresh P-256 key and a certificate for these names and addresses, valid from a day ago (RFC 5280). */
export function makeCertificate(names: readonly string[], now: number): TlsPair {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid(OID.ecdsaWithSha256));
  const body = toBeSigned({ names, now, publicKey, algorithm });
  const signature = sign('sha256', body, privateKey);
  const certificate = sequence(body, algorithm, bits(signature));
  return {
    certificate: pem('CERTIFICATE', certificate.toString('base64')),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

interface Subject {
  readonly names: readonly string[];
  readonly now: number;
  readonly publicKey: KeyObject;
  readonly algorithm: Buffer;
}

function toBeSigned({ names, now, publicKey, algorithm }: Subject): Buffer {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const name = sequence(set(sequence(oid(OID.commonName), der(0x0c, Buffer.from('Guitai simulator')))));
  const serial = randomBytes(16);
  // Positive, and without a leading zero.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const version = der(0xa0, integer(Buffer.of(2)));
  const validity = sequence(time(now - DAY_MS), time(now + (LIFE_DAYS - 1) * DAY_MS));
  const extensions = der(0xa3, sequence(...extensionsFor(names, spki)));
  return sequence(version, integer(serial), algorithm, name, validity, name, spki, extensions);
}

function extensionsFor(names: readonly string[], spki: Buffer): Buffer[] {
  const keyId = createHash('sha1').update(spki).digest();
  return [
    extension(OID.basicConstraints, sequence(der(0x01, Buffer.of(0xff))), 'critical'),
    // digitalSignature and keyCertSign: it is its own issuer, so that it can be trusted as one.
    extension(OID.keyUsage, der(0x03, Buffer.of(2, 0x84)), 'critical'),
    extension(OID.extendedKeyUsage, sequence(oid(OID.serverAuth))),
    extension(OID.subjectAltName, sequence(...names.map(alternativeName))),
    extension(OID.subjectKeyIdentifier, der(0x04, keyId)),
  ];
}

function extension(id: string, value: Buffer, critical?: 'critical'): Buffer {
  const flag = critical ? [der(0x01, Buffer.of(0xff))] : [];
  return sequence(oid(id), ...flag, der(0x04, value));
}

function alternativeName(name: string): Buffer {
  const kind = isIP(name);
  if (kind === 0) return der(0x82, Buffer.from(name, 'ascii'));
  return der(0x87, kind === 4 ? Buffer.from(name.split('.').map(Number)) : ipv6(name));
}

/** The sixteen bytes of an address such as `fe80::1`. */
function ipv6(address: string): Buffer {
  const [head = '', tail] = address.split('::');
  const groups = (text: string) =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const first = groups(head);
  const last = tail === undefined ? [] : groups(tail);
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => 0);
  return Buffer.from([...first, ...zeros, ...last].flatMap((group) => [group >> 8, group & 255]));
}

/** One value in DER: its tag, its length, itself (X.690). */
function der(tag: number, value: Uint8Array): Buffer {
  const { length } = value;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function set(...parts: readonly Uint8Array[]): Buffer {
  return der(0x31, Buffer.concat(parts));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function integer(bytes: Uint8Array): Buffer {
  return der(0x02, bytes);
}

/** A bit string of whole bytes. */
function bits(bytes: Uint8Array): Buffer {
  return der(0x03, Buffer.concat([Buffer.of(0), bytes]));
}

/** `yymmddhhmmssZ`, which names the years until 2049. */
function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replaceAll(/[-:T]/g, '').slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`, 'ascii'));
}
