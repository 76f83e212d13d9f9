/** Refunds: given back at once, later, or not at all, by the card and by what the shop has. */

import { type FaultyEnding, refundEnding } from '../../faults/refund-ending.ts';
import { shopBalanceMinor } from '../../world/merchants.ts';
import { touch, type World } from '../../world/model.ts';
import { merchantShareMinor, type NewRefund, refundTrade } from '../../world/trades.ts';
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
  const ending = refundEnding(world, 'card', cause.now) ?? endingByCard(charge, cause.now);
  const refund: CardRefund = {
    id: newId(world, 're'),
    at: cause.now,
    charge: charge.id,
    amountMinor,
    reason: textAt(values, 'reason') ?? null,
    metadata: mergedMetadata({}, values),
    status: 'pending',
    pendingReason: 'insufficient_funds',
    failureReason: ending?.as === 'failed' ? (ending.code ?? 'expired_or_canceled_card') : null,
    dueAt: null,
    transaction: newId(world, 'txn'),
    failureTransaction: null,
  };
  deal.intent.refunds.push(refund);
  if (isCovered(world, deal, refund)) giveBack(world, deal, { refund, at: cause.now, ending });
  emit(world, deal, { type: 'refund.created', object: refundView(deal, refund), cause });
  if (refund.status === 'succeeded') {
    emit(world, deal, { type: 'charge.refunded', object: chargeView(deal, charge), cause });
  }
  touch(world, deal.trade);
  return refund;
}

/** What becomes of refunds to some of the public test cards. */
function endingByCard(charge: Charge, now: number): FaultyEnding | undefined {
  const afterwards = testCard(charge.method.number)?.afterwards;
  const at = now + REFUND_PENDING_MS;
  if (afterwards === 'refund-pending') return { at, as: 'done' };
  return afterwards === 'refund-fails' ? { at, as: 'failed' } : undefined;
}

/** A pending refund comes to its end: when its time has come, or when the shop has the money. */
export function settleRefund(
  world: World,
  deal: Deal,
  { refund, now }: { readonly refund: CardRefund; readonly now: number },
): void {
  const { dueAt } = refund;
  if (dueAt === null ? !isCovered(world, deal, refund) : now < dueAt) return;
  const at = dueAt ?? now;
  const cause = { now: at, requestId: null, idempotencyKey: null };
  if (dueAt === null) giveBack(world, deal, { refund, at, ending: undefined });
  touch(world, deal.trade);
  refund.pendingReason = null;
  if (refund.failureReason !== null) {
    refund.status = 'failed';
    refund.failureTransaction = newId(world, 'txn');
    emit(world, deal, { type: 'refund.failed', object: refundView(deal, refund), cause });
    emit(world, deal, { type: 'charge.refund.updated', object: refundView(deal, refund), cause });
    return;
  }
  const charge = paidCharge(deal.intent);
  refund.status = 'succeeded';
  emit(world, deal, { type: 'refund.updated', object: refundView(deal, refund), cause });
  if (charge) emit(world, deal, { type: 'charge.refunded', object: chargeView(deal, charge), cause });
}

function isCovered(world: World, { trade }: Deal, { amountMinor }: CardRefund): boolean {
  const balanceMinor = shopBalanceMinor(world, 'card', trade.currency);
  return balanceMinor >= merchantShareMinor(trade, amountMinor);
}

/** The money leaves the shop's balance; at once for the customer, or to arrive, or to come back, when its time has come. */
function giveBack(
  world: World,
  { trade }: Deal,
  { refund, at, ending }: Pick<NewRefund, 'at' | 'ending'> & { readonly refund: CardRefund },
): void {
  refund.status = ending === undefined ? 'succeeded' : 'pending';
  refund.pendingReason = ending === undefined ? null : 'processing';
  refund.failureReason = ending?.as === 'failed' ? refund.failureReason : null;
  refund.dueAt = ending?.at ?? null;
  refundTrade(world, trade, {
    requestNumber: refund.metadata['refund'] ?? refund.id,
    kind: 'refund',
    amountMinor: refund.amountMinor,
    reason: refund.reason ?? '',
    at,
    ending: ending && { at: ending.at, as: ending.as },
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
