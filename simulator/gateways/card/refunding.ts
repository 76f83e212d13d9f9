/** Refunds: given back at once, later, or not at all, by the card and by what the shop has. */

import { merchantOf, shopBalanceMinor } from '../../world/merchants.ts';
import { touch, type World } from '../../world/model.ts';
import { merchantShareMinor, refundTrade } from '../../world/trades.ts';
import { written } from './amounts.ts';
import { invalid, missingObject, refused, type Said, said } from './answers.ts';
import { testCard } from './cards.ts';
import { type Cause, emit } from './events.ts';
import { integerAt, mergedMetadata, textAt, type Values } from './parameters.ts';
import {
  type CardRefund,
  type Charge,
  type Deal,
  dealById,
  dealsOf,
  newId,
  paidCharge,
  returnedMinor,
} from './records.ts';
import { chargeView, refundView } from './views.ts';

/** Cards whose refunds take their time take this long, simulated. */
export const REFUND_PENDING_MS = 30_000;

export function createRefund(world: World, values: Values, cause: Cause): Said {
  const found = dealFor(world, values);
  if (!found.ok) return found.problem;
  const { deal } = found;
  const charge = paidCharge(deal.intent);
  const refusal = refuse(deal, charge, integerAt(values, 'amount'));
  if (refusal || !charge) return refusal ?? notRefundable(deal);
  const left = (charge.capturedMinor ?? 0) - returnedMinor(deal.intent);
  const refund = enter(world, deal, {
    charge,
    amountMinor: integerAt(values, 'amount') ?? left,
    values,
    cause,
  });
  return said(refundView(deal, refund));
}

type Found = { readonly ok: true; readonly deal: Deal } | { readonly ok: false; readonly problem: Said };

/** A refund names its payment by the intent or by the charge, and not by both when they differ. */
function dealFor(world: World, values: Values): Found {
  const intentId = textAt(values, 'payment_intent');
  const chargeId = textAt(values, 'charge');
  if (intentId !== undefined) {
    const deal = dealById(world, intentId);
    if (!deal) return { ok: false, problem: missingObject('payment_intent', intentId, 'payment_intent') };
    const isOther = chargeId !== undefined && !deal.intent.charges.some(({ id }) => id === chargeId);
    return isOther
      ? {
          ok: false,
          problem: invalid({ message: 'The charge is not of this PaymentIntent.', param: 'charge' }),
        }
      : { ok: true, deal };
  }
  if (chargeId !== undefined) {
    const deal = dealsOf(world).find(({ intent }) => intent.charges.some(({ id }) => id === chargeId));
    return deal ? { ok: true, deal } : { ok: false, problem: missingObject('charge', chargeId, 'charge') };
  }
  const message = 'One of these is required: payment_intent, charge.';
  return { ok: false, problem: invalid({ code: 'parameter_missing', message, param: 'payment_intent' }) };
}

function refuse(deal: Deal, charge: Charge | undefined, amountMinor: number | undefined): Said | undefined {
  if (charge?.capturedMinor == null) return notRefundable(deal);
  const { currency } = deal.trade;
  const left = charge.capturedMinor - returnedMinor(deal.intent);
  if (testCard(charge.method.number)?.afterwards === 'disputed') {
    return refused(400, {
      code: 'charge_disputed',
      message: `Charge ${charge.id} is disputed and cannot be refunded.`,
    });
  }
  if (left === 0) {
    return refused(400, {
      code: 'charge_already_refunded',
      message: `Charge ${charge.id} has already been refunded.`,
    });
  }
  if (amountMinor !== undefined && amountMinor > left) {
    const message = `Refund of ${written(amountMinor, currency)}, but only ${written(left, currency)} of the charge is left.`;
    return refused(400, { message, param: 'amount' });
  }
  return undefined;
}

function notRefundable({ intent }: Deal): Said {
  const message = `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`;
  return refused(400, { code: 'payment_intent_unexpected_state', message, param: 'payment_intent' });
}

interface Order {
  readonly charge: Charge;
  readonly amountMinor: number;
  readonly values: Values;
  readonly cause: Cause;
}

