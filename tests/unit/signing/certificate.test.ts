/** The key in a certificate: found by its structure, named by its serial number; anything else is no certificate. */

import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALIPAY_ROOT_CERTIFICATE,
  UNIONPAY_GATEWAY_CERT_ID,
  UNIONPAY_GATEWAY_CERTIFICATE,
  WECHATPAY_PLATFORM_CERTIFICATE,
  WECHATPAY_PLATFORM_SERIAL,
} from '../../../simulator/world/certificates.ts';
import { decimalSerial, readCertificate } from '../../../src/signing/certificate.ts';
import { parsePublicKey } from '../../../src/signing/pem.ts';

const certificates = [WECHATPAY_PLATFORM_CERTIFICATE, UNIONPAY_GATEWAY_CERTIFICATE, ALIPAY_ROOT_CERTIFICATE];

describe('a certificate', () => {
  test.each(certificates)('gives the same key and number as another reader finds in it', (pem) => {
    const other = new X509Certificate(pem);
    const read = readCertificate(pem);
    expect(read?.serial).toBe(other.serialNumber);
    expect(read?.publicKey.trim()).toBe(
      other.publicKey.export({ type: 'spki', format: 'pem' }).toString().trim(),
    );
    expect(parsePublicKey(read?.publicKey ?? '').ok).toBe(true);
  });

  test('is named as WeChat Pay and UnionPay name it in their answers', () => {
    expect(readCertificate(WECHATPAY_PLATFORM_CERTIFICATE)?.serial).toBe(WECHATPAY_PLATFORM_SERIAL);
    const unionpay = readCertificate(UNIONPAY_GATEWAY_CERTIFICATE);
    expect(unionpay === undefined ? undefined : decimalSerial(unionpay)).toBe(UNIONPAY_GATEWAY_CERT_ID);
  });

  test('that is none, or only a piece of one, gives nothing and does no harm', () => {
    const body = WECHATPAY_PLATFORM_CERTIFICATE.split('\n').slice(1, -2).join('');
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
