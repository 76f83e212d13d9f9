/** The official Stripe SDK, unmodified: what is refused and how, pages, search and expansion. */

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

describe('strictness', () => {
  it('wants the secret key', async () => {
    expect(await refusal(shop.sdk({ key: 'sk_test_nobody_0000' }).paymentIntents.list())).toMatchObject({
      type: 'StripeAuthenticationError',
      status: 401,
    });
    expect(await refusal(shop.sdk({ key: 'pk_test_nobody_0000' }).paymentIntents.list())).toMatchObject({
      type: 'StripePermissionError',
      code: 'secret_key_required',
    });
    const bare = await fetch(`${shop.server.url}/v1/payment_intents`);
    expect(bare.status).toBe(401);
    expect(await bare.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  });

  const wrong: readonly (readonly [string, Record<string, unknown>, string | undefined, string])[] = [
    ['an unknown parameter', { amonut: 1 }, 'parameter_unknown', 'amonut'],
    [
      'an unknown parameter inside another',
      {
        automatic_payment_methods: { enabled: true, colour: 'red' },
        allowed_payment_method_types: undefined,
      },
      'parameter_unknown',
      'automatic_payment_methods[colour]',
    ],
    ['no amount', { amount: undefined }, 'parameter_missing', 'amount'],
    ['no currency', { currency: undefined }, 'parameter_missing', 'currency'],
    ['an amount that is no number', { amount: '12.50' }, 'parameter_invalid_integer', 'amount'],
    ['a negative amount', { amount: -5 }, 'parameter_invalid_integer', 'amount'],
    ['too little', { amount: 49 }, 'amount_too_small', 'amount'],
    ['too much', { amount: 100_000_000 }, 'amount_too_large', 'amount'],
    ['too little for this currency', { amount: 399, currency: 'hkd' }, 'amount_too_small', 'amount'],
    ['an unknown currency', { currency: 'zzz' }, undefined, 'currency'],
    ['an empty value', { currency: '' }, 'parameter_invalid_empty', 'currency'],
    ['a wrong choice', { capture_method: 'sometimes' }, undefined, 'capture_method'],
    [
      'an unknown type of payment',
      { allowed_payment_method_types: ['cheque'] },
      'payment_intent_invalid_parameter',
      'allowed_payment_method_types',
    ],
    ['metadata that is too long', { metadata: { note: 'x'.repeat(501) } }, undefined, 'metadata[note]'],
    [
      'a statement text that is too long',
      { statement_descriptor: 'x'.repeat(23) },
      undefined,
      'statement_descriptor',
    ],
    ['confirming without a method', { payment_method: undefined }, 'payment_intent_unexpected_state', ''],
    ['a method that nobody made', { payment_method: 'pm_nobody' }, 'resource_missing', 'payment_method'],
    [
      'the way to confirm without confirming',
      { confirm: false, off_session: true },
      undefined,
      'off_session',
    ],
  ];
  it.each(wrong)('%s is refused', async (_, change, code, param) => {
    const said = await refusal(pay(change as Partial<Stripe.PaymentIntentCreateParams>));
    expect(said).toMatchObject({ type: 'StripeInvalidRequestError' });
    expect([said.code, said.param ?? '']).toEqual([code, param]);
  });

  it('knows what its version knows: since September 2026 the types of payment have another name', async () => {
    const make = async (version: string) => {
      const response = await fetch(`${shop.server.url}/v1/payment_intents`, {
        method: 'POST',
        headers: { authorization: `Bearer ${shop.secretKey}`, 'stripe-version': version },
        body: new URLSearchParams({
          amount: '900',
          currency: 'usd',
          'payment_method_types[0]': 'card_present',
        }),
      });
      return (await response.json()) as {
        payment_method_types?: string[];
        error?: { code: string; param: string };
      };
    };
    expect(await make('2026-08-26.dahlia')).toMatchObject({ payment_method_types: ['card_present'] });
    expect(await make('2026-10-28.endive')).toMatchObject({
      error: { code: 'parameter_unknown', param: 'payment_method_types' },
    });
  });

  it('knows no other calls', async () => {
    expect(await refusal(stripe.customers.list())).toMatchObject({
      type: 'StripeInvalidRequestError',
      status: 404,
    });
  });

  it('takes forms only', async () => {
    const response = await fetch(`${shop.server.url}/v1/payment_intents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ amount: 1_000, currency: 'usd' }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  });

  it('expands what is there, and nothing else', async () => {
    const { id } = await pay();
    const refund = await stripe.refunds.create({ payment_intent: id, expand: ['charge.payment_intent'] });
    expect(refund.charge).toMatchObject({
      object: 'charge',
      payment_intent: { id, object: 'payment_intent' },
    });
    expect(await refusal(stripe.paymentIntents.retrieve(id, { expand: ['amount'] }))).toMatchObject({
      param: 'expand',
    });
  });
});

describe('lists', () => {
  beforeEach(async () => {
    for (let number = 1; number <= 7; number += 1) {
      await stripe.paymentIntents.create({
        amount: 1_000 + number,
        currency: 'usd',
        metadata: { order: `L${number}` },
      });
      await shop.control('POST /clock', { advanceMs: 60_000 });
    }
  });

  it('come page by page, newest first', async () => {
    const first = await stripe.paymentIntents.list({ limit: 3 });
    expect(first.has_more).toBe(true);
    expect(first.data.map(({ amount }) => amount)).toEqual([1_007, 1_006, 1_005]);
    const next = await stripe.paymentIntents.list({ limit: 3, starting_after: first.data[2]?.id ?? '' });
    expect(next.data.map(({ amount }) => amount)).toEqual([1_004, 1_003, 1_002]);
    const back = await stripe.paymentIntents.list({ limit: 2, ending_before: next.data[1]?.id ?? '' });
    expect(back.data.map(({ amount }) => amount)).toEqual([1_005, 1_004]);
  });

  it('are walked to the end by the SDK itself', async () => {
    const all = await stripe.paymentIntents.list({ limit: 2 }).autoPagingToArray({ limit: 100 });
    expect(all.map(({ amount }) => amount)).toEqual([1_007, 1_006, 1_005, 1_004, 1_003, 1_002, 1_001]);
  });

  it('can be bounded by time, and refuse nonsense', async () => {
    const all = (await stripe.paymentIntents.list({ limit: 100 })).data;
    const since = all[2]?.created ?? 0;
    expect((await stripe.paymentIntents.list({ created: { gte: since } })).data).toHaveLength(3);
    expect(await refusal(stripe.paymentIntents.list({ limit: 101 }))).toMatchObject({ param: 'limit' });
    expect(await refusal(stripe.paymentIntents.list({ starting_after: 'pi_nobody' }))).toMatchObject({
      code: 'resource_missing',
      param: 'starting_after',
    });
  });

  it('can be searched', async () => {
    const byOrder = await stripe.paymentIntents.search({ query: `metadata['order']:'L4'` });
    expect(byOrder.data.map(({ amount }) => amount)).toEqual([1_004]);
    const several = await stripe.paymentIntents.search({
      query: `amount>1003 AND -metadata["order"]:"L5" AND status:'requires_payment_method'`,
      limit: 2,
    });
    expect(several.data.map(({ amount }) => amount)).toEqual([1_007, 1_006]);
    const rest = await stripe.paymentIntents.search({
      query: `amount>1003 AND -metadata["order"]:"L5" AND status:'requires_payment_method'`,
      limit: 2,
      page: several.next_page ?? '',
    });
    expect(rest.data.map(({ amount }) => amount)).toEqual([1_004]);
    expect(await refusal(stripe.paymentIntents.search({ query: 'everything please' }))).toMatchObject({
      param: 'query',
    });
  });

  it('of money show what came in and what went back', async () => {
    const paid = await pay();
    await stripe.refunds.create({ payment_intent: paid.id, amount: 850 });
    const movements = (await stripe.balanceTransactions.list()).data;
    expect(movements.map(({ type, amount }) => [type, amount])).toEqual([
      ['refund', -850],
      ['charge', 1_850],
    ]);
    expect(await stripe.balanceTransactions.retrieve(movements[0]?.id ?? '')).toMatchObject({ net: -850 });
  });
});
