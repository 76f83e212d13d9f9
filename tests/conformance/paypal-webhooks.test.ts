/**
 * Webhooks as PayPal sends them, delivered over HTTP and verified both ways: by the certificate, and by asking PayPal. The
 * SDK, unmodified, reaches the simulator through an adapter of its HTTP client, which only puts another host into addresses.
 */

import { createPublicKey, createVerify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import {
  CheckoutPaymentIntent,
  Client,
  Environment,
  OrdersController,
  PaymentsController,
} from '@paypal/paypal-server-sdk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SimulatorServer, startSimulatorServer } from '../../simulator/hosts/node/server.ts';
import { PAYPAL_HOST, usd } from './paypal-shop.ts';

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly event: {
    readonly id: string;
    readonly event_type: string;
    readonly resource: { readonly id: string };
  };
}

let simulator: SimulatorServer;
let listener: Server;
let deliveries: Delivery[];
let answers: number;
let token: string;
let client: Client;

beforeEach(async () => {
  simulator = await startSimulatorServer({ port: 0, seed: 'webhooks' });
  deliveries = [];
  answers = 200;
  listener = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      deliveries.push({ headers: request.headers, body, event: JSON.parse(body) as Delivery['event'] });
      response.writeHead(answers).end();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { paypal } = await json<{ paypal: { clientId: string; clientSecret: string; webhookId: string } }>(
    'GET /_simulator/credentials',
  );
  client = new Client({
    clientCredentialsAuthCredentials: {
      oAuthClientId: paypal.clientId,
      oAuthClientSecret: paypal.clientSecret,
    },
    environment: Environment.Sandbox,
    unstable_httpClientOptions: { adapter: adapterTo(simulator.url) },
  });
  const granted = await client.clientCredentialsAuthManager.fetchToken();
  token = granted.accessToken;
});

afterEach(async () => {
  listener.close();
  await simulator.close();
});

/** What axios calls for each request of the SDK: the same request, at another address. */
function adapterTo(origin: string) {
  return async (config: {
    readonly url: string;
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly data?: string;
  }) => {
    const response = await fetch(config.url.replace(`https://${PAYPAL_HOST}`, origin), {
      method: config.method,
      headers: { ...config.headers },
      ...(config.data === undefined ? {} : { body: config.data }),
    });
    const headers = Object.fromEntries(response.headers);
    return { data: await response.text(), status: response.status, statusText: '', headers, config };
  };
}

/** One call without the SDK, which knows no webhooks; `raw` is sent as it is. */
async function json<T>(line: string, body?: unknown, raw?: string): Promise<T> {
  const [method = 'GET', path = ''] = line.split(' ');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(simulator.url + path, {
    method,
    headers,
    ...(sent === undefined ? {} : { body: sent }),
  });
  return (await response.json()) as T;
}

async function subscribe(): Promise<string> {
  const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/paypal`;
  const made = await json<{ id: string }>('POST /v1/notifications/webhooks', {
    url,
    event_types: [{ name: 'PAYMENT.CAPTURE.COMPLETED' }, { name: 'PAYMENT.CAPTURE.REFUNDED' }],
  });
  return made.id;
}

/** A payment from end to end by the SDK; its capture's id. */
async function pay(): Promise<string> {
  const orders = new OrdersController(client);
  const made = await orders.createOrder({
    body: { intent: CheckoutPaymentIntent.Capture, purchaseUnits: [{ amount: usd('12.50') }] },
  });
  const id = made.result.id ?? '';
  const content = `https://www.sandbox.paypal.com/checkoutnow?token=${id}`;
  await json('POST /_simulator/wallets/paypal-amy/scan', { content });
  await json('POST /_simulator/wallets/paypal-amy/confirm', {});
  const { result } = await orders.captureOrder({ id, prefer: 'return=representation' });
  return result.purchaseUnits?.[0]?.payments?.captures?.[0]?.id ?? '';
}

const arrived = (count: number): Promise<void> =>
  expect
    .poll(() => deliveries.length, { timeout: 10_000 })
    .toBe(count)
    .then(() => undefined);

/** As PayPal's documentation has it: id, time, the subscription's id, and the sum of the raw bytes. */
async function isGenuine({ headers, body }: Delivery, webhookId: string): Promise<boolean> {
  const address = new URL(String(headers['paypal-cert-url']));
  expect(address.hostname).toMatch(/(^|\.)paypal\.com$/);
  const certificate = await (await fetch(simulator.url + address.pathname)).text();
  const text = `${headers['paypal-transmission-id']}|${headers['paypal-transmission-time']}|${webhookId}|${crc32(body)}`;
  const check = createVerify('RSA-SHA256').update(text);
  return check.verify(createPublicKey(certificate), String(headers['paypal-transmission-sig']), 'base64');
}

/** The same question to PayPal itself. */
async function paypalSays({ headers, body }: Delivery, webhookId: string): Promise<string> {
  const question = JSON.stringify({
    auth_algo: headers['paypal-auth-algo'],
    cert_url: headers['paypal-cert-url'],
    transmission_id: headers['paypal-transmission-id'],
    transmission_sig: headers['paypal-transmission-sig'],
    transmission_time: headers['paypal-transmission-time'],
    webhook_id: webhookId,
  });
  const raw = `${question.slice(0, -1)},"webhook_event":${body}}`;
  const said = await json<{ verification_status: string }>(
    'POST /v1/notifications/verify-webhook-signature',
    undefined,
    raw,
  );
  return said.verification_status;
}

test('a capture and its refund are told, and their signatures hold both ways', async () => {
  const webhookId = await subscribe();
  const captureId = await pay();
  await new PaymentsController(client).refundCapturedPayment({ captureId });
  await arrived(2);
  const types = deliveries.map(({ event }) => event.event_type).sort();
  expect(types).toEqual(['PAYMENT.CAPTURE.COMPLETED', 'PAYMENT.CAPTURE.REFUNDED']);
  for (const delivery of deliveries) {
    expect(await isGenuine(delivery, webhookId)).toBe(true);
    expect(await paypalSays(delivery, webhookId)).toBe('SUCCESS');
  }
  const [first] = deliveries;
  if (first === undefined) throw new Error('nothing arrived');
  const changed = { ...first, body: first.body.replace('12.50', '21.50') };
  expect(await isGenuine(changed, webhookId)).toBe(false);
  expect(await paypalSays(changed, webhookId)).toBe('FAILURE');
  expect(await paypalSays(first, 'ANOTHER')).toBe('FAILURE');
});

test('what was not taken is sent again, as the same event', async () => {
  await subscribe();
  answers = 500;
  await pay();
  await arrived(1);
  answers = 200;
  await json('POST /_simulator/clock', { advanceMs: 60_000 });
  await arrived(2);
  const [first, second] = deliveries;
  expect(second?.body).toBe(first?.body);
  expect(second?.headers['paypal-transmission-id']).not.toBe(first?.headers['paypal-transmission-id']);
  await json('POST /_simulator/clock', { advanceMs: 3_600_000 });
  // A look at what has happened by then: the courier has been by, and brought nothing.
  await pay();
  await arrived(3);
  expect(deliveries[2]?.event.id).not.toBe(first?.event.id);
});

test('fault notification-twice brings the same event twice', async () => {
  await subscribe();
  await json('POST /_simulator/faults', { name: 'notification-twice', rail: 'paypal' });
  await pay();
  await arrived(2);
  expect(new Set(deliveries.map(({ event }) => event.id)).size).toBe(1);
});
