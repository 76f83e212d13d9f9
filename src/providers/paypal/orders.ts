/** A PayPal order as an event of the attempt: judged by its captures, never by its own status (paypal.md 1.2). */

import type { AttemptEvent, Receipt } from '../../domain/attempt.ts';
import { maskPayer } from '../../domain/masking.ts';
import type { RawWords } from '../../domain/operation.ts';
import type { Claim, Order, Reading } from '../contract.ts';
import { fromPaypal } from './amounts.ts';
import { asFields, type Fields, listOf, text } from './fields.ts';
import { PAYPAL_ID } from './requests.ts';

const MAX_LINK = 256;
const ODD = { type: 'NO_ANSWER', fault: 'provider_odd' } as const;

/** Captures that hold or held money, or may come to; one that does counts before one that does not. */
const WITH_MONEY = ['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'PENDING'];
const WITHOUT_MONEY = ['DECLINED', 'FAILED'];

/** What of an order matters. */
interface View {
  readonly id: string | undefined;
  readonly status: string;
  readonly unit: Fields;
  readonly capture: Fields | undefined;
  readonly authorization: Fields | undefined;
  readonly fields: Fields;
}

export function readOrder(fields: Fields, order: Order): Reading {
  const view = viewOf(fields);
  return { about: 'attempt', event: eventOf(view, order), claim: claimOf(view, order), raw: rawOf(view) };
}

/** What an order says of its number and amount. */
export function claimOfOrder(fields: Fields, order: Order): Claim {
  return claimOf(viewOf(fields), order);
}

function viewOf(fields: Fields): View {
  const [unit = {}] = listOf(fields['purchase_units']);
  const payments = asFields(unit['payments']) ?? {};
  const [capture] = [...listOf(payments['captures'])].sort((one, other) => rank(one) - rank(other));
  const [authorization] = listOf(payments['authorizations']);
  return {
    id: text(fields['id']),
    status: text(fields['status']) ?? '',
    unit,
    capture,
    authorization,
    fields,
  };
}

/** One of a status that nobody knows comes before those that certainly brought nothing. */
function rank({ status }: Fields): number {
  const name = text(status) ?? '';
  if (WITHOUT_MONEY.includes(name)) return WITH_MONEY.length + 1;
  return WITH_MONEY.includes(name) ? WITH_MONEY.indexOf(name) : WITH_MONEY.length;
}

function eventOf(view: View, order: Order): AttemptEvent {
  if (view.id === undefined || !PAYPAL_ID.test(view.id)) return ODD;
  if (view.capture !== undefined) return captureEvent(view, view.capture, order);
  if (view.authorization !== undefined) return authorizationEvent(view.authorization, order);
  // A capture is answered with a capture, whatever became of it.
  return order.kind === 'capture' ? ODD : uncapturedEvent(view, order);
}

function captureEvent(view: View, capture: Fields, order: Order): AttemptEvent {
  switch (capture['status']) {
    case 'COMPLETED':
    case 'PARTIALLY_REFUNDED':
      return paid(view, capture, order);
    case 'REFUNDED':
      // Of a payment that we refunded ourselves this is no news; of another one it says that all of it went back.
      return { type: 'REVERSED' };
    case 'PENDING':
      return { type: 'PENDING' };
    case 'DECLINED':
    case 'FAILED':
      return { type: 'DECLINED', fault: 'payment_failed' };
    default:
      return ODD;
  }
}

/** This till never asks for a hold. One that is there all the same is told; it cannot be canceled from here. */
function authorizationEvent(authorization: Fields, order: Order): AttemptEvent {
  switch (authorization['status']) {
    case 'CREATED':
    case 'PARTIALLY_CAPTURED':
      return order.kind === 'query' ? { type: 'AUTHORIZED' } : ODD;
    case 'PENDING':
      return { type: 'PENDING' };
    case 'DENIED':
      return { type: 'DECLINED', fault: 'payment_failed' };
    case 'VOIDED':
      return { type: 'CLOSED' };
    default:
      return ODD;
  }
}

/** Nothing is captured. What was given up is closed then: nobody but this till could capture it. */
function uncapturedEvent(view: View, order: Order): AttemptEvent {
  switch (view.status) {
    case 'CREATED':
    case 'PAYER_ACTION_REQUIRED':
      if (order.kind === 'present') return presented(view);
      return isGivenUp(order) ? givenUp(order) : waitsForPayer(view, order);
    case 'SAVED':
    case 'APPROVED':
      return isGivenUp(order) ? givenUp(order) : { type: 'APPROVED' };
    case 'VOIDED':
      return { type: 'CLOSED' };
    default:
      return ODD;
  }
}

function isGivenUp({ kind, isGivenUp: isUnwanted }: Order): boolean {
  return kind === 'cancel' || kind === 'close' || isUnwanted === true;
}

/**
 * The end of an order that is not captured and not wanted. A capture that left may still be on its way, or what is looked
 * at may be older than it, so that one look is not enough: the order counts as closed when it was found uncaptured again and again.
 */
export function givenUp({ kind, mayBeCaptured }: Order): AttemptEvent {
  if (mayBeCaptured !== true) return { type: 'CLOSED' };
  return kind === 'query' ? { type: 'ABSENT' } : { type: 'CANCEL_TAKEN' };
}

/** PayPal does not say why it waits; that another source of money was asked for stays so until the payer has approved. */
function waitsForPayer({ id = '' }: View, order: Order): AttemptEvent {
  const detail = order.payerDetail === 'choose_other_funding' ? 'choose_other_funding' : 'qr_shown';
  return { type: 'NEEDS_PAYER', detail, tradeNumber: id };
}

/** The payer's link becomes the payment QR, if it leads to PayPal and to this very order. */
function presented({ id = '', fields }: View): AttemptEvent {
  const links = listOf(fields['links']);
  const link = links.find(({ rel }) => rel === 'payer-action') ?? links.find(({ rel }) => rel === 'approve');
  const qr = text(link?.['href']);
  if (qr === undefined || !leadsTo(qr, id)) return ODD;
  return { type: 'NEEDS_PAYER', detail: 'qr_shown', qr, tradeNumber: id };
}

function leadsTo(link: string, id: string): boolean {
  const match =
    /^https:\/\/www\.(?:sandbox\.)?paypal\.com\/checkoutnow\?token=([A-Z0-9]+)(?:&[\w.~%=&-]*)?$/.exec(link);
  return match?.[1] === id && link.length <= MAX_LINK;
}

function paid({ fields }: View, capture: Fields, order: Order): AttemptEvent {
  const id = text(capture['id']);
  const total = fromPaypal(capture['amount'], order.amount);
  if (id === undefined || !PAYPAL_ID.test(id) || total === undefined || total === 'unreadable') return ODD;
  const source = asFields(asFields(fields['payment_source'])?.['paypal']);
  const payer = text(asFields(fields['payer'])?.['email_address']) ?? text(source?.['email_address']);
  const paidAt = text(capture['create_time']);
  const receipt: Receipt = {
    tradeNumber: id,
    totalMinor: total.amountMinor,
    ...(payer === undefined ? {} : { payer: maskPayer(payer) }),
    ...(paidAt === undefined ? {} : { paidAt }),
  };
  return { type: 'PAID', receipt };
}

/** Our number stands in `custom_id`; another order than the one that was asked about claims to be that other one. */
function claimOf({ id, unit, capture }: View, order: Order): Claim {
  const isOther = id !== undefined && order.tradeNumber !== undefined && id !== order.tradeNumber;
  const numbers = [capture?.['custom_id'], unit['custom_id']].map(text).filter((one) => one !== undefined);
  const orderNumber = isOther ? id : (numbers.find((one) => one !== order.orderNumber) ?? numbers[0]);
  const amount = fromPaypal((capture ?? unit)['amount'], order.amount);
  return amount === undefined ? { orderNumber } : { orderNumber, amount };
}

function rawOf({ status, capture, authorization }: View): RawWords {
  const payment = capture ?? authorization;
  const subCode = text(payment?.['status']);
  const message = text(asFields(payment?.['status_details'])?.['reason']);
  return {
    code: status,
    ...(subCode === undefined ? {} : { subCode }),
    ...(message === undefined ? {} : { message }),
  };
}
