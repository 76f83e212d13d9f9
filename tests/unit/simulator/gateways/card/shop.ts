/** A merchant at the simulated card provider, with nothing but forms and JSON between them. */

import { createMemoryHost, type MemoryHost } from '../../../../../simulator/hosts/memory.ts';
import { credentialsOf } from '../../../../../simulator/world/credentials.ts';

export type Fields = Record<string, unknown>;

export interface Said {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Fields;
  /** The error, or nothing. */
  readonly error: Fields;
}

export interface CardShop {
  readonly host: MemoryHost;
  readonly readerId: string;
  readonly secretKey: string;
  readonly pass: (ms: number) => void;
  /** `POST /v1/…` or `GET /v1/…` with a form; its names are written as they travel. */
  readonly call: (
    line: string,
    form?: Record<string, string>,
    headers?: Record<string, string>,
  ) => Promise<Said>;
  readonly control: (line: string, body?: unknown) => Promise<{ status: number; body: Fields }>;
}

const NOON = Date.UTC(2026, 10, 23, 4);

export function openCardShop(seed = 'card'): CardShop {
  let at = NOON;
  const host = createMemoryHost({ now: () => at, seed, wait: async () => undefined });
  const { secretKey, readerId } = credentialsOf(host.world()).card;
  const call: CardShop['call'] = async (line, form = {}, headers = {}) => {
    const [method = 'GET', path = ''] = line.split(' ');
    const text = new URLSearchParams(form).toString();
    const query = method === 'POST' || text === '' ? '' : `?${text}`;
    const all = {
      authorization: `Bearer ${secretKey}`,
      ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...headers,
    };
    const init = { method, headers: all, ...(method === 'POST' ? { body: text } : {}) };
    const response = await host.handle(new Request(`http://simulator.test${path}${query}`, init));
    const body = (await response.json()) as Fields;
    return {
      status: response.status,
      headers: response.headers,
      body,
      error: (body['error'] ?? {}) as Fields,
    };
  };
  return {
    host,
    readerId,
    secretKey,
    pass: (ms) => {
      at += ms;
    },
    call,
    control: async (line, body) => {
      const [method = 'GET', path = ''] = line.split(' ');
      const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
      const response = await host.handle(new Request(`http://simulator.test/_simulator${path}`, init));
      return { status: response.status, body: (await response.json()) as Fields };
    },
  };
}

export const INTENT = { amount: '1250', currency: 'usd', 'allowed_payment_method_types[0]': 'card_present' };
