/** The auditor's own state machine of a payment, written from payment-model.md 4.5 alone: a path in it is legal, another is not. */

import type { Fields } from './evidence.ts';
import { fieldsOf } from './evidence.ts';

/** Every answer that may come while an order is open. */
const OPEN_ANSWERS =
  'NEEDS_PAYER:awaiting_payer PENDING:processing APPROVED:approved AUTHORIZED:authorized PAID:paid DECLINED:declined EXPIRED:expired CLOSED:canceled REVERSED:reversed';
const STAYS = 'NO_ANSWER: ABSENT: RESTART: FREEZE: CANCEL_TAKEN: CANCEL_REFUSED:';
const OVER =
  'PAID:late_paid NEEDS_PAYER: PENDING: CLOSED: EXPIRED: DECLINED: REVERSED: CANCEL_TAKEN: CANCEL_REFUSED: NO_ANSWER: ABSENT: RESTART: FREEZE:';

/** From → `EVENT:to`, separated by spaces; nothing after the colon: the state stays. */
const PATHS: Readonly<Record<string, string>> = {
  new: 'SUBMIT:submitting PAID:paid CANCEL:canceled FREEZE:',
  submitting: `${OPEN_ANSWERS} NO_ANSWER:unknown RESTART:unknown CANCEL: DEADLINE: KEEP: FREEZE:`,
  awaiting_payer: `${OPEN_ANSWERS} ${STAYS} CANCEL:reversing DEADLINE:reversing`,
  processing: `${OPEN_ANSWERS} ${STAYS} CANCEL:reversing DEADLINE:unknown`,
  approved: `${OPEN_ANSWERS} ${STAYS} CAPTURE:submitting CANCEL:reversing DEADLINE:reversing`,
  authorized: `${OPEN_ANSWERS} ${STAYS} CAPTURE:submitting CANCEL:reversing`,
  unknown: `${OPEN_ANSWERS} ${STAYS} KEEP: CANCEL:reversing DEADLINE:reversing`,
  reversing: `CLOSED:canceled REVERSED:reversed PAID:late_paid DECLINED:declined EXPIRED:expired KEEP:unknown NEEDS_PAYER: APPROVED: PENDING: CANCEL: DEADLINE: ${STAYS}`,
  declined: OVER,
  canceled: OVER,
  expired: OVER,
  late_paid: 'ATTACH:paid RETURN: REVERSED:reversed PAID: NO_ANSWER: RESTART: FREEZE:',
  paid: 'REVERSED:reversed RETURN: PAID: NO_ANSWER: RESTART: FREEZE:',
  reversed: 'REVERSED: CLOSED: NO_ANSWER: FREEZE:',
};

/** Where the customer may still pay, or has paid: with a cancel outstanding these are being reversed. */
const HELD = ['awaiting_payer', 'processing', 'approved', 'authorized', 'paid'];
const QUIET_MS = 300_000;

export interface Refunded {
  readonly number: string;
  readonly amountMinor: number;
  readonly reason: string;
  state: string;
  fault: string | undefined;
}

/** One attempt as the auditor follows it. */
export interface Followed {
  readonly till: string;
  readonly sale: number;
  readonly id: string;
  readonly rail: string;
  readonly presentation: string;
  readonly order: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly openedAt: number;
  readonly expiresAt: number;
  state: string;
  /** Every state that it was in, in the journal. */
  readonly states: Set<string>;
  isReversalWanted: boolean;
  isReturnWanted: boolean;
  isAttached: boolean;
  isFrozen: boolean;
  tradeNumber: string | undefined;
  receiptMinor: number | undefined;
  fault: string | undefined;
  absents: number;
  submittedAt: number | undefined;
  /** When its intents were written, by the till's clock. */
  readonly intentsAt: number[];
  cancelTaken: boolean;
  readonly refunds: Refunded[];
}

