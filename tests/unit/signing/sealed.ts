/** What the tests of looking up a key have in common: certificates sealed and answers signed as WeChat Pay does it, by Node's own crypto. */

import { createCipheriv, createSign } from 'node:crypto';
import type { SealedCertificate } from '../../../src/ports.ts';
import { OPENSSL_CERTIFICATES, OPENSSL_PRIVATE_KEYS } from './openssl-certificates.ts';

export type CertificateName = keyof typeof OPENSSL_CERTIFICATES;

/** As OpenSSL prints them. */
export const SERIALS: Readonly<Record<CertificateName, string>> = {
  first: '5157F09EFDC096DE15EBE81A47057A7211223344',
  second: '0A8CF09EFDC096DE15EBE81A47057A7299887766',
  late: '6EF1F09EFDC096DE15EBE81A47057A7255667788',
  plain: '7EF1F09EFDC096DE15EBE81A47057A7255667788',
  curve: '61F1F09EFDC096DE15EBE81A47057A7255667788',
  short: '62F1F09EFDC096DE15EBE81A47057A7255667788',
  authority: '63F1F09EFDC096DE15EBE81A47057A7255667788',
};

export const SECRET = 'abcdefghijklmnopqrstuvwxyz012345';

/** Any text, sealed under a secret (AEAD_AES_256_GCM). */
export function sealText(text: string, secret = SECRET): Omit<SealedCertificate, 'keyId'> {
  const nonce = '0123456789ab';
  const associatedData = 'certificate';
  const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(associatedData));
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { nonce, associatedData, ciphertext: bytes.toString('base64') };
}

/** One of the certificates, as a list of the provider's names and seals it. */
export function sealed(name: CertificateName, secret = SECRET): SealedCertificate {
  return { keyId: SERIALS[name], ...sealText(OPENSSL_CERTIFICATES[name], secret) };
}

export const ANSWER = new TextEncoder().encode('1795424400\nnonce\n{"data":[]}\n');

/** The signature over an answer, by the key of a certificate. */
export function proofBy(name: keyof typeof OPENSSL_PRIVATE_KEYS, bytes = ANSWER) {
  const signature = createSign('RSA-SHA256').update(bytes).sign(OPENSSL_PRIVATE_KEYS[name], 'base64');
  return { keyId: SERIALS[name], bytes, signature };
}
