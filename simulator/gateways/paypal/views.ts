/** Orders, captures, authorizations and refunds as PayPal shows them. */

import { merchantOf } from '../../world/merchants.ts';
import type { Currency, JsonObject, Refund, Trade, Wallet, World } from '../../world/model.ts';
import { decimal, exponentOf } from '../../world/money.ts';
import { returnedMinor } from '../../world/trades.ts';
import { walletById } from '../../world/wallets.ts';
import {
  type AuthorizationRecord,
  capturesOf,
  type FoundCapture,
  type OrderRecord,
  orderOf,
  type RefundRecord,
} from './records.ts';

/** Links lead to the sandbox: whoever follows one never meets real money. */
export const API = 'https://api-m.sandbox.paypal.com';
const CHECKOUT = 'https://www.sandbox.paypal.com/checkoutnow?token=';
/** What PayPal keeps of a payment: 2.29 % and nine cents. Shown only, the shop's simulated account gets all. */
const FEE_PER_TEN_THOUSAND = 229;
const FIXED_FEE_MINOR = 9;

export type OrderStatus = 'CREATED' | 'PAYER_ACTION_REQUIRED' | 'APPROVED' | 'COMPLETED' | 'VOIDED';

export function checkoutLink(orderId: string): string {
  return `${CHECKOUT}${orderId}`;
}

