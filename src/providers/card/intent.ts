/** What a PaymentIntent says about the attempt: its status, its last error and its newest charge (payment-model.md 4.6). */

import type { AttemptEvent, Receipt } from '../../domain/attempt.ts';
import type { FaultCode } from '../../domain/fault.ts';
import { isMinorAmount } from '../../domain/money.ts';
import type { RawWords } from '../../domain/operation.ts';
import type { Claim, Order } from '../contract.ts';
import { DECLINES, listedFault, STILL_ASKING } from './faults.ts';
import { amountOf, asFields, errorWords, type Fields, idOf, text, words } from './objects.ts';

const SECOND_MS = 1_000;
/** Year 3000: what is later is no time. */
const LAST_SECOND = 32_503_680_000;

/** The state of the order. A status that is not listed is odd, never a guess. */
export function judge(order: Order, intent: Fields): AttemptEvent {
  if (intent['object'] !== 'payment_intent') return noAnswer('provider_odd');
  switch (intent['status']) {
    case 'requires_payment_method':
      return open(asFields(intent['last_payment_error']));
    case 'requires_confirmation':
      return { type: 'APPROVED' };
    case 'requires_action':
      return { type: 'NEEDS_PAYER', detail: 'card' };
    case 'processing':
      return { type: 'PENDING' };
    case 'requires_capture':
      return { type: 'AUTHORIZED' };
    case 'succeeded':
      return paid(order, intent);
    case 'canceled': {
      const reason = intent['cancellation_reason'];
      return reason === 'automatic' || reason === 'expired' ? { type: 'EXPIRED' } : { type: 'CLOSED' };
    }
    default:
      return noAnswer('provider_odd');
  }
}

/** What the intent claims to be about, and how much; money that came in counts as what was received. */
export function claimOf(order: Order, intent: Fields): Claim {
  const id = text(intent['id']);
  const named = text(asFields(intent['metadata'])?.['order']);
  const isAnother = order.tradeNumber !== undefined && id !== undefined && id !== order.tradeNumber;
  const minor = intent['status'] === 'succeeded' ? intent['amount_received'] : intent['amount'];
  return { orderNumber: isAnother ? id : named, amount: amountOf(minor, intent['currency']) };
}

/** The provider's own words: the status, and why the last card brought nothing. */
export function intentWords(intent: Fields): RawWords {
  const status = text(intent['status']) ?? '';
  const error = asFields(intent['last_payment_error']);
  if (error === undefined || status !== 'requires_payment_method') {
    return words(status, text(intent['cancellation_reason']));
  }
  return words(status, declineCode(error), errorWords(error).message);
}

/**
 * Without an error the reader waits for a card. With one the card was declined and the reader is done: the intent could be
 * presented again, but this till never does so, it makes a new one under a new number.
 */
function open(error: Fields | undefined): AttemptEvent {
  if (error === undefined) return { type: 'NEEDS_PAYER', detail: 'card' };
  const code = declineCode(error);
  if (STILL_ASKING.has(code)) return { type: 'NEEDS_PAYER', detail: 'card' };
  const fault = listedFault(DECLINES, code);
  return fault === undefined ? noAnswer('provider_odd') : { type: 'DECLINED', fault };
}

function declineCode(error: Fields): string {
  return text(error['decline_code']) ?? text(error['code']) ?? '';
}

function paid(order: Order, intent: Fields): AttemptEvent {
  const tradeNumber = idOf(intent['latest_charge']);
  const totalMinor = intent['amount_received'];
  if (tradeNumber === undefined || !isMinorAmount(totalMinor)) return noAnswer('provider_odd');
  const charge = asFields(intent['latest_charge']);
  // All of it went back, by somebody else's hand or by ours: the attempt knows which.
  if (charge?.['refunded'] === true && order.kind === 'query') return { type: 'REVERSED' };
  const payer = cardOf(charge);
  const paidAt = timeOf(charge?.['created']);
  const receipt: Receipt = {
    tradeNumber,
    totalMinor,
    customerPaidMinor: totalMinor,
    ...(payer === undefined ? {} : { payer }),
    ...(paidAt === undefined ? {} : { paidAt }),
  };
  return { type: 'PAID', receipt };
}

/** `visa ****4242`: the brand and the four digits that every receipt shows; nothing more of a card is ever kept. */
function cardOf(charge: Fields | undefined): string | undefined {
  const details = asFields(charge?.['payment_method_details']);
  const card = asFields(details?.['card_present']) ?? asFields(details?.['card']);
  const last4 = text(card?.['last4']);
  if (last4 === undefined || !/^\d{4}$/.test(last4)) return undefined;
  const brand = text(card?.['brand']);
  return brand !== undefined && /^[a-z_]{2,20}$/.test(brand) ? `${brand} ****${last4}` : `****${last4}`;
}

function timeOf(seconds: unknown): string | undefined {
  const isTime =
    typeof seconds === 'number' && Number.isInteger(seconds) && seconds > 0 && seconds < LAST_SECOND;
  return isTime ? new Date(seconds * SECOND_MS).toISOString() : undefined;
}

function noAnswer(fault: FaultCode): AttemptEvent {
  return { type: 'NO_ANSWER', fault };
}
