/** Payment codes that a phone shows and a till scans: a minute of life, one use, and recognisable as practice. */

import { type PaymentCode, type Rail, touch, type Wallet, type World } from './model.ts';
import { drawText } from './random.ts';

/** The rails whose wallets show payment codes. */
export type CodeRail = Extract<Rail, 'alipay' | 'wechatpay' | 'unionpay'>;

export const CODE_LIFE_MS = 60_000;
const DIGITS = '0123456789';
/** Kept a little longer than their life, so that the phone can say what became of one. */
const KEPT_MS = 10 * 60_000;

/** How practice codes of each wallet begin, within what the wallet really uses, and how long they are. */
const SHAPES: readonly { readonly rail: CodeRail; readonly prefix: string; readonly length: number }[] = [
  { rail: 'alipay', prefix: '2888', length: 18 },
  { rail: 'wechatpay', prefix: '1388', length: 18 },
  { rail: 'unionpay', prefix: '6288', length: 19 },
];

/** The two check digits after the others: 97 minus their remainder by 97. A real code passes one time in 97. */
export function checkDigits(others: string): string {
  let remainder = 0;
  for (const digit of others) remainder = (remainder * 10 + Number(digit)) % 97;
  return String(97 - remainder).padStart(2, '0');
}

/** Whose wallet could have shown this code here: the prefix, the length and the check digits say so. */
export function practiceRail(code: string): CodeRail | undefined {
  if (!/^\d+$/.test(code)) return undefined;
  const shape = SHAPES.find(({ prefix, length }) => code.length === length && code.startsWith(prefix));
  return shape && checkDigits(code.slice(0, -2)) === code.slice(-2) ? shape.rail : undefined;
}

/** Whether a code is one that a simulated wallet (of this rail) could have shown. */
export function isPracticeCode(code: string, rail?: CodeRail): boolean {
  const found = practiceRail(code);
  return found !== undefined && (rail === undefined || found === rail);
}

/**
 * A fresh code for a wallet; null where the wallet has none to show. Codes shown before stay good until they expire or
 * are used, as with real wallets.
 */
export function issueCode(world: World, wallet: Wallet, now: number): PaymentCode | null {
  const shape = SHAPES.find(({ rail }) => rail === wallet.rail);
  if (!shape) return null;
  world.codes = world.codes.filter((code) => now - code.expiresAt < KEPT_MS);
  let code: string;
  do {
    const others = shape.prefix + drawText(world, shape.length - shape.prefix.length - 2, DIGITS);
    code = others + checkDigits(others);
  } while (world.codes.some((other) => other.code === code));
  const issued = { code, walletId: wallet.id, issuedAt: now, expiresAt: now + CODE_LIFE_MS, used: false };
  world.codes.push(issued);
  touch(world);
  return issued;
}

/** Uses a code up, whatever becomes of the payment; null when it is not known, not alive any more, or used. */
export function redeemCode(world: World, text: string, now: number): PaymentCode | null {
  const code = world.codes.find((candidate) => candidate.code === text);
  if (!code || code.used || now >= code.expiresAt) return null;
  code.used = true;
  touch(world);
  return code;
}
