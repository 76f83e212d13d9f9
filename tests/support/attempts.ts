/** Attempts in any state for tests, built as plainly as possible. */

import type { Attempt, AttemptEvent, AttemptState } from '../../src/domain/attempt.ts';
import { money } from '../../src/domain/money.ts';

export const NOW = 1_763_860_000_000;

/** An attempt of ¥12.50 in `state`, opened at NOW with two minutes of QR life, unless said otherwise. */
export function attemptIn(state: AttemptState, more: Partial<Attempt> = {}): Attempt {
  const isClosedUnpaid = state === 'declined' || state === 'canceled' || state === 'expired';
  return {
    id: 'A1',
    rail: 'alipay',
    presentation: 'payment_qr',
    amount: money('CNY', 1250),
    orderNumber: 'GT000000000000000000000000A1',
    state,
    reversalWanted: false,
    returnWanted: false,
    openedAt: NOW,
    ...(state === 'new' ? {} : { submittedAt: NOW }),
    deadlineAt: NOW + 120_000,
    expiresAt: NOW + 120_000,
    ...(state === 'awaiting_payer' ? { qr: 'https://qr.alipay.com/bax00000test' } : {}),
    operations: [],
    refunds: [],
    absents: 0,
    cancelRefused: false,
    changedAt: NOW,
    watched: isClosedUnpaid,
    contradicted: false,
    ...more,
  };
}

/** One example of every event. */
export const EVENTS: Readonly<Record<AttemptEvent['type'], AttemptEvent>> = {
  SUBMIT: { type: 'SUBMIT' },
  NEEDS_PAYER: { type: 'NEEDS_PAYER', detail: 'scanned' },
  PENDING: { type: 'PENDING' },
  APPROVED: { type: 'APPROVED' },
  AUTHORIZED: { type: 'AUTHORIZED' },
  CAPTURE: { type: 'CAPTURE' },
  PAID: { type: 'PAID', receipt: { tradeNumber: 'T1', totalMinor: 1250 } },
  DECLINED: { type: 'DECLINED', fault: 'balance_short' },
  EXPIRED: { type: 'EXPIRED' },
  CLOSED: { type: 'CLOSED' },
  REVERSED: { type: 'REVERSED' },
  ABSENT: { type: 'ABSENT' },
  NO_ANSWER: { type: 'NO_ANSWER', fault: 'no_answer' },
  RESTART: { type: 'RESTART' },
  CANCEL: { type: 'CANCEL' },
  DEADLINE: { type: 'DEADLINE' },
  KEEP: { type: 'KEEP' },
  ATTACH: { type: 'ATTACH' },
  RETURN: { type: 'RETURN' },
  CANCEL_TAKEN: { type: 'CANCEL_TAKEN' },
  CANCEL_REFUSED: { type: 'CANCEL_REFUSED', fault: 'cancel_refused' },
  FREEZE: { type: 'FREEZE', rule: 'a-rule' },
};

const FROM_PROVIDER: readonly AttemptEvent['type'][] = [
  'NEEDS_PAYER',
  'PENDING',
  'APPROVED',
  'AUTHORIZED',
  'PAID',
  'DECLINED',
  'EXPIRED',
  'CLOSED',
  'REVERSED',
  'ABSENT',
  'CANCEL_TAKEN',
  'CANCEL_REFUSED',
];

/** The context in which such an event comes: a provider's word is verified, a person's or the till's carries no evidence. */
export function contextOf(
  event: AttemptEvent,
  now = NOW + 1_000,
): { now: number; evidence?: 'provider_query' } {
  return FROM_PROVIDER.includes(event.type) ? { now, evidence: 'provider_query' } : { now };
}