/** True when `event` has no place after `state`. */
export function follow(attempt: Followed, event: Fields, at: number): boolean {
  const type = String(event['type']);
  const paths = PATHS[attempt.state] ?? '';
  const path = paths.split(' ').find((one) => one.startsWith(`${type}:`));
  if (path === undefined || attempt.isFrozen) return false;
  note(attempt, event, { type, at });
  const named = path.slice(type.length + 1) || attempt.state;
  const before = attempt.state;
  let next = named;
  if (type === 'ABSENT' && attempt.absents >= 2 && ['unknown', 'reversing'].includes(before))
    next = 'canceled';
  if (type === 'REVERSED' && before === 'paid' && backMinor(attempt) >= attempt.amountMinor) next = 'paid';
  if (attempt.isReversalWanted && HELD.includes(next) && next !== before) next = 'reversing';
  attempt.state = next;
  attempt.states.add(next);
  return true;
}

function note(
  attempt: Followed,
  event: Fields,
  { type, at }: { readonly type: string; readonly at: number },
): void {
  attempt.fault = faultAfter(attempt.fault, event, type);
  if (typeof event['tradeNumber'] === 'string') attempt.tradeNumber ??= event['tradeNumber'];
  const total = fieldsOf(event['receipt'])['totalMinor'];
  if (typeof total === 'number') attempt.receiptMinor = total;
  if (type === 'SUBMIT') attempt.submittedAt = at;
  if (type === 'CANCEL' || type === 'DEADLINE') attempt.isReversalWanted = true;
  if (type === 'KEEP' || type === 'ATTACH') attempt.isReversalWanted = false;
  if (type === 'ATTACH') attempt.isAttached = true;
  if (type === 'RETURN') attempt.isReturnWanted = true;
  if (type === 'FREEZE') attempt.isFrozen = true;
  if (type === 'CANCEL_TAKEN') attempt.cancelTaken = true;
  if (type === 'NEEDS_PAYER') attempt.cancelTaken = false;
  if (type === 'NEEDS_PAYER' || type === 'PENDING') attempt.absents = 0;
  if (type === 'ABSENT') attempt.absents = mayStillBePaid(attempt, at) ? 0 : attempt.absents + 1;
}

/** A wrong set-up stays the reason until the provider has answered: nothing else that goes wrong hides it. */
export function faultAfter(before: string | undefined, event: Fields, type: string): string | undefined {
  const { fault } = event;
  if (typeof fault === 'string')
    return before?.startsWith('setup_') === true && type === 'NO_ANSWER' ? before : fault;
  return /^(SUBMIT|CANCEL|DEADLINE|KEEP|RESTART|ATTACH|RETURN|FREEZE|SENT)$/.test(type) ? before : undefined;
}

/** A life counts from its beginning; with a clock that was put back since, from the first intent that was written after that. */
function mayStillBePaid(attempt: Followed, at: number): boolean {
  if (attempt.cancelTaken) return false;
  const isQr = attempt.presentation === 'payment_qr';
  const lifeMs = isQr ? attempt.expiresAt - attempt.openedAt : QUIET_MS;
  let beganAt: number | undefined = isQr ? attempt.openedAt : (attempt.submittedAt ?? attempt.openedAt);
  if (beganAt > at) {
    const ahead = attempt.intentsAt.findLastIndex((intentAt) => intentAt > at);
    beganAt = attempt.intentsAt[ahead + 1];
  }
  return beganAt === undefined || at < beganAt + lifeMs;
}

/** What went back for certain. */
export function backMinor(attempt: Followed): number {
  return attempt.refunds.reduce((total, one) => total + (one.state === 'SUCCEEDED' ? one.amountMinor : 0), 0);
}

/** What the journal says that is kept of an attempt. */
export function keptMinor(attempt: Followed): number {
  if (attempt.state !== 'paid' && attempt.state !== 'late_paid') return 0;
  return attempt.amountMinor - backMinor(attempt);
}

export function isOver(attempt: Followed): boolean {
  return ['paid', 'declined', 'canceled', 'expired', 'reversed'].includes(attempt.state);
}
