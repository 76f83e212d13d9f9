/** The official Stripe SDK, unmodified: idempotency keys, failures that are kept, and retries of its own. */

import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onlineOrder, openStripeShop, refusal, type StripeShop } from './stripe-shop.ts';

let shop: StripeShop;
let stripe: Stripe;

beforeEach(async () => {
  shop = await openStripeShop('conformance');
  stripe = shop.stripe;
});

afterEach(() => shop.server.close());

const pay: StripeShop['pay'] = (more, options) => shop.pay(more, options);

describe('idempotency', () => {
  it('says the same again to the same key, and charges once', async () => {
    const first = await pay({}, { idempotencyKey: 'key-1' });
    const second = await pay({}, { idempotencyKey: 'key-1' });
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(second.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId);
    expect((await shop.ledgers()).customers).toHaveLength(1);
  });

  it('keeps a decline as well', async () => {
    const declined = { payment_method: 'pm_card_chargeDeclined' };
    expect(await refusal(pay(declined, { idempotencyKey: 'key-2' }))).toMatchObject({ status: 402 });
    expect(await refusal(pay(declined, { idempotencyKey: 'key-2' }))).toMatchObject({ status: 402 });
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
  });

  it('refuses a key for another request', async () => {
    await pay({}, { idempotencyKey: 'key-3' });
    expect(await refusal(pay({ amount: 1_900 }, { idempotencyKey: 'key-3' }))).toMatchObject({
      type: 'StripeIdempotencyError',
      status: 400,
    });
  });

  it('lets a key be used again after a request that was never carried out', async () => {
    expect(await refusal(pay({ amount: 10 }, { idempotencyKey: 'key-4' }))).toMatchObject({
      code: 'amount_too_small',
    });
    expect(await pay({}, { idempotencyKey: 'key-4' })).toMatchObject({ status: 'succeeded' });
  });

  it('forgets keys after a day', async () => {
    const first = await pay({}, { idempotencyKey: 'key-5' });
    await shop.control('POST /clock', { advanceMs: 25 * 3_600_000 });
    expect((await pay({}, { idempotencyKey: 'key-5' })).id).not.toBe(first.id);
  });

  it('keeps a failure of the provider, although the money moved', async () => {
    await shop.control('POST /faults', { name: 'provider-busy', rail: 'card', operation: 'pay' });
    expect(await refusal(pay({}, { idempotencyKey: 'key-6' }))).toMatchObject({
      type: 'StripeAPIError',
      status: 500,
    });
    expect(await refusal(pay({}, { idempotencyKey: 'key-6' }))).toMatchObject({
      type: 'StripeAPIError',
      status: 500,
    });
    expect((await shop.ledgers()).customers).toHaveLength(1);
  });

  it('keeps nothing of a request that the provider never began', async () => {
    const parameters = { world: 'not-charged' };
    await shop.control('POST /faults', { name: 'provider-busy', rail: 'card', operation: 'pay', parameters });
    expect(await refusal(pay({}, { idempotencyKey: 'key-7' }))).toMatchObject({ status: 500 });
    expect(await pay({}, { idempotencyKey: 'key-7' })).toMatchObject({ status: 'succeeded' });
    expect((await shop.ledgers()).customers).toHaveLength(1);
  });

  it('says 409 while the first request is still under way, and the SDK then gets its answer', async () => {
    const parameters = { code: 'idempotency_key_in_use' };
    const fault = { name: 'provider-busy', rail: 'card', operation: 'pay', parameters };
    await shop.control('POST /faults', fault);
    expect(await refusal(pay({}, { idempotencyKey: 'key-8' }))).toMatchObject({
      status: 409,
      code: 'idempotency_key_in_use',
    });
    await shop.control('POST /faults', fault);
    const patient = shop.sdk({ maxNetworkRetries: 1 });
    expect(await patient.paymentIntents.create(onlineOrder(), { idempotencyKey: 'key-9' })).toMatchObject({
      status: 'succeeded',
    });
    expect((await shop.ledgers()).customers).toHaveLength(2);
  });

  it.each(['reply-lost', 'status-500', 'duplicate-delivery'])(
    'charges once when the SDK repeats by itself after %s',
    async (name) => {
      await shop.control('POST /faults', { name, rail: 'card', operation: 'pay' });
      const patient = shop.sdk({ maxNetworkRetries: 2 });
      expect(await patient.paymentIntents.create(onlineOrder())).toMatchObject({ status: 'succeeded' });
      expect((await shop.ledgers()).customers).toHaveLength(1);
    },
  );

  it('tells a client that asks too much', async () => {
    await shop.control('POST /faults', { name: 'rate-limited', rail: 'card' });
    expect(await refusal(pay())).toMatchObject({
      type: 'StripeRateLimitError',
      status: 429,
      code: 'rate_limit',
    });
  });
});
