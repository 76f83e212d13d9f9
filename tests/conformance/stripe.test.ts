/** The official Stripe SDK, unmodified: payments, declines, holds, cancels and refunds. */

import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStripeShop, refusal, type StripeShop } from './stripe-shop.ts';

let shop: StripeShop;
let stripe: Stripe;

beforeEach(async () => {
  shop = await openStripeShop('conformance');
  stripe = shop.stripe;
});

afterEach(() => shop.server.close());

const pay: StripeShop['pay'] = (more, options) => shop.pay(more, options);

describe('a payment', () => {
  it('goes through at once and is found again with its charge', async () => {
    const intent = await pay({ metadata: { order: 'A1' }, description: 'Latte' });
    expect(intent).toMatchObject({
      object: 'payment_intent',
      status: 'succeeded',
      amount: 1_850,
      amount_received: 1_850,
      currency: 'usd',
      metadata: { order: 'A1' },
      livemode: false,
    });
    expect(intent.id).toMatch(/^pi_/);
    expect(intent.lastResponse.requestId).toMatch(/^req_/);
    const again = await stripe.paymentIntents.retrieve(intent.id, {
      expand: ['latest_charge.balance_transaction'],
    });
    const charge = again.latest_charge as Stripe.Charge;
    expect(charge).toMatchObject({ paid: true, captured: true, amount: 1_850, payment_intent: intent.id });
    expect(charge.payment_method_details?.card).toMatchObject({ brand: 'visa', last4: '4242' });
    expect(charge.balance_transaction).toMatchObject({ amount: 1_850, fee: 0, net: 1_850, type: 'charge' });
    expect((await shop.ledgers()).customers).toMatchObject([
      { orderNumber: 'A1', amountMinor: 1_850, currency: 'USD' },
    ]);
    expect(await shop.findings()).toEqual([]);
  });

  it('can be made, changed and confirmed one after the other', async () => {
    const made = await stripe.paymentIntents.create({
      amount: 500,
      currency: 'eur',
      allowed_payment_method_types: ['card'],
    });
    expect(made).toMatchObject({
      status: 'requires_payment_method',
      latest_charge: null,
      last_payment_error: null,
    });
    const changed = await stripe.paymentIntents.update(made.id, { amount: 700, metadata: { table: '4' } });
    expect(changed).toMatchObject({ amount: 700, metadata: { table: '4' } });
    const paid = await stripe.paymentIntents.confirm(made.id, { payment_method: 'pm_card_mastercard' });
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 700 });
    expect(await shop.findings()).toEqual([]);
  });

  it('takes a payment method of its own, with a test number', async () => {
    const method = await stripe.paymentMethods.create({
      type: 'card',
      card: { number: '4000056655665556', exp_month: 8, exp_year: 2031, cvc: '123' },
    });
    expect(method.card).toMatchObject({ brand: 'visa', funding: 'debit', last4: '5556' });
    const intent = await pay({ payment_method: method.id });
    expect(intent).toMatchObject({ status: 'succeeded', payment_method: method.id });
    expect(await stripe.paymentMethods.retrieve(method.id)).toMatchObject({ id: method.id });
  });

  it('counts yen without decimals', async () => {
    const intent = await pay({ amount: 1_200, currency: 'jpy' });
    expect(intent).toMatchObject({ amount_received: 1_200, currency: 'jpy' });
    expect((await shop.ledgers()).merchants).toMatchObject([{ amountMinor: 1_200, currency: 'JPY' }]);
  });
});

