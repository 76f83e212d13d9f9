/** Requests that WeChat Pay's v2 refuses: status 200 always, the reason in the XML. */

import {
  buildV2Request,
  type Fields,
  pay,
  paymentCode,
  type V2Options,
  type WechatShop,
} from '../../unit/simulator/gateways/wechatpay/shop.ts';
import type { BadRequest, StrictShop } from './bad-request.ts';

const ORDER = 'ORDER0001';

const withAccount = (shop: StrictShop): WechatShop =>
  ({ ...shop, account: shop.credentials.wechatpay }) as unknown as WechatShop;

/** One call of v2: status 200 always, the reason in the XML. */
function badV2(
  title: string,
  [path, fields, options = {}]: readonly [
    string,
    (shop: WechatShop) => Promise<Record<string, string>> | Record<string, string>,
    V2Options?,
  ],
  ...says: readonly string[]
): BadRequest {
  return {
    rail: 'wechatpay',
    title: `${title} (v2)`,
    request: async (strict) => {
      const shop = withAccount(strict);
      return buildV2Request(shop, path, await fields(shop), options);
    },
    expect: { status: 200, says },
  };
}

const question = () => ({ out_trade_no: ORDER });
const micropay =
  (change: Record<string, string>) =>
  async (shop: WechatShop): Promise<Record<string, string>> => ({
    body: '咖啡',
    out_trade_no: ORDER,
    total_fee: '500',
    spbill_create_ip: '127.0.0.1',
    auth_code: await paymentCode(shop),
    ...change,
  });
const unified = (change: Record<string, string>) => (): Record<string, string> => ({
  body: '咖啡',
  out_trade_no: ORDER,
  total_fee: '500',
  spbill_create_ip: '127.0.0.1',
  notify_url: 'http://127.0.0.1:9/v2',
  trade_type: 'NATIVE',
  product_id: '1',
  ...change,
});
const changed = (change: Fields): V2Options => ({ mend: (all) => Object.assign(all, change) });

const V2: readonly BadRequest[] = [
  badV2(
    'a signature that is none',
    ['/pay/orderquery', question, changed({ sign: 'A'.repeat(32) })],
    'FAIL',
    '签名错误',
  ),
  badV2(
    'a field changed after it was signed',
    ['/pay/orderquery', question, changed({ out_trade_no: 'OTHER' })],
    'FAIL',
    '签名错误',
  ),
  badV2(
    'another merchant',
    ['/pay/orderquery', question, changed({ mch_id: '1900000000' })],
    'FAIL',
    'mch_id',
  ),
  badV2('another application', ['/pay/orderquery', question, changed({ appid: 'wx0' })], 'FAIL', 'appid'),
  badV2(
    'a signature of another kind',
    ['/pay/orderquery', question, changed({ sign_type: 'RSA' })],
    'FAIL',
    'sign_type',
  ),
  badV2('a question about nothing', ['/pay/orderquery', question], 'ORDERNOTEXIST'),
  badV2('a close of nothing', ['/pay/closeorder', question], 'ORDERNOTEXIST'),
  badV2('no payment code', ['/pay/micropay', micropay({ auth_code: '' })], 'LACK_PARAMS'),
  badV2(
    'a payment code of 17 digits',
    ['/pay/micropay', micropay({ auth_code: '1388123456789012' })],
    'AUTH_CODE_INVALID',
  ),
  badV2('no goods', ['/pay/micropay', micropay({ body: '' })], 'LACK_PARAMS'),
  badV2('an amount in yuan', ['/pay/micropay', micropay({ total_fee: '5.00' })], 'PARAM_ERROR'),
  badV2('an amount of nothing', ['/pay/micropay', micropay({ total_fee: '0' })], 'PARAM_ERROR'),
  badV2('dollars', ['/pay/micropay', micropay({ fee_type: 'USD' })], 'PARAM_ERROR'),
  badV2('a password to type', ['/pay/micropay', micropay({ total_fee: '100000' })], 'USERPAYING'),
  badV2('an order of another kind', ['/pay/unifiedorder', unified({ trade_type: 'APP' })], 'PARAM_ERROR'),
  badV2('an order without a product', ['/pay/unifiedorder', unified({ product_id: '' })], 'LACK_PARAMS'),
  badV2(
    'an order without an address for news',
    ['/pay/unifiedorder', unified({ notify_url: '' })],
    'LACK_PARAMS',
  ),
  badV2(
    'a refund of nothing',
    ['/secapi/pay/refund', () => ({ ...question(), out_refund_no: 'R1', total_fee: '1', refund_fee: '1' })],
    'ORDERNOTEXIST',
  ),
  badV2(
    'a refund without an amount',
    ['/secapi/pay/refund', () => ({ ...question(), out_refund_no: 'R1', total_fee: '1' })],
    'LACK_PARAMS',
  ),
  badV2(
    'a question about no refund',
    ['/pay/refundquery', () => ({ out_refund_no: 'R9' })],
    'REFUNDNOTEXIST',
  ),
  badV2('a bill of a day that is none', ['/pay/downloadbill', () => ({ bill_date: '20260230' })], '20001'),
  badV2(
    'a reverse right after the payment',
    [
      '/secapi/pay/reverse',
      async (shop) => {
        await pay(shop, ORDER, 500);
        return question();
      },
    ],
    'INVALID_REQUEST',
    'recall',
  ),
];

const XML: readonly BadRequest[] = [
  '<xml><a>1</a>',
  '<!DOCTYPE a [<!ENTITY b "c">]><xml><a>&b;</a></xml>',
  '{}',
].map((body) => ({
  rail: 'wechatpay',
  title: `XML such as ${body} (v2)`,
  request: ({ url }) => new Request(`${url}/pay/orderquery`, { method: 'POST', body }),
  expect: { status: 200, says: ['FAIL', 'XML'] },
}));

export const WECHATPAY_V2: readonly BadRequest[] = [...V2, ...XML];
