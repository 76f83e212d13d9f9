/** A shop at WeChat Pay for the gateway's tests: signs with Node's crypto and checks what comes back, apart from both programs. */

import { createHash, createHmac, createSign, createVerify, X509Certificate } from 'node:crypto';
import type { Credentials } from '../../../../../simulator/world/credentials.ts';
import { control, openShop, type Shop } from '../../merchant.ts';

export type Fields = Record<string, unknown>;
type Account = Credentials['wechatpay'];

export interface WechatShop extends Shop {
  readonly account: Account;
  readonly pass: (ms: number) => void;
}

/** A simulator at noon, and what the shop got from the provider. */
export async function openWechatShop(seed = 'test'): Promise<WechatShop> {
  const shop = openShop(seed);
  const { body } = await control(shop, 'GET /credentials');
  return { ...shop, account: (body as { wechatpay: Account }).wechatpay };
}

export interface CallOptions {
  readonly headers?: Record<string, string | null>;
  /** Changes the five fields of the authorization before they are written. */
  readonly authorization?: Partial<Record<string, string>>;
  /** What is signed instead of what is sent. */
  readonly signedBody?: string;
  readonly raw?: string;
}

export interface Said {
  readonly status: number;
  /** Read from JSON; empty for an empty body. */
  readonly body: Fields;
  readonly raw: string;
  readonly headers: Headers;
  readonly isSigned: boolean;
  /** By the key that the answer itself names. */
  readonly isVerified: boolean;
  /** The number behind `Request-ID`. */
  readonly number: number;
}

let nonces = 0;

/** The request of one call as a till would send it: `POST /v3/…`. */
export function buildRequest(
  { account, now }: Pick<WechatShop, 'account' | 'now'>,
  line: string,
  body?: Fields,
  options: CallOptions = {},
): Request {
  const [method = 'GET', path = ''] = line.split(' ');
  const text = options.raw ?? (body === undefined ? '' : JSON.stringify(body));
  nonces += 1;
  const signed: Record<string, string> = {
    mchid: account.mchid,
    nonce_str: `nonce${nonces}`,
    timestamp: String(Math.floor(now() / 1000)),
    serial_no: account.merchantSerial,
    ...options.authorization,
  };
  const lines = [method, path, signed['timestamp'], signed['nonce_str'], options.signedBody ?? text];
  const signature = createSign('RSA-SHA256')
    .update(lines.map((one) => `${one}\n`).join(''))
    .sign(account.merchantPrivateKey, 'base64');
  const fields = { ...signed, signature, ...options.authorization };
  const list = Object.entries(fields).map(([name, value]) => `${name}="${value}"`);
  const headers: Record<string, string | null> = {
    accept: 'application/json',
    'user-agent': 'test',
    authorization: `WECHATPAY2-SHA256-RSA2048 ${list.join(',')}`,
    ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
    ...options.headers,
  };
  const kept = Object.entries(headers).filter((one): one is [string, string] => one[1] !== null);
  const init: RequestInit = { method, headers: Object.fromEntries(kept) };
  return new Request(`http://simulator.test${path}`, method === 'POST' ? { ...init, body: text } : init);
}

export async function call(
  shop: WechatShop,
  line: string,
  body?: Fields,
  options: CallOptions = {},
): Promise<Said> {
  return readAnswer(shop, await shop.host.handle(buildRequest(shop, line, body, options)));
}

export async function readAnswer({ account }: WechatShop, response: Response): Promise<Said> {
  const raw = await response.text();
  const { headers, status } = response;
  const signature = headers.get('wechatpay-signature') ?? '';
  const text = `${headers.get('wechatpay-timestamp')}\n${headers.get('wechatpay-nonce')}\n${raw}\n`;
  const key = keyOf(account, headers.get('wechatpay-serial') ?? '');
  const isVerified =
    key !== undefined && createVerify('RSA-SHA256').update(text).verify(key, signature, 'base64');
  return {
    status,
    raw,
    body: raw.startsWith('{') ? (JSON.parse(raw) as Fields) : {},
    headers,
    isSigned: headers.has('wechatpay-signature'),
    isVerified,
    number: Number(headers.get('request-id')?.split('-').at(-1)),
  };
}

function keyOf(account: Account, serial: string): string | undefined {
  if (serial === account.publicKeyId) return account.publicKey;
  if (serial !== account.platformSerial) return undefined;
  return String(
    new X509Certificate(account.platformCertificate).publicKey.export({ type: 'spki', format: 'pem' }),
  );
}

export const BY_ORDER = '/v3/pay/transactions/out-trade-no';

export async function paymentCode(shop: Shop, wallet = 'lin'): Promise<string> {
  const { body } = await control(shop, `POST /wallets/wechatpay-${wallet}/payment-code`);
  return (body as { code: string }).code;
}

