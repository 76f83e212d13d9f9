/** Requests in good order that WeChat Pay's v3 refuses all the same: the payer, the order, the refund, the bill. */

import {
  BY_ORDER,
  call,
  codeOrder,
  type Fields,
  pay,
  paymentCode,
  present,
  qrOrder,
  refund,
  reverse,
  scanAndPay,
  type WechatShop,
} from '../../unit/simulator/gateways/wechatpay/shop.ts';
import { control } from '../../unit/simulator/merchant.ts';
import type { BadRequest } from './bad-request.ts';
import { bad, type Content, NATIVE, ORDER } from './wechatpay-calls.ts';

const CODEPAY = 'POST /v3/pay/transactions/codepay';
const REFUNDS = 'POST /v3/refund/domestic/refunds';

const payment =
  (change: (code: string) => Fields): Content =>
  async (shop) => {
    const code = await paymentCode(shop);
    return { ...codeOrder(shop, ORDER, 500, code), ...change(code) };
  };
const given =
  (change: Fields): Content =>
  async (shop) => {
    await pay(shop, ORDER, 500);
    const amount = { refund: 100, total: 500, currency: 'CNY' };
    return { out_trade_no: ORDER, out_refund_no: 'R1', amount, ...change };
  };
const code = (title: string, wallet: string, [total, ...expected]: readonly [number, number, string]) =>
  bad(
    title,
    [CODEPAY, async (shop) => codeOrder(shop, ORDER, total, await paymentCode(shop, wallet))],
    expected,
  );
const wrongCode = (title: string, text: string, name: string): BadRequest =>
  bad(title, [CODEPAY, payment(() => ({ payer: { auth_code: text } }))], [400, `"code":"${name}"`]);

/** The body of a call about an order that `first` has made. */
const after =
  (first: (shop: WechatShop) => Promise<unknown>, body: (shop: WechatShop) => Fields): Content =>
  async (shop) => {
    await first(shop);
    return body(shop);
  };
const merchant = ({ account: { mchid } }: WechatShop): Fields => ({ mchid });
const both = ({ account: { appid, mchid } }: WechatShop): Fields => ({ appid, mchid });

