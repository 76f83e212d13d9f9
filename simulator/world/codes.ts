/** Payment codes that a phone shows and a till scans: a minute of life, one use, and recognisable as practice. */

import { type PaymentCode, touch, type Wallet, type World } from './model.ts';
import { draw, drawText } from './random.ts';

export const CODE_LIFE_MS = 60_000;
const DIGITS = '0123456789';
/** Kept a little longer than their life, so that the phone can say what became of one. */
const KEPT_MS = 10 * 60_000;

/** The two check digits after the first sixteen: 97 minus their remainder by 97. A real code passes one time in 100. */
export function checkDigits(first16: string): string {
  let remainder = 0;
  for (const digit of first16) remainder = (remainder * 10 + Number(digit)) % 97;
  return String(97 - remainder).padStart(2, '0');
}

/** Whether a code is one that a simulated wallet could have shown: 18 digits, `2888`, the right check digits. */
export function isPracticeCode(code: string): boolean {
  return /^2888\d{14}$/.test(code) && checkDigits(code.slice(0, 16)) === code.slice(16);
}

/** A fresh code for a wallet. Codes shown before stay good until they expire or are used, as with real wallets. */
export function issueCode(world: World, wallet: Wallet, now: number): PaymentCode {
  world.codes = world.codes.filter((code) => now - code.expiresAt < KEPT_MS);
  let code: string;
  do {
    const first16 = `2888${draw(world, 10)}${drawText(world, 11, DIGITS)}`;
    code = first16 + checkDigits(first16);
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
