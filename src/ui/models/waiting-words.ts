/** The sentence while a payment is under way: what the customer should do now, changing as time passes (domain/timing.ts). */

import { type Attempt, isOpen } from '../../domain/attempt.ts';
import { ASK_CUSTOMER_MS, STILL_WAITING_MS } from '../../domain/timing.ts';
import type { Messages } from '../../i18n/messages.ts';
import type { StageKind } from './stage.ts';

/** How long before the end the till says that it is closing the payment. */
const CLOSING_MS = 3_000;

export function waitingSentence(
  t: Messages,
  { kind, attempt }: { readonly kind: StageKind; readonly attempt: Attempt },
  now: number,
): string {
  const ageMs = now - (attempt.submittedAt ?? attempt.openedAt);
  const words = t.waiting;
  if (kind === 'reversing') return words.reversing;
  if (kind === 'checking' || kind === 'frozen') return t.till.checkingSentence;
  if (kind === 'approved') return words.approved;
  if (kind === 'taking') return words.taking;
  if (now >= attempt.deadlineAt - CLOSING_MS) return words.closing;
  if (attempt.presentation === 'card_reader') return cardSentence(t, kind, ageMs);
  if (kind === 'preparing') return words.sending;
  if (attempt.payerDetail === 'choose_other_funding') return words.otherFunding;
  if (attempt.payerDetail === 'password')
    return ageMs >= ASK_CUSTOMER_MS[attempt.presentation] ? words.askCustomer : words.password;
  if (attempt.payerDetail === 'scanned') return words.scanned;
  if (ageMs >= ASK_CUSTOMER_MS[attempt.presentation]) return words.askCustomer;
  if (ageMs >= STILL_WAITING_MS[attempt.presentation]) return words.stillWaiting;
  if (kind === 'asking') return attempt.state === 'processing' ? words.inProgress : words.sending;
  return words.scanNow;
}

/** At the card reader the customer acts on the reader, not on a phone. */
function cardSentence(t: Messages, kind: StageKind, ageMs: number): string {
  const words = t.waiting;
  if (kind === 'asking') return words.cardAsking;
  if (kind === 'preparing') return words.readerWaking;
  return ageMs >= STILL_WAITING_MS.card_reader ? words.stillWaitingCard : words.presentCard;
}

/** A manager may take cash for a payment in doubt where nothing can be found out, or has not been for this long. */
const MANAGER_CASH_MS = 60_000;

/** payment-model.md 4.5: offline, or when the doubt lasts. If the attempt turns out paid, its money goes back by itself. */
export function mayTakeManagerCash(attempt: Attempt, now: number, isOnline: boolean): boolean {
  return isOpen(attempt) && (!isOnline || now - attempt.changedAt >= MANAGER_CASH_MS);
}

/** The same for the customer, in the customer's words. */
export function customerSentence(t: Messages, kind: StageKind, attempt: Attempt): string {
  if (kind === 'reversing') return t.waiting.reversing;
  if (kind === 'checking' || kind === 'frozen') return t.till.checkingCustomer;
  if (kind === 'approved' || kind === 'taking') return t.waiting.approvedCustomer;
  if (attempt.presentation === 'card_reader') {
    if (kind === 'asking') return t.waiting.cardAsking;
    return kind === 'preparing' ? t.waiting.readerWaking : t.waiting.presentCardCustomer;
  }
  if (kind === 'preparing') return t.waiting.sending;
  if (attempt.payerDetail === 'choose_other_funding') return t.waiting.otherFundingCustomer;
  if (attempt.payerDetail === 'password') return t.waiting.passwordCustomer;
  if (attempt.payerDetail === 'scanned') return t.waiting.scannedCustomer;
  return kind === 'asking' ? t.waiting.sending : t.waiting.scanNowCustomer;
}
