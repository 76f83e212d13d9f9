/** The self-signed certificate: what is in it, that TLS takes it, and that it is kept while it is good. */

import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../../../../simulator/hosts/node/certificate.ts';
import { certificateFor } from '../../../../../simulator/hosts/node/tls.ts';
import { NOON } from '../../merchant.ts';

const DAY_MS = 86_400_000;
const NAMES = ['localhost', '127.0.0.1', '::1', 'fe80::1234:5', '192.168.178.200', 'counter.local'];

describe('a fresh certificate', () => {
  const { certificate, key } = makeCertificate(NAMES, NOON);
  const read = new X509Certificate(certificate);

  it('is its own issuer and fits its key', () => {
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.issuer).toBe(read.subject);
    expect(key).toContain('BEGIN PRIVATE KEY');
  });

  it('is good for every name it was made for, and no other', () => {
    expect(read.checkHost('localhost')).toBe('localhost');
    expect(read.checkHost('counter.local')).toBe('counter.local');
    expect(read.checkHost('example.com')).toBeUndefined();
    for (const address of ['127.0.0.1', '::1', 'fe80::1234:5', '192.168.178.200']) {
      expect(read.checkIP(address)).toBe(address);
    }
    expect(read.checkIP('10.0.0.1')).toBeUndefined();
  });

  it('is valid since yesterday and for less than the 398 days that browsers allow', () => {
    expect(Date.parse(read.validFrom)).toBe(NOON - DAY_MS);
    expect(Date.parse(read.validTo) - Date.parse(read.validFrom)).toBe(397 * DAY_MS);
  });

  it('has a serial number of its own', () => {
    const serials = Array.from(
      { length: 20 },
      () => new X509Certificate(makeCertificate(['localhost'], NOON).certificate).serialNumber,
    );
    expect(new Set(serials).size).toBe(20);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
  });
});

describe('a certificate in a file', () => {
  let folder: string;
  const file = () => join(folder, 'simulator.pem');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guitai-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made once, with the key for its owner’s eyes alone', () => {
    const first = certificateFor(NAMES, NOON, file());
    expect(readFileSync(file(), 'utf8')).toBe(first.certificate);
    expect(readFileSync(file(), 'utf8')).not.toContain('PRIVATE KEY');
    expect(statSync(`${file()}.key`).mode & 0o777).toBe(0o600);
    expect(certificateFor(['localhost'], NOON + DAY_MS, file())).toEqual(first);
  });

  it.each([
    ['it has run out', NAMES, NOON + 396 * DAY_MS],
    ['it is not good for a new name', [...NAMES, 'another.local'], NOON],
  ])('is made anew when %s', (_, names, now) => {
    const first = certificateFor(NAMES, NOON, file());
    expect(certificateFor(names, now, file())).not.toEqual(first);
  });

  it('is made anew when the file holds something else', () => {
    const first = certificateFor(NAMES, NOON, file());
    rmSync(`${file()}.key`);
    expect(certificateFor(NAMES, NOON, file())).not.toEqual(first);
    expect(existsSync(`${file()}.key`)).toBe(true);
  });

  it('is not needed', () => {
    expect(certificateFor(NAMES, NOON).certificate).toContain('BEGIN CERTIFICATE');
  });
});
