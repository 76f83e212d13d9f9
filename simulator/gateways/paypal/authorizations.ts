/** Payments v2: authorizations shown, captured, repeated and voided. */

import { strike } from '../../faults/armed.ts';
import type { Trade, World } from '../../world/model.ts';
import { touch } from '../../world/model.ts';
import { closeTrade, createTrade, payTrade } from '../../world/trades.ts';
import { walletById, walletRefusal } from '../../world/wallets.ts';
import type { Answer } from '../gateway.ts';
import { type Call, keep, minimalOf, replayed, shown, tell } from './call.ts';
import { type Amount, Inspection } from './inspection.ts';
import { isInvoiceUsed } from './invoices.ts';
import { type IssueName, isIssueName } from './issues.ts';
import { unknown } from './orders.ts';
import { refusalIssue } from './payments.ts';
import { ok, problem, problems } from './problems.ts';
import {
  type AuthorizationRecord,
  type CapturedPart,
  type CaptureRecord,
  changeAuthorization,
  changeOrder,
  type FoundAuthorization,
  type FoundCapture,
  findAuthorization,
  findCapture,
  keyOf,
  newId,
  orderOf,
} from './records.ts';
import { authorizationView, captureView, relatedView } from './views.ts';

const DAY_MS = 24 * 3_600_000;
/** For so long the money is certain to be there; afterwards the authorization may be repeated. */
const HONOUR_MS = 3 * DAY_MS;
const MAX_CAPTURES = 10;
/** Up to 15 % more, and never more than 75 whole units of the currency. */
const OVER_PER_CENT = 15;
const OVER_WHOLE = 75;
const ID = 'authorization_id';

export function showAuthorization({ world, ids }: Call): Answer {
  const found = findAuthorization(world, ids[0] ?? '');
  if (found === undefined) return unknown(world, ID);
  const related = relatedView(world, found.order, { authorization_id: found.authorization.id });
  return ok(200, { ...authorizationView(found.order, found.authorization), ...related });
}

export function captureAuthorization(call: Call): Answer {
  const { world, ids, now, body } = call;
  const found = findAuthorization(world, ids[0] ?? '');
  if (found === undefined) return unknown(world, ID);
  const earlier = replayed(call);
  const known = earlier === undefined ? undefined : findCapture(world, earlier);
  if (known !== undefined) return showCapture(call, 200, known);
  const inspection = new Inspection();
  const amount = inspection.money(body, '/amount');
  const invoiceId = inspection.text(body, '/invoice_id', { max: 127 }) ?? null;
  const note = inspection.text(body, '/note_to_payer', { max: 255 }) ?? null;
  const isFinal = inspection.flag(body, '/final_capture') ?? false;
  inspection.text(body, '/soft_descriptor', { max: 22 });
  if (!inspection.isClean) return problems(world, inspection.details);
  const issue =
    captureIssue(found, amount, now) ??
    (isInvoiceUsed(world, invoiceId ?? undefined) ? 'DUPLICATE_INVOICE_ID' : undefined);
  if (issue !== undefined) return problem(world, issue);
  const captured = take(world, found, {
    now,
    amountMinor: amount?.amountMinor ?? remainingMinor(found),
    invoiceId,
    note,
    isFinal,
  });
  if (typeof captured === 'string') return problem(world, captured);
  keep(call, captured.capture.id);
  tell(call, captured.trade, { event: 'PAYMENT.CAPTURE.COMPLETED', resource: captureView(captured) });
  return showCapture(call, 201, captured);
}

