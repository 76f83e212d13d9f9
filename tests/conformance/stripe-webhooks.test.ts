/** The official Stripe SDK, unmodified: webhooks that are really delivered, signed, repeated and switched off. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
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

let receiver: Server;
let address: string;
let letters: { body: string; signature: string }[];
let answer: number;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const signature = String(request.headers['stripe-signature']);
      letters.push({ body: Buffer.concat(chunks).toString(), signature });
      response.statusCode = answer;
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/stripe`;
});

beforeEach(() => {
  letters = [];
  answer = 200;
});

afterAll(() => {
  receiver.close();
});

const types = () => letters.map(({ body }) => (JSON.parse(body) as Stripe.Event).type);
const delivered = (count: number) => expect.poll(() => letters.length, { timeout: 5_000 }).toBe(count);

it('are delivered with a signature that the SDK accepts, and not with one character changed', async () => {
  const endpoint = await stripe.webhookEndpoints.create({
    url: address,
    enabled_events: ['payment_intent.succeeded'],
  });
  expect(endpoint).toMatchObject({ status: 'enabled', secret: shop.webhookSecret });
  const intent = await ask();
  await shop.present('card-visa');
  await delivered(1);
  const [{ body, signature } = { body: '', signature: '' }] = letters;
  const event = stripe.webhooks.constructEvent(body, signature, shop.webhookSecret);
  expect(event).toMatchObject({
    type: 'payment_intent.succeeded',
    data: { object: { id: intent.id, status: 'succeeded' } },
  });
  const changed = body.replace('"amount": 1200', '"amount": 1201');
  expect(changed).not.toBe(body);
  expect(() => stripe.webhooks.constructEvent(changed, signature, shop.webhookSecret)).toThrow(
    Stripe.errors.StripeSignatureVerificationError,
  );
  expect(await stripe.events.retrieve(event.id)).toMatchObject({ id: event.id, type: event.type });
});

it('tell of a whole sale in their order', async () => {
  await stripe.webhookEndpoints.create({ url: address, enabled_events: ['*'] });
  const intent = await ask();
  await shop.present('card-declined');
  await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: intent.id });
  await shop.present('card-visa');
  await stripe.refunds.create({ payment_intent: intent.id, amount: 200 });
  const expected = [
    'payment_intent.created',
    'charge.failed',
    'payment_intent.payment_failed',
    'terminal.reader.action_failed',
    'charge.succeeded',
    'payment_intent.succeeded',
    'terminal.reader.action_succeeded',
    'refund.created',
    'charge.refunded',
  ];
  await delivered(expected.length);
  expect([...types()].sort()).toEqual([...expected].sort());
  const listed = await stripe.events.list({ limit: 100 });
  expect([...listed.data].reverse().map(({ type }) => type)).toEqual(expected);
  expect((await stripe.events.list({ types: ['charge.failed', 'refund.created'] })).data).toHaveLength(2);
});

it('come again until they are taken', async () => {
  await stripe.webhookEndpoints.create({ url: address, enabled_events: ['payment_intent.created'] });
  answer = 500;
  await make();
  await delivered(1);
  answer = 200;
  await shop.control('POST /clock', { advanceMs: 6 * 60_000 });
  await delivered(2);
  expect(letters[0]?.body).toBe(letters[1]?.body);
  await shop.control('POST /clock', { advanceMs: 86_400_000 });
  await make();
  await delivered(3);
});

it('stop when the endpoint is switched off or taken away', async () => {
  const endpoint = await stripe.webhookEndpoints.create({ url: address, enabled_events: ['*'] });
  await stripe.webhookEndpoints.update(endpoint.id, { disabled: true });
  await make();
  await stripe.webhookEndpoints.update(endpoint.id, { disabled: false });
  await make();
  await delivered(1);
  expect((await stripe.webhookEndpoints.list()).data).toMatchObject([{ id: endpoint.id, status: 'enabled' }]);
  await stripe.webhookEndpoints.del(endpoint.id);
  expect(await refusal(stripe.webhookEndpoints.retrieve(endpoint.id))).toMatchObject({
    code: 'resource_missing',
  });
  const wrong = stripe.webhookEndpoints.create({ url: address, enabled_events: ['coffee.ready' as never] });
  expect(await refusal(wrong)).toMatchObject({ param: 'enabled_events' });
});
