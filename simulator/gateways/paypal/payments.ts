/** What the payer approved is taken or held: capture and authorize of an order. */

import { strike } from '../../faults/armed.ts';
import type { FaultParameters, JsonObject, Refusal, Trade, Wallet } from '../../world/model.ts';
import { authorizeTrade, falls, payTrade, presentAgain } from '../../world/trades.ts';
import { walletById, walletRefusal } from '../../world/wallets.ts';
import type { Answer } from '../gateway.ts';
import { type Call, keep, replayed, tell } from './call.ts';
import { Inspection } from './inspection.ts';
import { isInvoiceUsed } from './invoices.ts';
import type { IssueName } from './issues.ts';
import { showAs, unknown } from './orders.ts';
import { problem, problems } from './problems.ts';
import {
  type AuthorizationRecord,
  type CaptureRecord,
  changeOrder,
  type FoundCapture,
  findCapture,
  findOrder,
  newId,
  type OrderRecord,
  orderOf,
} from './records.ts';
import { authorizationView, captureView, checkoutLink, link, orderView, statusOf } from './views.ts';

/** After so many declined tries PayPal wants no more. */
const MAX_DECLINES = 5;
/** How long PayPal looks at a capture that it does not let through at once, unless told; simulated. */
const REVIEW_MS = 60_000;
/** An authorization holds for 29 days (paypal.md 1.2). */
const AUTHORIZATION_LIFE_MS = 29 * 24 * 3_600_000;

/** What a wallet's refusal is called here. Only the first lets the payer try again with other money. */
const REFUSALS: Readonly<Record<Refusal, IssueName>> = {
  balance: 'INSTRUMENT_DECLINED',
  frozen: 'PAYER_ACCOUNT_RESTRICTED',
  locked: 'PAYER_ACCOUNT_LOCKED_OR_CLOSED',
  risk: 'TRANSACTION_REFUSED',
  'own-account': 'PAYER_CANNOT_PAY',
  currency: 'PAYER_CANNOT_PAY',
  'per-payment-limit': 'TRANSACTION_LIMIT_EXCEEDED',
  'day-limit': 'TRANSACTION_LIMIT_EXCEEDED',
  'phone-offline': 'PAYER_CANNOT_PAY',
  'customer-cancelled': 'PAYER_CANNOT_PAY',
};

export function refusalIssue(refusal: Refusal): IssueName {
  return REFUSALS[refusal];
}

export function capture(call: Call): Answer {
  const { world, now } = call;
  const ready = prepare(call, 'CAPTURE');
  if ('answer' in ready) return ready.answer;
  const { trade, wallet } = ready;
  const pending = strike(world, 'capture-pending', { rail: 'paypal', operation: 'capture' });
  const outcome = pending && holdBack(call, trade, { wallet, fault: pending });
  if (outcome === undefined) payTrade(world, trade, { wallet, at: now });
  const record: CaptureRecord = {
    id: newId(world),
    at: now,
    amountMinor: trade.amountMinor,
    invoiceId: null,
    customId: null,
    note: null,
    isFinal: true,
    pendingReason: pending === undefined ? null : (pending.code ?? 'PENDING_REVIEW'),
    refunds: [],
  };
  changeOrder(world, trade, { capture: record, updatedAt: now });
  keep(call, trade.tradeNumber);
  const found = findCapture(world, record.id);
  if (found !== undefined) tellOfCapture(call, found, outcome);
  tell(call, trade, { event: 'CHECKOUT.ORDER.COMPLETED', resource: orderView(world, trade) });
  return showAs(call, 201, trade);
}

/** How a capture that PayPal looks at first ends, and when. */
interface Outcome {
  readonly at: number;
  readonly isTaken: boolean;
}

/** Fault `capture-pending`: the payer's money is held, and taken later; or (world `not-charged`) it is declined. */
function holdBack(
  { world, now }: Call,
  trade: Trade,
  { wallet, fault }: { readonly wallet: Wallet; readonly fault: FaultParameters },
): Outcome {
  const at = now + (fault.delayMs ?? REVIEW_MS);
  const isTaken = fault.world !== 'not-charged';
  // What is to be taken must not lapse before.
  authorizeTrade(world, trade, { wallet, at: now, until: isTaken ? at + REVIEW_MS : at });
  if (isTaken) trade.latePaymentAt = at;
  falls(world, at);
  return { at, isTaken };
}

