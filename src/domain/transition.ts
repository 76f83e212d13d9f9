/** The state machine of an attempt (payment-model.md 4.5): the next attempt and its effects as data, or a refusal. */

import { check } from './assert.ts';
import {
  type Attempt,
  type AttemptEvent,
  type AttemptEventType,
  type AttemptState,
  type Evidence,
  isOpen,
  isQuiet,
} from './attempt.ts';
import { type Context, noteEvent } from './noting.ts';
import { RAIL_FACTS } from './rail.ts';
import { refundableMinor } from './refund.ts';
import { ABSENTS_NEEDED } from './timing.ts';

/** What the outside has to do after the entry is durable. */
export type Effect =
  /** Say "paid" aloud: once, and only here (INV-04). */
  | { readonly kind: 'announce_paid' }
  /** Say "not paid": the attempt ended without money. */
  | { readonly kind: 'announce_unpaid' }
  /** Money came in for an attempt that was given up: a person decides, or the surplus goes back. */
  | { readonly kind: 'late_money' }
  | { readonly kind: 'incident'; readonly cause: 'contradiction' | 'frozen'; readonly detail: string };

export type Transition =
  | { readonly ok: true; readonly attempt: Attempt; readonly effects: readonly Effect[] }
  | { readonly ok: false; readonly refusal: 'impossible' | 'frozen' };

type Target = AttemptState | 'same';
type Row = Readonly<Partial<Record<AttemptEventType, Target>>>;

const ANSWERS = {
  PENDING: 'processing',
  APPROVED: 'approved',
  AUTHORIZED: 'authorized',
  PAID: 'paid',
  DECLINED: 'declined',
  EXPIRED: 'expired',
  CLOSED: 'canceled',
  REVERSED: 'reversed',
} as const satisfies Row;

/** News about a closed order: money makes it late, a repetition changes nothing, the payer at it is a contradiction. */
const AFTERWARDS = {
  PAID: 'late_paid',
  NEEDS_PAYER: 'same',
  PENDING: 'same',
  NO_ANSWER: 'same',
  ABSENT: 'same',
  CLOSED: 'same',
  EXPIRED: 'same',
  DECLINED: 'same',
  REVERSED: 'same',
  CANCEL_TAKEN: 'same',
  CANCEL_REFUSED: 'same',
  RESTART: 'same',
  FREEZE: 'same',
} as const satisfies Row;