describe('declines', () => {
  it.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
    ['pm_card_chargeDeclinedStolenCard', 'card_declined', 'stolen_card'],
    ['pm_card_chargeDeclinedVelocityLimitExceeded', 'card_declined', 'card_velocity_exceeded'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
    ['pm_card_radarBlock', 'card_declined', 'fraudulent'],
  ])('%s', async (method, code, decline) => {
    expect(await refusal(pay({ payment_method: method }))).toMatchObject({
      type: 'StripeCardError',
      status: 402,
      code,
      decline,
    });
    const [intent] = (await stripe.paymentIntents.list()).data;
    expect(intent).toMatchObject({ status: 'requires_payment_method', amount_received: 0 });
    expect(intent?.last_payment_error).toMatchObject({ type: 'card_error', code, decline_code: decline });
    expect((await shop.ledgers()).customers).toEqual([]);
  });

  it('leave the intent open for another card', async () => {
    const made = await stripe.paymentIntents.create({
      amount: 900,
      currency: 'usd',
      allowed_payment_method_types: ['card'],
    });
    await refusal(stripe.paymentIntents.confirm(made.id, { payment_method: 'pm_card_chargeDeclined' }));
    const paid = await stripe.paymentIntents.confirm(made.id, { payment_method: 'pm_card_visa' });
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null });
    const charges = await stripe.charges.list({ payment_intent: made.id });
    expect(charges.data.map(({ status, failure_code }) => [status, failure_code])).toEqual([
      ['succeeded', null],
      ['failed', 'card_declined'],
    ]);
  });

  it.each([
    ['4242424242424241', 'incorrect_number'],
    ['42424242', 'invalid_number'],
    // A number that passes the check but is in no list of test cards is nobody's business here.
    ['4000000000000010', 'card_declined'],
  ])('a number such as %s is turned down as %s', async (number, code) => {
    const card = { number, exp_month: 8, exp_year: 2031 };
    expect(await refusal(stripe.paymentMethods.create({ type: 'card', card }))).toMatchObject({
      type: 'StripeCardError',
      code,
    });
  });

  it('a bank that asks the holder gets its answer before money moves', async () => {
    const asked = await pay({
      payment_method: 'pm_card_threeDSecure2Required',
      return_url: 'https://shop.example/back',
    });
    expect(asked).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } });
    await shop.control(`POST /authentications/${asked.id}`, { recognised: true });
    expect(await stripe.paymentIntents.retrieve(asked.id)).toMatchObject({ status: 'succeeded' });
    const short = await pay({
      payment_method: 'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds',
      return_url: 'https://shop.example/back',
    });
    await shop.control(`POST /authentications/${short.id}`, { recognised: true });
    expect((await stripe.paymentIntents.retrieve(short.id)).last_payment_error).toMatchObject({
      decline_code: 'insufficient_funds',
    });
    const unknown = await pay({
      payment_method: 'pm_card_threeDSecure2Required',
      return_url: 'https://shop.example/back',
    });
    await shop.control(`POST /authentications/${unknown.id}`, { recognised: false });
    expect(await stripe.paymentIntents.retrieve(unknown.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
    const refused = pay({ payment_method: 'pm_card_threeDSecure2Required', error_on_requires_action: true });
    expect(await refusal(refused)).toMatchObject({
      type: 'StripeCardError',
      code: 'authentication_required',
    });
  });
});

describe('a hold', () => {
  const hold = (more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    pay({ capture_method: 'manual', ...more });

  it('is taken in full', async () => {
    const held = await hold();
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 1_850, amount_received: 0 });
    expect((await shop.ledgers()).customers).toEqual([]);
    const taken = await stripe.paymentIntents.capture(held.id);
    expect(taken).toMatchObject({ status: 'succeeded', amount_capturable: 0, amount_received: 1_850 });
    expect(await shop.findings()).toEqual([]);
  });

  it('is taken in part, and the rest is not charged', async () => {
    const held = await hold({ amount: 5_000 });
    const taken = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 3_200 });
    expect(taken).toMatchObject({ status: 'succeeded', amount: 5_000, amount_received: 3_200 });
    expect((await shop.ledgers()).customers).toMatchObject([{ amountMinor: 3_200 }]);
    expect(await shop.findings()).toEqual([]);
  });

  it('cannot be taken twice, or beyond what is held', async () => {
    const held = await hold();
    expect(await refusal(stripe.paymentIntents.capture(held.id, { amount_to_capture: 1_851 }))).toMatchObject(
      {
        type: 'StripeInvalidRequestError',
        code: 'amount_too_large',
        param: 'amount_to_capture',
      },
    );
    await stripe.paymentIntents.capture(held.id);
    expect(await refusal(stripe.paymentIntents.capture(held.id))).toMatchObject({
      status: 400,
      code: 'payment_intent_unexpected_state',
    });
  });

  it('is given up by a cancel', async () => {
    const held = await hold();
    const given = await stripe.paymentIntents.cancel(held.id, {
      cancellation_reason: 'requested_by_customer',
    });
    expect(given).toMatchObject({ status: 'canceled', cancellation_reason: 'requested_by_customer' });
    expect(await refusal(stripe.paymentIntents.capture(held.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    expect((await shop.ledgers()).customers).toEqual([]);
  });

  it('lapses after a week', async () => {
    const held = await hold();
    await shop.control('POST /clock', { advanceMs: 8 * 86_400_000 });
    expect(await stripe.paymentIntents.retrieve(held.id)).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'automatic',
    });
  });
});

