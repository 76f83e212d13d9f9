/** What people paste when they are asked for a key, and what is said to each of it. */

import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parsePrivateKey, parsePublicKey, publicKeyPem } from '../../../src/signing/pem.ts';
import type { KeyRefusal } from '../../../src/signing/rsa-key.ts';
import { bare, privatePem, publicPem, rsaPair } from './support.ts';

const pair = rsaPair();
const pkcs8 = privatePem(pair, 'pkcs8');
const pkcs1 = privatePem(pair, 'pkcs1');
const spki = publicPem(pair);
const spkiBytes = new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' }));
const pkcs8Bytes = new Uint8Array(pair.privateKey.export({ type: 'pkcs8', format: 'der' }));

/** Made once with `openssl req -x509 -newkey rsa:2048`. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIDDTCCAfWgAwIBAgIUdJVdMH7BKSM1ugEj2bfsUY2LrdswDQYJKoZIhvcNAQEL
BQAwFjEUMBIGA1UEAwwLZ3VpdGFpLXRlc3QwHhcNMjYxMTIzMDI0NDMxWhcNMzYx
MTIwMDI0NDMxWjAWMRQwEgYDVQQDDAtndWl0YWktdGVzdDCCASIwDQYJKoZIhvcN
AQEBBQADggEPADCCAQoCggEBAJ+6PEhvxvqD5rWlDvCG6kKvQq2i5HwyqzJ/7c42
mbSP3VWFO1yTf1UwQfLc/9iaQ/jGTM5HZi80wlGAQsDmXk9c5ehmdlSQhVZrxzLb
mx/nnoyFOI6lLso7lzZ3KfeuM560Of3axV6bD1oTkjZ31hPBq++E3C14dT/V6fX2
aft72cjs+DQ7FMrNp2YsUz7cdDnX8gzWUluQSgwdwryMHTHoSORV6k5ECWP3FhMy
AYVIM6lI041QSTcVUPV3KChFGNvouuoClNip3Y5Y8It7PNUFkPN3qffi66ywPZCq
D541lSJnc/3J5lAqrmQqK1ZvtkGccNXg853EW2B/BWAFJHECAwEAAaNTMFEwHQYD
VR0OBBYEFOmyCn4ju6cuSJ/MMAteCS9fQgC2MB8GA1UdIwQYMBaAFOmyCn4ju6cu
SJ/MMAteCS9fQgC2MA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEB
AAaA24uavzxDL8JXsfF7YNQX5kK9N4vu178i5rpuMP0B7fTn3lx59PhY1SV3bVBM
Zm1A7LNS7i3Ixp2hnzumWgsokMKgnec8QZIdv3kDf0DvsOK4peqvWSkizvKlO6HW
+tmTA7k6TWULaptXjSeWHpgI8arac3tpwTmVyJkpmOTpI+UKDnkccFBPnXSz24lc
OAsMrAxWJzUpK607/+lXTnR8TbeeAAmP5VKg2LmtUudtboF7uLRPNkff7aXTXGnl
6MzQgI6KE3FoQASztbQglZiZTUrBdhRD41SAJxxXAnl0M/vR2ddytrbOi2UiQpG0
6Bmz9OhhoXR6NW3dCrVLPok=
-----END CERTIFICATE-----
`;

function pemOf(label: string, base64: string): string {
  return `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`;
}

describe('a private key', () => {
  test.each([
    ['PKCS#8', pkcs8],
    ['PKCS#1', pkcs1],
    ['PKCS#8 without lines', bare(pkcs8)],
    ['PKCS#1 without lines', bare(pkcs1)],
    ['PKCS#1 under the label of PKCS#8', pemOf('PRIVATE KEY', bare(pkcs1))],
    ['lines as Windows ends them', pkcs8.replaceAll('\n', '\r\n')],
    ['blanks around it and words before it', `  my key:\n\n${pkcs8}\n\n`],
    ['padding that was left out', bare(pkcs8).replace(/=+$/, '')],
  ])('is read: %s', (_, text) => {
    const parsed = parsePrivateKey(text);
    if (!parsed.ok) throw new Error(parsed.refusal);
    expect(parsed.key.pkcs8).toEqual(pkcs8Bytes);
    expect(parsed.key.publicBytes).toEqual(spkiBytes);
  });

  test.each([3072, 4096])('of %i bits is read, whatever lengths its parts have', (bits) => {
    const longer = rsaPair(bits);
    const parsed = parsePrivateKey(privatePem(longer, 'pkcs1'));
    if (!parsed.ok) throw new Error(parsed.refusal);
    expect(parsed.key.pkcs8).toEqual(
      new Uint8Array(longer.privateKey.export({ type: 'pkcs8', format: 'der' })),
    );
  });

  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ed = generateKeyPairSync('ed25519');
  const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
  const locked = { cipher: 'aes-256-cbc', passphrase: 'secret' } as const;
  const lockedPkcs8 = pair.privateKey.export({ type: 'pkcs8', format: 'pem', ...locked }).toString();
  const lockedPkcs1 = pair.privateKey.export({ type: 'pkcs1', format: 'pem', ...locked }).toString();
  const half = pkcs8.slice(0, pkcs8.length / 2);

  test.each<[string, string, KeyRefusal]>([
    ['nothing', '', 'not_a_key'],
    ['a sentence', 'I do not have it yet', 'not_a_key'],
    ['a number in base64', 'MTIzNDU2Nzg5MA==', 'not_a_key'],
    ['a whole book', 'A'.repeat(40_000), 'not_a_key'],
    ['the public key', spki, 'public_not_private'],
    ['the public key without lines', bare(spki), 'public_not_private'],
    ['the public key as PKCS#1', publicPem(pair, 'pkcs1'), 'public_not_private'],
    ['a key with a passphrase', lockedPkcs8, 'encrypted'],
    ['an old key with a passphrase', lockedPkcs1, 'encrypted'],
    ['a key with a passphrase, without lines', bare(lockedPkcs8), 'encrypted'],
    ['1024 bits', privatePem(rsaPair(1024), 'pkcs8'), 'too_short'],
    ['1024 bits as PKCS#1', privatePem(rsaPair(1024), 'pkcs1'), 'too_short'],
    ['2040 bits', privatePem(rsaPair(2040), 'pkcs8'), 'too_short'],
    ['an elliptic key', ec.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'not_rsa'],
    ['an old elliptic key', ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString(), 'not_rsa'],
    [
      'an old elliptic key without lines',
      bare(ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString()),
      'not_rsa',
    ],
    ['an Ed25519 key', ed.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'not_rsa'],
    ['a key for PSS only', pss.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'not_rsa'],
    ['an OpenSSH key', pemOf('OPENSSH PRIVATE KEY', 'b3BlbnNzaC1rZXktdjEA'), 'not_rsa'],
    ['a certificate', certificate, 'certificate'],
    ['a certificate without lines', bare(certificate), 'certificate'],
    ['a request for a certificate', pemOf('CERTIFICATE REQUEST', 'MIIC'), 'not_a_key'],
    ['the upper half of the text', half, 'truncated'],
    ['the upper half, without lines', bare(pkcs8).slice(0, 800), 'truncated'],
    ['a text that lost one character', bare(pkcs8).replace(/=+$/, '').slice(0, 801), 'truncated'],
    ['a text that lost its middle', pkcs8.replace(/(\n[^\n]+){5}\n/, '\n'), 'truncated'],
    ['the label alone', pemOf('PRIVATE KEY', ''), 'not_a_key'],
    ['signs that no key has', pemOf('PRIVATE KEY', '§§§§'), 'not_a_key'],
  ])('is refused: %s', (_, text, refusal) => {
    expect(parsePrivateKey(text)).toEqual({ ok: false, refusal });
  });
});

describe('a public key', () => {
  test.each([
    ['as consoles download it', spki],
    ['as consoles show it', bare(spki)],
    ['as PKCS#1', publicPem(pair, 'pkcs1')],
  ])('is read %s', (_, text) => {
    const parsed = parsePublicKey(text);
    if (!parsed.ok) throw new Error(parsed.refusal);
    expect(parsed.key.publicBytes).toEqual(spkiBytes);
  });

  test.each<[string, string, KeyRefusal]>([
    ['the private key', pkcs8, 'private_not_public'],
    ['the private key as PKCS#1', bare(pkcs1), 'private_not_public'],
    ['a certificate', certificate, 'certificate'],
    ['1024 bits', publicPem(rsaPair(1024)), 'too_short'],
    ['half of it', spki.slice(0, 200), 'truncated'],
    ['nothing', ' \n', 'not_a_key'],
  ])('is refused: %s', (_, text, refusal) => {
    expect(parsePublicKey(text)).toEqual({ ok: false, refusal });
  });

  test('written as PEM is read by others', () => {
    expect(publicKeyPem(spkiBytes)).toBe(spki);
    const other = createPublicKey(publicKeyPem(spkiBytes));
    expect(new Uint8Array(other.export({ type: 'spki', format: 'der' }))).toEqual(spkiBytes);
  });
});
