/** Codes for receiving money, which a customer may hold up instead of a payment code, and which a shop may print. */

import { isEmvCode, readEmvCode } from './emv.ts';

/** Whose code it is: a wallet's, an EMV code of any scheme, a bank transfer, a coin's address, or practice's own. */
export type ReceiveCodeOf =
  | 'alipay'
  | 'wechatpay'
  | 'unionpay'
  | 'paypal'
  | 'emv'
  | 'bank'
  | 'crypto'
  | 'practice';

const links: readonly (readonly [RegExp, ReceiveCodeOf])[] = [
  // In practice the till's own QR is a link to the simulated phone.
  [/^https?:\/\/[^/\s]+\/simulator\/(?:\?[^#\s]*)?#scan=/i, 'practice'],
  [/^https?:\/\/(?:qr|ds|mobilecodec|render|ulink)\.alipay\.com\//i, 'alipay'],
  [/^alipays?:/i, 'alipay'],
  [/^wxp:\/\//i, 'wechatpay'],
  [/^weixin:\/\/wxpay\//i, 'wechatpay'],
  [/^https?:\/\/(?:payapp\.weixin\.qq\.com|payapp\.wechatpay\.cn|wx\.tenpay\.com)\//i, 'wechatpay'],
  [/^https?:\/\/qr\.95516\.com\//i, 'unionpay'],
  [/^https?:\/\/(?:www\.)?(?:sandbox\.)?paypal\.(?:com|me)\//i, 'paypal'],
  [/^upi:\/\/pay/i, 'bank'],
  [/^(?:bitcoin|lightning|ethereum|litecoin|monero|solana):/i, 'crypto'],
  [/^(?:lnbc|lntb|lnurl)1?[02-9ac-hj-np-z]{20}/i, 'crypto'],
];

/** Codes of banks in lines: a European transfer, and a Swiss bill (qr-codes.md 3.2). */
const bankLines = /^(?:BCD\r?\n00[12]\r?\n|SPC\r?\n0200\r?\n)/;

/** Whose receive code this is; `damaged` for one that was not read completely; undefined when it is something else. */
export function readReceiveCode(text: string): ReceiveCodeOf | 'damaged' | undefined {
  if (isEmvCode(text)) return wasReadWhole(text) ? 'emv' : 'damaged';
  if (bankLines.test(text)) return 'bank';
  return links.find(([form]) => form.test(text))?.[1];
}

/** With its checksum right it was read as it was printed, whatever stands in it. */
function wasReadWhole(text: string): boolean {
  const read = readEmvCode(text);
  return read.ok || read.refusal !== 'checksum';
}
