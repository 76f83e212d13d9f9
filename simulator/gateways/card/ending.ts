/** The end of an intent: a hold taken, or the whole of it given up; with the faults that make a cancel hard. */

import { strike } from '../../faults/armed.ts';
import { type FaultParameters, touch, type World } from '../../world/model.ts';
import { payAtOnce } from '../../world/phone.ts';
import { falls } from '../../world/trades.ts';
import { walletById } from '../../world/wallets.ts';
import { invalid, refused, type Said, said } from './answers.ts';
import { giveUp, isHoldAlive, take, unexpectedState } from './charging.ts';
import type { Cause } from './events.ts';
import { integerAt, mergedMetadata, textAt, type Values } from './parameters.ts';
import { readerAsking, tapAnyCard } from './presenting.ts';
import { type Deal, paidCharge } from './records.ts';
import { settleDeals } from './settle.ts';
import { intentView } from './views.ts';

interface Request {
  readonly values: Values;
  readonly cause: Cause;
}

const CANCELABLE = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'requires_capture',
];
const LATE_PAYMENT_MS = 3_000;
const PLACE = { rail: 'card', operation: 'cancel' } as const;

export function captureIntent(world: World, deal: Deal, { values, cause }: Request): Said {
  const { intent, trade } = deal;
  const charge = paidCharge(intent);
  const wallet = trade.walletId === null ? undefined : walletById(world, trade.walletId);
  if (intent.status !== 'requires_capture' || !charge || !wallet || !isHoldAlive(charge, cause.now)) {
    return unexpectedState(deal, 'captured');
  }
  if (values['final_capture'] === false) {
    return invalid({
      message: 'Several captures of one PaymentIntent are not offered.',
      param: 'final_capture',
    });
  }
  const amountMinor = integerAt(values, 'amount_to_capture') ?? intent.amountMinor;
  if (amountMinor > intent.amountMinor) {
    const message = `No more than ${intent.amountMinor} can be captured.`;
    return refused(400, { code: 'amount_too_large', message, param: 'amount_to_capture' });
  }
  intent.metadata = mergedMetadata(intent.metadata, values);
  take(world, deal, { wallet, amountMinor, cause });
  return said(intentView(deal));
}

/** Not while a reader asks for a card for it: its action has to be canceled first (card-stripe.md 2.3). */
export function cancelIntent(world: World, deal: Deal, { values, cause }: Request): Said {
  const { intent, trade } = deal;
  const early = strike(world, 'paid-before-cancel', PLACE);
  if (early && early.world !== 'not-charged') payNow(world, deal, cause);
  const refusal = strike(world, 'cancel-refused', PLACE);
  if (refusal) {
    if (refusal.world === 'charged') payNow(world, deal, cause);
    return unexpectedState(deal, 'canceled', refusal.code ?? 'payment_intent_unexpected_state');
  }
  if (!CANCELABLE.includes(intent.status)) return unexpectedState(deal, 'canceled');
  if (readerAsking(world, intent.id)) return unexpectedState(deal, 'canceled while a reader asks for a card');
  const late = strike(world, 'paid-after-cancel', PLACE);
  giveUp(world, deal, { reason: textAt(values, 'cancellation_reason') ?? null, cause });
  trade.cancelled = { at: cause.now, action: 'close' };
  letThrough(world, deal, { fault: late, now: cause.now });
  touch(world, trade);
  return said(intentView(deal));
}

/** A customer who pays at the worst moment: at the reader that asks, or on the shop's page where the intent allows it. */
function payNow(world: World, deal: Deal, cause: Cause): void {
  if (tapAnyCard(world, deal, cause) || !deal.intent.methodTypes.includes('card')) return;
  payAtOnce(world, deal.trade, cause.now);
  settleDeals(world, cause.now);
}

/** Fault `paid-after-cancel`: a payment comes through later all the same, or (world `not-charged`) fails to. */
function letThrough(
  world: World,
  { trade }: Deal,
  { fault, now }: { readonly fault: FaultParameters | undefined; readonly now: number },
): void {
  if (!fault || fault.world === 'not-charged') return;
  const at = now + (fault.delayMs ?? LATE_PAYMENT_MS);
  trade.latePaymentAt = at;
  falls(world, at);
  touch(world, trade);
}
