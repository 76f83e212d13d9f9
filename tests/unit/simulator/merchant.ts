/** A merchant for the simulator's tests: signs with Node's crypto and checks what comes back, apart from both programs. */

import { createSign, createVerify } from 'node:crypto';
import { createMemoryHost, type MemoryHost } from '../../../simulator/hosts/memory.ts';
import { GATEWAY_PUBLIC_KEY, MERCHANT_PRIVATE_KEY } from '../../../simulator/world/keys.ts';

export const APP_ID = '2021000000000001';
/** 2026-11-23 12:00:00 in Beijing. */
export const NOON = Date.UTC(2026, 10, 23, 4);

export type Fields = Record<string, unknown>;

export interface Shop {
  readonly host: Pick<MemoryHost, 'handle'>;
  /** Simulated time at the shop. */
  readonly now: () => number;
}

/** A simulator at noon whose clock only the test moves. */
export function openShop(
  seed = 'test',
): Shop & { readonly host: MemoryHost; readonly pass: (ms: number) => void } {
  let at = NOON;
  const host = createMemoryHost({ now: () => at, seed, wait: async () => undefined });
  return { host, now: () => at, pass: (ms) => (at += ms) };
}

export function beijing(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

export interface CallOptions {
  readonly parameters?: Record<string, string>;
  readonly signWith?: string;
  readonly mend?: (all: Record<string, string>) => void;
}

/** The request of one call as a till would send it. */
export function buildRequest(
  shop: Shop,
  method: string,
  content: Fields | string,
  options: CallOptions = {},
): Request {
  const system: Record<string, string> = {
    app_id: APP_ID,
    method,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: beijing(shop.now()),
    version: '1.0',
    ...options.parameters,
  };
  const written = typeof content === 'string' ? content : JSON.stringify(content);
  const all: Record<string, string> = { ...system, biz_content: written };
  const text = Object.keys(all)
    .filter((name) => all[name] !== '')
    .sort()
    .map((name) => `${name}=${all[name]}`)
    .join('&');
  const sign = createSign('RSA-SHA256').update(text, 'utf8');
  all['sign'] = sign.sign(options.signWith ?? MERCHANT_PRIVATE_KEY, 'base64');
  options.mend?.(all);
  const { biz_content: body = '', ...query } = all;
  return new Request(`http://simulator.test/gateway.do?${new URLSearchParams(query)}`, {
    method: 'POST',
    body: new URLSearchParams({ biz_content: body }),
  });
}

export interface Said {
  readonly status: number;
  readonly raw: string;
  readonly node: Fields;
  readonly isSigned: boolean;
  readonly isVerified: boolean;
  readonly certificate: unknown;
}

/** Reads an answer and checks the signature over the node's own text. */
export async function readAnswer(response: Response): Promise<Said> {
  const raw = await response.text();
  const parsed = JSON.parse(raw) as Record<string, unknown>;
  const [name = ''] = Object.keys(parsed);
  const { sign, alipay_cert_sn: certificate } = parsed;
  const end = raw.search(/,"(alipay_cert_sn|sign)":"[^"]*"/);
  const text = raw.slice(raw.indexOf(':') + 1, end === -1 ? -1 : end);
  const isVerified =
    typeof sign === 'string' &&
    createVerify('RSA-SHA256').update(text, 'utf8').verify(GATEWAY_PUBLIC_KEY, sign, 'base64');
  const node = parsed[name] as Fields;
  return { status: response.status, raw, node, isSigned: typeof sign === 'string', isVerified, certificate };
}

export async function call(
  shop: Shop,
  method: string,
  content: Fields | string,
  options: CallOptions = {},
): Promise<Said> {
  return readAnswer(await shop.host.handle(buildRequest(shop, method, content, options)));
}

/** The answer's node, with `code` and `sub_code` at hand. */
export async function ask(shop: Shop, method: string, content: Fields): Promise<Fields> {
  return (await call(shop, `alipay.trade.${method}`, content)).node;
}

export interface Told {
  readonly status: number;
  readonly body: unknown;
}

/** One call of the control interface. */
export async function control(shop: Pick<Shop, 'host'>, line: string, body?: unknown): Promise<Told> {
  const [method = 'GET', path = ''] = line.split(' ');
  const init: RequestInit = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await shop.host.handle(new Request(`http://simulator.test/_simulator${path}`, init));
  return { status: response.status, body: await response.json() };
}

export async function paymentCode(shop: Shop, wallet = 'lin'): Promise<string> {
  const { body } = await control(shop, `POST /wallets/${wallet}/payment-code`);
  return (body as { code: string }).code;
}

export function payContent(orderNumber: string, amount: string, code: string): Fields {
  return {
    out_trade_no: orderNumber,
    total_amount: amount,
    subject: '咖啡',
    auth_code: code,
    scene: 'bar_code',
    product_code: 'FACE_TO_FACE_PAYMENT',
  };
}

export async function pay(shop: Shop, orderNumber: string, amount: string, wallet = 'lin'): Promise<Fields> {
  return ask(shop, 'pay', payContent(orderNumber, amount, await paymentCode(shop, wallet)));
}

/** Places an order with a QR and returns the QR's content. */
export async function present(
  shop: Shop,
  orderNumber: string,
  amount: string,
  more: Fields = {},
): Promise<string> {
  const content = { out_trade_no: orderNumber, total_amount: amount, subject: '咖啡', ...more };
  return String((await ask(shop, 'precreate', content))['qr_code']);
}

/** A customer scans and agrees. */
export async function scanAndPay(
  shop: Shop,
  content: string,
  wallet = 'lin',
  password?: string,
): Promise<Told> {
  await control(shop, `POST /wallets/${wallet}/scan`, { content });
  return control(shop, `POST /wallets/${wallet}/confirm`, password === undefined ? {} : { password });
}
