/** Where WeChat Pay's platform certificates are to be had, each sealed under the shop's APIv3 key (alipay-wechatpay.md 2.3). */

import type { SealedCertificate } from '../../ports.ts';
import type { KeyStep, RailAccount } from '../contract.ts';
import { open } from './answers.ts';
import { fieldsOf, objectIn, own, textIn } from './fields.ts';
import { requestFor } from './requests.ts';

const PATH = '/v3/certificates';

/** A certificate's serial number. */
const SERIAL = /^[0-9A-F]{16,40}$/;
/** The id of the public key, which nobody gives out: the owner copies it from the provider's pages. */
const PUBLIC_KEY_ID = /^PUB_KEY_ID_\d+$/;

/** A merchant has one or two; more, or longer, is no answer of the provider's. */
const MOST = 10;
const MAX_LENGTH = 16_384;

/** Nothing is shown meanwhile, and nothing typed: as long as a question about a QR may take. */
const PATIENCE = { presentation: 'payment_qr' } as const;

export const keys: KeyStep = {
  kindOf: (keyId) => (SERIAL.test(keyId) ? 'listed' : PUBLIC_KEY_ID.test(keyId) ? 'entered' : undefined),
  build: (account, when) => {
    // Without the id of a public key in it: the answer has to be signed under one of the certificates that it brings.
    const { publicKeyId: _, ...certified }: RailAccount = account;
    return requestFor({ method: 'GET', path: PATH }, { ...when, ...PATIENCE }, certified);
  },
  open: (answer, when) => open(answer, { ...when, ...PATIENCE }),
  read,
};

function read(bytes: Uint8Array): readonly SealedCertificate[] | undefined {
  const data = own(fieldsOf(bytes) ?? {}, 'data');
  if (!Array.isArray(data) || data.length > MOST) return undefined;
  return data.map(sealedIn).filter((one) => one !== undefined);
}

function sealedIn(entry: unknown): SealedCertificate | undefined {
  const fields = objectIn(entry) ?? {};
  const sealed = objectIn(own(fields, 'encrypt_certificate')) ?? {};
  const keyId = textIn(own(fields, 'serial_no'));
  const nonce = textIn(own(sealed, 'nonce'));
  const associatedData = own(sealed, 'associated_data') ?? '';
  const ciphertext = textIn(own(sealed, 'ciphertext'));
  const isOurs = own(sealed, 'algorithm') === 'AEAD_AES_256_GCM' && typeof associatedData === 'string';
  if (!isOurs || keyId === undefined || nonce === undefined || ciphertext === undefined) return undefined;
  return ciphertext.length > MAX_LENGTH ? undefined : { keyId, nonce, associatedData, ciphertext };
}
