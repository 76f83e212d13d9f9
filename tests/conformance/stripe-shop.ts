/** A shop with the official Stripe SDK, unmodified, against the stand-alone simulator over HTTP. */

import Stripe from 'stripe';
import { type SimulatorServer, startSimulatorServer } from '../../simulator/hosts/node/server.ts';

export interface StripeShop {
  readonly server: SimulatorServer;
  readonly stripe: Stripe;
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly readerId: string;
  /** Calls the control interface. */
  readonly control: <T = Record<string, unknown>>(line: string, body?: unknown) => Promise<T>;
  /** The same SDK with another key, or with retries. */
  readonly sdk: (change?: { readonly key?: string; readonly maxNetworkRetries?: number }) => Stripe;
  /** An ordinary online payment with a card that pays. */
  readonly pay: (
    more?: Partial<Stripe.PaymentIntentCreateParams>,
    options?: Stripe.RequestOptions,
  ) => Promise<Stripe.Response<Stripe.PaymentIntent>>;
  readonly ledgers: () => Promise<Ledgers>;
  /** What the auditor of the simulated world finds wrong. */
  readonly findings: () => Promise<readonly string[]>;
  /** A card held to the shop's reader. */
  readonly present: (wallet: string, how?: 'tap' | 'insert' | 'swipe', pin?: string) => Promise<Presented>;
}

type Ledgers = Readonly<
  Record<'customers' | 'providers' | 'merchants', readonly { readonly amountMinor: number }[]>
>;

export interface Presented {
  readonly result?: string;
  readonly declineCode?: string;
  readonly error?: string;
}

export function onlineOrder(
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Stripe.PaymentIntentCreateParams {
  return {
    amount: 1_850,
    currency: 'usd',
    allowed_payment_method_types: ['card'],
    payment_method: 'pm_card_visa',
    confirm: true,
    ...more,
  };
}

export async function openStripeShop(seed: string): Promise<StripeShop> {
  const server = await startSimulatorServer({ port: 0, seed });
  const control = async <T>(line: string, body?: unknown): Promise<T> => {
    const [method = 'GET', path = ''] = line.split(' ');
    const init: RequestInit = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    return (await fetch(`${server.url}/_simulator${path}`, init)).json() as Promise<T>;
  };
  const { card } = await control<{ card: Record<'secretKey' | 'webhookSecret' | 'readerId', string> }>(
    'GET /credentials',
  );
  const { hostname, port } = new URL(server.url);
  const sdk: StripeShop['sdk'] = ({ key = card.secretKey, maxNetworkRetries = 0 } = {}) =>
    new Stripe(key, { host: hostname, port, protocol: 'http', telemetry: false, maxNetworkRetries });
  const stripe = sdk();
  return {
    server,
    stripe,
    ...card,
    control,
    sdk,
    pay: (more = {}, options = {}) => stripe.paymentIntents.create(onlineOrder(more), options),
    ledgers: () => control('GET /ledgers'),
    findings: async () => (await control<{ findings: string[] }>('GET /audit')).findings,
    present: (wallet, how = 'tap', pin) =>
      control(`POST /readers/${card.readerId}/present`, {
        wallet,
        how,
        ...(pin === undefined ? {} : { pin }),
      }),
  };
}

/** What the SDK makes of a refusal: the class of its error, with the provider's codes. */
export async function refusal(call: Promise<unknown>): Promise<{
  type: string;
  code: string | undefined;
  decline: string | undefined;
  status: number | undefined;
  param: string | undefined;
}> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const { type, code, decline_code: decline, statusCode: status, param } = error;
    return { type, code, decline, status, param };
  }
  throw new Error('it was not refused');
}
