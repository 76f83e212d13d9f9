/** Money through a card: what a presented or named card does to an intent, and what taking, holding and giving up do. */

import { DAY_MS } from '../../world/beijing.ts';
import { type JsonObject, touch, type Wallet, type World } from '../../world/model.ts';
import { authorizeTrade, closeTrade, payTrade, presentAgain } from '../../world/trades.ts';
import { refused, type Said } from './answers.ts';
import { adviceOn, type PinKind, type Way } from './bank.ts';
import type { Decline } from './cards.ts';
import { type Cause, emit } from './events.ts';
import { type Charge, type Deal, type Method, newId, paidCharge, seconds } from './records.ts';
import { chargeView, intentView, methodView } from './views.ts';
import { declineMessage } from './words.ts';

/** How long a hold lasts: a week online, two days in person (card-stripe.md 2.3). */
const HOLD_MS: Readonly<Record<Way, number>> = { online: 7 * DAY_MS, tap: 2 * DAY_MS, insert: 2 * DAY_MS };

export interface Presented {
  readonly wallet: Wallet;
  readonly method: Method;
  readonly way: Way;
  readonly pin: PinKind;
  readonly cause: Cause;
}

/** The bank let it through: taken at once, or held for the shop to capture. */
export function approve(world: World, deal: Deal, { wallet, method, way, pin, cause }: Presented): void {
  const { trade, intent } = deal;
  const isHeld = intent.captureMethod === 'manual';
  const { now } = cause;
  const until = now + HOLD_MS[way];
  const charge: Charge = {
    id: newId(world, 'ch'),
    at: now,
    amountMinor: intent.amountMinor,
    method,
    way,
    pin,
    capturedMinor: isHeld ? null : intent.amountMinor,
    capturedAt: isHeld ? null : now,
    captureBefore: isHeld ? until : null,
    released: false,
    decline: null,
    transaction: newId(world, 'txn'),
  };
  intent.charges.push(charge);
  intent.method = method;
  intent.lastError = null;
  intent.status = isHeld ? 'requires_capture' : 'succeeded';
  if (isHeld) authorizeTrade(world, trade, { wallet, at: now, until });
  else payTrade(world, trade, { wallet, at: now, amountMinor: intent.amountMinor });
  emit(world, deal, { type: 'charge.succeeded', object: chargeView(deal, charge), cause });
  const type = isHeld ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded';
  emit(world, deal, { type, object: intentView(deal), cause });
}

/** The bank said no: the intent waits for another card, with the reason. `isOver` is false while the reader goes on asking. */
export function decline(
  world: World,
  deal: Deal,
  { method, way, cause, decline: why }: Omit<Presented, 'wallet' | 'pin'> & { readonly decline: Decline },
): void {
  const { trade, intent } = deal;
  const charge: Charge = {
    id: newId(world, 'ch'),
    at: cause.now,
    amountMinor: intent.amountMinor,
    method,
    way,
    pin: 'none',
    capturedMinor: null,
    capturedAt: null,
    captureBefore: null,
    released: false,
    decline: why,
    transaction: newId(world, 'txn'),
  };
  intent.charges.push(charge);
  intent.method = null;
  intent.status = 'requires_payment_method';
  intent.lastError = cardError(charge, why);
  presentAgain(world, trade);
  emit(world, deal, { type: 'charge.failed', object: chargeView(deal, charge), cause });
  emit(world, deal, { type: 'payment_intent.payment_failed', object: intentView(deal), cause });
}

/** A decline as `last_payment_error` tells it. */
function cardError({ id, method }: Charge, { code, declineCode }: Decline): JsonObject {
  const { advice, networkCode } = adviceOn(declineCode);
  return {
    ...(advice === null ? {} : { advice_code: advice }),
    charge: id,
    code,
    decline_code: declineCode,
    doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`,
    message: declineMessage({ code, declineCode }),
    ...(networkCode === null ? {} : { network_decline_code: networkCode }),
    payment_method: methodView(method),
    type: 'card_error',
  };
}

/** A decline as the answer to the request that led to it: HTTP 402 with the intent inside. */
export function declinedAnswer(deal: Deal): Said {
  const error = deal.intent.lastError ?? {};
  const body = { error: { ...error, payment_intent: intentView(deal) } };
  return { status: 402, body, kept: true };
}

/** Takes all or a part of what is held; the rest goes back to the card at once. */
export function take(
  world: World,
  deal: Deal,
  {
    wallet,
    amountMinor,
    cause,
  }: { readonly wallet: Wallet; readonly amountMinor: number; readonly cause: Cause },
): void {
  const { trade, intent } = deal;
  const charge = paidCharge(intent);
  if (!charge) return;
  charge.capturedMinor = amountMinor;
  charge.capturedAt = cause.now;
  intent.status = 'succeeded';
  payTrade(world, trade, { wallet, at: cause.now, amountMinor });
  emit(world, deal, { type: 'charge.captured', object: chargeView(deal, charge), cause });
  emit(world, deal, { type: 'payment_intent.succeeded', object: intentView(deal), cause });
}

/** Ends an intent that is not paid; what was held is given up. */
export function giveUp(
  world: World,
  deal: Deal,
  { reason, cause }: { readonly reason: string | null; readonly cause: Cause },
): void {
  const { trade, intent } = deal;
  const charge = intent.status === 'requires_capture' ? paidCharge(intent) : undefined;
  if (charge) charge.released = true;
  intent.status = 'canceled';
  intent.canceledAt = cause.now;
  intent.cancellationReason = reason;
  if (trade.status !== 'closed') closeTrade(world, trade, cause.now);
  if (charge) {
    const type = reason === 'automatic' ? 'charge.expired' : 'charge.refunded';
    emit(world, deal, { type, object: chargeView(deal, charge), cause });
  }
  emit(world, deal, { type: 'payment_intent.canceled', object: intentView(deal), cause });
  touch(world, trade);
}

/** The intent is in no state for this; it comes along, so that the caller sees in which. */
export function unexpectedState(deal: Deal, verb: string, code = 'payment_intent_unexpected_state'): Said {
  const { intent } = deal;
  const message = `This PaymentIntent cannot be ${verb}: its status is ${intent.status}.`;
  return refused(400, { code, message, more: { payment_intent: intentView(deal) } });
}

/** Whether a hold may still be captured at `now`. */
export function isHoldAlive({ captureBefore }: Charge, now: number): boolean {
  return captureBefore === null || seconds(now) < seconds(captureBefore);
}
