/** What happened since the last call: holds that lapsed, refunds that came through, money that came in by a fault. */

import { touch, type World } from '../../world/model.ts';
import { anyWallet, walletById } from '../../world/wallets.ts';
import { giveUp } from './charging.ts';
import { type Cause, emit } from './events.ts';
import { type Charge, type Deal, dealsOf, newId, paidCharge } from './records.ts';
import { settleRefund } from './refunding.ts';
import { chargeView, intentView } from './views.ts';
import { methodFor } from './wallets.ts';

/** Brings every intent up to `now`; what had happened by then is told as having happened then. */
export function settleDeals(world: World, now: number): void {
  for (const deal of dealsOf(world)) {
    catchUpPayment(world, deal);
    lapse(world, deal);
    for (const refund of deal.intent.refunds) {
      if (refund.status === 'pending') settleRefund(world, deal, { refund, now });
    }
  }
}

/** The world let a payment through (faults paid-before-cancel and paid-after-cancel): some card was tapped. */
function catchUpPayment(world: World, deal: Deal): void {
  const { trade, intent } = deal;
  if (trade.payment === null || paidCharge(intent)?.capturedMinor != null) return;
  const { at } = trade.payment;
  const wallet =
    (trade.walletId === null ? undefined : walletById(world, trade.walletId)) ??
    anyWallet(world, 'card', trade.currency);
  if (!wallet) return;
  const cause = byItself(at);
  const charge: Charge = {
    id: newId(world, 'ch'),
    at,
    amountMinor: trade.amountMinor,
    method: methodFor(world, { wallet, type: 'card_present', now: at }),
    way: 'tap',
    pin: 'none',
    capturedMinor: trade.amountMinor,
    capturedAt: at,
    captureBefore: null,
    released: false,
    decline: null,
    transaction: newId(world, 'txn'),
  };
  intent.charges.push(charge);
  intent.method = charge.method;
  intent.status = 'succeeded';
  intent.lastError = null;
  intent.canceledAt = null;
  intent.cancellationReason = null;
  emit(world, deal, { type: 'charge.succeeded', object: chargeView(deal, charge), cause });
  emit(world, deal, { type: 'payment_intent.succeeded', object: intentView(deal), cause });
  touch(world, trade);
}

/** A hold that nobody captured in time: the world has closed the trade, the provider cancels the intent. */
function lapse(world: World, deal: Deal): void {
  const { trade, intent } = deal;
  if (intent.status !== 'requires_capture' || trade.status !== 'closed') return;
  giveUp(world, deal, { reason: 'automatic', cause: byItself(trade.closedAt ?? trade.expiresAt) });
}

function byItself(now: number): Cause {
  return { now, requestId: null, idempotencyKey: null };
}
