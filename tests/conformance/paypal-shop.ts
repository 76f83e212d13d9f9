/** A shop with PayPal's own SDK, unmodified, and the stand-alone simulator that it takes for PayPal. */

import { Agent } from 'node:https';
import { connect } from 'node:tls';
import {
  ApiError,
  Client,
  type Configuration,
  Environment,
  OrdersController,
  PaymentsController,
  TransactionSearchController,
} from '@paypal/paypal-server-sdk';
import { makeCertificate } from '../../simulator/hosts/node/certificate.ts';
import { type SimulatorServer, startSimulatorServer } from '../../simulator/hosts/node/server.ts';
import { control as ask } from './paypal-control.ts';

/** The host that the SDK calls; it has no option for another one. */
export const PAYPAL_HOST = 'api-m.sandbox.paypal.com';

export interface PaypalShop {
  readonly server: SimulatorServer;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webhookId: string;
  readonly webhookCertificate: string;
  readonly orders: OrdersController;
  readonly payments: PaymentsController;
  readonly reports: TransactionSearchController;
  /** The SDK's own client; told more, or otherwise. */
  readonly client: (more?: Partial<Configuration>) => Client;
  /** One call of the control interface. */
  readonly control: <T = Record<string, unknown>>(line: string, body?: unknown) => Promise<T>;
  /** A customer scans the order's link and agrees. */
  readonly approve: (orderId: string, customer?: string) => Promise<void>;
}

/**
 * Starts the simulator with TLS under PayPal's name and points the SDK at it: its agent trusts the certificate and goes to
 * this machine instead. Nothing of the SDK is changed, and every byte travels as it would to PayPal.
 */
export async function openPaypalShop(port = 0): Promise<PaypalShop> {
  const tls = makeCertificate([PAYPAL_HOST, 'localhost', '127.0.0.1'], Date.now());
  const server = await startSimulatorServer({ port, seed: 'conformance', tls, allowedHosts: [PAYPAL_HOST] });
  const control: PaypalShop['control'] = (line, body) => ask(server.url, { line, body, ca: tls.certificate });
  const { paypal } = await control<{
    paypal: Record<'clientId' | 'clientSecret' | 'webhookId' | 'webhookCertificate', string>;
  }>('GET /credentials');
  const client: PaypalShop['client'] = (more = {}) =>
    new Client({
      clientCredentialsAuthCredentials: {
        oAuthClientId: paypal.clientId,
        oAuthClientSecret: paypal.clientSecret,
      },
      environment: Environment.Sandbox,
      httpClientOptions: { httpsAgent: agentTo(server.url, tls.certificate) },
      ...more,
    });
  return {
    server,
    ...paypal,
    orders: new OrdersController(client()),
    payments: new PaymentsController(client()),
    reports: new TransactionSearchController(client()),
    client,
    control,
    approve: async (orderId, customer = 'paypal-amy') => {
      const content = `https://www.sandbox.paypal.com/checkoutnow?token=${orderId}`;
      const scanned = await control(`POST /wallets/${customer}/scan`, { content });
      if (scanned['error'] !== undefined) throw new Error(JSON.stringify(scanned));
      const agreed = await control(`POST /wallets/${customer}/confirm`, {});
      if (agreed['error'] !== undefined) throw new Error(JSON.stringify(agreed));
    },
  };
}

/** An agent whose connections all lead to the simulator, whatever host was asked for. */
export function agentTo(url: string, ca: string): Agent {
  const { hostname: host, port } = new URL(url);
  const agent = new Agent({ ca });
  return Object.assign(agent, {
    createConnection: (options: { readonly servername?: string }) =>
      connect({ host, port: Number(port), ca, servername: options.servername ?? PAYPAL_HOST }),
  });
}

export interface Refusal {
  readonly status: number;
  readonly name: unknown;
  readonly issue: unknown;
  readonly debugId: unknown;
}

/** What the SDK makes of a refusal. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const said = JSON.parse(String(error.body)) as {
      readonly name?: unknown;
      /** Of OAuth errors, which have no name. */
      readonly error?: unknown;
      readonly details?: readonly { readonly issue: unknown }[];
      readonly debug_id?: unknown;
    };
    const { name = said.error, details, debug_id: debugId } = said;
    return { status: error.statusCode, name, issue: details?.[0]?.issue, debugId };
  }
  throw new Error('it was not refused');
}

export const usd = (value: string) => ({ currencyCode: 'USD', value });
