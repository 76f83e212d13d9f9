/** The key in a certificate: found by its structure, named by its serial number; anything else is no certificate. */

import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALIPAY_ROOT_CERTIFICATE,
  UNIONPAY_GATEWAY_CERT_ID,
  UNIONPAY_GATEWAY_CERTIFICATE,
  WECHATPAY_PLATFORM_CERTIFICATES,
} from '../../../simulator/world/certificates.ts';
import { decimalSerial, readCertificate } from '../../../src/signing/certificate.ts';
import { parsePublicKey } from '../../../src/signing/pem.ts';
import { OPENSSL_CERTIFICATES } from './openssl-certificates.ts';

const [{ certificate: platform, serial: platformSerial }] = WECHATPAY_PLATFORM_CERTIFICATES;
const certificates = [
  platform,
  UNIONPAY_GATEWAY_CERTIFICATE,
  ALIPAY_ROOT_CERTIFICATE,
  ...Object.values(OPENSSL_CERTIFICATES),
];

describe('a certificate', () => {
  test.each(certificates)('gives the same key and number as another reader finds in it', (pem) => {
    const other = new X509Certificate(pem);
    const read = readCertificate(pem);
    expect(read?.serial).toBe(other.serialNumber);
    expect(read?.publicKey.trim()).toBe(
      other.publicKey.export({ type: 'spki', format: 'pem' }).toString().trim(),
    );
    expect(read?.validFrom).toBe(Date.parse(other.validFrom));
    expect(read?.validUntil).toBe(Date.parse(other.validTo));
    expect(read?.isAuthority).toBe(other.ca);
  });

  test.each([
    ['plain', true],
    ['late', true],
    ['curve', false],
    ['short', false],
  ] as const)('of OpenSSL, %s: its key is good for signatures: %s', (name, isGood) => {
    const read = readCertificate(OPENSSL_CERTIFICATES[name]);
    expect(parsePublicKey(read?.publicKey ?? '').ok).toBe(isGood);
  });

  test('with a byte changed does no harm, and never gives the same key under another name, or without a time', () => {
    const lines = OPENSSL_CERTIFICATES.first.trim().split('\n');
    const der = Buffer.from(lines.slice(1, -1).join(''), 'base64');
    const right = readCertificate(OPENSSL_CERTIFICATES.first);
    fc.assert(
      fc.property(fc.nat({ max: der.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const flipped = Buffer.from(der);
        flipped[at] = (flipped[at] ?? 0) ^ change;
        const read = readCertificate(`${lines[0]}\n${flipped.toString('base64')}\n${lines.at(-1)}`);
        if (read === undefined) return;
        expect(Number.isFinite(read.validFrom) && Number.isFinite(read.validUntil)).toBe(true);
        const serialAt = der.indexOf(Buffer.from(right?.serial ?? '', 'hex'));
        // The byte before it says how long the number is: another length may be another number.
        const isInSerial = at >= serialAt && at < serialAt + 20;
        if (at === serialAt - 1) return;
        expect(read.serial === right?.serial).toBe(!isInSerial);
      }),
      { numRuns: 3_000 },
    );
  });

  test('is named as WeChat Pay and UnionPay name it in their answers', () => {
    expect(readCertificate(platform)?.serial).toBe(platformSerial);
    const unionpay = readCertificate(UNIONPAY_GATEWAY_CERTIFICATE);
    expect(unionpay === undefined ? undefined : decimalSerial(unionpay)).toBe(UNIONPAY_GATEWAY_CERT_ID);
  });

  test('that is none, or only a piece of one, gives nothing and does no harm', () => {
    const body = platform.split('\n').slice(1, -2).join('');
    const wrapped = (text: string): string =>
      `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
    expect(readCertificate('hello')).toBeUndefined();
    expect(readCertificate(wrapped('AAAA'))).toBeUndefined();
    expect(readCertificate(wrapped('MAA='))).toBeUndefined();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: body.length - 8 }), (length) => {
        expect(readCertificate(wrapped(body.slice(0, length - (length % 4))))).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.base64String({ maxLength: 400 }), (text) => {
        readCertificate(wrapped(text));
      }),
    );
  });
});
