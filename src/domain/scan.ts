/** What a scanned string is. Anything scanned is data: it is recognised, never opened or obeyed (S-42). */

import { type ConsumerScheme, looksLikeConsumerCode, readConsumerCode } from './consumer-code.ts';
import { isLikelyCardNumber } from './pan.ts';
import {
  type CodeWallet,
  type PaymentCode,
  readFaceToken,
  readPaymentCode,
  walletByPrefix,
} from './payment-code.ts';
import { parseReceiptCode } from './receipt-code.ts';
import { type ReceiveCodeOf, readReceiveCode } from './receive-code.ts';

/** Things that people hold up and that have nothing to do with paying. */
export type ScannedThing =
  /** The bar code of goods (EAN). */
  | 'goods'
  | 'coupon'
  | 'boarding_pass'
  /** How to add somebody in a messenger. */
  | 'friend'
  | 'wifi'
  | 'contact'
  /** A key for one-time passwords: never shown, never kept. */
  | 'one_time_key'
  /** Any other address. */
  | 'web'
  | 'text';

export type UnreadableScan =
  | 'empty'
  /** More than `MAX_SCAN_BYTES`. */
  | 'too_long'
  | 'not_printable'
  /** Digits that start like a wallet's code, but are too few or too many: the scanner lost some, or it is an old code. */
  | 'wrong_length'
  /** As many digits as a payment code has, but no wallet's codes start so. */
  | 'wrong_prefix'
  /** A receipt, a receive code or a card app's code, misread or incomplete. */
  | 'damaged';

export type Scan =
  | PaymentCode
  /** What a card app shows: an EMV consumer-presented code. */
  | { readonly kind: 'consumer_code'; readonly scheme: ConsumerScheme }
  /** A code for receiving money held up instead of a payment code. */
  | { readonly kind: 'receive_code'; readonly of: ReceiveCodeOf }
  | { readonly kind: 'receipt'; readonly orderNumber: string }
  | { readonly kind: 'card_number' }
  | { readonly kind: 'thing'; readonly what: ScannedThing }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableScan; readonly wallet?: CodeWallet };

export const MAX_SCAN_BYTES = 1024;

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
  if ('refusal' in readable) return { kind: 'unreadable', reason: readable.refusal };
  const { text } = readable;
  if (looksLikeConsumerCode(text)) {
    const scheme = readConsumerCode(text);
    return scheme === undefined ? damaged : { kind: 'consumer_code', scheme };
  }
  const digits = digitsOf(text);
  // An EMV merchant code is tried before the digits, since a cut-off one may be digits only.
  const receive = readReceiveCode(text);
  if (receive === 'damaged') return damaged;
  if (receive !== undefined) return { kind: 'receive_code', of: receive };
  return digits === undefined ? recogniseText(text) : recogniseDigits(digits);
}

const damaged: Scan = { kind: 'unreadable', reason: 'damaged' };

/** The digits of a code that is printed or typed in groups, full-width ones of a Chinese input method included. */
function digitsOf(text: string): string | undefined {
  const plain = text
    .replaceAll(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replaceAll(/[ \u3000-]/g, '');
  return /^\d+$/.test(plain) ? plain : undefined;
}

function recogniseDigits(digits: string): Scan {
  // The shape of a payment code must win over that of a card: one code in ten has a card's check digit (S-50).
  const code = readPaymentCode(digits);
  if (code !== undefined) return code;
  if (isGoods(digits)) return { kind: 'thing', what: isCouponNumber(digits) ? 'coupon' : 'goods' };
  if (isLikelyCardNumber(digits)) return { kind: 'card_number' };
  const wallet = walletByPrefix(digits);
  if (wallet !== undefined) return { kind: 'unreadable', reason: 'wrong_length', wallet };
  const isCodeLong = digits.length >= 16 && digits.length <= 24;
  return { kind: 'unreadable', reason: isCodeLong ? 'wrong_prefix' : 'wrong_length' };
}

function recogniseText(text: string): Scan {
  const face = readFaceToken(text);
  if (face !== undefined) return face;
  const receipt = parseReceiptCode(text);
  if (receipt === 'damaged') return damaged;
  if (receipt !== undefined) return { kind: 'receipt', orderNumber: receipt.orderNumber };
  if (isLikelyCardNumber(text)) return { kind: 'card_number' };
  return { kind: 'thing', what: things.find(([form]) => form.test(text))?.[1] ?? 'text' };
}

/** By how they begin, the first that fits. */
const things: readonly (readonly [RegExp, ScannedThing])[] = [
  [/^otpauth(?:-migration)?:/i, 'one_time_key'],
  [/^WIFI:/i, 'wifi'],
  [/^(?:BEGIN:VCARD|MECARD:|tel:|mailto:|sms(?:to)?:)/i, 'contact'],
  [
    /^https?:\/\/(?:u\.wechat\.com|weixin\.qq\.com\/[rgx]|work\.weixin\.qq\.com|qm\.qq\.com|line\.me|wa\.me|t\.me)\//i,
    'friend',
  ],
  [/^https?:\/\/\S*(?:coupon|voucher|youhui)/i, 'coupon'],
  [/^[a-z][a-z0-9+.-]*:\S/i, 'web'],
  [/^(?:www\.|[\w-]+\.(?:com|cn|net|org)\/)\S*$/i, 'web'],
  // IATA resolution 792: format, legs, name, electronic ticket, booking, from, to, carrier, flight, day of the year.
  [/^[MS][1-4][A-Z0-9 /.'-]{20}[EL ][A-Z0-9 ]{7}[A-Z]{6}[A-Z0-9 ]{8}\d{3}/i, 'boarding_pass'],
];

/** EAN-8 and EAN-13, by their check digit. */
function isGoods(digits: string): boolean {
  if (digits.length !== 8 && digits.length !== 13) return false;
  const total = Array.from(digits, Number)
    .reverse()
    .reduce((sum, digit, index) => sum + digit * (index % 2 === 0 ? 1 : 3), 0);
  return total % 10 === 0;
}

/** The prefixes that GS1 gives to coupons. */
function isCouponNumber(digits: string): boolean {
  return digits.length === 13 && /^(?:98[1-4]|99)/.test(digits);
}