export function time(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

export function money(currency: Currency, amountMinor: number): JsonObject {
  return { currency_code: currency, value: decimal(amountMinor, exponentOf('paypal', currency)) };
}

export function link(rel: string, path: string, method = 'GET'): JsonObject {
  return { href: path.startsWith('https:') ? path : `${API}${path}`, rel, method };
}

export function statusOf(trade: Trade): OrderStatus {
  const { isForPaypal, authorizations, capture } = orderOf(trade);
  // Whatever becomes of the capture: by the order alone nobody can tell (paypal.md 1.2).
  if (trade.payment !== null || capture !== null) return 'COMPLETED';
  if (authorizations.length > 0)
    return authorizations.every((one) => one.isVoided && one.captures === 0) ? 'VOIDED' : 'COMPLETED';
  if (trade.status === 'approved') return 'APPROVED';
  return isForPaypal ? 'PAYER_ACTION_REQUIRED' : 'CREATED';
}

/** As `Prefer: return=minimal` has it. */
export function minimalOrder(trade: Trade): JsonObject {
  const { isForPaypal } = orderOf(trade);
  return {
    id: trade.tradeNumber,
    status: statusOf(trade),
    ...(isForPaypal ? { payment_source: { paypal: {} } } : {}),
    links: orderLinks(trade),
  };
}

export function orderView(world: World, trade: Trade): JsonObject {
  const record = orderOf(trade);
  const wallet = payerOf(world, trade);
  const payments = paymentsView(world, trade);
  return {
    id: trade.tradeNumber,
    intent: record.intent,
    status: statusOf(trade),
    ...sourceView(record, wallet),
    purchase_units: [{ ...record.unit, ...(payments === undefined ? {} : { payments }) }],
    ...(wallet === undefined ? {} : { payer: payerView(wallet) }),
    create_time: time(trade.createdAt),
    ...(record.updatedAt === null ? {} : { update_time: time(record.updatedAt) }),
    links: orderLinks(trade),
  };
}

/** The order as it was when the payer had approved it. */
export function approvedView(world: World, trade: Trade): JsonObject {
  const detail = { ...orderOf(trade), capture: null, authorizations: [] };
  // A copy without the captures of its own: none is found under it.
  return orderView(world, { ...trade, status: 'approved', payment: null, refunds: [], detail });
}

/** Who approved; nobody before that. */
function payerOf(world: World, trade: Trade): Wallet | undefined {
  const isKnown = trade.status !== 'presented' && trade.status !== 'waiting' && trade.walletId !== null;
  return isKnown ? walletById(world, trade.walletId ?? '') : undefined;
}

function nameView({ nameEn }: Wallet): JsonObject {
  const [given = '', ...rest] = nameEn.split(' ');
  return { given_name: given, surname: rest.join(' ') };
}

function countryOf({ currency }: Wallet): string {
  const countries: Partial<Record<Currency, string>> = {
    JPY: 'JP',
    EUR: 'DE',
    GBP: 'GB',
    HKD: 'HK',
    SGD: 'SG',
  };
  return countries[currency] ?? 'US';
}

function payerView(wallet: Wallet): JsonObject {
  return {
    name: nameView(wallet),
    email_address: wallet.logonId,
    payer_id: wallet.userId,
    address: { country_code: countryOf(wallet) },
  };
}

function sourceView({ isForPaypal }: OrderRecord, wallet: Wallet | undefined): JsonObject {
  if (wallet === undefined) return isForPaypal ? { payment_source: { paypal: {} } } : {};
  const account = {
    email_address: wallet.logonId,
    account_id: wallet.userId,
    account_status: 'VERIFIED',
    name: nameView(wallet),
    address: { country_code: countryOf(wallet) },
  };
  return { payment_source: { paypal: account } };
}

function orderLinks(trade: Trade): JsonObject[] {
  const path = `/v2/checkout/orders/${trade.tradeNumber}`;
  const { intent } = orderOf(trade);
  const act = intent === 'CAPTURE' ? 'capture' : 'authorize';
  const self = link('self', path);
  switch (statusOf(trade)) {
    case 'CREATED':
      return [
        self,
        link('approve', checkoutLink(trade.tradeNumber)),
        link('update', path, 'PATCH'),
        link(act, `${path}/${act}`, 'POST'),
      ];
    case 'PAYER_ACTION_REQUIRED':
      return [self, link('payer-action', checkoutLink(trade.tradeNumber))];
    case 'APPROVED':
      return [self, link('update', path, 'PATCH'), link(act, `${path}/${act}`, 'POST')];
    default:
      return [self];
  }
}

function paymentsView(world: World, order: Trade): JsonObject | undefined {
  const captures = capturesOf(world, order);
  const { authorizations } = orderOf(order);
  const refunds = captures.flatMap((found) =>
    found.capture.refunds.map((refund) => refundView(found, refund)),
  );
  const shown = {
    ...(authorizations.length === 0
      ? {}
      : { authorizations: authorizations.map((one) => authorizationView(order, one)) }),
    ...(captures.length === 0 ? {} : { captures: captures.map((found) => captureView(found)) }),
    ...(refunds.length === 0 ? {} : { refunds }),
  };
  return Object.keys(shown).length === 0 ? undefined : shown;
}

/** The part of a unit that its payments repeat. */
function named(order: Trade, invoiceId: string | null, customId: string | null): JsonObject {
  const { unit } = orderOf(order);
  const invoice = invoiceId ?? unit['invoice_id'];
  const custom = customId ?? unit['custom_id'];
  return {
    ...(invoice === undefined ? {} : { invoice_id: invoice }),
    ...(custom === undefined ? {} : { custom_id: custom }),
  };
}

const PROTECTION = {
  status: 'ELIGIBLE',
  dispute_categories: ['ITEM_NOT_RECEIVED', 'UNAUTHORIZED_TRANSACTION'],
};

function captureStatus({ trade }: FoundCapture): string {
  if (trade.payment === null) return trade.status === 'authorized' ? 'PENDING' : 'DECLINED';
  const returned = returnedMinor(trade);
  if (returned === 0) return 'COMPLETED';
  return returned < trade.amountMinor ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
}

/** A capture as it is, or as it will be when news of it go out. */
export function captureView(found: FoundCapture, status = captureStatus(found)): JsonObject {
  const { capture, order, trade, authorizationId } = found;
  const { currency } = trade;
  const fee = feeMinor(capture.amountMinor);
  const hasMoney = status !== 'PENDING' && status !== 'DECLINED';
  const path = `/v2/payments/captures/${capture.id}`;
  const up =
    authorizationId === null
      ? `/v2/checkout/orders/${order.tradeNumber}`
      : `/v2/payments/authorizations/${authorizationId}`;
  return {
    id: capture.id,
    status,
    ...(hasMoney ? {} : { status_details: { reason: capture.pendingReason ?? 'OTHER' } }),
    amount: money(currency, capture.amountMinor),
    final_capture: capture.isFinal,
    seller_protection: PROTECTION,
    ...(hasMoney
      ? {
          seller_receivable_breakdown: {
            gross_amount: money(currency, capture.amountMinor),
            paypal_fee: money(currency, fee),
            net_amount: money(currency, capture.amountMinor - fee),
          },
        }
      : {}),
    ...named(order, capture.invoiceId, capture.customId),
    ...(capture.note === null ? {} : { note_to_payer: capture.note }),
    create_time: time(capture.at),
    update_time: time(capture.refunds.at(-1)?.at ?? capture.at),
    links: [link('self', path), link('refund', `${path}/refund`, 'POST'), link('up', up)],
  };
}

/** What `GET /v2/payments/captures/{id}` adds. */
export function relatedView(world: World, order: Trade, ids: JsonObject): JsonObject {
  const { sellerEmail, sellerId } = merchantOf(world, 'paypal');
  return {
    supplementary_data: { related_ids: { order_id: order.tradeNumber, ...ids } },
    payee: { email_address: sellerEmail, merchant_id: sellerId },
  };
}

/** A hold that lapsed reads as voided; v2 has no other word for it. */
function authorizationStatus(order: Trade, authorization: AuthorizationRecord): string {
  if (authorization.isVoided) return 'VOIDED';
  if (authorization.isClosed) return 'CAPTURED';
  if (order.status === 'closed') return 'VOIDED';
  return authorization.captures > 0 ? 'PARTIALLY_CAPTURED' : 'CREATED';
}

export function authorizationView(order: Trade, authorization: AuthorizationRecord): JsonObject {
  const { id, at, validUntil, amountMinor } = authorization;
  const path = `/v2/payments/authorizations/${id}`;
  return {
    id,
    status: authorizationStatus(order, authorization),
    amount: money(order.currency, amountMinor),
    seller_protection: PROTECTION,
    ...named(order, null, null),
    expiration_time: time(validUntil),
    create_time: time(at),
    update_time: time(at),
    links: [
      link('self', path),
      link('capture', `${path}/capture`, 'POST'),
      link('void', `${path}/void`, 'POST'),
      link('reauthorize', `${path}/reauthorize`, 'POST'),
      link('up', `/v2/checkout/orders/${order.tradeNumber}`),
    ],
  };
}

const REFUND_STATUS: Readonly<Record<Refund['state'], string>> = {
  pending: 'PENDING',
  done: 'COMPLETED',
  failed: 'FAILED',
};

/** What has become of a refund. */
export function refundStateOf({ trade }: FoundCapture, { id }: RefundRecord): Refund['state'] {
  return trade.refunds.find(({ requestNumber }) => requestNumber === id)?.state ?? 'done';
}

/** A refund as it is, or as it will be when news of it go out. */
export function refundView(
  found: FoundCapture,
  refund: RefundRecord,
  state = refundStateOf(found, refund),
): JsonObject {
  const { capture, order, trade } = found;
  const { currency } = trade;
  const earlier = capture.refunds
    .filter((one) => one.at <= refund.at && refundStateOf(found, one) !== 'failed')
    .reduce((sum, one) => sum + one.amountMinor, 0);
  const gross = money(currency, refund.amountMinor);
  return {
    id: refund.id,
    status: REFUND_STATUS[state],
    // The only reason that there is.
    ...(state === 'pending' ? { status_details: { reason: 'ECHECK' } } : {}),
    amount: gross,
    ...(refund.invoiceId === null ? {} : { invoice_id: refund.invoiceId }),
    ...refundNames(order, refund),
    ...(refund.note === null ? {} : { note_to_payer: refund.note }),
    seller_payable_breakdown: {
      gross_amount: gross,
      paypal_fee: money(currency, 0),
      net_amount: gross,
      total_refunded_amount: money(currency, earlier),
    },
    create_time: time(refund.at),
    update_time: time(refund.at),
    links: [
      link('self', `/v2/payments/refunds/${refund.id}`),
      link('up', `/v2/payments/captures/${capture.id}`),
    ],
  };
}

/** A refund without a custom_id of its own has that of its payment. */
function refundNames(order: Trade, refund: RefundRecord): JsonObject {
  const custom = refund.customId ?? orderOf(order).unit['custom_id'];
  return custom === undefined ? {} : { custom_id: custom };
}

/** Never more than the amount itself. */
function feeMinor(amountMinor: number): number {
  const share = Math.floor((amountMinor * FEE_PER_TEN_THOUSAND + 5_000) / 10_000);
  return Math.min(amountMinor, share + FIXED_FEE_MINOR);
}
