/** The official Stripe SDK, unmodified: card readers that the provider drives, and cards held to them. */

import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStripeShop, refusal, type StripeShop } from './stripe-shop.ts';

let shop: StripeShop;
let stripe: Stripe;
let readerId: string;

beforeEach(async () => {
  shop = await openStripeShop('readers');
  ({ stripe, readerId } = shop);
});

afterEach(() => shop.server.close());

function make(more: Partial<Stripe.PaymentIntentCreateParams> = {}): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: 1_200,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
    capture_method: 'automatic',
    metadata: { order: 'R1' },
    ...more,
  });
}

async function ask(more: Partial<Stripe.PaymentIntentCreateParams> = {}): Promise<Stripe.PaymentIntent> {
  const intent = await make(more);
  const reader = await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: intent.id });
  expect(reader.action).toMatchObject({
    type: 'process_payment_intent',
    status: 'in_progress',
    process_payment_intent: { payment_intent: intent.id },
  });
  return intent;
}

async function actionNow(): Promise<Stripe.Terminal.Reader['action']> {
  return ((await stripe.terminal.readers.retrieve(readerId)) as Stripe.Terminal.Reader).action;
}

describe('a card at the reader', () => {
  it('is tapped and pays', async () => {
    const intent = await ask();
    expect(await shop.control('GET /readers')).toMatchObject([
      { id: readerId, asks: 'card', action: { orderNumber: 'R1', amountMinor: 1_200, currency: 'USD' } },
    ]);
    expect(await shop.present('card-visa')).toEqual({ result: 'approved' });
    expect(await actionNow()).toMatchObject({ status: 'succeeded', failure_code: null });
    const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 1_200 });
    expect((paid.latest_charge as Stripe.Charge).payment_method_details?.card_present).toMatchObject({
      brand: 'visa',
      last4: '4242',
      read_method: 'contactless_emv',
    });
    expect(await shop.findings()).toEqual([]);
  });

  it('is asked for its chip and its PIN where a tap is not enough', async () => {
    const intent = await ask();
    expect(await shop.present('card-mastercard')).toEqual({ result: 'insert' });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { decline_code: 'online_or_offline_pin_required' },
    });
    expect(await actionNow()).toMatchObject({ status: 'in_progress' });
    expect(await shop.present('card-mastercard', 'insert')).toEqual({ result: 'pin' });
    expect(await refusal(stripe.terminal.readers.cancelAction(readerId))).toMatchObject({
      code: 'terminal_reader_busy',
    });
    expect(await shop.present('card-mastercard', 'insert', '123456')).toEqual({ result: 'approved' });
    const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
    expect((paid.latest_charge as Stripe.Charge).payment_method_details?.card_present).toMatchObject({
      read_method: 'contact_emv',
      receipt: { cardholder_verification_method: 'online_pin' },
    });
  });

  it('with a wrong PIN is declined, and after three of them locked', async () => {
    for (const code of ['incorrect_pin', 'incorrect_pin', 'pin_try_exceeded', 'pin_try_exceeded']) {
      await ask();
      expect(await shop.present('card-mastercard', 'insert', '9999')).toMatchObject({
        result: 'declined',
        declineCode: code,
      });
    }
  });

  it('cannot be swiped', async () => {
    await ask();
    expect(await shop.present('card-visa', 'swipe')).toEqual({ result: 'unreadable' });
    expect(await actionNow()).toMatchObject({ status: 'in_progress' });
  });

  it.each([
    ['card-declined', 'generic_decline'],
    ['card-poor', 'insufficient_funds'],
    ['card-lost', 'lost_card'],
    ['card-stolen', 'stolen_card'],
    ['card-expired', 'expired_card'],
    ['card-unionpay', 'currency_not_supported'],
  ])('%s is declined', async (wallet, declineCode) => {
    const intent = await ask();
    expect(await shop.present(wallet)).toMatchObject({ result: 'declined', declineCode });
    expect(await actionNow()).toMatchObject({ status: 'failed' });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { decline_code: declineCode },
    });
    expect(await shop.findings()).toEqual([]);
  });

  it.each([
    [1_201, 'call_issuer'],
    [1_205, 'generic_decline'],
    [1_255, 'incorrect_pin'],
    [1_265, 'withdrawal_count_limit_exceeded'],
    [1_275, 'pin_try_exceeded'],
  ])('is declined by an amount such as %i', async (amount, declineCode) => {
    await ask({ amount });
    expect(await shop.present('card-visa')).toMatchObject({ result: 'declined', declineCode });
  });

  it.each([
    [1_202, '123456', 'offline_pin'],
    [1_203, '4711', 'online_pin'],
  ])('is asked for a PIN by an amount such as %i', async (amount, pin, method) => {
    const { id } = await ask({ amount });
    expect(await shop.present('card-visa', 'insert')).toEqual({ result: 'pin' });
    expect(await shop.present('card-visa', 'insert', pin)).toEqual({ result: 'approved' });
    const paid = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
    expect((paid.latest_charge as Stripe.Charge).payment_method_details?.card_present?.receipt).toMatchObject(
      {
        cardholder_verification_method: method,
      },
    );
  });

  it('after a decline lets another card pay the same intent', async () => {
    const intent = await ask();
    await shop.present('card-declined');
    await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: intent.id });
    await shop.present('card-visa');
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'succeeded',
      last_payment_error: null,
    });
  });

  it('can be held for and taken later', async () => {
    const intent = await ask({ capture_method: 'manual' });
    await shop.present('card-visa');
    const held = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 1_200 });
    expect((held.latest_charge as Stripe.Charge).payment_method_details?.card_present?.capture_before).toBe(
      held.created + 2 * 86_400,
    );
    expect(await stripe.paymentIntents.capture(intent.id)).toMatchObject({ status: 'succeeded' });
  });
});

