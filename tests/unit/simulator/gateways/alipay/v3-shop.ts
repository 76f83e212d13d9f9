/** A shop that speaks version 3 with the simulated Alipay: signs the raw request with Node's crypto, and checks the answer. */

import { createSign, createVerify } from 'node:crypto';
import type { Credentials } from '../../../../../simulator/world/credentials.ts';
import { control, type Fields, openShop, type Shop } from '../../merchant.ts';

export interface AlipayShop extends Shop {
  readonly host: ReturnType<typeof openShop>['host'];
  readonly pass: (ms: number) => void;
  readonly credentials: Credentials['alipay'];
}

export async function openAlipayShop(seed = 'test'): Promise<AlipayShop> {
  const shop = openShop(seed);
  const { body } = await control(shop, 'GET /credentials');
  return { ...shop, credentials: (body as Credentials).alipay };
}

export interface V3Options {
  readonly method?: string;
  readonly body?: Fields | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The fields of the Authorization header; one that is empty is left out. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly token?: string;
  readonly signWith?: string;
  /** Changes the header after it was signed. */
  readonly mend?: (authorization: string) => string;
}

export function buildV3(shop: AlipayShop, target: string, options: V3Options = {}): Request {
  const { body = '', token } = options;
  const method = options.method ?? (body === '' ? 'GET' : 'POST');
  const sent = typeof body === 'string' ? body : JSON.stringify(body);
  const fields = {
    app_id: shop.credentials.appId,
    nonce: '0f1e2d3c-0000-4000-8000-000000000001',
    timestamp: String(shop.now()),
    ...options.fields,
  };
  const auth = Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
  const lines = [auth, method, target, sent, ...(token === undefined ? [] : [token])];
  const text = lines.map((line) => `${line}\n`).join('');
  const key = options.signWith ?? shop.credentials.merchantPrivateKey;
  const sign = createSign('RSA-SHA256').update(text, 'utf8').sign(key, 'base64');
  const authorization = `ALIPAY-SHA256withRSA ${auth},sign=${sign}`;
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    authorization: options.mend?.(authorization) ?? authorization,
    ...(token === undefined ? {} : { 'alipay-app-auth-token': token }),
    ...options.headers,
  };
  const init = method === 'GET' ? { method, headers } : { method, headers, body: sent };
  return new Request(`http://simulator.test${target}`, init);
}

export interface V3Said {
  readonly status: number;
  readonly raw: string;
  readonly body: Fields;
  readonly headers: Headers;
  readonly isVerified: boolean;
}

export async function readV3(shop: AlipayShop, response: Response): Promise<V3Said> {
  const raw = await response.text();
  const { headers, status } = response;
  const text = `${headers.get('alipay-timestamp')}\n${headers.get('alipay-nonce')}\n${raw}\n`;
  const isVerified = createVerify('RSA-SHA256')
    .update(text, 'utf8')
    .verify(shop.credentials.gatewayPublicKey, headers.get('alipay-signature') ?? '', 'base64');
  const body = raw.startsWith('{') ? (JSON.parse(raw) as Fields) : {};
  return { status, raw, body, headers, isVerified };
}

export async function callV3(shop: AlipayShop, target: string, options: V3Options = {}): Promise<V3Said> {
  return readV3(shop, await shop.host.handle(buildV3(shop, target, options)));
}