export const TRANSITIONS: Readonly<Record<AttemptState, Row>> = {
  new: { SUBMIT: 'submitting', PAID: 'paid', CANCEL: 'canceled', FREEZE: 'same' },
  submitting: {
    ...ANSWERS,
    NEEDS_PAYER: 'awaiting_payer',
    NO_ANSWER: 'unknown',
    RESTART: 'unknown',
    CANCEL: 'same',
    DEADLINE: 'same',
    KEEP: 'same',
    FREEZE: 'same',
  },
  awaiting_payer: {
    ...ANSWERS,
    NEEDS_PAYER: 'same',
    NO_ANSWER: 'same',
    // A word to the reader was on its way.
    RESTART: 'same',
    ABSENT: 'same',
    CANCEL: 'reversing',
    DEADLINE: 'reversing',
    FREEZE: 'same',
  },
  processing: {
    ...ANSWERS,
    NEEDS_PAYER: 'awaiting_payer',
    PENDING: 'same',
    NO_ANSWER: 'same',
    RESTART: 'same',
    ABSENT: 'same',
    CANCEL: 'reversing',
    DEADLINE: 'unknown',
    FREEZE: 'same',
  },
  approved: {
    NEEDS_PAYER: 'awaiting_payer',
    PENDING: 'processing',
    APPROVED: 'same',
    PAID: 'paid',
    DECLINED: 'declined',
    EXPIRED: 'expired',
    CLOSED: 'canceled',
    CAPTURE: 'submitting',
    NO_ANSWER: 'same',
    RESTART: 'same',
    ABSENT: 'same',
    CANCEL: 'reversing',
    DEADLINE: 'reversing',
    FREEZE: 'same',
  },
  authorized: {
    PAID: 'paid',
    EXPIRED: 'expired',
    CLOSED: 'canceled',
    REVERSED: 'reversed',
    CAPTURE: 'submitting',
    NO_ANSWER: 'same',
    RESTART: 'same',
    CANCEL: 'reversing',
    FREEZE: 'same',
  },
  unknown: {
    ...ANSWERS,
    NEEDS_PAYER: 'awaiting_payer',
    NO_ANSWER: 'same',
    ABSENT: 'same',
    RESTART: 'same',
    CANCEL: 'reversing',
    DEADLINE: 'reversing',
    KEEP: 'same',
    FREEZE: 'same',
  },
  reversing: {
    CLOSED: 'canceled',
    REVERSED: 'reversed',
    PAID: 'late_paid',
    DECLINED: 'declined',
    EXPIRED: 'expired',
    KEEP: 'unknown',
    NEEDS_PAYER: 'same',
    // What the payer agreed to and was not charged for is let lapse.
    APPROVED: 'same',
    PENDING: 'same',
    NO_ANSWER: 'same',
    ABSENT: 'same',
    RESTART: 'same',
    CANCEL: 'same',
    DEADLINE: 'same',
    CANCEL_TAKEN: 'same',
    CANCEL_REFUSED: 'same',
    FREEZE: 'same',
  },
  declined: AFTERWARDS,
  canceled: AFTERWARDS,
  expired: AFTERWARDS,
  late_paid: {
    ATTACH: 'paid',
    RETURN: 'same',
    REVERSED: 'reversed',
    PAID: 'same',
    NO_ANSWER: 'same',
    RESTART: 'same',
    FREEZE: 'same',
  },
  paid: {
    REVERSED: 'reversed',
    RETURN: 'same',
    PAID: 'same',
    NO_ANSWER: 'same',
    RESTART: 'same',
    FREEZE: 'same',
  },
  reversed: { REVERSED: 'same', CLOSED: 'same', NO_ANSWER: 'same', FREEZE: 'same' },
};

/** Where the payer may still pay, or has paid: with a cancel outstanding these become `reversing`. */
const HOLDS_OR_MAY_HOLD: readonly AttemptState[] = [
  'awaiting_payer',
  'processing',
  'approved',
  'authorized',
  'paid',
];

/** Where the provider holds money for certain. */
const HOLDS: readonly AttemptState[] = ['paid', 'late_paid'];

/** Closed without money, so that money could still come late. */
const WATCHED: readonly AttemptState[] = ['declined', 'canceled', 'expired'];

/** What a provider says of an order that nothing will come of. */
const LAST_WORDS: readonly AttemptEventType[] = ['CLOSED', 'EXPIRED', 'DECLINED', 'REVERSED', 'ABSENT'];

/** Applies one event. The attempt that comes in is not changed; an event that its state does not know is refused. */
export function transition(attempt: Attempt, event: AttemptEvent, context: Context): Transition {
  if (attempt.frozen !== undefined) return { ok: false, refusal: 'frozen' };
  const target = TRANSITIONS[attempt.state][event.type];
  if (target === undefined) return { ok: false, refusal: 'impossible' };
  const noted = noteEvent(attempt, event, context);
  const state =
    targetByRule(attempt, noted, event) ?? heldBack(noted, target === 'same' ? attempt.state : target);
  const entered = keepReason(attempt, enter(noted, state, context.now), event);
  // A watch that has just begun does not end at once, as it would under a clock that was put back; nor does one over an order
  // that had come to life, with the word that it is closed once more.
  const next = attempt.watched && !attempt.contradicted ? endWatch(entered, event, context.now) : entered;
  check(isProven(next, event, context.evidence), 'paid-needs-proof', attempt.rail);
  check(
    !next.reversalWanted || next.state !== 'paid' || attempt.state === 'paid',
    'cancel-sticks',
    attempt.state,
  );
  return { ok: true, attempt: next, effects: effectsOf(attempt, next, event) };
}

/** Why a payment was declined has been told: what the provider says of the closed order afterwards does not change it. */
function keepReason(before: Attempt, after: Attempt, event: AttemptEvent): Attempt {
  const isAfterwards = before.state === 'declined' && after.state === 'declined' && event.type !== 'DECLINED';
  return isAfterwards && before.fault !== undefined ? { ...after, fault: before.fault } : after;
}