function tellOfCapture(call: Call, found: FoundCapture, outcome: Outcome | undefined): void {
  const { trade } = found;
  const as = (status: string) => captureView(found, status);
  if (outcome === undefined) {
    tell(call, trade, { event: 'PAYMENT.CAPTURE.COMPLETED', resource: as('COMPLETED') });
    return;
  }
  const { at, isTaken } = outcome;
  tell(call, trade, { event: 'PAYMENT.CAPTURE.PENDING', resource: as('PENDING') });
  const [event, status] = isTaken
    ? ['PAYMENT.CAPTURE.COMPLETED', 'COMPLETED']
    : ['PAYMENT.CAPTURE.DENIED', 'DECLINED'];
  tell(call, trade, { event, resource: as(status), at });
}

export function authorize(call: Call): Answer {
  const { world, now } = call;
  const ready = prepare(call, 'AUTHORIZE');
  if ('answer' in ready) return ready.answer;
  const { trade, wallet } = ready;
  const validUntil = now + AUTHORIZATION_LIFE_MS;
  authorizeTrade(world, trade, { wallet, at: now, until: validUntil });
  const record: AuthorizationRecord = {
    id: newId(world),
    parentId: null,
    at: now,
    validUntil,
    amountMinor: trade.amountMinor,
    capturedMinor: 0,
    captures: 0,
    isClosed: false,
    isVoided: false,
  };
  changeOrder(world, trade, { authorizations: [record], updatedAt: now });
  keep(call, trade.tradeNumber);
  tell(call, trade, { event: 'PAYMENT.AUTHORIZATION.CREATED', resource: authorizationView(trade, record) });
  return showAs(call, 201, trade);
}

type Ready = { readonly trade: Trade; readonly wallet: Wallet } | { readonly answer: Answer };

/** Everything that stands before the money moves, in the order in which PayPal looks at it. */
function prepare(call: Call, intent: OrderRecord['intent']): Ready {
  const { world, ids, body } = call;
  const trade = findOrder(world, ids[0] ?? '');
  if (trade === undefined) return { answer: unknown(world, 'id') };
  if (replayed(call) === trade.tradeNumber) return { answer: showAs(call, 200, trade) };
  const inspection = new Inspection();
  inspection.object(body, '/payment_source');
  if (!inspection.isClean) return { answer: problems(world, inspection.details) };
  const issue = stateIssue(trade, intent) ?? moneyIssue(call, trade);
  if (issue !== undefined) return { answer: problem(world, issue) };
  const wallet = walletById(world, trade.walletId ?? '');
  if (wallet === undefined) return { answer: problem(world, 'ORDER_NOT_APPROVED') };
  const refusal =
    wallet.state === 'locked' ? 'locked' : walletRefusal(world, wallet, { ...trade, now: call.now });
  return refusal === null ? { trade, wallet } : { answer: declined(call, trade, refusal) };
}

function stateIssue(trade: Trade, intent: OrderRecord['intent']): IssueName | undefined {
  const record = orderOf(trade);
  if (record.intent !== intent) return 'ACTION_DOES_NOT_MATCH_INTENT';
  const status = statusOf(trade);
  if (status === 'VOIDED') return 'ORDER_COMPLETED_OR_VOIDED';
  if (status === 'COMPLETED')
    return intent === 'CAPTURE' ? 'ORDER_ALREADY_CAPTURED' : 'ORDER_ALREADY_AUTHORIZED';
  if (status === 'APPROVED') return undefined;
  return record.declines > 0 ? 'PAYER_ACTION_REQUIRED' : 'ORDER_NOT_APPROVED';
}

function moneyIssue({ world }: Call, trade: Trade): IssueName | undefined {
  const { declines, unit } = orderOf(trade);
  if (declines >= MAX_DECLINES) return 'MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED';
  return isInvoiceUsed(world, unit['invoice_id'], trade.tradeNumber) ? 'DUPLICATE_INVOICE_ID' : undefined;
}

/** The payer's money was refused. Where other money may do, the approval is spent and the payer is asked again. */
function declined({ world, now }: Call, trade: Trade, refusal: Refusal): Answer {
  const issue = refusalIssue(refusal);
  changeOrder(world, trade, { declines: orderOf(trade).declines + 1, updatedAt: now });
  if (issue !== 'INSTRUMENT_DECLINED') return problem(world, issue);
  presentAgain(world, trade);
  const back: JsonObject = link('redirect', checkoutLink(trade.tradeNumber));
  return problems(world, [{ issue }], [back]);
}
