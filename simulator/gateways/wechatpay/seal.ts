/** Signs v3 answers and news with the key that the shop wants, and encrypts what only the shop may read. */

import { MERCHANT_PRIVATE_KEY, WECHATPAY_PUBLIC_MODE_PRIVATE_KEY } from '../../world/keys.ts';
import type { Json, JsonObject } from '../../world/model.ts';
import { PLATFORM_KEYS } from '../../world/platform-keys.ts';
import { seededText } from '../../world/random.ts';
import type { SimulatorCrypto } from '../crypto.ts';
import type { Answer, Sealing, WireAnswer } from '../gateway.ts';
import type { SealAs } from './answers.ts';
import { isObject } from './shapes.ts';

/** The serial number of a certificate that no merchant was given: fault `key-unknown`. */
const STRANGE_SERIAL = '7A1BADC0DE7A1BADC0DE7A1BADC0DE7A1BADC0DE';
const PROBE = 'WECHATPAY/SIGNTEST/';
const HEX = '0123456789ABCDEF';
const ALNUM = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export interface How {
  readonly sealing: Sealing;
  /** Different for each answer: what is random in it follows from this. */
  readonly trace: string;
  readonly now: number;
}

/** The answer with its headers. Without content it is 204, and the signature covers the empty body. */
export async function sealV3(
  answer: Answer,
  { how, as }: { readonly how: How; readonly as: Extract<SealAs, { api: 'v3' }> },
  crypto: SimulatorCrypto,
): Promise<WireAnswer> {
  const fields =
    as.apiV3Key === undefined ? answer.fields : await encrypted(answer.fields, as.apiV3Key, crypto);
  const body = answer.content ?? (fields === null ? '' : JSON.stringify(fields));
  const headers: Record<string, string> = {
    ...(answer.status === 204 ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    'request-id': `${seededText(`${how.trace}/id`, 42, HEX)}-${as.number}`,
    'cache-control': 'no-cache, must-revalidate',
    ...answer.headers,
  };
  const { keyId, isProbe = false } = as;
  if (answer.signed && keyId !== null && typeof body === 'string' && how.sealing !== 'signature-missing')
    Object.assign(headers, await signatureHeaders(body, { how, as: { keyId, isProbe } }, crypto));
  return { status: answer.status, headers, body };
}

/** The four headers by which an answer or a letter is known to be the provider's. */
export async function signatureHeaders(
  body: string,
  { how, as }: { readonly how: How; readonly as: { readonly keyId: string; readonly isProbe: boolean } },
  crypto: SimulatorCrypto,
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(how.now / 1000));
  const nonce = seededText(`${how.trace}/nonce`, 32, ALNUM);
  const { serial, key } = how.sealing === 'key-unknown' ? STRANGER : keyOf(as.keyId);
  const text = `${timestamp}\n${nonce}\n${body}${how.sealing === 'signature-bad' ? ' ' : ''}\n`;
  const signature = await crypto.sign(key, text);
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-serial': serial,
    'wechatpay-signature': as.isProbe ? PROBE + signature : signature,
    'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
  };
}

const STRANGER = { serial: STRANGE_SERIAL, key: MERCHANT_PRIVATE_KEY };

/** The key of a certificate by its serial number, else the public key that the shop knows by its id. */
function keyOf(keyId: string): { readonly serial: string; readonly key: string } {
  const platform = PLATFORM_KEYS.find(({ serial }) => serial === keyId);
  return { serial: keyId, key: platform?.privateKey ?? WECHATPAY_PUBLIC_MODE_PRIVATE_KEY };
}

/** Fills in the ciphertext of each listed certificate. */
async function encrypted(
  fields: JsonObject | null,
  apiV3Key: string,
  crypto: SimulatorCrypto,
): Promise<JsonObject | null> {
  const data = fields?.['data'];
  if (!Array.isArray(data)) return fields;
  const entries = (data as readonly Json[]).map(async (entry) => {
    const sealed = isObject(entry) ? entry['encrypt_certificate'] : undefined;
    if (!isObject(entry) || !isObject(sealed)) return entry;
    const ciphertext = await crypto.aesGcmEncrypt({
      key: apiV3Key,
      nonce: String(sealed['nonce']),
      associatedData: String(sealed['associated_data']),
      text: PLATFORM_KEYS.find(({ serial }) => serial === entry['serial_no'])?.certificate ?? '',
    });
    return { ...entry, encrypt_certificate: { ...sealed, ciphertext } };
  });
  return { ...fields, data: await Promise.all(entries) };
}
