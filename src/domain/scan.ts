/** What a scanned string is. Anything scanned is data: it is recognised, never opened or obeyed (S-42). */

import { isLikelyCardNumber } from './pan.ts';
import { parseReceiptCode } from './receipt-code.ts';

/** The wallets whose payment codes are told apart by their digits (qr-codes.md 3.3). */
export type CodeWallet = 'alipay' | 'wechatpay' | 'unionpay';

export type UnknownScan =
  | 'empty'
  /** More than `MAX_SCAN_BYTES`. */
  | 'too_long'
  | 'not_printable'
  /** Digits that start like a wallet's code, but are too few or too many: the scanner lost some, or it is an old code. */
  | 'wrong_length'
  /** As many digits as a payment code has, but no wallet's codes start so. */
  | 'wrong_prefix'
  /** The bar code of goods (EAN). */
  | 'goods'
  /** An EMV consumer-presented code: a card app's, which this counter cannot charge. */
  | 'emv_code'
  /** One of our receipts or a payment QR, misread or incomplete. */
  | 'damaged'
  | 'text';

export type Scan =
  | { readonly kind: 'payment_code'; readonly rail: CodeWallet; readonly code: string }
  /** Issued by the simulator. A real Alipay code can look so (about one in fifty thousand): a live book takes it for one. */
  | { readonly kind: 'practice_code'; readonly code: string }
  /** A receive code held up instead of a payment code. */
  | { readonly kind: 'payment_qr'; readonly of: CodeWallet | 'emv' | 'practice' }
  | { readonly kind: 'receipt'; readonly orderNumber: string }
  | { readonly kind: 'url' }
  | { readonly kind: 'card_number' }
  | { readonly kind: 'unknown'; readonly reason: UnknownScan; readonly rail?: CodeWallet };

export const MAX_SCAN_BYTES = 1024;

interface CodeShape {
  readonly rail: CodeWallet;
  readonly prefix: RegExp;
  readonly lengths: readonly [number, number];
}

const codeShapes: readonly CodeShape[] = [
  { rail: 'wechatpay', prefix: /^1[0-5]/, lengths: [18, 18] },
  { rail: 'alipay', prefix: /^(?:2[5-9]|30)/, lengths: [16, 24] },
  { rail: 'unionpay', prefix: /^62/, lengths: [19, 19] },
];