function enter(world: World, deal: Deal, { charge, amountMinor, values, cause }: Order): CardRefund {
  const slow = testCard(charge.method.number)?.afterwards;
  const isSlow = slow === 'refund-fails' || slow === 'refund-pending';
  const refund: CardRefund = {
    id: newId(world, 're'),
    at: cause.now,
    charge: charge.id,
    amountMinor,
    reason: textAt(values, 'reason') ?? null,
    metadata: mergedMetadata({}, values),
    status: 'pending',
    pendingReason: isSlow ? 'processing' : 'insufficient_funds',
    failureReason: null,
    dueAt: isSlow ? cause.now + REFUND_PENDING_MS : null,
    transaction: newId(world, 'txn'),
  };
  deal.intent.refunds.push(refund);
  if (!isSlow && isCovered(world, deal, refund)) giveBack(world, deal, { refund, at: cause.now });
  emit(world, deal, { type: 'refund.created', object: refundView(deal, refund), cause });
  if (refund.status === 'succeeded') {
    emit(world, deal, { type: 'charge.refunded', object: chargeView(deal, charge), cause });
  }
  touch(world, deal.trade);
  return refund;
}

/** A pending refund comes to its end: when its time has come, or when the shop has the money. */
export function settleRefund(
  world: World,
  deal: Deal,
  { refund, now }: { readonly refund: CardRefund; readonly now: number },
): void {
  if (refund.dueAt !== null && now < refund.dueAt) return;
  const charge = paidCharge(deal.intent);
  const isFailing = charge && testCard(charge.method.number)?.afterwards === 'refund-fails';
  const at = refund.dueAt ?? now;
  const cause = { now: at, requestId: null, idempotencyKey: null };
  if (isFailing) {
    refund.status = 'failed';
    refund.failureReason = 'expired_or_canceled_card';
    refund.pendingReason = null;
    emit(world, deal, { type: 'refund.failed', object: refundView(deal, refund), cause });
    emit(world, deal, { type: 'charge.refund.updated', object: refundView(deal, refund), cause });
    return;
  }
  if (!isCovered(world, deal, refund)) {
    if (refund.pendingReason === 'insufficient_funds') return;
    refund.pendingReason = 'insufficient_funds';
    refund.dueAt = null;
    touch(world, deal.trade);
    return;
  }
  giveBack(world, deal, { refund, at });
  emit(world, deal, { type: 'refund.updated', object: refundView(deal, refund), cause });
  if (charge) emit(world, deal, { type: 'charge.refunded', object: chargeView(deal, charge), cause });
}

function isCovered(world: World, { trade }: Deal, { amountMinor }: CardRefund): boolean {
  const balanceMinor = shopBalanceMinor(world, merchantOf(world, 'card').rail, trade.currency);
  return balanceMinor >= merchantShareMinor(trade, amountMinor);
}

function giveBack(
  world: World,
  { trade }: Deal,
  { refund, at }: { readonly refund: CardRefund; readonly at: number },
): void {
  refund.status = 'succeeded';
  refund.pendingReason = null;
  refund.dueAt = null;
  refundTrade(world, trade, {
    requestNumber: refund.metadata['refund'] ?? refund.id,
    kind: 'refund',
    amountMinor: refund.amountMinor,
    reason: refund.reason ?? '',
    at,
  });
}

/** Only refunds that wait for the customer to act can be taken back, and card refunds never do. */
export function cancelRefund(deal: Deal, refund: CardRefund): Said {
  const message = `Refund ${refund.id} cannot be canceled: its status is ${refund.status}, and only requires_action can be.`;
  return refused(400, { message, more: { charge: refund.charge, payment_intent: deal.intent.id } });
}

export function updateRefund(
  world: World,
  { deal, refund }: { readonly deal: Deal; readonly refund: CardRefund },
  { values, cause }: { readonly values: Values; readonly cause: Cause },
): Said {
  refund.metadata = mergedMetadata(refund.metadata, values);
  emit(world, deal, { type: 'refund.updated', object: refundView(deal, refund), cause });
  return said(refundView(deal, refund));
}

export function refundById(world: World, id: string): { deal: Deal; refund: CardRefund } | undefined {
  for (const deal of dealsOf(world)) {
    const refund = deal.intent.refunds.find((one) => one.id === id);
    if (refund) return { deal, refund };
  }
  return undefined;
}
