/** The signature of v2: the fields in order with the shop's key behind them, as MD5 or HMAC-SHA256, in capitals. */

import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { textBytes } from '../../bytes.ts';
import { hmacSha256 } from '../../crypto.ts';

export const SIGN_TYPES = ['MD5', 'HMAC-SHA256'];

/** Empty fields and `sign` itself are left out; names in ASCII order. */
export function signatureOf(
  fields: Iterable<readonly [string, string]>,
  { key, signType }: { readonly key: string; readonly signType: string },
): string {
  const text = [...fields]
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .concat(`key=${key}`)
    .join('&');
  const hex = signType === 'HMAC-SHA256' ? hmacSha256(key, text, 'hex') : bytesToHex(md5(textBytes(text)));
  return hex.toUpperCase();
}