export function codeOrder({ account }: WechatShop, number: string, total: number, code: string): Fields {
  return {
    appid: account.appid,
    mchid: account.mchid,
    description: '咖啡',
    out_trade_no: number,
    amount: { total, currency: 'CNY' },
    payer: { auth_code: code },
    scene_info: { store_info: { out_id: 'A1' } },
  };
}

export async function pay(shop: WechatShop, number: string, total: number, wallet = 'lin'): Promise<Said> {
  const content = codeOrder(shop, number, total, await paymentCode(shop, wallet));
  return call(shop, 'POST /v3/pay/transactions/codepay', content);
}

export function qrOrder({ account }: WechatShop, number: string, total: number, more: Fields = {}): Fields {
  return {
    appid: account.appid,
    mchid: account.mchid,
    description: '咖啡',
    out_trade_no: number,
    notify_url: 'http://127.0.0.1:9/news',
    amount: { total, currency: 'CNY' },
    ...more,
  };
}

export async function present(
  shop: WechatShop,
  number: string,
  total: number,
  more: Fields = {},
): Promise<string> {
  const said = await call(shop, 'POST /v3/pay/transactions/native', qrOrder(shop, number, total, more));
  return String(said.body['code_url']);
}

/** A customer scans and agrees. */
export async function scanAndPay(shop: Shop, content: string, wallet = 'lin', password = '123456') {
  await control(shop, `POST /wallets/wechatpay-${wallet}/scan`, { content });
  return control(shop, `POST /wallets/wechatpay-${wallet}/confirm`, { password });
}

export const query = (shop: WechatShop, number: string) =>
  call(shop, `GET ${BY_ORDER}/${number}?mchid=${shop.account.mchid}`);

export const reverse = ({ account, ...shop }: WechatShop, number: string) =>
  call({ account, ...shop }, `POST ${BY_ORDER}/${number}/reverse`, {
    appid: account.appid,
    mchid: account.mchid,
  });

export const close = (shop: WechatShop, number: string) =>
  call(shop, `POST ${BY_ORDER}/${number}/close`, { mchid: shop.account.mchid });

export const refund = (
  shop: WechatShop,
  [order, number]: readonly [string, string],
  [part, total]: readonly [number, number],
  more: Fields = {},
) =>
  call(shop, 'POST /v3/refund/domestic/refunds', {
    out_trade_no: order,
    out_refund_no: number,
    amount: { refund: part, total, currency: 'CNY' },
    ...more,
  });

export const refundQuery = (shop: WechatShop, number: string) =>
  call(shop, `GET /v3/refund/domestic/refunds/${number}`);

export interface SaidV2 {
  readonly fields: Record<string, string>;
  readonly isVerified: boolean;
  readonly raw: string;
  readonly bytes: Uint8Array;
}

export interface V2Options {
  readonly signType?: string;
  /** Changes what is sent after it was signed. */
  readonly mend?: (all: Fields) => void;
}

/** The request of one call of v2, signed. */
export function buildV2Request(
  { account }: Pick<WechatShop, 'account'>,
  path: string,
  fields: Record<string, string>,
  { signType = 'MD5', mend }: V2Options = {},
): Request {
  nonces += 1;
  const all: Record<string, string> = {
    appid: account.appid,
    mch_id: account.mchid,
    nonce_str: `nonce${nonces}`,
    ...(signType === 'MD5' ? {} : { sign_type: signType }),
    ...fields,
  };
  all['sign'] = signV2(all, account.apiV2Key, signType);
  mend?.(all);
  const xml = Object.entries(all).map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`);
  return new Request(`http://simulator.test${path}`, { method: 'POST', body: `<xml>${xml.join('')}</xml>` });
}

/** One call of v2, and its answer's fields with whether the signature over them is right. */
export async function callV2(
  shop: WechatShop,
  path: string,
  fields: Record<string, string>,
  options: V2Options = {},
): Promise<SaidV2> {
  const { signType = 'MD5' } = options;
  const response = await shop.host.handle(buildV2Request(shop, path, fields, options));
  const bytes = new Uint8Array(await response.arrayBuffer());
  const raw = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const found = [...raw.matchAll(/<(\w+)>(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))<\/\1>/g)];
  const answer = Object.fromEntries(found.map(([, name, cdata, plain]) => [name, cdata ?? plain ?? '']));
  const sign = signV2(answer, shop.account.apiV2Key, signType);
  return { fields: answer, isVerified: answer['sign'] === sign, raw, bytes };
}

export function signV2(fields: Readonly<Record<string, string>>, key: string, signType: string): string {
  const text = `${Object.keys(fields)
    .filter((name) => name !== 'sign' && fields[name] !== '')
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('&')}&key=${key}`;
  const digest = signType === 'MD5' ? createHash('md5') : createHmac('sha256', key);
  return digest.update(text).digest('hex').toUpperCase();
}