/** How the receive codes of the wallets begin. */
const paymentQrs: readonly (readonly [RegExp, CodeWallet])[] = [
  [/^https?:\/\/qr\.alipay\.com\//i, 'alipay'],
  [/^alipays?:\/\//i, 'alipay'],
  [/^wxp:\/\//i, 'wechatpay'],
  [/^weixin:\/\/wxpay\//i, 'wechatpay'],
  [/^https?:\/\/(?:payapp\.weixin\.qq\.com|wx\.tenpay\.com)\//i, 'wechatpay'],
  [/^https?:\/\/qr\.95516\.com\//i, 'unionpay'],
];

/** Marks that reorder or hide text: bidirectional controls, zero-width and tag characters, variation selectors. */
const invisible = /[\p{Cf}\p{Variation_Selector}]/gu;

/** The scanned text without invisible marks and outer blanks, or why it cannot be looked at. */
export function readableScan(
  raw: string,
): { readonly text: string } | { readonly refusal: 'empty' | 'too_long' | 'not_printable' } {
  // The length in UTF-16 units never exceeds that in bytes, and saves encoding something huge.
  if (raw.length > MAX_SCAN_BYTES || new TextEncoder().encode(raw).length > MAX_SCAN_BYTES) {
    return { refusal: 'too_long' };
  }
  if (/\p{Surrogate}/u.test(raw)) return { refusal: 'not_printable' };
  const text = raw.replaceAll(invisible, '').trim();
  if (text === '') return { refusal: 'empty' };
  return /(?![\r\n])\p{Cc}/u.test(text) ? { refusal: 'not_printable' } : { text };
}

/** Says what a scan is, in the order of qr-codes.md 3.3. The code in the answer is a secret: keep it in memory only. */
export function recogniseScan(raw: string): Scan {
  const readable = readableScan(raw);
  if ('refusal' in readable) return { kind: 'unknown', reason: readable.refusal };
  const { text } = readable;
  if (text.startsWith('hQVDUFY')) return { kind: 'unknown', reason: 'emv_code' };
  if (/^00020[12]/.test(text)) return recogniseEmv(text);
  // Codes are printed and typed in groups.
  const digits = text.replaceAll(/[ -]/g, '');
  return /^\d+$/.test(digits) ? recogniseDigits(digits) : recogniseText(text);
}

/** Whether our simulator issued this code: 18 digits, `2888…`, the last two = 97 − (the first sixteen mod 97). */
export function isPracticeCode(code: string): boolean {
  if (!/^2888\d{14}$/.test(code)) return false;
  const check = 97 - (Number(code.slice(0, 16)) % 97);
  return code.slice(16) === String(check).padStart(2, '0');
}

function recogniseDigits(digits: string): Scan {
  if (isPracticeCode(digits)) return { kind: 'practice_code', code: digits };
  const shape = codeShapes.find(({ prefix }) => prefix.test(digits));
  // The shape of a payment code must win over that of a card: one code in ten has a card's check digit (S-50).
  if (shape !== undefined && digits.length >= shape.lengths[0] && digits.length <= shape.lengths[1]) {
    return { kind: 'payment_code', rail: shape.rail, code: digits };
  }
  if (isGoods(digits)) return { kind: 'unknown', reason: 'goods' };
  if (isLikelyCardNumber(digits)) return { kind: 'card_number' };
  if (shape !== undefined) return { kind: 'unknown', reason: 'wrong_length', rail: shape.rail };
  const isCodeLong = digits.length >= 16 && digits.length <= 24;
  return { kind: 'unknown', reason: isCodeLong ? 'wrong_prefix' : 'wrong_length' };
}

function recogniseText(text: string): Scan {
  const receipt = parseReceiptCode(text);
  if (receipt === 'damaged') return { kind: 'unknown', reason: 'damaged' };
  if (receipt !== undefined) return { kind: 'receipt', orderNumber: receipt.orderNumber };
  const wallet = paymentQrs.find(([form]) => form.test(text));
  if (wallet !== undefined) return { kind: 'payment_qr', of: wallet[1] };
  // In practice the till's own QR is a link to the simulated phone.
  if (/^https?:\/\/[^/\s]+\/simulator\/#scan=/i.test(text)) return { kind: 'payment_qr', of: 'practice' };
  if (isLikelyCardNumber(text)) return { kind: 'card_number' };
  return /^[a-z][a-z0-9+.-]*:\S/i.test(text) ? { kind: 'url' } : { kind: 'unknown', reason: 'text' };
}

/** An EMV merchant-presented code counts only with its checksum right (qr-codes.md 3.1, tag 63). */
function recogniseEmv(text: string): Scan {
  const isWhole = /6304[0-9A-F]{4}$/.test(text) && text.slice(-4) === crc16(text.slice(0, -4));
  return isWhole ? { kind: 'payment_qr', of: 'emv' } : { kind: 'unknown', reason: 'damaged' };
}

/** CRC-16, polynomial 1021, initial FFFF, over the UTF-8 bytes; four upper-case hex digits. */
function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

/** EAN-8 and EAN-13, by their check digit. */
function isGoods(digits: string): boolean {
  if (digits.length !== 8 && digits.length !== 13) return false;
  const total = Array.from(digits, Number)
    .reverse()
    .reduce((sum, digit, index) => sum + digit * (index % 2 === 0 ? 1 : 3), 0);
  return total % 10 === 0;
}