describe('a cancel', () => {
  it('ends an open intent for good', async () => {
    const made = await stripe.paymentIntents.create({
      amount: 900,
      currency: 'usd',
      allowed_payment_method_types: ['card'],
    });
    expect(await stripe.paymentIntents.cancel(made.id)).toMatchObject({ status: 'canceled' });
    expect(await refusal(stripe.paymentIntents.cancel(made.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    expect(
      await refusal(stripe.paymentIntents.confirm(made.id, { payment_method: 'pm_card_visa' })),
    ).toMatchObject({ code: 'payment_intent_unexpected_state' });
  });

  it('comes too late for a paid one, and the refusal shows it', async () => {
    const paid = await pay();
    const error = await stripe.paymentIntents
      .cancel(paid.id)
      .catch((thrown: Stripe.errors.StripeError) => thrown);
    expect(error).toMatchObject({
      code: 'payment_intent_unexpected_state',
      payment_intent: { status: 'succeeded' },
    });
  });
});

describe('refunds', () => {
  it('give back in full, once', async () => {
    const paid = await pay();
    const refund = await stripe.refunds.create({ payment_intent: paid.id, reason: 'requested_by_customer' });
    expect(refund).toMatchObject({
      object: 'refund',
      status: 'succeeded',
      amount: 1_850,
      payment_intent: paid.id,
    });
    expect(await refusal(stripe.refunds.create({ payment_intent: paid.id }))).toMatchObject({
      code: 'charge_already_refunded',
    });
    const charge = await stripe.charges.retrieve(String(paid.latest_charge));
    expect(charge).toMatchObject({ refunded: true, amount_refunded: 1_850 });
    expect(await shop.findings()).toEqual([]);
  });

  it('give back in parts, never more than there is', async () => {
    const paid = await pay();
    const charge = String(paid.latest_charge);
    await stripe.refunds.create({ charge, amount: 850, metadata: { refund: 'A1R1' } });
    expect(await refusal(stripe.refunds.create({ charge, amount: 1_001 }))).toMatchObject({
      type: 'StripeInvalidRequestError',
      status: 400,
      param: 'amount',
    });
    await stripe.refunds.create({ charge, amount: 1_000, metadata: { refund: 'A1R2' } });
    const found = await stripe.refunds.list({ payment_intent: paid.id });
    expect(found.data.map(({ metadata, amount }) => [metadata?.['refund'], amount])).toEqual([
      ['A1R2', 1_000],
      ['A1R1', 850],
    ]);
    expect(await shop.findings()).toEqual([]);
  });

  it('of some cards take their time, or fail in the end', async () => {
    const slow = await pay({ payment_method: 'pm_card_pendingRefund' });
    const failing = await pay({ payment_method: 'pm_card_refundFail' });
    const pending = await stripe.refunds.create({ payment_intent: slow.id });
    const doomed = await stripe.refunds.create({ payment_intent: failing.id });
    expect([pending.status, doomed.status]).toEqual(['pending', 'pending']);
    await shop.control('POST /clock', { advanceMs: 60_000 });
    expect(await stripe.refunds.retrieve(pending.id)).toMatchObject({ status: 'succeeded' });
    expect(await stripe.refunds.retrieve(doomed.id)).toMatchObject({
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
    });
    expect(await shop.findings()).toEqual([]);
  });

  it('fail by a fault as they do by a card: the balance shows both ways of the money', async () => {
    const paid = await pay();
    await shop.control('POST /faults', {
      name: 'refund-fails',
      rail: 'card',
      parameters: { code: 'lost_or_stolen_card' },
    });
    const refund = await stripe.refunds.create({ payment_intent: paid.id, amount: 500 });
    expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' });
    expect(refund).not.toHaveProperty('failure_reason');
    await shop.control('POST /clock', { advanceMs: 60_000 });
    const failed = await stripe.refunds.retrieve(refund.id);
    expect(failed).toMatchObject({ status: 'failed', failure_reason: 'lost_or_stolen_card' });
    const { data } = await stripe.balanceTransactions.list({ source: refund.id });
    expect(data.map(({ type, amount }) => [type, amount])).toEqual([
      ['refund_failure', 500],
      ['refund', -500],
    ]);
    expect(data[0]?.id).toBe(failed.failure_balance_transaction);
    const events = await stripe.events.list({ types: ['refund.created', 'refund.failed'] });
    expect(events.data.map(({ type }) => type)).toEqual(['refund.failed', 'refund.created']);
    expect(await shop.findings()).toEqual([]);
  });

  it('wait for the shop to have the money', async () => {
    const paid = await pay();
    await shop.control('PATCH /merchants/card', { balanceMinor: 0, currency: 'USD' });
    const owed = await stripe.refunds.create({ payment_intent: paid.id });
    expect(owed).toMatchObject({ status: 'pending', pending_reason: 'insufficient_funds' });
    await pay();
    expect(await stripe.refunds.retrieve(owed.id)).toMatchObject({ status: 'succeeded' });
    expect(await shop.findings()).toEqual([]);
  });

  it('of disputed, unpaid and unknown payments are refused', async () => {
    const disputed = await pay({ payment_method: 'pm_card_createDispute' });
    expect(await refusal(stripe.refunds.create({ payment_intent: disputed.id }))).toMatchObject({
      code: 'charge_disputed',
    });
    const open = await stripe.paymentIntents.create({ amount: 900, currency: 'usd' });
    expect(await refusal(stripe.refunds.create({ payment_intent: open.id }))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    expect(await refusal(stripe.refunds.create({ payment_intent: 'pi_nobody' }))).toMatchObject({
      status: 404,
      code: 'resource_missing',
    });
    const paid = await pay();
    const refund = await stripe.refunds.create({ payment_intent: paid.id, amount: 100 });
    expect(await refusal(stripe.refunds.cancel(refund.id))).toMatchObject({ status: 400 });
  });
});
