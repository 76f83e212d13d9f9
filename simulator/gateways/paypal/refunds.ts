/** Payments v2: captures shown and refunded, refunds shown. */

import { refundEnding } from '../../faults/refund-ending.ts';
import { shopBalanceMinor } from '../../world/merchants.ts';
import { REFUND_WINDOWS_MS, type RefundEnding, refundTrade } from '../../world/trades.ts';
import type { Answer } from '../gateway.ts';
import { type Call, keep, minimalOf, replayed, shown, tell } from './call.ts';
import { type Amount, Inspection } from './inspection.ts';
import { isRefundInvoiceUsed } from './invoices.ts';
import type { IssueName } from './issues.ts';
import { unknown } from './orders.ts';
import { ok, problem, problems } from './problems.ts';
import {
  changeCapture,
  type FoundCapture,
  type FoundRefund,
  findCapture,
  findRefund,
  newId,
  type RefundRecord,
  refundableMinor,
} from './records.ts';
import { captureView, refundView, relatedView } from './views.ts';

/** As often a capture can be refunded in parts. */
const MAX_REFUNDS = 10;

export function showCapture({ world, ids }: Call): Answer {
  const found = findCapture(world, ids[0] ?? '');
  if (found === undefined) return unknown(world, 'capture_id');
  const { authorizationId } = found;
  const related = authorizationId === null ? {} : { authorization_id: authorizationId };
  return ok(200, { ...captureView(found), ...relatedView(world, found.order, related) });
}

export function showRefund({ world, ids }: Call): Answer {
  const found = findRefund(world, ids[0] ?? '');
  return found === undefined ? unknown(world, 'refund_id') : ok(200, refundView(found, found.refund));
}

/** Gives money back. Without an amount all that is left goes back. */
export function refund(call: Call): Answer {
  const { world, ids, body, now } = call;
  const found = findCapture(world, ids[0] ?? '');
  if (found === undefined) return unknown(world, 'capture_id');
  const earlier = replayed(call);
  const known = earlier === undefined ? undefined : findRefund(world, earlier);
  if (known !== undefined) return showMade(call, 200, known);
  const inspection = new Inspection();
  const amount = inspection.money(body, '/amount');
  const invoiceId = inspection.text(body, '/invoice_id', { max: 127 });
  const customId = inspection.text(body, '/custom_id', { max: 127 }) ?? null;
  const note = inspection.text(body, '/note_to_payer', { max: 255 }) ?? null;
  if (body['payment_instruction'] !== undefined) inspection.note('NOT_SUPPORTED', '/payment_instruction');
  if (!inspection.isClean) return problems(world, inspection.details);
  const issue =
    refundIssue(call, found, amount) ??
    (isRefundInvoiceUsed(world, invoiceId) ? 'DUPLICATE_INVOICE_ID' : undefined);
  if (issue !== undefined) return problem(world, issue);
  const record: RefundRecord = {
    id: newId(world),
    amountMinor: amount?.amountMinor ?? refundableMinor(found),
    at: now,
    invoiceId: invoiceId ?? null,
    customId,
    note,
  };
  const ending = refundEnding(world, 'paypal', now);
  refundTrade(world, found.trade, {
    requestNumber: record.id,
    kind: 'refund',
    amountMinor: record.amountMinor,
    reason: note ?? '',
    at: now,
    ending,
  });
  const capture = { ...found.capture, refunds: [...found.capture.refunds, record] };
  changeCapture(world, found, capture);
  keep(call, record.id);
  const made = { ...found, capture, refund: record };
  tellOfRefund(call, made, ending);
  return showMade(call, 201, made);
}

/** A refund that takes its time is told of as pending, and then of its end. */
function tellOfRefund(call: Call, made: FoundRefund, ending: RefundEnding | undefined): void {
  const { trade, refund: record } = made;
  const as = (state: 'pending' | 'done' | 'failed') => refundView(made, record, state);
  if (ending !== undefined) tell(call, trade, { event: 'PAYMENT.REFUND.PENDING', resource: as('pending') });
  const { at, as: end } = ending ?? { at: call.now, as: 'done' };
  const event = end === 'done' ? 'PAYMENT.CAPTURE.REFUNDED' : 'PAYMENT.REFUND.FAILED';
  tell(call, trade, { event, resource: as(end), at });
}

function refundIssue(
  { world, now }: Call,
  found: FoundCapture,
  amount: Amount | undefined,
): IssueName | undefined {
  const { trade, capture } = found;
  if (trade.payment === null) return trade.status === 'authorized' ? 'PENDING_CAPTURE' : 'REFUND_NOT_ALLOWED';
  const leftMinor = refundableMinor(found);
  if (leftMinor === 0) return 'CAPTURE_FULLY_REFUNDED';
  if (amount !== undefined && amount.currency !== trade.currency) return 'REFUND_CAPTURE_CURRENCY_MISMATCH';
  if (now >= capture.at + (REFUND_WINDOWS_MS.paypal ?? 0)) return 'REFUND_TIME_LIMIT_EXCEEDED';
  const amountMinor = amount?.amountMinor ?? leftMinor;
  if (amountMinor > leftMinor) return 'REFUND_AMOUNT_EXCEEDED';
  if (capture.refunds.length >= MAX_REFUNDS) return 'MAX_NUMBER_OF_REFUNDS_EXCEEDED';
  const isShort = shopBalanceMinor(world, 'paypal', trade.currency) < amountMinor;
  return isShort ? 'REFUND_FAILED_INSUFFICIENT_FUNDS' : undefined;
}

function showMade(call: Call, status: number, found: FoundRefund): Answer {
  const view = refundView(found, found.refund);
  return shown(call, status, { all: view, minimal: minimalOf(view) });
}
