/** How the rows about WeChat Pay's v3 are written: a call, what has to be there before it, and what it must be told. */

import {
  buildRequest,
  type CallOptions,
  type Fields,
  qrOrder,
  type WechatShop,
} from '../../unit/simulator/gateways/wechatpay/shop.ts';
import type { BadRequest, StrictShop } from './bad-request.ts';

export const ORDER = 'ORDER0001';
export const NATIVE = 'POST /v3/pay/transactions/native';

const withAccount = (shop: StrictShop): WechatShop =>
  ({ ...shop, account: shop.credentials.wechatpay }) as unknown as WechatShop;

export type Content = Fields | ((shop: WechatShop) => Promise<Fields> | Fields);

/** One call of v3, after whatever has to be there first. */
export function bad(
  title: string,
  [line, content, options = {}]: readonly [string | ((shop: WechatShop) => string), Content?, CallOptions?],
  [status, ...says]: readonly [number, ...string[]],
): BadRequest {
  return {
    rail: 'wechatpay',
    title,
    request: async (strict) => {
      const shop = withAccount(strict);
      const body = typeof content === 'function' ? await content(shop) : content;
      return buildRequest(shop, typeof line === 'function' ? line(shop) : line, body, options);
    },
    expect: { status, says },
  };
}

export const native =
  (change: Fields): Content =>
  (shop) => ({ ...qrOrder(shop, ORDER, 500), ...change });
