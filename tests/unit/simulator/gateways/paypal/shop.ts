/** A merchant at the simulated PayPal, for tests: a token, calls, and customers with phones. */

import { createMemoryHost, type MemoryHost } from '../../../../../simulator/hosts/memory.ts';

export const NOON = Date.UTC(2026, 10, 23, 12);

export interface Said {
  readonly status: number;
  readonly headers: Headers;
  readonly fields: Fields;
  readonly text: string;
}

/** What PayPal says, for looking into. */
export interface Fields {
  readonly [name: string]: unknown;
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** As it travels, instead of the JSON of a body. */
  readonly raw?: string;
  /** Without the token. */
  readonly isAnonymous?: boolean;
}

export interface Shop {
  readonly host: MemoryHost;
  readonly pass: (ms: number) => void;
  readonly now: () => number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webhookId: string;
  readonly call: (line: string, body?: unknown, options?: CallOptions) => Promise<Said>;
  /** One call of the control interface. */
  readonly control: (line: string, body?: unknown) => Promise<Fields>;
}

/** A simulator at noon whose clock only the test moves, with a token. */
export async function openShop(seed = 'paypal'): Promise<Shop> {
  let at = NOON;
  const host = createMemoryHost({ now: () => at, seed, wait: async () => undefined });
  const send = async (line: string, init: RequestInit): Promise<Said> => {
    const [method = 'GET', path = ''] = line.split(' ');
    const response = await host.handle(new Request(`http://simulator.test${path}`, { ...init, method }));
    const text = await response.text();
    const fields = text.startsWith('{') || text.startsWith('[') ? (JSON.parse(text) as Fields) : {};
    return { status: response.status, headers: response.headers, fields, text };
  };
  const control: Shop['control'] = async (line, body) => {
    const [method = 'GET', path = ''] = line.split(' ');
    const said = await send(
      `${method} /_simulator${path}`,
      body === undefined ? {} : { body: JSON.stringify(body) },
    );
    return said.fields;
  };
  const { paypal } = await control('GET /credentials');
  const { clientId, clientSecret, webhookId } = paypal as Record<string, string> & {
    clientId: string;
    clientSecret: string;
    webhookId: string;
  };
  let token = '';
  let tokenUntil = at;
  /** A token that holds, as a merchant would keep one. */
  const bearer = async (): Promise<string> => {
    if (at < tokenUntil) return token;
    const grant = await send('POST /v1/oauth2/token', {
      headers: {
        authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    token = String(grant.fields['access_token']);
    tokenUntil = at + Number(grant.fields['expires_in']) * 1_000;
    return token;
  };
  return {
    host,
    now: () => at,
    pass: (ms) => {
      at += ms;
    },
    clientId,
    clientSecret,
    webhookId,
    control,
    call: async (line, body, { headers = {}, raw, isAnonymous = false } = {}) => {
      const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
      const common: Record<string, string> = isAnonymous ? {} : { authorization: `Bearer ${await bearer()}` };
      const type = sent === undefined ? {} : { 'content-type': 'application/json' };
      return send(line, {
        headers: { ...common, ...type, ...headers },
        ...(sent === undefined ? {} : { body: sent }),
      });
    },
  };
}

export const REPRESENTATION = { prefer: 'return=representation' };

/** The body of an order of this much, under our number. */
export function orderBody(value = '12.50', more: Fields = {}, unit: Fields = {}): Fields {
  return {
    intent: 'CAPTURE',
    purchase_units: [{ amount: { currency_code: 'USD', value }, custom_id: 'GTA1', ...unit }],
    payment_source: {
      paypal: { experience_context: { shipping_preference: 'NO_SHIPPING', user_action: 'PAY_NOW' } },
    },
    ...more,
  };
}

/** Makes an order and gives its id. */
export async function makeOrder(shop: Shop, body: Fields = orderBody()): Promise<string> {
  const { status, fields } = await shop.call('POST /v2/checkout/orders', body);
  if (status !== 201) throw new Error(JSON.stringify(fields));
  return String(fields['id']);
}

/** A customer scans the order's link and agrees. */
export async function approve(shop: Shop, id: string, customer = 'paypal-amy'): Promise<void> {
  const content = `https://www.sandbox.paypal.com/checkoutnow?token=${id}`;
  const scanned = await shop.control(`POST /wallets/${customer}/scan`, { content });
  if (scanned['error'] !== undefined) throw new Error(JSON.stringify(scanned));
  const agreed = await shop.control(`POST /wallets/${customer}/confirm`, {});
  if (agreed['error'] !== undefined) throw new Error(JSON.stringify(agreed));
}

/** A captured order: its id and the capture's. */
export async function paid(
  shop: Shop,
  body: Fields = orderBody(),
): Promise<{ order: string; capture: string }> {
  const order = await makeOrder(shop, body);
  await approve(shop, order);
  const said = await shop.call(`POST /v2/checkout/orders/${order}/capture`, {}, { headers: REPRESENTATION });
  if (said.status !== 201) throw new Error(said.text);
  return { order, capture: String(at(said.fields, 'purchase_units', 0, 'payments', 'captures', 0, 'id')) };
}

/** An authorized order: its id and the authorization's. */
export async function held(shop: Shop, value = '100.00'): Promise<{ order: string; authorization: string }> {
  const order = await makeOrder(shop, orderBody(value, { intent: 'AUTHORIZE' }));
  await approve(shop, order);
  const said = await shop.call(
    `POST /v2/checkout/orders/${order}/authorize`,
    {},
    { headers: REPRESENTATION },
  );
  if (said.status !== 201) throw new Error(said.text);
  return {
    order,
    authorization: String(at(said.fields, 'purchase_units', 0, 'payments', 'authorizations', 0, 'id')),
  };
}

/** A value deep inside an answer. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inside, key) =>
      typeof inside === 'object' && inside !== null ? (inside as Record<string, unknown>)[key] : undefined,
    value,
  );
}

/** The first issue that an error tells. */
export function issueOf({ fields }: Said): unknown {
  return at(fields, 'details', 0, 'issue');
}

export async function audit(shop: Shop): Promise<unknown> {
  return (await shop.control('GET /audit'))['findings'];
}