const BUSINESS: readonly BadRequest[] = [
  bad(
    'the same order with another amount',
    [
      NATIVE,
      after(
        (shop) => present(shop, ORDER, 500),
        (shop) => qrOrder(shop, ORDER, 501),
      ),
    ],
    [400, 'INVALID_REQUEST'],
  ),
  bad(
    'an order that is paid, again',
    [
      NATIVE,
      after(
        async (shop) => scanAndPay(shop, await present(shop, ORDER, 500)),
        (shop) => qrOrder(shop, ORDER, 500),
      ),
    ],
    [400, 'ORDERPAID'],
  ),
  bad(
    'an order that is closed, again',
    [
      NATIVE,
      after(
        async (shop) => {
          await present(shop, ORDER, 500);
          await call(shop, `POST ${BY_ORDER}/${ORDER}/close`, merchant(shop));
        },
        (shop) => qrOrder(shop, ORDER, 500),
      ),
    ],
    [400, 'ORDER_CLOSED'],
  ),

  bad('no scene', [CODEPAY, payment(() => ({ scene_info: undefined }))], [400, '"field":"/scene_info"']),
  bad(
    'a scene without a store',
    [CODEPAY, payment(() => ({ scene_info: {} }))],
    [400, '"field":"/scene_info/store_info"'],
  ),
  bad('no payment code', [CODEPAY, payment(() => ({ payer: {} }))], [400, '"field":"/payer/auth_code"']),
  wrongCode('a payment code of 17 digits', '13881234567890123', 'AUTH_CODE_INVALID'),
  wrongCode('another wallet’s payment code', '288812345678901234', 'AUTH_CODE_INVALID'),
  wrongCode('a payment code nobody showed', '138812345678901234', 'AUTH_CODE_ERROR'),
  bad(
    'a payment code for the second time',
    [
      CODEPAY,
      async (shop) => {
        const text = await paymentCode(shop);
        await call(shop, CODEPAY, codeOrder(shop, ORDER, 500, text));
        return codeOrder(shop, 'ORDER0002', 500, text);
      },
    ],
    [400, 'AUTH_CODE_INVALID'],
  ),
  code('a payer without money', 'zhao', [5000, 403, 'NOT_ENOUGH']),
  code('a payer over the limit', 'ma', [10_001, 403, 'RULE_LIMIT']),
  code('a payer whose account is frozen', 'liu', [500, 403, 'USER_ACCOUNT_ABNORMAL']),
  code('the shop’s own account', 'owner', [500, 403, 'TRADE_ERROR']),

  bad('a question without the merchant', [`GET ${BY_ORDER}/${ORDER}`], [400, '"location":"query"']),
  bad('a question with another merchant', [`GET ${BY_ORDER}/${ORDER}?mchid=1`], [400, 'PARAM_ERROR']),
  bad(
    'a question about nothing',
    [({ account }) => `GET ${BY_ORDER}/${ORDER}?mchid=${account.mchid}`],
    [404, 'ORDER_NOT_EXIST'],
  ),
  bad(
    'a question about no payment',
    [({ account }) => `GET /v3/pay/transactions/id/4200?mchid=${account.mchid}`],
    [404, 'ORDER_NOT_EXIST'],
  ),
  bad(
    'a reverse right after the payment',
    [`POST ${BY_ORDER}/${ORDER}/reverse`, after((shop) => pay(shop, ORDER, 500), both)],
    [400, 'INVALID_REQUEST'],
  ),
  bad(
    'a reverse of an order with a QR',
    [`POST ${BY_ORDER}/${ORDER}/reverse`, after((shop) => present(shop, ORDER, 500), both)],
    [400, 'INVALID_REQUEST'],
  ),
  bad('a reverse of a number that cannot be', [`POST ${BY_ORDER}/A/reverse`, both], [400, 'PARAM_ERROR']),
  bad(
    'a close of a payment by code',
    [`POST ${BY_ORDER}/${ORDER}/close`, after((shop) => pay(shop, ORDER, 500), merchant)],
    [400, 'INVALID_REQUEST'],
  ),
  bad('a close of nothing', [`POST ${BY_ORDER}/${ORDER}/close`, merchant], [404, 'ORDER_NOT_EXIST']),
  bad('a close without the merchant', [`POST ${BY_ORDER}/${ORDER}/close`, {}], [400, '"field":"/mchid"']),

  bad('a refund of nothing', [REFUNDS, given({ out_trade_no: 'ORDER0009' })], [404, 'RESOURCE_NOT_EXISTS']),
  bad(
    'a refund of no order',
    [REFUNDS, given({ out_trade_no: undefined })],
    [400, '"field":"/out_trade_no"'],
  ),
  bad(
    'a refund without a number',
    [REFUNDS, given({ out_refund_no: undefined })],
    [400, '"field":"/out_refund_no"'],
  ),
  bad(
    'a refund number with a blank',
    [REFUNDS, given({ out_refund_no: 'R 1' })],
    [400, '"field":"/out_refund_no"'],
  ),
  bad(
    'a refund of too much',
    [REFUNDS, given({ amount: { refund: 501, total: 500, currency: 'CNY' } })],
    [400, 'INVALID_REQUEST'],
  ),
  bad(
    'a refund of another total',
    [REFUNDS, given({ amount: { refund: 100, total: 600, currency: 'CNY' } })],
    [400, 'INVALID_REQUEST'],
  ),
  bad(
    'a refund without a currency',
    [REFUNDS, given({ amount: { refund: 100, total: 500 } })],
    [400, '"field":"/amount/currency"'],
  ),
  bad(
    'a refund for a reason of 81 letters',
    [REFUNDS, given({ reason: 'x'.repeat(81) })],
    [400, '"field":"/reason"'],
  ),
  bad(
    'a refund number again with another amount',
    [
      REFUNDS,
      async (shop) => {
        await pay(shop, ORDER, 500);
        await refund(shop, [ORDER, 'R1'], [200, 500]);
        return {
          out_trade_no: ORDER,
          out_refund_no: 'R1',
          amount: { refund: 100, total: 500, currency: 'CNY' },
        };
      },
    ],
    [400, 'INVALID_REQUEST'],
  ),
  bad(
    'a second refund within a minute',
    [
      REFUNDS,
      async (shop) => {
        await pay(shop, ORDER, 500);
        await refund(shop, [ORDER, 'R1'], [200, 500]);
        return {
          out_trade_no: ORDER,
          out_refund_no: 'R2',
          amount: { refund: 100, total: 500, currency: 'CNY' },
        };
      },
    ],
    [429, 'FREQUENCY_LIMITED'],
  ),
  bad('a question about no refund', ['GET /v3/refund/domestic/refunds/R9'], [404, 'RESOURCE_NOT_EXISTS']),
  bad('a bill of no day', ['GET /v3/bill/tradebill'], [400, 'PARAM_ERROR']),
  bad(
    'a bill of a day that is none',
    ['GET /v3/bill/tradebill?bill_date=2026-02-30'],
    [400, 'INVALID_REQUEST'],
  ),
  bad(
    'a bill of another kind',
    ['GET /v3/bill/tradebill?bill_date=2026-11-01&bill_type=MINE'],
    [400, 'PARAM_ERROR'],
  ),
  bad(
    'a bill of an account nobody has',
    ['GET /v3/bill/fundflowbill?bill_date=2026-11-01&account_type=MINE'],
    [400, 'PARAM_ERROR'],
  ),
  bad('a file that nobody asked for', ['GET /v3/billdownload/file?token=AAAA'], [400, 'PARAM_ERROR']),
];

const OVER: readonly BadRequest[] = [
  bad(
    'a reverse that a paid and refunded order is too late for',
    [
      `POST ${BY_ORDER}/${ORDER}/reverse`,
      async (shop) => {
        await pay(shop, ORDER, 500);
        await refund(shop, [ORDER, 'R1'], [100, 500]);
        return both(shop);
      },
    ],
    [400, 'INVALID_REQUEST'],
  ),
  bad(
    'a payment under a number that was reversed',
    [
      CODEPAY,
      async (shop) => {
        await reverse(shop, ORDER);
        return codeOrder(shop, ORDER, 500, await paymentCode(shop));
      },
    ],
    [400, 'ORDERREVERSED'],
  ),
  bad(
    'a call without the permission',
    [
      NATIVE,
      async (shop) => {
        await control(shop, 'PATCH /merchants/wechatpay', { permissions: ['query'] });
        return qrOrder(shop, ORDER, 500);
      },
    ],
    [403, 'NO_AUTH'],
  ),
];

export const WECHATPAY_BUSINESS: readonly BadRequest[] = [...BUSINESS, ...OVER];
