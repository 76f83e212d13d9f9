/** Reporting v1: the shop's transactions of up to 31 days, three hours late, and its balances. */

import { merchantOf } from '../../world/merchants.ts';
import type { JsonObject, Trade, Wallet } from '../../world/model.ts';
import { walletById } from '../../world/wallets.ts';
import type { Answer } from '../gateway.ts';
import type { Call } from './call.ts';
import { ok } from './problems.ts';
import { allCaptures, type FoundCapture, orderOf, type RefundRecord } from './records.ts';
import { captureView, link, money, refundStateOf, time } from './views.ts';
import { invalid } from './webhooks.ts';

const HOUR_MS = 3_600_000;
const LATE_MS = 3 * HOUR_MS;
const LONGEST_MS = 31 * 24 * HOUR_MS;
const BACK_MS = 3 * 365 * 24 * HOUR_MS;
const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/;
const MAX_PAGE_SIZE = 500;
/** Event codes: an express checkout payment, a refund by the shop. */
const PAYMENT = 'T0006';
const REFUND = 'T1107';
/** Pending, denied; everything else has succeeded. */
const PAYMENT_STATUS: Readonly<Record<string, string>> = { PENDING: 'P', DECLINED: 'D' };
const REFUND_STATUS = { pending: 'P', done: 'S', failed: 'D' } as const;

export function listTransactions({ world, query, now }: Call): Answer {
  const start = readTime(query.get('start_date'));
  const end = readTime(query.get('end_date'));
  if (start === undefined || end === undefined)
    return wrong(world, 'start_date', 'Both dates have to be there, as times.');
  if (end < start || end - start > LONGEST_MS)
    return wrong(world, 'end_date', 'The period is longer than 31 days.');
  if (start < now - BACK_MS) return wrong(world, 'start_date', 'That is more than three years ago.');
  const size = Number(query.get('page_size') ?? 100);
  const page = Number(query.get('page') ?? 1);
  if (!Number.isSafeInteger(size) || size < 1 || size > MAX_PAGE_SIZE)
    return wrong(world, 'page_size', 'From 1 to 500.');
  if (!Number.isSafeInteger(page) || page < 1) return wrong(world, 'page', 'From 1 on.');
  const known = now - LATE_MS;
  const all = allCaptures(world)
    .flatMap((found) => [
      { at: found.capture.at, view: paymentView(found, walletById(world, found.trade.walletId ?? '')) },
      ...found.capture.refunds.map((refund) => ({ at: refund.at, view: refundEntry(found, refund) })),
    ])
    .filter(({ at }) => at >= start && at <= end && at <= known)
    .sort((one, other) => one.at - other.at);
  const shown = all.slice((page - 1) * size, page * size).map(({ view }) => view);
  return ok(200, {
    transaction_details: shown,
    account_number: merchantOf(world, 'paypal').sellerId,
    start_date: time(start),
    end_date: time(end),
    last_refreshed_datetime: time(known),
    page,
    total_items: all.length,
    total_pages: Math.ceil(all.length / size),
    links: [link('self', '/v1/reporting/transactions')],
  });
}

export function showBalances({ world, query, now }: Call): Answer {
  const at = query.get('as_of_time');
  if (at !== null && readTime(at) === undefined) return wrong(world, 'as_of_time', 'Not a time.');
  const { accounts, sellerId } = merchantOf(world, 'paypal');
  const wanted = query.get('currency_code') ?? 'ALL';
  const balances = accounts
    .filter(({ currency }) => wanted === 'ALL' || currency === wanted)
    .map(({ currency, balanceMinor }, index) => ({
      currency,
      primary: index === 0,
      total_balance: money(currency, balanceMinor),
      available_balance: money(currency, balanceMinor),
      withheld_balance: money(currency, 0),
    }));
  return ok(200, {
    balances,
    account_id: sellerId,
    as_of_time: time(readTime(at) ?? now),
    last_refresh_time: time(now),
  });
}

function readTime(text: string | null): number | undefined {
  return text !== null && DATE.test(text) ? Date.parse(text) : undefined;
}

function wrong(world: Call['world'], field: string, issue: string): Answer {
  return invalid(world, [{ field, location: 'query', issue }]);
}

function paymentView(found: FoundCapture, wallet: Wallet | undefined): JsonObject {
  const view = captureView(found);
  const fees = view['seller_receivable_breakdown'] as JsonObject | undefined;
  const fee = (fees?.['paypal_fee'] as JsonObject | undefined) ?? money(found.trade.currency, 0);
  return {
    transaction_info: {
      transaction_id: found.capture.id,
      transaction_event_code: PAYMENT,
      transaction_initiation_date: time(found.capture.at),
      transaction_updated_date: time(found.capture.at),
      transaction_amount: view['amount'],
      fee_amount: { ...fee, value: `-${String(fee['value'])}` },
      transaction_status: PAYMENT_STATUS[String(view['status'])] ?? 'S',
      ...numbers(found.order, view),
    },
    ...(wallet === undefined
      ? {}
      : { payer_info: { account_id: wallet.userId, email_address: wallet.logonId } }),
  };
}

function refundEntry(found: FoundCapture, refund: RefundRecord): JsonObject {
  const { capture, order, trade } = found;
  return {
    transaction_info: {
      transaction_id: refund.id,
      paypal_reference_id: capture.id,
      paypal_reference_id_type: 'TXN',
      transaction_event_code: REFUND,
      transaction_initiation_date: time(refund.at),
      transaction_updated_date: time(refund.at),
      transaction_amount: money(trade.currency, -refund.amountMinor),
      transaction_status: REFUND_STATUS[refundStateOf(found, refund)],
      ...(refund.invoiceId === null ? {} : { invoice_id: refund.invoiceId }),
      ...(refund.customId === null ? numbers(order, {}) : { custom_field: refund.customId }),
    },
  };
}

function numbers(order: Trade, view: JsonObject): JsonObject {
  const { unit } = orderOf(order);
  const custom = view['custom_id'] ?? unit['custom_id'];
  return {
    ...(view['invoice_id'] === undefined ? {} : { invoice_id: view['invoice_id'] }),
    ...(custom === undefined ? {} : { custom_field: custom }),
  };
}
