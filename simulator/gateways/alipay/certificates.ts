/** Certificate mode: the numbers by which Alipay names its certificates, and handing one out. */

import { ALIPAY_PUBLIC_CERTIFICATE } from '../../world/certificates.ts';
import type { JsonObject } from '../../world/model.ts';
import { base64FromBytes, textBytes } from '../bytes.ts';
import { badParameter, success, wrong } from './answers.ts';
import { text } from './order.ts';

/** MD5 over the issuer's name, last part first, and the serial number in decimal; of `world/certificates.ts`. */
export const APP_CERT_SN = 'cccbbfd8597bc5e5ff25fc36b049239d';
export const ALIPAY_CERT_SN = 'b69cbc8f179a4ef1ea8c322458ebcb38';
export const ROOT_CERT_SN = '5af51878c17b84ab3900216402a2c2e3';

/** The number of a certificate that no merchant was given: fault `key-unknown`. */
export const STRANGE_CERT_SN = '00000000000000000000000000badc0d';

/** `alipay.open.app.alipaycert.download`: what an SDK asks for when it meets a number that it does not know. */
export function downloadCertificate(content: JsonObject): JsonObject {
  const number = text(content, 'alipay_cert_sn');
  if (number === '') return badParameter('alipay_cert_sn');
  if (number !== ALIPAY_CERT_SN) return wrong('alipay-cert-not-exist');
  return success({ alipay_cert_content: base64FromBytes(textBytes(ALIPAY_PUBLIC_CERTIFICATE)) });
}