/** A fresh hold in place of one whose days of honour are over. */
export function reauthorize(call: Call): Answer {
  const { world, ids, now, body } = call;
  const found = findAuthorization(world, ids[0] ?? '');
  if (found === undefined) return unknown(world, ID);
  const earlier = replayed(call);
  const known = earlier === undefined ? undefined : findAuthorization(world, earlier);
  if (known !== undefined) return showFresh(call, 200, known);
  const inspection = new Inspection();
  const amount = inspection.money(body, '/amount');
  if (!inspection.isClean) return problems(world, inspection.details);
  const { order, authorization } = found;
  const amountMinor = amount?.amountMinor ?? authorization.amountMinor;
  const issue = repeatIssue(found, amount, now) ?? holdIssue(world, found, { amountMinor, now });
  if (issue !== undefined) return problem(world, issue);
  const { validUntil } = authorization;
  const fresh: AuthorizationRecord = {
    ...authorization,
    id: newId(world),
    parentId: authorization.id,
    at: now,
    validUntil,
    amountMinor,
    capturedMinor: 0,
    captures: 0,
  };
  order.amountMinor = amountMinor;
  changeOrder(world, order, { authorizations: [...orderOf(order).authorizations, fresh], updatedAt: now });
  keep(call, fresh.id);
  tell(call, order, { event: 'PAYMENT.AUTHORIZATION.CREATED', resource: authorizationView(order, fresh) });
  return showFresh(call, 201, { order, authorization: fresh });
}

export function voidAuthorization(call: Call): Answer {
  const { world, ids, now } = call;
  const found = findAuthorization(world, ids[0] ?? '');
  if (found === undefined) return unknown(world, ID);
  const { order, authorization } = found;
  const issue = voidIssue(call, found);
  if (issue !== undefined) return problem(world, issue);
  const authorizations = orderOf(order).authorizations.map((one) => ({ ...one, isVoided: true }));
  if (order.status === 'authorized') closeTrade(world, order, now);
  changeOrder(world, order, { authorizations, updatedAt: now });
  const view = authorizationView(order, { ...authorization, isVoided: true });
  tell(call, order, { event: 'PAYMENT.AUTHORIZATION.VOIDED', resource: view });
  return call.wantsAll ? ok(200, view) : ok(204, null);
}

function voidIssue({ world, now }: Call, found: FoundAuthorization): IssueName | undefined {
  const { order, authorization } = found;
  if (authorization.parentId !== null) return 'CANNOT_BE_VOIDED';
  if (authorization.isVoided) return 'PREVIOUSLY_VOIDED';
  const place = { rail: 'paypal', operation: 'void' } as const;
  const first = strike(world, 'paid-before-cancel', place);
  if (
    first !== undefined &&
    first.world !== 'not-charged' &&
    captureIssue(found, undefined, now) === undefined
  )
    take(world, found, {
      now,
      amountMinor: remainingMinor(found),
      invoiceId: null,
      note: null,
      isFinal: true,
    });
  const refused = strike(world, 'cancel-refused', place);
  if (refused !== undefined) {
    const { code = '' } = refused;
    return isIssueName(code) ? code : 'CANNOT_BE_VOIDED';
  }
  const latest = orderOf(order).authorizations.find((one) => one.id === authorization.id);
  return latest?.isClosed === true ? 'PREVIOUSLY_CAPTURED' : undefined;
}

function showCapture(call: Call, status: number, found: FoundCapture): Answer {
  const view = captureView(found);
  return shown(call, status, { all: view, minimal: minimalOf(view) });
}

function showFresh(call: Call, status: number, { order, authorization }: FoundAuthorization): Answer {
  const view = authorizationView(order, authorization);
  return shown(call, status, { all: view, minimal: minimalOf(view) });
}

/** What all authorizations of an order brought together. */
function capturedMinor(order: Trade): number {
  return orderOf(order).authorizations.reduce((total, one) => total + one.capturedMinor, 0);
}

function remainingMinor({ order, authorization }: FoundAuthorization): number {
  return Math.max(0, authorization.amountMinor - capturedMinor(order));
}

function limitMinor(order: Trade, amountMinor: number): number {
  const whole = order.currency === 'JPY' || order.currency === 'TWD' || order.currency === 'HUF' ? 1 : 100;
  return amountMinor + Math.min(Math.floor((amountMinor * OVER_PER_CENT) / 100), OVER_WHOLE * whole);
}

function deadIssue({ authorization }: FoundAuthorization, now: number): IssueName | undefined {
  if (authorization.isVoided) return 'AUTHORIZATION_VOIDED';
  if (authorization.isClosed) return 'AUTHORIZATION_ALREADY_CAPTURED';
  return now >= authorization.validUntil ? 'AUTHORIZATION_EXPIRED' : undefined;
}

