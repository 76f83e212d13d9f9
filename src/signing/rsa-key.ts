/** Tells what an RSA key's DER bytes are and brings them into the two forms that Web Crypto takes. Pure. */

import { type DerItem, readItems, TAG, writeItem } from './der.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export type KeyRefusal =
  /** Nothing in it looks like a key. */
  | 'not_a_key'
  /** A private key is wanted, and this is a public one. */
  | 'public_not_private'
  /** A public key is wanted, and this is a private one: it should not have been shown at all. */
  | 'private_not_public'
  /** Protected by a passphrase. */
  | 'encrypted'
  /** Under 2048 bits. */
  | 'too_short'
  /** A key of another kind: EC, DSA, Ed25519, RSA for PSS only. */
  | 'not_rsa'
  /** An X.509 certificate, not the key in it. */
  | 'certificate'
  /** The beginning of a key; the rest was not copied. */
  | 'truncated';

export type RsaKey =
  /** `pkcs8`: PrivateKeyInfo (RFC 5208). `publicBytes`: its public half, SubjectPublicKeyInfo. */
  | { readonly kind: 'private'; readonly pkcs8: Bytes; readonly publicBytes: Bytes }
  /** `publicBytes`: SubjectPublicKeyInfo (RFC 5280). */
  | { readonly kind: 'public'; readonly publicBytes: Bytes };

const MIN_BITS = 2048;

/** rsaEncryption, 1.2.840.113549.1.1.1, with the NULL parameters it must have (RFC 8017, appendix A.1). */
const RSA_OID = new Uint8Array([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]);
const NULL = new Uint8Array([0x05, 0x00]);

/** Recognises PKCS#8, PKCS#1 (both halves) and SubjectPublicKeyInfo by their structure, whatever the label said. */
export function readRsaKey(der: Bytes): RsaKey | KeyRefusal {
  const outer = readItems(der);
  if (outer === 'truncated') return der[0] === TAG.sequence ? 'truncated' : 'not_a_key';
  if (outer === 'malformed' || outer.length !== 1 || outer[0]?.tag !== TAG.sequence) return 'not_a_key';
  const items = readItems(outer[0].value);
  if (typeof items === 'string') return 'not_a_key';
  switch (shapeOf(items)) {
    case 'pkcs8':
      return fromPkcs8(items);
    case 'pkcs1':
      return privateKey(der, items);
    case 'pkcs1_public':
      return publicKey(items);
    case 'spki':
      return fromSpki(items);
    case 'encrypted':
      return 'encrypted';
    case 'certificate':
      return 'certificate';
    case 'ec':
      return 'not_rsa';
    default:
      return 'not_a_key';
  }
}

/** i: INTEGER, s: SEQUENCE, o: OCTET STRING, b: BIT STRING, x: anything else. */
const LETTERS: Readonly<Record<number, string>> = {
  [TAG.integer]: 'i',
  [TAG.sequence]: 's',
  [TAG.octetString]: 'o',
  [TAG.bitString]: 'b',
};

const SHAPES = [
  { name: 'pkcs8', pattern: /^iso/ },
  { name: 'pkcs1', pattern: /^i{9}$/ },
  { name: 'pkcs1_public', pattern: /^ii$/ },
  { name: 'spki', pattern: /^sb$/ },
  { name: 'encrypted', pattern: /^so$/ },
  { name: 'certificate', pattern: /^ssb$/ },
  { name: 'ec', pattern: /^iox*$/ },
] as const;

type Shape = (typeof SHAPES)[number]['name'];

function shapeOf(items: readonly DerItem[]): Shape | undefined {
  const letters = items.map(({ tag }) => LETTERS[tag] ?? 'x').join('');
  return SHAPES.find(({ pattern }) => pattern.test(letters))?.name;
}

function fromPkcs8([, algorithm, content]: readonly DerItem[]): RsaKey | KeyRefusal {
  if (!isRsa(algorithm)) return 'not_rsa';
  const inner = content === undefined ? 'malformed' : readItems(content.value);
  if (typeof inner === 'string' || inner.length !== 1 || inner[0]?.tag !== TAG.sequence) return 'not_a_key';
  const items = readItems(inner[0].value);
  return typeof items === 'string' ? 'not_a_key' : privateKey(inner[0].whole, items);
}

function fromSpki([algorithm, content]: readonly DerItem[]): RsaKey | KeyRefusal {
  if (!isRsa(algorithm)) return 'not_rsa';
  // A BIT STRING begins with the number of unused bits: none.
  const inner = content?.value[0] === 0 ? readItems(content.value.slice(1)) : 'malformed';
  if (typeof inner === 'string' || inner.length !== 1 || inner[0]?.tag !== TAG.sequence) return 'not_a_key';
  const items = readItems(inner[0].value);
  return typeof items === 'string' ? 'not_a_key' : publicKey(items);
}

/** From PKCS#1's version, modulus, public exponent, private exponent … */
function privateKey(pkcs1: Bytes, items: readonly DerItem[]): RsaKey | KeyRefusal {
  const [, modulus, exponent] = items;
  if (shapeOf(items) !== 'pkcs1' || modulus === undefined || exponent === undefined) return 'not_a_key';
  const half = publicKey([modulus, exponent]);
  if (typeof half === 'string') return half;
  const version = writeItem(TAG.integer, new Uint8Array([0]));
  const pkcs8 = writeItem(TAG.sequence, version, rsaAlgorithm(), writeItem(TAG.octetString, pkcs1));
  return { kind: 'private', pkcs8, publicBytes: half.publicBytes };
}

function publicKey(
  items: readonly DerItem[],
): { readonly kind: 'public'; readonly publicBytes: Bytes } | KeyRefusal {
  const [modulus, exponent] = items;
  if (shapeOf(items) !== 'pkcs1_public' || modulus === undefined || exponent === undefined)
    return 'not_a_key';
  if (bitsOf(modulus.value) < MIN_BITS) return 'too_short';
  const pkcs1 = writeItem(TAG.sequence, modulus.whole, exponent.whole);
  const bits = writeItem(TAG.bitString, new Uint8Array([0]), pkcs1);
  return { kind: 'public', publicBytes: writeItem(TAG.sequence, rsaAlgorithm(), bits) };
}

function rsaAlgorithm(): Bytes {
  return writeItem(TAG.sequence, writeItem(TAG.oid, RSA_OID), NULL);
}

function isRsa(algorithm: DerItem | undefined): boolean {
  const items = algorithm === undefined ? 'malformed' : readItems(algorithm.value);
  if (typeof items === 'string') return false;
  const oid = items[0];
  return (
    oid?.tag === TAG.oid &&
    oid.value.length === RSA_OID.length &&
    RSA_OID.every((byte, at) => byte === oid.value[at])
  );
}

/** How many bits a non-negative INTEGER has, its leading zeros not counted. */
function bitsOf(value: Bytes): number {
  const first = value.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (value.length - first) * 8 - Math.clz32(value[first] ?? 0) + 24;
}
