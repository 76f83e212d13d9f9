/** wechatpay-axios-plugin, unmodified, as a shop at the stand-alone simulator would set it up, and the few calls of a counter. */

import { Wechatpay } from 'wechatpay-axios-plugin';
import { type SimulatorServer, startSimulatorServer } from '../../simulator/hosts/node/server.ts';
import type { Credentials } from '../../simulator/world/credentials.ts';

export type Fields = Record<string, unknown>;
type Config = ConstructorParameters<typeof Wechatpay>[0];

/** As axios tells it. */
export interface Told {
  readonly status: number;
  readonly data: Fields;
  readonly headers: Readonly<Record<string, string>>;
}

export interface SdkShop {
  readonly server: SimulatorServer;
  readonly account: Credentials['wechatpay'];
  readonly sdk: Wechatpay;
  /** Sent along with every POST. */
  readonly headers?: Record<string, string>;
}

/** A server of its own, with the SDK that trusts both the platform's certificate and its public key. */
export async function openSdkShop(): Promise<SdkShop> {
  const server = await startSimulatorServer({ port: 0, seed: 'conformance' });
  const { wechatpay: account } = await control<Pick<Credentials, 'wechatpay'>>(
    { server },
    'GET /credentials',
  );
  return { server, account, sdk: sdkFor({ server, account }) };
}

export function sdkFor(
  { server, account }: Pick<SdkShop, 'server' | 'account'>,
  change: Partial<Config> = {},
): Wechatpay {
  return new Wechatpay({
    mchid: account.mchid,
    serial: account.merchantSerial,
    privateKey: account.merchantPrivateKey,
    certs: {
      [account.platformSerial]: account.platformCertificate,
      [account.publicKeyId]: account.publicKey,
    },
    secret: account.apiV2Key,
    baseURL: server.url,
    ...change,
  });
}

/** One call of the control interface: `POST /clock`. */
export async function control<T>(
  { server }: Pick<SdkShop, 'server'>,
  line: string,
  body?: unknown,
): Promise<T> {
  const [method = 'GET', path = ''] = line.split(' ');
  const init: RequestInit = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  return (await fetch(`${server.url}/_simulator${path}`, init)).json() as Promise<T>;
}

export const advance = (shop: SdkShop, advanceMs: number) => control(shop, 'POST /clock', { advanceMs });

/** What a customer does: `scan`, `confirm`, `cancel`. */
export const tap = (shop: SdkShop, [wallet, what]: readonly [string, string], body: Fields = {}) =>
  control<Fields>(shop, `POST /wallets/wechatpay-${wallet}/${what}`, body);

export const post = ({ sdk, headers = {} }: SdkShop, path: string, data: unknown) =>
  sdk.chain(path).post(data, { headers }) as unknown as Promise<Told>;

/** `config` as the SDK takes it: `params`, what fills in the path, and whatever axios knows. */
export const get = ({ sdk }: SdkShop, path: string, config: Fields = {}) =>
  sdk.chain(path).get(config) as unknown as Promise<Told>;

export async function paymentCode(shop: SdkShop, wallet = 'lin'): Promise<string> {
  return String((await tap(shop, [wallet, 'payment-code']))['code']);
}

export async function codeOrder(
  shop: SdkShop,
  [number, total]: readonly [string, number],
  wallet = 'lin',
): Promise<Fields> {
  const { appid, mchid } = shop.account;
  return {
    appid,
    mchid,
    description: '拿铁 100% "热"/大杯',
    out_trade_no: number,
    amount: { total, currency: 'CNY' },
    payer: { auth_code: await paymentCode(shop, wallet) },
    scene_info: { store_info: { out_id: 'A1' } },
  };
}

export function qrOrder(
  { account: { appid, mchid } }: SdkShop,
  [number, total]: readonly [string, number],
  more: Fields = {},
): Fields {
  return {
    appid,
    mchid,
    description: '茶',
    out_trade_no: number,
    notify_url: 'http://127.0.0.1:9/nobody',
    amount: { total, currency: 'CNY' },
    ...more,
  };
}

export const pay = async (shop: SdkShop, order: readonly [string, number], wallet = 'lin') =>
  post(shop, 'v3/pay/transactions/codepay', await codeOrder(shop, order, wallet));

export const present = async (shop: SdkShop, order: readonly [string, number], more: Fields = {}) =>
  String((await post(shop, 'v3/pay/transactions/native', qrOrder(shop, order, more))).data['code_url']);

export const query = async (shop: SdkShop, number: string) =>
  (await get(shop, `v3/pay/transactions/out-trade-no/${number}`, { params: { mchid: shop.account.mchid } }))
    .data;

export const reverse = (shop: SdkShop, number: string) => {
  const { appid, mchid } = shop.account;
  return post(shop, `v3/pay/transactions/out-trade-no/${number}/reverse`, { appid, mchid });
};

export const close = (shop: SdkShop, number: string) =>
  post(shop, `v3/pay/transactions/out-trade-no/${number}/close`, { mchid: shop.account.mchid });

export const refund = (
  shop: SdkShop,
  [order, number]: readonly [string, string],
  { part, total, ...more }: Fields & { readonly part: number; readonly total: number },
) =>
  post(shop, 'v3/refund/domestic/refunds', {
    out_trade_no: order,
    out_refund_no: number,
    amount: { refund: part, total, currency: 'CNY' },
    ...more,
  });

/** The status and the code with which a call was refused. */
export async function refusal(call: Promise<unknown>): Promise<{ status: unknown; code: unknown }> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason as { response?: { status: number; data: Fields } },
  );
  return { status: error?.response?.status, code: error?.response?.data?.['code'] };
}
