/** Every waiting time of a payment, in one place (payment-model.md 4.7). All milliseconds. */

import type { Presentation, RailName } from './rail.ts';

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;

/** How long one request may take before it counts as unanswered. */
export const REQUEST_TIMEOUT_MS = {
  payment_code: 15 * SECOND_MS,
  payment_qr: 10 * SECOND_MS,
  card_reader: 15 * SECOND_MS,
  record: 0,
  cash: 0,
} as const;

/** A payment code is given this long from the moment it was sent, then it is canceled. */
export const CODE_DEADLINE_MS = 45 * SECOND_MS;

/** WeChat Pay takes no reverse of a payment by code sooner than this after the pay call (alipay-wechatpay.md 2.6). */
const WECHATPAY_REVERSE_AFTER_MS = 15 * SECOND_MS;

/** How long after it was sent a payment cannot be canceled yet. */
export function cancelPatienceMs(rail: RailName, presentation: Presentation): number {
  return rail === 'wechatpay' && presentation === 'payment_code' ? WECHATPAY_REVERSE_AFTER_MS : 0;
}

/** A card is waited for this long at the reader. */
export const CARD_DEADLINE_MS = 2 * MINUTE_MS;

/** How long a payment QR may be paid: as made, and at most. */
export const QR_LIFE_MS = 2 * MINUTE_MS;
export const QR_LIFE_MAX_MS = 5 * MINUTE_MS;

/** Questions while the payer is at it. */
export const ASK_QR_EARLY_MS = 3 * SECOND_MS;
export const ASK_QR_EARLY_UNTIL_MS = MINUTE_MS;
export const ASK_MS = 5 * SECOND_MS;

/** Never more than one question per order in this time (INV-11). */
export const ASK_GAP_MS = 3 * SECOND_MS;

/** After so many unanswered questions the till asks less often. */
export const ASK_PATIENCE = 10;
export const ASK_TIRED_MS = 15 * SECOND_MS;

/** Cancels are repeated quickly at first. */
export const CANCEL_RETRY_QUICK_MS = 2 * SECOND_MS;
export const CANCEL_QUICK_TRIES = 3;
export const CANCEL_RETRY_MS = 5 * SECOND_MS;

/** How many "no such payment" answers are needed, once the order can no longer be paid. */
export const ABSENTS_NEEDED = 2;

/** A closed order is asked about once more after this quiet period, so that late money is noticed. */
export const QUIET_MS = 5 * MINUTE_MS;

/** Two clocks that run beside each other agree to this: a period that is over by the one is over by the other. */
export const TIMER_SLACK_MS = SECOND_MS;

/** A refund without an answer is asked about after this long (Alipay: not before ten seconds), then sent again. */
export const REFUND_ASK_MS = 10 * SECOND_MS;

/** A refund that waits for the shop's balance is tried again this often. */
export const REFUND_OWED_RETRY_MS = 5 * MINUTE_MS;

/** With a storage that fails nothing may leave: tried again after this long. */
export const STORAGE_RETRY_MS = 5 * SECOND_MS;

/** When the words on the waiting screen change. */
export const STILL_WAITING_MS = {
  payment_code: 10 * SECOND_MS,
  payment_qr: MINUTE_MS,
  card_reader: 30 * SECOND_MS,
  record: 0,
  cash: 0,
} as const;
export const ASK_CUSTOMER_MS = {
  payment_code: 30 * SECOND_MS,
  payment_qr: MINUTE_MS,
  card_reader: MINUTE_MS,
  record: 0,
  cash: 0,
} as const;

/** When an attempt that starts now is given up by the till, and when by the provider. */
export function lifeOf(
  presentation: Presentation,
  now: number,
  qrLifeMs = QR_LIFE_MS,
): { deadlineAt: number; expiresAt: number } {
  if (presentation === 'cash' || presentation === 'record') return { deadlineAt: now, expiresAt: now };
  if (presentation === 'card_reader')
    return { deadlineAt: now + CARD_DEADLINE_MS, expiresAt: now + CARD_DEADLINE_MS };
  if (presentation === 'payment_code') {
    return { deadlineAt: now + CODE_DEADLINE_MS, expiresAt: now + CODE_DEADLINE_MS };
  }
  const lifeMs = Math.min(Math.max(qrLifeMs, MINUTE_MS), QR_LIFE_MAX_MS);
  return { deadlineAt: now + lifeMs, expiresAt: now + lifeMs };
}

/** The time between two questions about an order. */
export function askIntervalMs(presentation: Presentation, ageMs: number, unanswered: number): number {
  if (unanswered >= ASK_PATIENCE) return ASK_TIRED_MS;
  const isShown = presentation === 'payment_qr' || presentation === 'card_reader';
  return isShown && ageMs < ASK_QR_EARLY_UNTIL_MS && unanswered === 0 ? ASK_QR_EARLY_MS : ASK_MS;
}