/** "Paid" needs the provider's verified word, cash in the drawer, or, where nobody can be asked, the cashier's (INV-04). */
function isProven(attempt: Attempt, event: AttemptEvent, evidence: Evidence | undefined): boolean {
  if (event.type !== 'PAID') return true;
  switch (RAIL_FACTS[attempt.rail].kind) {
    case 'cash':
      return event.cash !== undefined;
    case 'record':
      return event.attested !== undefined && evidence === 'cashier_attested';
    default:
      return event.receipt !== undefined && evidence !== undefined && evidence !== 'cashier_attested';
  }
}

/**
 * The rules that the table cannot hold: enough "no such payment" is final, and a trade that the provider closed because we
 * returned all of it stays the paid attempt that it was.
 */
function targetByRule(before: Attempt, noted: Attempt, event: AttemptEvent): AttemptState | undefined {
  if (event.type === 'ABSENT' && isAbsentFinal(noted)) return 'canceled';
  if (event.type === 'REVERSED' && before.state === 'paid' && refundableMinor(before) === 0) return 'paid';
  return undefined;
}

/** A cancel sticks: with one outstanding, what holds money or may come to hold it is reversed. */
function heldBack(noted: Attempt, state: AttemptState): AttemptState {
  const isNewlyHeld = HOLDS_OR_MAY_HOLD.includes(state) && state !== noted.state;
  return noted.reversalWanted && isNewlyHeld ? 'reversing' : state;
}

/**
 * ABSENT_FINAL: the provider said "no such payment" often enough after the order could no longer be paid, because it took
 * the cancel, or because its own expiry has passed and a cancel is under way.
 */
function isAbsentFinal(attempt: Attempt): boolean {
  const isGivenUp = attempt.state === 'unknown' || attempt.state === 'reversing';
  return isGivenUp && attempt.absents >= ABSENTS_NEEDED;
}

/** Sets the state and what belongs to entering it. */
function enter(attempt: Attempt, state: AttemptState, now: number): Attempt {
  const isNews = state !== attempt.state;
  const next: Attempt = isNews ? { ...attempt, state, changedAt: now } : attempt;
  if (isOpen(next)) return { ...next, watched: false };
  const { qr: _, ...closed } = next;
  if (!isNews) return closed;
  if (!WATCHED.includes(state)) return { ...closed, watched: HOLDS.includes(state) && mayBeReversed(closed) };
  return { ...closed, watched: closed.submittedAt !== undefined };
}

/** A cancel that had no answer may still arrive, and take back what came in, or what a person has kept for the sale since. */
function mayBeReversed({ operations }: Attempt): boolean {
  return operations.some(({ kind, state }) => (kind === 'cancel' || kind === 'close') && state === 'unknown');
}

/** Ends the watch over a closed order once the provider has said after the quiet period what came of it, or that nothing did. */
function endWatch(attempt: Attempt, event: AttemptEvent, now: number): Attempt {
  const isWord = LAST_WORDS.includes(event.type) || (HOLDS.includes(attempt.state) && event.type === 'PAID');
  const isLastWord = isWord && isQuiet(attempt, now);
  return attempt.watched && isLastWord ? { ...attempt, watched: false } : attempt;
}

function effectsOf(before: Attempt, after: Attempt, event: AttemptEvent): readonly Effect[] {
  const effects: Effect[] = [];
  if (after.state === 'paid' && before.state !== 'paid' && event.type === 'PAID')
    effects.push({ kind: 'announce_paid' });
  if (WATCHED.includes(after.state) && isOpen(before)) effects.push({ kind: 'announce_unpaid' });
  if (after.state === 'late_paid' && before.state !== 'late_paid') effects.push({ kind: 'late_money' });
  // What was said to be paid was taken back, by whatever hand: somebody has to see that the sale is owed again.
  const isTakenBack = before.state === 'paid' && after.state === 'reversed';
  if (isTakenBack || (after.contradicted && !before.contradicted)) {
    effects.push({ kind: 'incident', cause: 'contradiction', detail: `${before.state}+${event.type}` });
  }
  if (event.type === 'FREEZE') effects.push({ kind: 'incident', cause: 'frozen', detail: event.rule });
  return effects;
}