function captureIssue(
  found: FoundAuthorization,
  amount: Amount | undefined,
  now: number,
): IssueName | undefined {
  const { order, authorization } = found;
  const dead = deadIssue(found, now);
  if (dead !== undefined) return dead;
  if (amount !== undefined && amount.currency !== order.currency) return 'AUTH_CAPTURE_CURRENCY_MISMATCH';
  if (authorization.captures >= MAX_CAPTURES) return 'MAX_CAPTURE_COUNT_EXCEEDED';
  const totalMinor = capturedMinor(order) + (amount?.amountMinor ?? remainingMinor(found));
  return totalMinor > limitMinor(order, authorization.amountMinor)
    ? 'MAX_CAPTURE_AMOUNT_EXCEEDED'
    : undefined;
}

function repeatIssue(
  found: FoundAuthorization,
  amount: Amount | undefined,
  now: number,
): IssueName | undefined {
  const { order, authorization } = found;
  const dead = deadIssue(found, now);
  if (dead !== undefined) return dead === 'AUTHORIZATION_EXPIRED' ? 'REAUTHORIZATION_NOT_SUPPORTED' : dead;
  if (authorization.parentId !== null || now < authorization.at + HONOUR_MS)
    return 'REAUTHORIZATION_NOT_SUPPORTED';
  if (amount !== undefined && amount.currency !== order.currency) return 'AUTH_CURRENCY_MISMATCH';
  const isTooMuch = (amount?.amountMinor ?? 0) > limitMinor(order, authorization.amountMinor);
  return isTooMuch ? 'TRANSACTION_REFUSED' : undefined;
}

/** Whether the wallet can hold another amount in place of the one that it holds. */
function holdIssue(
  world: World,
  { order }: FoundAuthorization,
  { amountMinor, now }: { readonly amountMinor: number; readonly now: number },
): IssueName | undefined {
  const wallet = walletById(world, order.walletId ?? '');
  const held = order.amountMinor;
  order.amountMinor = 0;
  const refusal =
    wallet === undefined
      ? 'frozen'
      : walletRefusal(world, wallet, { amountMinor, currency: order.currency, now });
  order.amountMinor = held;
  if (refusal === null) return undefined;
  const issue = refusalIssue(refusal);
  return issue === 'INSTRUMENT_DECLINED' ? 'PAYER_CANNOT_PAY' : issue;
}

interface Taking {
  readonly now: number;
  readonly amountMinor: number;
  readonly invoiceId: string | null;
  readonly note: string | null;
  readonly isFinal: boolean;
}

/** Takes a part of what is held: a payment of its own. What then is left goes on being held, unless this was the end. */
function take(world: World, found: FoundAuthorization, taking: Taking): FoundCapture | IssueName {
  const { order, authorization } = found;
  const { now, amountMinor } = taking;
  const wallet = walletById(world, order.walletId ?? '');
  const issue = holdIssue(world, found, { amountMinor, now });
  if (wallet === undefined || issue !== undefined) return issue ?? 'PAYER_CANNOT_PAY';
  const isLast = taking.isFinal || capturedMinor(order) + amountMinor >= authorization.amountMinor;
  const id = newId(world);
  const capture: CaptureRecord = {
    id,
    at: now,
    amountMinor,
    invoiceId: taking.invoiceId,
    customId: null,
    note: taking.note,
    isFinal: isLast,
    pendingReason: null,
    refunds: [],
  };
  const detail: CapturedPart = {
    kind: 'capture',
    orderId: order.tradeNumber,
    authorizationId: authorization.id,
    capture,
  };
  const { orderNumber, subject, currency } = order;
  const trade = createTrade(world, now, {
    rail: 'paypal',
    key: keyOf(id),
    tradeNumber: id,
    orderNumber,
    flow: 'payment-qr',
    subject,
    amountMinor,
    currency,
    expiresAt: now + DAY_MS,
    notifyUrl: null,
    detail,
  });
  order.amountMinor = Math.max(0, order.amountMinor - amountMinor);
  payTrade(world, trade, { wallet, at: now });
  changeAuthorization(world, order, {
    ...authorization,
    capturedMinor: authorization.capturedMinor + amountMinor,
    captures: authorization.captures + 1,
    isClosed: isLast,
  });
  if (isLast && order.status === 'authorized') closeTrade(world, order, now);
  touch(world, order);
  return { trade, order, capture, authorizationId: authorization.id };
}