describe('the reader', () => {
  it('is presented a card by the provider’s own test helper', async () => {
    const intent = await ask();
    const reader = await stripe.testHelpers.terminal.readers.presentPaymentMethod(readerId, {
      card_present: { number: '5555555555554444' },
      type: 'card_present',
      amount_tip: 100,
    });
    expect(reader.action).toMatchObject({ status: 'succeeded' });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'succeeded',
      amount: 1_300,
      amount_details: { tip: { amount: 100 } },
    });
    expect(await refusal(stripe.testHelpers.terminal.readers.presentPaymentMethod(readerId))).toMatchObject({
      status: 400,
    });
    expect(await shop.findings()).toEqual([]);
  });

  it('goes through the whole of a tap that needs a PIN with the helper', async () => {
    const intent = await ask();
    await stripe.testHelpers.terminal.readers.presentPaymentMethod(readerId, {
      card_present: { number: '4000008260000075' },
    });
    const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
    expect((paid.latest_charge as Stripe.Charge).payment_method_details?.card_present?.receipt).toMatchObject(
      {
        cardholder_verification_method: 'offline_pin',
      },
    );
  });

  it('must be stopped before its intent can be canceled', async () => {
    const intent = await ask();
    expect(await refusal(stripe.paymentIntents.cancel(intent.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    expect(await stripe.terminal.readers.cancelAction(readerId)).toMatchObject({ action: null });
    expect(await stripe.paymentIntents.cancel(intent.id)).toMatchObject({ status: 'canceled' });
    expect(await shop.present('card-visa')).toMatchObject({ error: 'reader-not-asking' });
    expect(
      await refusal(stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: intent.id })),
    ).toMatchObject({
      code: 'intent_invalid_state',
    });
  });

  it('goes over to the next payment when it only waits', async () => {
    const first = await ask();
    const second = await ask({ amount: 900, metadata: { order: 'R2' } });
    await shop.present('card-visa');
    expect(await stripe.paymentIntents.retrieve(second.id)).toMatchObject({ status: 'succeeded' });
    expect(await stripe.paymentIntents.cancel(first.id)).toMatchObject({ status: 'canceled' });
  });

  it('without a network says so', async () => {
    await shop.control(`PATCH /readers/${readerId}`, { online: false });
    const intent = await make();
    expect(
      await refusal(stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: intent.id })),
    ).toMatchObject({ status: 400, code: 'terminal_reader_offline' });
    expect((await stripe.terminal.readers.list({ status: 'offline' })).data).toHaveLength(1);
  });

  it('lets the customer cancel where the shop allows it', async () => {
    const intent = await make();
    expect(await shop.control(`POST /readers/${readerId}/cancel`)).toMatchObject({
      error: 'nothing-to-cancel',
    });
    await stripe.terminal.readers.processPaymentIntent(readerId, {
      payment_intent: intent.id,
      process_config: { enable_customer_cancellation: true },
    });
    await shop.control(`POST /readers/${readerId}/cancel`);
    expect(await actionNow()).toMatchObject({ status: 'failed', failure_code: 'customer_canceled' });
  });

  it('collects a card first and confirms it afterwards', async () => {
    const intent = await make();
    await stripe.terminal.readers.collectPaymentMethod(readerId, { payment_intent: intent.id });
    expect(await shop.present('card-visa')).toEqual({ result: 'collected' });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_confirmation',
    });
    await stripe.terminal.readers.confirmPaymentIntent(readerId, { payment_intent: intent.id });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'succeeded' });
    expect(await shop.findings()).toEqual([]);
  });

  it('gives money back to a card that is held to it', async () => {
    const intent = await ask();
    await shop.present('card-visa');
    await stripe.terminal.readers.refundPayment(readerId, { payment_intent: intent.id, amount: 500 });
    expect(await shop.present('card-visa')).toEqual({ result: 'refunded' });
    const action = await actionNow();
    expect(action).toMatchObject({ type: 'refund_payment', status: 'succeeded' });
    expect(await stripe.refunds.retrieve(String(action?.refund_payment?.refund))).toMatchObject({
      amount: 500,
    });
  });

  it('shows what is in the basket, and makes way for a payment', async () => {
    const cart = {
      currency: 'usd',
      total: 700,
      line_items: [{ amount: 700, description: 'Tea', quantity: 1 }],
    };
    const shown = await stripe.terminal.readers.setReaderDisplay(readerId, { type: 'cart', cart });
    expect(shown.action).toMatchObject({ type: 'set_reader_display', set_reader_display: { cart } });
    await ask();
    expect(
      await refusal(stripe.terminal.readers.setReaderDisplay(readerId, { type: 'cart', cart })),
    ).toMatchObject({
      code: 'terminal_reader_busy',
    });
  });

  it('is registered, named, listed and taken away', async () => {
    const added = await stripe.terminal.readers.create({ registration_code: 'simulated-wpe', label: 'Bar' });
    await stripe.terminal.readers.update(added.id, { label: 'Terrace' });
    expect((await stripe.terminal.readers.list()).data.map(({ label }) => label)).toContain('Terrace');
    expect(await stripe.terminal.readers.del(added.id)).toMatchObject({ deleted: true });
    expect(await refusal(stripe.terminal.readers.retrieve(added.id))).toMatchObject({
      code: 'resource_missing',
    });
    expect(await stripe.terminal.connectionTokens.create()).toMatchObject({
      object: 'terminal.connection_token',
    });
  });

  it('takes no intent for cards that are typed in', async () => {
    const intent = await make({ allowed_payment_method_types: ['card'] });
    expect(
      await refusal(stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: intent.id })),
    ).toMatchObject({ code: 'payment_intent_invalid_parameter' });
    expect(
      await refusal(stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: 'pi_nobody' })),
    ).toMatchObject({
      code: 'resource_missing',
    });
  });
});
