/** What each v3 call may and must say (the provider's pages of native, JSAPI, code payment, refund, close and reverse). */

import type { Parts, Shape } from './shapes.ts';

/** 100 000 000 yuan, in fen. */
const MOST_FEN = 10_000_000_000;
const MOST_COUNT = 100_000_000;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/;
/** No query string and no fragment. A test's own server may be on this machine and speak plain HTTP. */
const NEWS_ADDRESS = /^https?:\/\/[^\s?#/]+(?:\/[^\s?#]*)?$/;
const ORDER_NUMBER = /^[0-9A-Za-z_\-|*]+$/;
const REFUND_NUMBER = /^[0-9A-Za-z_\-|*@]+$/;

type Part = Parts[string];

const must = (shape: Shape): Part => ({ shape, isRequired: true });
const may = (shape: Shape): Part => ({ shape, isRequired: false });
const text = (most: number, form?: RegExp): Shape => ({
  kind: 'text',
  least: 1,
  most,
  ...(form ? { form } : {}),
});
const oneOf = (...names: string[]): Shape => ({ kind: 'text', least: 1, most: 32, oneOf: names });
const whole = (least: number, most = MOST_FEN): Shape => ({ kind: 'whole', least, most });
const parts = (of: Parts): Shape => ({ kind: 'parts', parts: of });
const list = (of: Shape, most: number): Shape => ({ kind: 'list', of, most });
const FLAG: Shape = { kind: 'flag' };

const identity: Parts = { appid: must(text(32)), mchid: must(text(32)) };
const orderNumber: Part = must({ kind: 'text', least: 6, most: 32, form: ORDER_NUMBER });
const goods = (productId: string): Shape =>
  list(
    parts({
      merchant_goods_id: must(text(32)),
      [productId]: may(text(32)),
      goods_name: may(text(256)),
      quantity: must(whole(1, MOST_COUNT)),
      unit_price: must(whole(0)),
    }),
    6_000,
  );
const detail = (productId: string): Shape =>
  parts({
    cost_price: may(whole(0)),
    invoice_id: may(text(32)),
    goods_detail: may(goods(productId)),
  });

const purchase: Parts = {
  ...identity,
  description: must(text(127)),
  out_trade_no: orderNumber,
  attach: may(text(128)),
  goods_tag: may(text(32)),
  support_fapiao: may(FLAG),
  amount: must(parts({ total: must(whole(1)), currency: may(oneOf('CNY')) })),
  settle_info: may(parts({ profit_sharing: may(FLAG) })),
};

const shownOrder: Parts = {
  ...purchase,
  time_expire: may(text(64, INSTANT)),
  notify_url: must(text(255, NEWS_ADDRESS)),
  limit_pay: may(list(text(32), 10)),
  detail: may(detail('wechatpay_goods_id')),
  scene_info: may(
    parts({
      payer_client_ip: must(text(45)),
      device_id: may(text(32)),
      store_info: may(
        parts({
          id: must(text(32)),
          name: may(text(256)),
          area_code: may(text(32)),
          address: may(text(512)),
        }),
      ),
    }),
  ),
};

export const NATIVE: Parts = shownOrder;

export const JSAPI: Parts = { ...shownOrder, payer: must(parts({ openid: must(text(128)) })) };

export const CODEPAY: Parts = {
  ...purchase,
  payer: must(parts({ auth_code: must(text(128)) })),
  detail: may(detail('wxpay_goods_id')),
  scene_info: must(
    parts({
      device_id: may(text(32)),
      device_ip: may(text(45)),
      store_info: must(parts({ id: may(text(32)), out_id: may(text(32)) })),
    }),
  ),
};

/** Without `appid` a reverse meets a system error instead of a named one; so it may be missing here. */
export const REVERSE: Parts = { appid: may(text(32)), mchid: must(text(32)) };

export const CLOSE: Parts = { mchid: must(text(32)) };

const funds = parts({
  account: must(oneOf('AVAILABLE', 'UNAVAILABLE')),
  amount: must(whole(1)),
});

export const REFUND: Parts = {
  transaction_id: may(text(32)),
  out_trade_no: may({ kind: 'text', least: 6, most: 32, form: ORDER_NUMBER }),
  out_refund_no: must(text(64, REFUND_NUMBER)),
  reason: may(text(80)),
  notify_url: may(text(256, NEWS_ADDRESS)),
  funds_account: may(oneOf('AVAILABLE', 'UNSETTLED')),
  amount: must(
    parts({
      refund: must(whole(1)),
      from: may(list(funds, 2)),
      total: must(whole(1)),
      currency: must(oneOf('CNY')),
    }),
  ),
  goods_detail: may(
    list(
      parts({
        merchant_goods_id: must(text(32)),
        wechatpay_goods_id: may(text(32)),
        goods_name: may(text(256)),
        unit_price: must(whole(0)),
        refund_amount: must(whole(0)),
        refund_quantity: must(whole(1, MOST_COUNT)),
      }),
      100,
    ),
  ),
};
